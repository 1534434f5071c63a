package org.pointwork.sim.script;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds scripts: a new file in a suite's folder is a new case, in the order of the names. */
public final class Suite {
    private static final String SUFFIX = ".pos";

    private Suite() {}

    /**
     * The scripts that come with the simulators, in {@code scripts/NAME/}.
     *
     * @throws IllegalArgumentException where there is no such suite
     * @throws ScriptException where one of them cannot be understood
     */
    public static List<Script> named(String name) throws IOException {
        URL folder = Suite.class.getResource("/scripts/" + name);
        if (folder == null || !name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("there is no suite \"" + name + "\"");
        }
        URI uri = uri(folder);
        if (!uri.getScheme().equals("jar")) {
            return in(Path.of(uri));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return in(jar.getPath("/scripts/" + name));
        }
    }

    /** The script in a file, or all those in a folder. */
    public static List<Script> in(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(read(path));
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            List<Script> scripts = new ArrayList<>();
            for (Path file : found) {
                scripts.add(read(file));
            }
            return scripts;
        }
    }

    private static Script read(Path file) throws IOException {
        return ScriptParser.parse(file.toString(), Files.readString(file));
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
