package org.pointwork.journal;

import java.time.LocalDate;

/**
 * What a request follows: stored with its claim.
 *
 * @param holdTxnId the authorization that began it
 * @param completes whether it posts what was authorized, which one request may, or raises it
 */
public record FollowUp(long holdTxnId, LocalDate holdDay, boolean completes) {}
