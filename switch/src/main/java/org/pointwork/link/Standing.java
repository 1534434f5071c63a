package org.pointwork.link;

import java.time.Instant;

/**
 * Where a link stands and why, for people.
 *
 * @param since when it came into this state
 * @param why what brought it there, or keeps it there
 */
public record Standing(LinkState state, Instant since, String why) {}
