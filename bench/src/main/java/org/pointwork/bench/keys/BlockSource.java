package org.pointwork.bench.keys;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.keyblock.BlockPolicy;
import org.pointwork.hsm.keyblock.KeyBlock;
import org.pointwork.hsm.keyblock.KeyBlockVersion;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.Option;

/** A key that comes in a key block. */
final class BlockSource {
    @Option(names = "--block", paramLabel = "FILE", required = true, description = "The key block; - reads it here.")
    private String file;

    @Option(
            names = "--under",
            paramLabel = "LABEL",
            required = true,
            converter = KeyName.OfBlockKey.class,
            description = "The block key it is under.")
    private BlockKey under;

    @Option(
            names = "--kcv",
            paramLabel = "HEX",
            converter = KeyName.OfCheckValue.class,
            description = "Its check value, as it came another way: 3 bytes for TDEA, CMAC for AES.")
    private Kcv kcv;

    @Option(
            names = "--allow-version",
            split = ",",
            paramLabel = "VERSION",
            description = "Versions A or C, which are read only where you say so.")
    private Set<KeyBlockVersion> versions = Set.of();

    @Option(
            names = "--allow-narrower-mode",
            description = "Takes a key whose block allows a part of what such keys do here.")
    private boolean narrower;

    private BlockPolicy policy() {
        Set<KeyBlockVersion> read = EnumSet.copyOf(BlockPolicy.STRICT.read());
        read.addAll(versions);
        return new BlockPolicy(read, narrower);
    }

    /** What the audit trail says of it. */
    String inWords() {
        return "from a key block under " + under.label()
                + (versions.isEmpty() ? "" : ", versions " + versions + " allowed")
                + (narrower ? ", narrower modes allowed" : "");
    }

    Kcv receive(KeyLoader loader, KeyRef key) {
        KeyBlock block = BlockFile.read(file);
        return loader.receive(under, block, key, policy(), Optional.ofNullable(kcv));
    }
}
