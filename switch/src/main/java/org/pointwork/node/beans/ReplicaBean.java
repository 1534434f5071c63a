package org.pointwork.node.beans;

import org.pointwork.journal.Journal;
import org.pointwork.node.Config;
import org.pointwork.node.Node;
import org.pointwork.node.Secrets;
import org.pointwork.replica.Replica;

/** The bank-side replica, set up in the background. */
public final class ReplicaBean extends NodeBean {
    @Override
    AutoCloseable open(Node node) {
        Config.Replica config = node.config().node().replica();
        if (config.url().isEmpty()) {
            return () -> {};
        }
        Replica replica = new Replica(
                node.get(Journal.class).database(),
                new Replica.Settings(
                        config.url(),
                        config.user(),
                        Secrets.read(config.passwordFile()),
                        config.source(),
                        Secrets.read(config.sourcePasswordFile())),
                node.clock());
        node.put(Replica.class, replica);
        return replica;
    }
}
