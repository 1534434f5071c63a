package org.pointwork.node.beans;

import org.pointwork.node.Config;
import org.pointwork.node.Node;
import org.pointwork.node.Secrets;
import org.pointwork.ops.ConsoleServer;

/** The operator console over SSH. */
public final class ConsoleBean extends NodeBean {
    @Override
    AutoCloseable open(Node node) {
        Config.Console console = node.config().node().console();
        return new ConsoleServer(
                console.host(),
                console.port(),
                console.user(),
                Secrets.read(node.config().node().http().tokenFile()),
                console.hostKeyFile(),
                getServer());
    }
}
