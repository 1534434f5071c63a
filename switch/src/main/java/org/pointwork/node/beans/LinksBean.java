package org.pointwork.node.beans;

import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.journal.Journal;
import org.pointwork.link.Cutovers;
import org.pointwork.link.Links;
import org.pointwork.node.Node;
import org.pointwork.security.CardVault;
import org.pointwork.txn.HotCardFile;
import org.pointwork.txn.HotCards;
import org.pointwork.txn.KeepUnmatched;
import org.pointwork.txn.KeyTurns;
import org.pointwork.txn.PartnersHotCards;
import org.pointwork.txn.Services;

/** Lines to partners; they connect and sign on by themselves from here on. */
public final class LinksBean extends NodeBean {
    @Override
    AutoCloseable open(Node node) {
        Cutovers cutovers = new Cutovers();
        node.put(Cutovers.class, cutovers);
        Links links = new Links(
                node.config().partners().partners(),
                node.get(Hsm.class),
                node.get(KeyRings.class),
                node.find(ZoneKeys.class),
                new KeyTurns(node.get(Journal.class)),
                new KeepUnmatched(node.get(Journal.class)),
                cutovers,
                new PartnersHotCards(
                        new HotCardFile(node.get(HotCards.class), node.get(CardVault.class)),
                        () -> node.get(Services.class)),
                node.clock());
        node.put(Links.class, links);
        return links;
    }
}
