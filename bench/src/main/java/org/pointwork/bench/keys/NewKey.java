package org.pointwork.bench.keys;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How long a new key is meant to be used. */
final class NewKey {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private LocalDate ends;

    @Option(
            names = "--ends",
            paramLabel = "DATE",
            description = "Its last day, such as 2027-12-31 and not past; list and the node's metrics warn before it.")
    void setEnds(LocalDate day) {
        if (day != null && day.isBefore(LocalDate.now(Clock.systemDefaultZone()))) {
            throw new ParameterException(spec.commandLine(), "--ends " + day + " is past: the key could not be used");
        }
        ends = day;
    }

    /** Writes the last day beside the key, and says what there is now. */
    String stored(KeyLoader loader, KeyRef key, Kcv kcv) {
        Optional.ofNullable(ends).ifPresent(day -> loader.setEnd(key, day));
        return KeyName.of(key) + " stored, check value " + kcv + (ends == null ? "" : ", last day " + ends);
    }
}
