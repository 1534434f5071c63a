package org.pointwork.iso8583;

/** What a parser said, without what it read: its messages quote field contents, card numbers among them. */
final class Scrubbed {
    private Scrubbed() {}

    static String reason(Exception e) {
        String text = String.valueOf(e.getMessage());
        int quoted = text.indexOf('\'');
        String head = quoted < 0 ? text : text.substring(0, quoted);
        return head.replaceAll("[0-9]{6,}|[^ -~]", "*").strip();
    }
}
