package org.pointwork.sim.aws;

import java.util.regex.Pattern;

/** What a text of a request may look like: patterns and lengths as in the service's model. */
enum Shape {
    KEY("(?:arn:aws:payment-cryptography:[a-z]{2}-[a-z]{1,16}-[0-9]+:[0-9]{12}:)?(?:key/[0-9a-zA-Z]{16,64}"
            + "|alias/[a-zA-Z0-9/_-]{1,250})"),
    PAN("[0-9]{12,19}"),
    PIN_BLOCK("(?:[0-9a-fA-F]{16}|[0-9a-fA-F]{32})"),
    KSN("[0-9a-fA-F]{10,24}"),
    MESSAGE("(?:[0-9a-fA-F]{2}){1,4096}"),
    MAC("(?:[0-9a-fA-F]{2}){2,64}"),
    TWO_DIGITS("[0-9]{2}"),
    EXPIRY("[0-9]{4}"),
    SERVICE_CODE("[0-9]{3}"),
    COUNTER("[0-9a-fA-F]{2,4}"),
    UNPREDICTABLE("[0-9a-fA-F]{2,8}"),
    CRYPTOGRAM("[0-9a-fA-F]{16}"),
    TRANSACTION("[0-9a-fA-F]{2,1024}"),
    RESPONSE_CODE("[0-9a-fA-F]{4}"),
    STATUS_UPDATE("[0-9a-fA-F]{8}"),
    PROPRIETARY("[0-9a-fA-F]{1,16}"),
    TRACK("[0-9a-fA-F]{2,160}"),
    CODE("[0-9]{3,5}"),
    TABLE("[0-9]{16}"),
    PAD("[0-9A-F]"),
    VALIDATION_DATA("[0-9]{4,16}"),
    REFERENCE("[0-9]{4,12}"),
    PLAIN("(?:[0-9a-fA-F]{2}){8,2032}"),
    CIPHER("(?:[0-9a-fA-F]{2}){8,2048}"),
    WORD("[A-Z0-9_]{1,64}");

    private final Pattern pattern;

    Shape(String regex) {
        this.pattern = Pattern.compile(regex);
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches();
    }
}
