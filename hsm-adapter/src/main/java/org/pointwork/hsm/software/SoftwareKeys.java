package org.pointwork.hsm.software;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRules;

/** The keys by name and purpose; the facets of {@link SoftwareHsm} share them. */
final class SoftwareKeys {
    private final Map<KeyRef, SoftwareKey> keys = new ConcurrentHashMap<>();

    Kcv load(KeyRef name, KeyAlgorithm algorithm, byte[] clear, Optional<Kcv> expected) {
        KeyRules.require(name, algorithm);
        KeyRules.requireSound(name, algorithm, clear);
        var key = new SoftwareKey(name, algorithm, clear);
        Kcv actual = key.kcv();
        if (!expected.map(actual::agreesWith).orElse(true)) {
            key.wipe();
            throw HsmException.refused(
                    Fault.CHECK_VALUE,
                    name.label(),
                    "check value " + actual + " is not the expected " + expected.get());
        }
        keys.put(name, key);
        return actual;
    }

    SoftwareKey get(KeyRef name) {
        var key = keys.get(name);
        if (key == null) {
            throw new HsmException(Reason.KEY_MISSING, name.label(), "no " + name.purpose() + " key of this label");
        }
        return key;
    }

    boolean remove(KeyRef name) {
        return keys.remove(name) != null;
    }

    void wipe() {
        keys.values().forEach(SoftwareKey::wipe);
        keys.clear();
    }
}
