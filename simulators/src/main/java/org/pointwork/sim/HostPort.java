package org.pointwork.sim;

/** An address as an option writes it: {@code HOST:PORT}. */
record HostPort(String host, int port) {
    private static final int HIGHEST = 65_535;

    /** @throws IllegalArgumentException where it is written otherwise */
    static HostPort of(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST) {
            throw new IllegalArgumentException("\"" + text + "\" is not HOST:PORT");
        }
        return new HostPort(text.substring(0, colon), Integer.parseInt(port));
    }
}
