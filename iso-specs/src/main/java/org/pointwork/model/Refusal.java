package org.pointwork.model;

/**
 * Why the switch itself refused, without asking the issuer.
 *
 * @param responseCode DE 39 of the answer
 * @param why a sentence for the operator: names the field and the reason, never card data
 */
public record Refusal(String responseCode, String why) {}
