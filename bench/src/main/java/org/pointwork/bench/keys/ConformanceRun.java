package org.pointwork.bench.keys;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KcvMethod;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.conformance.Check;
import org.pointwork.hsm.conformance.Conformance;
import org.pointwork.hsm.conformance.Differs;
import org.pointwork.hsm.conformance.Subject;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.hsm.pkcs11.TokenPin;

/** The suite of published figures on a token that holds nothing else. */
final class ConformanceRun {
    private static final String SCRATCH = "scratch";

    private ConformanceRun() {}

    /** Says of each check whether the token does as it should, and whether all do. */
    static boolean of(TokenAccess token, PrintWriter out) {
        return token.isNamed() ? on(token.config(), out) : onPassingToken(out);
    }

    private static boolean onPassingToken(PrintWriter out) {
        try {
            Path folder = Files.createTempDirectory("pointwork-conformance");
            try {
                byte[] random = new byte[8];
                new SecureRandom().nextBytes(random);
                char[] pin = HexFormat.of().formatHex(random).toCharArray();
                SoftHsm softHsm = SoftHsm.prepare(folder, TokenAccess.var().resolve("cache/softhsm"));
                softHsm.ensureToken(SCRATCH, pin, pin);
                return on(Pkcs11Config.of(softHsm.module(), SCRATCH, TokenPin.of(pin)), out);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean on(Pkcs11Config config, PrintWriter out) {
        try (KeyLoader loader = KeyLoader.open(config);
                Hsm hsm = Pkcs11Hsm.open(config)) {
            if (!loader.held().isEmpty()) {
                throw HsmException.refused(
                        Fault.POLICY, "token " + config.tokenLabel(), "it holds keys: take an empty one for this");
            }
            Subject subject = new Scratch(hsm, loader);
            List<Check> checks = Conformance.of(subject);
            long wrong = checks.stream()
                    .filter(check -> !passes(check, subject, out))
                    .count();
            loader.list().forEach(entry -> loader.remove(entry.key()));
            out.println(checks.size() - wrong + " of " + checks.size() + " checks right, for "
                    + hsm.capabilities().size() + " capabilities");
            return wrong == 0;
        }
    }

    private static boolean passes(Check check, Subject subject, PrintWriter out) {
        try {
            check.run().accept(subject);
            out.println("right  " + check);
            return true;
        } catch (Differs | HsmException e) {
            out.println("WRONG  " + check + ": " + e.getMessage());
            return false;
        }
    }

    private record Scratch(Hsm hsm, KeyLoader loader) implements Subject {
        @Override
        public void load(KeyRef key, KeyAlgorithm algorithm, byte[] clear) {
            loader.importKey(
                    key, algorithm, clear, loader.checkValueOf(algorithm, clear, KcvMethod.usualFor(key, algorithm)));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
