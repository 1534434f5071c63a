package org.pointwork.hsm.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.WorkingKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ZoneKeys.Cryptogram;
import org.pointwork.hsm.ZoneKeys.Held;

/** A key that changes under a zone master key, in a real token; the JDK's ciphers play the other side. */
class WorkingKeyTest {
    private static final String ZMK = "1C1C2A2A3B3B4C4C5D5D6E6E7F7F8080";
    private static final String GOOD = "0123456789ABCDEFFEDCBA9876543210";
    private static final Kcv GOOD_KCV = new Kcv("08D7B4");
    private static final ZoneKey ZONE = new ZoneKey("zmk");
    private static final MacKey FIRST = new MacKey("zak");
    private static final Duration LONG = Duration.ofHours(1);

    private Pkcs11Config token;
    private KeyLoader loader;

    @BeforeEach
    void open() {
        token = TestToken.fresh();
        loader = KeyLoader.open(token);
        TestToken.load(loader, ZONE, KeyAlgorithm.TDES2, ZMK);
        loader.generateKey(FIRST, KeyAlgorithm.TDES2);
    }

    @AfterEach
    void close() {
        if (loader != null) {
            loader.close();
        }
    }

    @Test
    void a_key_that_came_is_used_and_the_one_before_is_still_taken() {
        WorkingKey<MacKey> key = key(LONG);
        assertEquals(FIRST, key.current());
        assertEquals(List.of(FIRST), key.accepted());
        key.receive(came(GOOD, GOOD_KCV));
        assertEquals(new MacKey("zak.v1"), key.current());
        assertEquals(List.of(new MacKey("zak.v1"), FIRST), key.accepted());
        try (var hsm = Pkcs11Hsm.open(token)) {
            assertArrayEquals(
                    ClearCrypto.retailMac(bytes(GOOD), new byte[24]),
                    hsm.mac(key.current(), MacAlgorithm.RETAIL, new byte[24], 0, 24));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            key,                              kcv,    why
            0123456789ABCDEFFEDCBA9876543210, 08D7B5, check value
            0023456789ABCDEFFEDCBA9876543210, 08D7B4, parity
            0101010101010101FEDCBA9876543210, 08D7B4, weak
            0123456789ABCDEF0123456789ABCDEF, 08D7B4, alike
            0123456789ABCDEF,                 08D7B4, 16 or 24 bytes
            """, useHeadersInDisplayName = true)
    void what_is_not_as_it_should_be_is_never_stored(String hex, String kcv, String why) {
        WorkingKey<MacKey> key = key(LONG);
        List<KeyLoader.Entry> before = loader.list();
        var e = assertThrows(HsmException.class, () -> key.receive(came(hex, new Kcv(kcv))));
        assertEquals(Reason.REFUSED, e.reason());
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertEquals(before, loader.list());
        assertEquals(FIRST, key.current());
    }

    @Test
    void an_offer_is_understood_at_once_and_used_when_it_is_agreed() {
        WorkingKey<MacKey> key = key(LONG);
        Cryptogram offered = key.offer();
        assertEquals(FIRST, key.current());
        MacKey offer = key.accepted().getLast();
        assertEquals(List.of(FIRST, offer), key.accepted());
        assertTrue(offer.label().startsWith("zak.n"));
        byte[] clear = ClearCrypto.tdes(Cipher.DECRYPT_MODE, bytes(ZMK), offered.bytes());
        assertEquals(ClearCrypto.kcv(FIRST, KeyAlgorithm.TDES2, clear), offered.kcv());
        key.agreed();
        assertEquals(new MacKey("zak.v1"), key.current());
        assertEquals(List.of(new MacKey("zak.v1"), FIRST), key.accepted());
        try (var hsm = Pkcs11Hsm.open(token)) {
            assertArrayEquals(
                    ClearCrypto.retailMac(clear, new byte[24]),
                    hsm.mac(key.current(), MacAlgorithm.RETAIL, new byte[24], 0, 24));
            assertThrows(HsmException.class, () -> hsm.check(offer));
        }
    }

    @Test
    void an_offer_that_nobody_answered_is_understood_until_another_is_agreed() {
        WorkingKey<MacKey> key = key(LONG);
        key.offer();
        key.offer();
        assertEquals(3, key.accepted().size());
        key.agreed();
        assertEquals(List.of(new MacKey("zak.v1"), FIRST), key.accepted());
        assertEquals(List.of(FIRST, new MacKey("zak.v1"), ZONE), names());
    }

    @Test
    void a_refused_offer_leaves_nothing() {
        WorkingKey<MacKey> key = key(LONG);
        key.offer();
        key.refused();
        assertEquals(FIRST, key.current());
        assertEquals(List.of(FIRST), key.accepted());
        assertEquals(List.of(FIRST, ZONE), names());
    }

    @Test
    void a_restart_finds_what_was_agreed_and_what_was_only_offered() {
        WorkingKey<MacKey> key = key(LONG);
        key.receive(came(GOOD, GOOD_KCV));
        key.offer();
        WorkingKey<MacKey> again = key(LONG);
        assertEquals(new MacKey("zak.v1"), again.current());
        assertEquals(3, again.accepted().size());
        assertEquals(key.accepted(), again.accepted());
        assertEquals(key.since(), again.since());
    }

    @Test
    void keys_before_go_when_their_time_is_over() {
        WorkingKey<MacKey> key = key(LONG);
        for (int i = 0; i < 3; i++) {
            key.offer();
            key.agreed();
        }
        assertEquals(List.of(new MacKey("zak.v3"), new MacKey("zak.v2"), new MacKey("zak.v1"), FIRST), key.accepted());
        key.tidy();
        assertEquals(5, names().size());
        WorkingKey<MacKey> later = key(Duration.ZERO);
        assertEquals(List.of(new MacKey("zak.v3")), later.accepted());
        later.tidy();
        assertEquals(List.of(FIRST, new MacKey("zak.v3"), ZONE), names());
        assertEquals(new MacKey("zak.v3"), later.current());
    }

    @Test
    void keys_that_change_too_fast_do_not_fill_the_token() {
        WorkingKey<MacKey> key = key(LONG);
        for (int i = 0; i < 10; i++) {
            key.receive(came(GOOD, GOOD_KCV));
        }
        assertEquals(new MacKey("zak.v10"), key.current());
        assertEquals(8, key.accepted().size());
        assertFalse(key.accepted().contains(FIRST), "it was replaced long ago");
        assertEquals(8 + 2, names().size(), "and the first and the zone key");
    }

    @Test
    void a_first_key_that_is_loaded_anew_counts_again() {
        WorkingKey<MacKey> key = key(LONG);
        key.receive(came(GOOD, GOOD_KCV));
        long exchangedMs = key.since().toEpochMilli();
        while (System.currentTimeMillis() == exchangedMs) {
            Thread.onSpinWait();
        }
        loader.generateKey(FIRST, KeyAlgorithm.TDES2);
        WorkingKey<MacKey> again = key(LONG);
        assertEquals(FIRST, again.current());
        again.receive(came(GOOD, GOOD_KCV));
        assertEquals(new MacKey("zak.v2"), again.current());
    }

    @Test
    void no_version_at_all_is_a_missing_key() {
        assertFalse(loader.remove(new MacKey("zak.v1")));
        loader.remove(FIRST);
        assertEquals(
                Reason.KEY_MISSING,
                assertThrows(HsmException.class, () -> key(LONG)).reason());
    }

    @Test
    void a_zone_key_opens_no_message() {
        try (var hsm = Pkcs11Hsm.open(token)) {
            assertThrows(HsmException.class, () -> hsm.mac(new MacKey("zmk"), MacAlgorithm.RETAIL, new byte[8], 0, 8));
        }
    }

    @Test
    void nodes_that_share_a_token_go_on_from_where_the_other_is() {
        WorkingKey<MacKey> here = key(LONG);
        try (KeyLoader elsewhere = KeyLoader.open(token)) {
            WorkingKey<MacKey> there = key(elsewhere);
            here.receive(came(GOOD, GOOD_KCV));
            there.offer();
            there.agreed();
            assertEquals(new MacKey("zak.v2"), there.current());
            assertEquals(new MacKey("zak.v1"), here.current());
            here.look();
            assertEquals(new MacKey("zak.v2"), here.current());
            here.receive(came(GOOD, GOOD_KCV));
            there.tidy();
            assertEquals(new MacKey("zak.v3"), there.current());
        }
    }

    @Test
    void an_offer_of_another_nodes_is_left_to_it() {
        WorkingKey<MacKey> here = key(LONG);
        try (KeyLoader elsewhere = KeyLoader.open(token)) {
            WorkingKey<MacKey> there = key(elsewhere);
            here.offer();
            Cryptogram later = there.offer();
            here.agreed();
            there.agreed();
            assertEquals(new MacKey("zak.v2"), there.current());
            assertEquals(
                    later.kcv(),
                    loader.list().stream()
                            .filter(entry -> entry.key().equals(there.current()))
                            .map(KeyLoader.Entry::kcv)
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Test
    void what_comes_under_a_key_that_another_node_has_agreed_to_is_understood_at_once() {
        WorkingKey<MacKey> here = key(LONG);
        try (KeyLoader elsewhere = KeyLoader.open(token);
                var hsm = Pkcs11Hsm.open(token)) {
            WorkingKey<MacKey> there = key(elsewhere);
            there.receive(came(GOOD, GOOD_KCV));
            byte[] data = new byte[24];
            byte[] mac = ClearCrypto.retailMac(bytes(GOOD), data);
            assertEquals(FIRST, here.current());
            assertTrue(here.isUnderAny(key -> hsm.verifyMac(key, MacAlgorithm.RETAIL, data, 0, data.length, mac)));
            assertEquals(there.current(), here.current());
            mac[0] ^= 1;
            assertFalse(here.isUnderAny(key -> hsm.verifyMac(key, MacAlgorithm.RETAIL, data, 0, data.length, mac)));
        }
    }

    private static WorkingKey<MacKey> key(KeyLoader store) {
        return new WorkingKey<>(FIRST, MacKey::new, ZONE, LONG, store, store.held(), Clock.systemUTC());
    }

    private WorkingKey<MacKey> key(Duration overlap) {
        return new WorkingKey<>(FIRST, MacKey::new, ZONE, overlap, loader, loader.held(), Clock.systemUTC());
    }

    private List<?> names() {
        return loader.held().stream()
                .map(Held::key)
                .sorted((a, b) -> a.label().compareTo(b.label()))
                .toList();
    }

    private static Cryptogram came(String hex, Kcv kcv) {
        return new Cryptogram(ClearCrypto.tdes(Cipher.ENCRYPT_MODE, bytes(ZMK), bytes(hex)), kcv);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
