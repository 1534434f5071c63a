package org.pointwork.registry;

/**
 * Who sells.
 *
 * @param merchantId DE 42 without padding, one of its acquirer's
 * @param name for people
 */
public record Merchant(String acquirer, String merchantId, String name, boolean active, Permissions may) {}
