package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives SoftHSM the single DES of OpenSSL 3, which lies in a provider that is loaded for those who ask. */
final class OpenSslProviders {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSslProviders.class);
    private static final String LIBRARY = "libcrypto.so.3";

    private OpenSslProviders() {}

    /** Loads it where it is to be had; without it, SoftHSM does triple DES alone. */
    static void load() {
        try {
            // The default one too: OpenSSL loads that by itself only while nobody asks for another.
            boolean loaded = load("default") && load("legacy");
            LOG.debug("OpenSSL's provider of single DES: {}", loaded ? "loaded" : "not to be had");
        } catch (IllegalArgumentException e) {
            LOG.debug("no {}: {}", LIBRARY, e.getMessage());
        }
    }

    @SuppressWarnings("restricted")
    private static boolean load(String provider) {
        var function = SymbolLookup.libraryLookup(LIBRARY, Arena.global())
                .find("OSSL_PROVIDER_load")
                .orElseThrow(() -> new IllegalArgumentException("it has no providers"));
        var call = Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(provider);
            MemorySegment handle = Downcall.made(() -> (MemorySegment) call.invokeExact(MemorySegment.NULL, name));
            return !handle.equals(MemorySegment.NULL);
        }
    }
}
