package org.pointwork.bench.hsm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogManager;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.services.Cache;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.hsm.software.SoftwareHsm;

/** The modules of one measurement, on a token of their own that holds published keys. */
@State(Scope.Benchmark)
public class Modules {
    private static final String TOKEN = "bench-hsm";
    private static final char[] PIN = "24681357".toCharArray();

    /** A {@link Setting}. */
    @Param("ONE_THREAD")
    public Setting setting;

    private final List<Hsm> modules = new ArrayList<>();
    private final AtomicInteger users = new AtomicInteger();

    /** Opens them, with all keys loaded. */
    @Setup(Level.Trial)
    public void open() {
        // The table is for people: none of the software module's warnings between its lines.
        LogManager.getLogManager().getLogger("").setLevel(java.util.logging.Level.SEVERE);
        if (setting.copies() == 0) {
            var software = SoftwareHsm.open(Profile.DEVELOPMENT);
            BenchKeys.ALL.forEach(key -> software.load(key.name(), key.algorithm(), key.clear()));
            modules.add(software);
            return;
        }
        var var = Place.ofThisProcess().var();
        var softHsm =
                SoftHsm.prepare(var.resolve("bench-hsm"), Cache.folder(var).resolve("softhsm"));
        softHsm.ensureToken(TOKEN, PIN, PIN);
        var config = Pkcs11Config.of(softHsm.module(), TOKEN, TokenPin.of(PIN)).withWaiting(Duration.ofSeconds(5), 100);
        load(config);
        modules.add(Pkcs11Hsm.open(config));
        for (int copy = 1; copy < setting.copies(); copy++) {
            var library = copied(softHsm.module(), var.resolve("bench-hsm").resolve("libsofthsm2-" + copy + ".so"));
            modules.add(Pkcs11Hsm.open(Pkcs11Config.of(library, TOKEN, TokenPin.of(PIN))));
        }
    }

    private static void load(Pkcs11Config config) {
        try (var loader = KeyLoader.open(config);
                var software = SoftwareHsm.open(Profile.DEVELOPMENT)) {
            for (var key : BenchKeys.ALL) {
                Kcv kcv = software.load(key.name(), key.algorithm(), key.clear());
                loader.importKey(key.name(), key.algorithm(), key.clear(), kcv);
            }
        }
    }

    /** A library under another name is another library to the loader. */
    private static Path copied(Path library, Path copy) {
        try {
            Files.write(copy, Files.readAllBytes(library));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module for one more thread, all equally used. */
    Hsm next() {
        return modules.get(users.getAndIncrement() % modules.size());
    }

    /** Ends the sessions. */
    @TearDown(Level.Trial)
    public void close() {
        modules.forEach(Hsm::close);
    }
}
