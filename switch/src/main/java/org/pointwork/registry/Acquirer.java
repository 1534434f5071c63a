package org.pointwork.registry;

/**
 * Who brings payments to the switch.
 *
 * @param name as the doors in {@code listeners.yml} name it
 * @param active whether anything of it is let in
 */
public record Acquirer(String name, boolean active, Permissions may) {}
