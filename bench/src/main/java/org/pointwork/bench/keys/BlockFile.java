package org.pointwork.bench.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pointwork.hsm.keyblock.KeyBlock;

/** Key blocks in files, or at standard input and output where the name is a dash. */
final class BlockFile {
    private static final String STANDARD = "-";

    private BlockFile() {}

    /** @throws org.pointwork.hsm.HsmException REFUSED where it is no key block */
    static KeyBlock read(String file) {
        try (InputStream in = file.equals(STANDARD) ? System.in : Files.newInputStream(Path.of(file))) {
            // One character more than a block may have, and the end of a line.
            byte[] bytes = in.readNBytes(KeyBlock.MOST + 3);
            return KeyBlock.parse(new String(bytes, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the key block in " + file + " cannot be read", e);
        }
    }
}
