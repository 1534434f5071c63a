package org.pointwork.model;

/**
 * The values by which a message is told from every other. Absent ones are empty, never null: a null in a unique key
 * would make every such message unique.
 *
 * @param transmittedAt DE 7, MMDDhhmmss in UTC
 * @param stan DE 11, six digits, reused by a terminal sooner or later: never enough alone
 * @param localTime DE 12, hhmmss where the terminal stands
 * @param localDate DE 13, MMDD where the terminal stands
 * @param acquirerId DE 32
 * @param rrn DE 37 without padding, carried from end to end and never reinvented
 * @param terminalId DE 41 without padding
 */
public record Trace(
        String transmittedAt,
        String stan,
        String localTime,
        String localDate,
        String acquirerId,
        String rrn,
        String terminalId) {

    /** The terminal's own clock where it gave one, else the transmission time. */
    public String when() {
        return localDate.isEmpty() ? transmittedAt : localDate + localTime;
    }

    /** What a reply must repeat for it to be this request's (DE 7, 11, 32, 37, 41). */
    public String matchKey() {
        return transmittedAt + '|' + stan + '|' + acquirerId + '|' + rrn + '|' + terminalId;
    }
}
