package org.pointwork.bench.codec;

/**
 * What one operation costs.
 *
 * @param name as people read it
 * @param ns nanoseconds an operation
 * @param errorNs half the width of the interval that holds {@code ns} with 99.9 % confidence
 * @param allocatedBytes garbage an operation makes
 */
public record Figure(String name, double ns, double errorNs, double allocatedBytes) {}
