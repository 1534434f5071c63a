package org.pointwork.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.TestNode;

/** The one node of this JVM and its issuer's two links: what jPOS keeps of a node does not all go when the node goes. */
record OneNode(TestNode node, FakeIssuer primary, FakeIssuer backup) implements AutoCloseable {

    private static OneNode start() {
        try {
            Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "node");
            FakeIssuer primary = FakeIssuer.startWithMac("zak.issuer-demo");
            FakeIssuer backup = FakeIssuer.startWithMac("zak.issuer-demo");
            TestNode node = new TestNode(home.toAbsolutePath(), primary.port(), backup.port());
            return new OneNode(node.start(), primary, backup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        node.close();
        primary.close();
        backup.close();
    }

    /** Starts it for the first class that asks, and stops it after the last test. */
    static final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == OneNode.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(OneNode.class))
                    .getOrComputeIfAbsent(OneNode.class, _ -> OneNode.start());
        }
    }
}
