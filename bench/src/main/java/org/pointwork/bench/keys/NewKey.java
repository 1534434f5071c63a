package org.pointwork.bench.keys;

import java.time.LocalDate;
import java.util.Optional;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.Option;

/** How long a new key is meant to be used. */
final class NewKey {
    @Option(
            names = "--ends",
            paramLabel = "DATE",
            description = "Its last day, such as 2027-12-31; list and the node's metrics warn before it.")
    private LocalDate ends;

    /** Writes the last day beside the key, and says what there is now. */
    String stored(KeyLoader loader, KeyRef key, Kcv kcv) {
        Optional.ofNullable(ends).ifPresent(day -> loader.setEnd(key, day));
        return KeyName.of(key) + " stored, check value " + kcv + (ends == null ? "" : ", last day " + ends);
    }
}
