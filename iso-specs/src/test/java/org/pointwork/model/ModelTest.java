package org.pointwork.model;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    @ParameterizedTest(name = "{0} shows as {1}")
    @CsvSource({
        "40000012,            40******",
        "400000123456,        40**********",
        "4000001234567,       400000***4567",
        "400000123456789,     400000*****6789",
        "4000001234567899,    400000******7899",
        "4000001234567891234, 400000*********1234",
    })
    void aPanIsMasked(String digits, String masked) {
        Pan pan = new Pan(digits);
        assertAll(() -> assertEquals(masked, pan.masked()), () -> assertEquals(masked, pan.toString()));
    }

    @ParameterizedTest(name = "[{0}] is no PAN")
    @ValueSource(strings = {"", "4000001", "40000012345678912345", "400000123456789X", "4000 00123456", "٤٠٠٠٠٠١٢٣٤"})
    void whatIsNoPan(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new Pan(text));
        assertEquals("a PAN has 8 to 19 digits", refused.getMessage());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "4111111111111111, true",
        "5500005555555559, true",
        "378282246310005,  true",
        "6304000000000000, true",
        "4111111111111112, false",
        "4111111111111121, false",
        "1411111111111111, false",
        "79927398713,      true",
        "79927398710,      false",
    })
    void luhn(String digits, boolean valid) {
        assertEquals(valid, new Pan(digits).luhnValid());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"40000002, false", "400000006, false", "4000000002, true", "4000000003, false", "4111111111111111, true"
    })
    void whatACardCanHave(String digits, boolean possible) {
        assertEquals(possible, new Pan(digits).isPossible());
    }

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "12300,        356, 123.00 356",
        "0,            356, 0.00 356",
        "1,            392, 1 392",
        "1,            414, 0.001 414",
        "1234567,      414, 1234.567 414",
        "999999999999, 356, 9999999999.99 356",
        "999999999999, 392, 999999999999 392",
    })
    void amounts(long minor, String currency, String shown) {
        Amount amount = new Amount(minor, Currency.of(currency).orElseThrow());
        assertAll(
                () -> assertEquals(shown, amount.toString()),
                () -> assertEquals(12, amount.twelveDigits().length()),
                () -> assertEquals(minor, Long.parseLong(amount.twelveDigits())));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void amountsThatDoNotFitDe4(long minor) {
        Currency rupee = Currency.of("356").orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> new Amount(minor, rupee));
        assertThrows(IllegalArgumentException.class, () -> new Amount(1, rupee).withMinor(minor));
    }

    /** Exponents as ISO 4217 list one has them. */
    @ParameterizedTest(name = "{0}: {1} decimals")
    @CsvSource({"356,2", "840,2", "978,2", "826,2", "392,0", "410,0", "152,0", "414,3", "048,3", "512,3", "788,3"})
    void exponents(String numeric, int exponent) {
        assertEquals(exponent, Currency.of(numeric).orElseThrow().exponent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000", "999", "001", "INR", "35", "0356", "964"})
    void noCurrency(String numeric) {
        assertTrue(Currency.of(numeric).isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            # mti, asks,  advice, repeat, answer, repeated, duplicate class
            0100, true,  false, false, 0110, 0101, 10
            0101, true,  false, true,  0110, 0101, 10
            0120, true,  true,  false, 0130, 0121, 12
            0121, true,  true,  true,  0130, 0121, 12
            0200, true,  false, false, 0210, 0201, 20
            0201, true,  false, true,  0210, 0201, 20
            0220, true,  true,  false, 0230, 0221, 22
            0202, true,  false, false, 0212, 0203, 20
            0400, true,  false, false, 0410, 0401, 4
            0401, true,  false, true,  0410, 0401, 4
            0420, true,  true,  false, 0430, 0421, 4
            0421, true,  true,  true,  0430, 0421, 4
            0800, true,  false, false, 0810, 0801, 80
            0210, false, false, false, -,    0211, 21
            0230, false, false, false, -,    0231, 23
            0430, false, false, false, -,    0431, 4
            0240, false, false, false, -,    0241, 24
            0290, false, false, false, -,    0291, 29
            """)
    void mti(String digits, boolean asks, boolean advice, boolean repeat, String answer, String repeated, String key) {
        Mti mti = new Mti(digits);
        assertAll(
                () -> assertEquals(asks, mti.asks()),
                () -> assertEquals(advice, mti.isAdvice()),
                () -> assertEquals(repeat, mti.isRepeat()),
                () -> assertEquals(repeated, mti.repeat().digits()),
                () -> assertEquals(key, mti.duplicateClass()));
        if (answer == null) {
            assertThrows(IllegalStateException.class, mti::answer);
        } else {
            assertEquals(answer, mti.answer().digits());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "020", "02000", "X200", "02 0", "٠٢٠٠"})
    void noMti(String text) {
        assertThrows(IllegalArgumentException.class, () -> new Mti(text));
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(textBlock = """
            0100, 000000, AUTHORIZATION/PURCHASE,           0
            0100, 310000, AUTHORIZATION/BALANCE_INQUIRY,    0
            0100, 330000, AUTHORIZATION/ACCOUNT_VERIFICATION, 0
            0120, 000000, ADVICE/PURCHASE,                  0
            0121, 010000, ADVICE/CASH,                      0
            0200, 380000, FINANCIAL/MINI_STATEMENT,         0
            0200, 401020, FINANCIAL/TRANSFER,               0
            0200, 920000, FINANCIAL/PIN_CHANGE,             0
            0200, 000000, FINANCIAL/PURCHASE,               1
            0200, 010000, FINANCIAL/CASH,                   1
            0200, 090000, FINANCIAL/PURCHASE_WITH_CASHBACK, 1
            0200, 200000, FINANCIAL/REFUND,                -1
            0200, 210000, FINANCIAL/DEPOSIT,               -1
            0200, 310000, FINANCIAL/BALANCE_INQUIRY,        0
            0200, 990000, FINANCIAL/OTHER,                  0
            0200, '',     FINANCIAL/OTHER,                  0
            0220, 000000, ADVICE/PURCHASE,                  1
            0220, 200000, ADVICE/REFUND,                   -1
            0400, 000000, REVERSAL,                         0
            0421, 000000, REVERSAL,                         0
            0800, '',     NETWORK,                          0
            0820, '',     NETWORK,                          0
            0300, '',     FILE_ACTION,                      0
            0303, '',     FILE_ACTION,                      0
            0304, '',     UNSERVED,                         0
            0320, '',     UNSERVED,                         0
            0500, '',     RECONCILIATION,                   0
            0521, '',     RECONCILIATION,                   0
            0502, '',     UNSERVED,                         0
            0210, 000000, UNSERVED,                         0
            0900, '',     UNSERVED,                         0
            """)
    void kinds(String mti, String code, String label, int sign) {
        Kind kind = Kind.of(new Mti(mti), new ProcessingCode(code).purpose());
        assertAll(() -> assertEquals(label, kind.label()), () -> assertEquals(sign, kind.postedSign()));
    }

    /** Every pair of states: x may follow, . never. Read a row as "from". */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #          | FORWARDED APPROVED DECLINED UNKNOWN REVERSING REVERSED
            FORWARDED  |     .        x        x        x        .        .
            APPROVED   |     .        .        .        .        x        .
            DECLINED   |     .        .        .        .        .        .
            UNKNOWN    |     .        x        x        .        x        .
            REVERSING  |     .        .        .        .        .        x
            REVERSED   |     .        .        .        .        .        .
            """)
    void stateGraph(TxnState from, String row) {
        String[] cells = row.strip().split(" +");
        for (TxnState to : TxnState.values()) {
            assertEquals(cells[to.ordinal()].equals("x"), from.next().contains(to), from + " to " + to);
        }
    }

    @Test
    void whatNextGivesIsACopy() {
        TxnState.APPROVED.next().clear();
        assertFalse(TxnState.APPROVED.next().isEmpty());
    }

    @Test
    void fieldsCannotBeChangedFromOutside() {
        byte[] given = {1, 2, 3};
        Fields.Editor editor = Fields.NONE.edit().set(52, given).set(11, "000042");
        Fields fields = editor.done();
        given[0] = 9;
        fields.bytes(52)[1] = 9;
        editor.set(11, "999999").drop(52);
        fields.present().clear();
        fields.edit().drop(11);
        assertAll(
                () -> assertEquals(1, fields.bytes(52)[0]),
                () -> assertEquals(2, fields.bytes(52)[1]),
                () -> assertEquals("000042", fields.text(11)),
                () -> assertEquals(2, fields.present().cardinality()),
                () -> assertEquals("", fields.text(52)),
                () -> assertEquals(0, fields.bytes(11).length),
                () -> assertFalse(fields.has(128)),
                () -> assertFalse(fields.has(500)));
    }

    @Test
    void copyLeavesAloneWhatTheOtherLacks() {
        Fields from = Fields.NONE.with(11, "000042");
        Fields to = Fields.NONE
                .with(37, "KEEP")
                .edit()
                .copy(11, from)
                .copy(37, from)
                .done();
        assertAll(() -> assertEquals("000042", to.text(11)), () -> assertEquals("KEEP", to.text(37)));
    }
}
