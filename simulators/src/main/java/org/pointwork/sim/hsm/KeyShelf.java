package org.pointwork.sim.hsm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.host.BoxKey;
import org.pointwork.hsm.host.HostFields;
import org.pointwork.hsm.software.SoftwareHsm;
import org.pointwork.sim.hsm.TestLmk.Opened;

/** Takes keys from commands into the engine: deciphers under the master key, and holds usage and parity against what is wanted. */
final class KeyShelf {
    /** Deciphered keys that stay in the engine, the least used of them go. */
    private static final int MOST = 4_096;

    private static final String SAID_BY_BLOCK = "FFF";

    private final TestLmk lmk;
    private final SoftwareHsm engine;
    private final Map<Asked, KeyRef> held = new LinkedHashMap<>(64, 0.75f, true);

    private long loaded;

    /** The same cryptogram may be asked for as more than one type. */
    private record Asked(String text, Set<BoxKey> types, String code) {}

    KeyShelf(TestLmk lmk, SoftwareHsm engine) {
        this.lmk = lmk;
        this.engine = engine;
    }

    TestLmk lmk() {
        return lmk;
    }

    SoftwareHsm engine() {
        return engine;
    }

    /** The next field, a key of one of these types. */
    KeyRef next(HostFields in, String field, BoxKey... types) {
        return load(in.key(field), Set.of(types), types[0].code());
    }

    /** The next two fields, a key's type and the key. */
    KeyRef nextTyped(HostFields in, String field, BoxKey... types) {
        String code = in.text("key type", 3);
        String text = in.key(field);
        requireSame(code, text);
        boolean isTaken = code.equals(SAID_BY_BLOCK)
                || Arrays.stream(types).anyMatch(type -> type.code().equals(code));
        if (!isTaken) {
            throw new Refusal(Refusal.KEY_TYPE_CODE);
        }
        return load(text, Set.of(types), code);
    }

    /** A key of any type, under the type that a command names where it is a variant. */
    KeyRef any(String text, String code) {
        requireSame(code, text);
        return load(text, Set.of(BoxKey.values()), code);
    }

    private static void requireSame(String code, String text) {
        if (code.equals(SAID_BY_BLOCK) != text.startsWith("S")) {
            throw new Refusal(Refusal.KEY_TYPE_CODE);
        }
    }

    private synchronized KeyRef load(String text, Set<BoxKey> types, String code) {
        Asked asked = new Asked(text, types, code);
        KeyRef known = held.get(asked);
        if (known != null) {
            return known;
        }
        Opened opened = text.startsWith("S") ? lmk.openBlock(text) : lmk.openVariant(code, text);
        try {
            KeyRef key = type(opened, types, code).ref("key." + ++loaded);
            engine.load(key, opened.algorithm(), opened.clear());
            held.put(asked, key);
            forgetOne();
            return key;
        } catch (HsmException e) {
            throw Refusal.of(e);
        } finally {
            opened.wipe();
        }
    }

    private static BoxKey type(Opened opened, Set<BoxKey> types, String code) {
        return Arrays.stream(BoxKey.values())
                .filter(types::contains)
                .filter(type -> opened.usage().isEmpty()
                        ? type.code().equals(code)
                        : type.usage().equals(opened.usage()))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.BLOCK_USAGE));
    }

    private void forgetOne() {
        if (held.size() > MOST) {
            var oldest = held.entrySet().iterator();
            engine.remove(oldest.next().getValue());
            oldest.remove();
        }
    }

    /** A key as it is, for what the engine does not do. The caller wipes it. */
    Opened open(String text, BoxKey type) {
        Opened opened = text.startsWith("S") ? lmk.openBlock(text) : lmk.openVariant(type.code(), text);
        if (!opened.usage().isEmpty() && !opened.usage().equals(type.usage())) {
            opened.wipe();
            throw new Refusal(Refusal.BLOCK_USAGE);
        }
        return opened;
    }
}
