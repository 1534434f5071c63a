package org.pointwork.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestToken;

/** With a token that is too busy for anything new, what was let in comes to its end. */
class MessageMacTest {
    private final IsoCodec codec = new IsoCodec(Dialect.named("iso87-ascii"));
    private final MessageMac mac = new MessageMac(busy(), new MacKey("tak.demo"), codec);

    @Test
    void an_answer_gets_its_mac_and_a_reply_is_verified() throws Exception {
        byte[] packed = mac.pack(Requests.purchase(1).answer("00"));
        assertTrue(mac.verifies(codec.decode(packed), packed));
    }

    @Test
    void a_request_is_refused() throws Exception {
        CardMessage request = Requests.purchase(1);
        byte[] packed = mac.pack(request);
        CardMessage received = codec.decode(packed);
        var e = assertThrows(HsmException.class, () -> mac.verifies(received, packed));
        assertEquals(Reason.BUSY, e.reason());
    }

    /** The test token, but that it takes no work that begins. */
    private static Hsm busy() {
        return (Hsm) Proxy.newProxyInstance(
                Hsm.class.getClassLoader(), new Class<?>[] {Hsm.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("toFinish")) {
                        throw new HsmException(Reason.BUSY, "token", "full");
                    }
                    try {
                        return method.invoke(TestToken.hsm(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
