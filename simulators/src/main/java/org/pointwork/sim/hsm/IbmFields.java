package org.pointwork.sim.hsm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinMethod.Ibm3624;
import org.pointwork.hsm.host.HostFields;

/**
 * Decimalization table and validation data of IBM 3624, put so that the engine, which takes validation data out of a PAN,
 * computes over just these digits: a PAN is made up that ends with the account number and has them somewhere.
 *
 * @param pan made up; its account number is the command's
 * @param start where the validation data stands in it
 */
record IbmFields(byte[] pan, String table, int start, int length, char pad) {
    private static final int VALIDATION = 16;
    private static final int LONGEST_PAN = 19;
    private static final int LEAST_DIFFERENT = 8;
    private static final int INSERTED = 5;

    static IbmFields read(HostFields in, byte[] pan) {
        String table = in.text("decimalization table", VALIDATION);
        if (!table.matches("[0-9]{16}") || table.chars().distinct().count() < LEAST_DIFFERENT) {
            throw new Refusal(Refusal.DECIMALIZATION);
        }
        String account = new String(pan, US_ASCII).substring(pan.length - 13, pan.length - 1);
        String data = data(in, account);
        for (int length = VALIDATION; length > 0; length--) {
            String rest = data.substring(length);
            boolean isPad = rest.chars().distinct().count() <= 1;
            String taken = data.substring(0, length);
            if (isPad && taken.matches("[0-9]+")) {
                String made = join(taken, account);
                if (!made.isEmpty()) {
                    char pad = rest.isEmpty() ? 'F' : rest.charAt(0);
                    return new IbmFields(made.getBytes(US_ASCII), table, made.indexOf(taken), length, pad);
                }
            }
        }
        throw new Refusal(Refusal.INPUT);
    }

    private static String data(HostFields in, String account) {
        if (in.hasNext('P')) {
            in.expect("P", 'P');
            return in.text("validation data", VALIDATION);
        }
        String data = in.text("validation data", VALIDATION - INSERTED + 1);
        if (data.indexOf('N') < 0) {
            throw new Refusal(Refusal.INPUT);
        }
        return data.replaceFirst("N", account.substring(account.length() - INSERTED));
    }

    /** A PAN whose account number is this and that has the other digits in it; empty where none has. */
    private static String join(String taken, String account) {
        for (int overlap = Math.min(taken.length(), account.length()); overlap >= 0; overlap--) {
            String front = taken.substring(0, taken.length() - overlap);
            if (account.startsWith(taken.substring(taken.length() - overlap))
                    && front.length() + account.length() < LONGEST_PAN) {
                return front + account + "0";
            }
        }
        // the digits go on after the account number with the check digit, or are inside of both
        for (int check = '0'; check <= '9'; check++) {
            String pan = account + (char) check;
            for (int front = 0; front + pan.length() <= LONGEST_PAN && front <= taken.length(); front++) {
                String whole = taken.substring(0, front) + pan;
                if (whole.contains(taken)) {
                    return whole;
                }
            }
        }
        return "";
    }

    Ibm3624 method(OffsetKey key) {
        return new Ibm3624(key, table, start, length, pad);
    }
}
