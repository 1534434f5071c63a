package org.pointwork.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.emv.ChipData;
import org.pointwork.emv.Tag;
import org.pointwork.emv.TlvException;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.CvvKey;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Refusal;
import org.pointwork.security.CardPolicy.Verify;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestCard;
import org.pointwork.testing.TestToken;

/** What is verified of cards, with keys in a real token. */
class CardChecksTest {
    private static final String PAN = Requests.pan("400000", 4711);
    private static final String EXPIRY = "3012";
    private static final CardChecks CHECKS = CardChecks.of(
            TestToken.hsm(),
            Map.of(
                    "always", policy(Verify.ALWAYS),
                    "stand-in", policy(Verify.STAND_IN),
                    "nothing", CardPolicy.NONE));

    private final TestCard card = new TestCard(PAN);

    @Test
    void a_cryptogram_is_verified_when_its_issuer_wants_it() {
        CardMessage right = chip(card.chipData());
        CardMessage wrong = chip(TestCard.chipData(new byte[8]));
        Optional<Refusal> refusal = Optional.of(new Refusal("88", "the chip's cryptogram is wrong"));
        assertEquals(Optional.empty(), CHECKS.refusal("always", right, Verify.ALWAYS));
        assertEquals(refusal, CHECKS.refusal("always", wrong, Verify.ALWAYS));
        assertEquals(Optional.empty(), CHECKS.refusal("always", wrong, Verify.STAND_IN));
        assertEquals(Optional.empty(), CHECKS.refusal("stand-in", wrong, Verify.ALWAYS));
        assertEquals(refusal, CHECKS.refusal("stand-in", wrong, Verify.STAND_IN));
        assertEquals(Optional.empty(), CHECKS.refusal("nothing", wrong, Verify.ALWAYS));
        assertEquals(Optional.empty(), CHECKS.refusal("of nobody", wrong, Verify.ALWAYS));
    }

    @Test
    void chip_data_that_lacks_something_is_told_by_its_tag() {
        CardMessage short1 = chip(card.chipData().substring(0, 11));
        assertEquals(
                "chip data: tag 84: is missing",
                CHECKS.refusal("always", short1, Verify.ALWAYS).orElseThrow().why());
        CardMessage none = Requests.with(Requests.with(Requests.purchase(1), 2, PAN), 22, "051");
        assertEquals(
                Optional.of(new Refusal("88", "chip data is missing")), CHECKS.refusal("always", none, Verify.ALWAYS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "51"})
    void the_issuers_cryptogram_goes_with_its_answer(String code) throws TlvException {
        CardMessage request = chip(card.chipData());
        CardMessage answer = CHECKS.answered("always", request, request.answer(code), false);
        byte[] data = ChipData.read(answer.fields().text(55))
                .find(Tag.ISSUER_AUTHENTICATION)
                .orElseThrow();
        assertArrayEquals(card.authentication(code), data);
        assertSame(answer, CHECKS.answered("always", request, answer, false), "an issuer's own stays");
        CardMessage plain = request.answer(code);
        assertSame(plain, CHECKS.answered("stand-in", request, plain, false), "the issuer answers for itself");
    }

    @Test
    void a_wrong_cryptogram_gets_none() {
        CardMessage wrong = chip(TestCard.chipData(new byte[8]));
        CardMessage answer = wrong.answer("00");
        assertSame(answer, CHECKS.answered("always", wrong, answer, false));
    }

    @ParameterizedTest
    @CsvSource({
        "901, 201, false, ''",
        "901, 201, true,  the verification code of track 2 is wrong",
        "021, 999, false, the verification code of track 2 is wrong",
        "051, 999, false, ''",
        "051, 201, false, the verification code of the chip's track is wrong",
    })
    void the_code_on_the_track_is_for_the_way_it_was_read(
            String entryMode, String service, boolean spoilt, String why) {
        String code = code(EXPIRY, service, spoilt);
        CardMessage request = Requests.with(
                Requests.with(chip(card.chipData()), 22, entryMode), 35, PAN + "=" + EXPIRY + "201" + "11234" + code);
        assertEquals(why, why(request));
    }

    @ParameterizedTest
    @CsvSource({
        "9203%s,       false, ''",
        "61051000092 03%s, false, ''",
        "9203%s,       true,  the printed verification code is wrong",
        "610510000,    false, ''",
        "9209%s,       false, ''",
        "920212%s,     false, 'the printed verification code has no expiry date, or not 3 digits'",
    })
    void the_printed_code_is_found_by_its_tag(String element, boolean spoilt, String why) {
        String text = element.replace(" ", "").formatted(code("1230", CardCode.CVV2, spoilt));
        CardMessage request =
                Requests.with(Requests.with(Requests.with(Requests.purchase(1), 2, PAN), 14, EXPIRY), 48, text);
        assertEquals(why, why(request));
    }

    private static String why(CardMessage request) {
        Optional<Refusal> refusal = CHECKS.refusal("always", request, Verify.ALWAYS);
        refusal.ifPresent(declined -> assertEquals("05", declined.responseCode()));
        return refusal.map(Refusal::why).orElse("");
    }

    private static String code(String expiry, String service, boolean spoilt) {
        byte[] digits = TestToken.hsm()
                .cardCode(new CvvKey("cvk.cards"), new CardCode(PAN.getBytes(US_ASCII), expiry, service));
        if (spoilt) {
            digits[2] = (byte) (digits[2] == '9' ? '0' : digits[2] + 1);
        }
        return new String(digits, US_ASCII);
    }

    private static CardMessage chip(String chipData) {
        return Requests.with(Requests.with(Requests.purchase(1), 2, PAN), 55, chipData);
    }

    private static CardPolicy policy(Verify when) {
        return new CardPolicy(
                Optional.of(new CardPolicy.Chip(when, "imk.cards", "88", Optional.empty(), Optional.empty())),
                Optional.of(new CardPolicy.Codes(
                        when,
                        "cvk.cards",
                        "05",
                        Optional.empty(),
                        Optional.of(true),
                        Optional.of(new CardPolicy.Printed(48, Optional.of("92"), Optional.empty())))));
    }
}
