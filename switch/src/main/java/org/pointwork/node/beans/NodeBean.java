package org.pointwork.node.beans;

import org.jpos.q2.QBeanSupport;
import org.pointwork.node.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A part of the node as Q2 starts it. The first part that fails stops the start of all that follow. */
abstract class NodeBean extends QBeanSupport {
    private static final Logger LOG = LoggerFactory.getLogger(NodeBean.class);

    private AutoCloseable part = () -> {};

    /** Brings the part up; what is returned is closed with the node. */
    abstract AutoCloseable open(Node node) throws Exception;

    @Override
    protected final void startService() {
        Node node = Node.current();
        if (node.hasFailed()) {
            return;
        }
        try {
            long startedMs = System.currentTimeMillis();
            part = open(node);
            LOG.info("{} is up, {} ms", getName(), System.currentTimeMillis() - startedMs);
        } catch (RuntimeException e) {
            node.failed(getName(), e);
            throw e;
        } catch (Exception e) {
            node.failed(getName(), new IllegalStateException(e.getMessage(), e));
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected final void stopService() throws Exception {
        part.close();
    }
}
