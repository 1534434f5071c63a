package org.pointwork.bench.keys;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.keyblock.KeyBlocks;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a key is made in the token, and whether it is given out at that moment, which is the only one. */
final class Making {
    @Option(
            names = "--export-under",
            paramLabel = "LABEL",
            converter = KeyName.OfBlockKey.class,
            description = "Also gives it out, under this block key: version B where that is a TDEA key, D where AES."
                    + " A key that is stored cannot be given out later.")
    private BlockKey under;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the key block goes; here if not given.")
    private Path out;

    @Option(
            names = "--exportability",
            paramLabel = "E|S|N",
            defaultValue = "S",
            description = "What the receiver may do with it; ${DEFAULT-VALUE}.")
    private char exportability;

    @Mixin
    private NewKey life;

    /** What the audit trail says of it. */
    String inWords(KeyAlgorithm algorithm) {
        return algorithm + (under == null ? "" : ", given out under " + under.label());
    }

    Kcv make(KeyLoader loader, KeyRef key, KeyAlgorithm algorithm, PrintWriter told) {
        Optional<KeyBlocks.Made> made =
                Optional.ofNullable(under).map(block -> loader.issue(block, key, algorithm, exportability));
        Kcv kcv = made.map(KeyBlocks.Made::kcv).orElseGet(() -> loader.generateKey(key, algorithm));
        told.println(life.stored(loader, key, kcv));
        made.ifPresent(given -> give(given.block().text(), told));
        return kcv;
    }

    /** As {@link NewKey#stored}. */
    String stored(KeyLoader loader, KeyRef key, Kcv kcv) {
        return life.stored(loader, key, kcv);
    }

    private void give(String block, PrintWriter told) {
        if (out == null) {
            told.println(block);
            return;
        }
        try {
            Files.writeString(out, block + "\n", StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("the key is stored, but its block cannot be written to " + out, e);
        }
        told.println("its block is in " + out);
    }
}
