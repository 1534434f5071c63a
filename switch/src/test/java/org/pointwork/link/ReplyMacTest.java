package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pointwork.model.Outcome;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;

/** Replies on a line where each must carry a MAC, made by a real token. */
class ReplyMacTest {
    private static final String KEY = "zak.issuer-demo";
    private static FakeIssuer issuer;
    private static Lines lines;

    @BeforeAll
    static void open() {
        issuer = FakeIssuer.startWithMac(KEY);
        lines = Lines.readyTo(issuer.port(), new TestPartner().mac(KEY));
    }

    @AfterAll
    static void close() {
        lines.close();
        issuer.close();
    }

    @Test
    void a_right_mac_is_believed_and_every_request_has_one() {
        issuer.onPayment(FakeIssuer.Call::approve);
        assertInstanceOf(Outcome.Answered.class, exchange(1));
        assertTrue(issuer.heard("0200").getLast().fields().has(64));
    }

    @Test
    void a_mac_in_de_128_is_believed_where_there_is_a_second_bitmap() {
        issuer.onPayment(call -> call.send(Requests.with(call.reply("00"), 102, "ACCOUNT")));
        assertInstanceOf(Outcome.Answered.class, exchange(2));
    }

    @Test
    void no_mac_is_not_trusted() {
        issuer.onPayment(call -> call.sendWithoutMac(call.reply("00")));
        assertUntrusted(3);
    }

    @Test
    void a_wrong_mac_is_not_trusted() {
        issuer.onPayment(call -> {
            byte[] packed = call.packed(call.reply("00"));
            packed[packed.length - 1] = packed[packed.length - 1] == '0' ? (byte) '1' : (byte) '0';
            call.sendRaw(packed);
        });
        assertUntrusted(4);
    }

    @Test
    void a_decline_altered_into_an_approval_is_not_trusted() {
        issuer.onPayment(call -> {
            String packed =
                    new String(call.packed(Requests.with(call.reply("51"), 38, "A00000")), StandardCharsets.US_ASCII);
            call.sendRaw(packed.replace("A0000051", "A0000000").getBytes(StandardCharsets.US_ASCII));
        });
        assertUntrusted(5);
    }

    private static void assertUntrusted(int number) {
        Outcome.Untrusted untrusted = assertInstanceOf(Outcome.Untrusted.class, exchange(number));
        assertEquals("MAC is missing or wrong", untrusted.why());
    }

    private static Outcome exchange(int number) {
        return lines.link.exchange(Requests.purchase(number), Duration.ofSeconds(20));
    }
}
