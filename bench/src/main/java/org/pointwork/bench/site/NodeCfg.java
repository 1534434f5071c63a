package org.pointwork.bench.site;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The node's own configuration, {@code cfg/}, copied and changed where a benchmark needs it: a database of its own, no
 * replica and no broker (the stock switch has none), ports that its twin doesn't use, and the issuer's MAC off where the
 * messages have none.
 */
public final class NodeCfg {
    private final Path folder;

    private NodeCfg(Path folder) {
        this.folder = folder;
    }

    public static NodeCfg copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
        return new NodeCfg(to);
    }

    public NodeCfg database(String url) throws IOException {
        return with("node.yml", "(?m)^(journal:\\R +url: ).*", "$1" + url)
                .with("node.yml", "(?m)^(replica:.*\\R +url: ).*", "$1\"\"")
                .with("node.yml", "(?m)^(broker:.*\\R +url: ).*", "$1\"\"");
    }

    public NodeCfg issuerWithoutMac() throws IOException {
        return with("links.yml", "(?m)^( +mac-key: ).*", "$1\"\"")
                .with("links.yml", "(?m)^( +keys: )\\[pin, mac].*", "$1[pin]");
    }

    /** @param connections at most, at each door */
    public NodeCfg doorsTake(int connections) throws IOException {
        Path file = folder.resolve("listeners.yml");
        String before = Files.readString(file);
        Files.writeString(file, before.replaceAll("(?m)^( +max-connections: ).*", "$1" + connections));
        return this;
    }

    /** @throws IllegalStateException where the file has nothing like it: the configuration has moved on, and this has to */
    private NodeCfg with(String file, String pattern, String replacement) throws IOException {
        Path path = folder.resolve(file);
        String before = Files.readString(path);
        String after = before.replaceFirst(pattern, replacement);
        if (after.equals(before)) {
            throw new IllegalStateException(path + " has nothing like " + pattern);
        }
        Files.writeString(path, after);
        return this;
    }

    public Path folder() {
        return folder;
    }
}
