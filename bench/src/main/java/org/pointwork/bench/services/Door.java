package org.pointwork.bench.services;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that listens in the demo, always on 127.0.0.1, and the variable that tells a process which port it is. */
public enum Door {
    ASCII(8583, "ISO 8583:1987 ASCII"),
    BCD(8584, "ISO 8583:1987 BCD with TPDU, MAC required"),
    TLS(8585, "ISO 8583:1987 ASCII over mutual TLS"),
    HTTP(8080, "web console, API, metrics, health"),
    CONSOLE(2222, "operator console over SSH"),
    BROKER(61616, "Artemis"),
    JOURNAL(54321, "PostgreSQL, the switch's journal"),
    REPLICA(54322, "PostgreSQL, the bank's copy"),
    ISSUER(9583, "issuer simulator, primary link"),
    ISSUER_BACKUP(9584, "issuer simulator, backup link"),
    ISSUER_CONTROL(9580, "issuer simulator, control");

    private final int usualPort;
    private final String what;

    Door(int usualPort, String what) {
        this.usualPort = usualPort;
        this.what = what;
    }

    /** As {@code --port NAME=N} has it: {@code issuer-backup}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int usualPort() {
        return usualPort;
    }

    public String what() {
        return what;
    }

    /** The environment variable, such as {@code PW_ISSUER_BACKUP_PORT}. */
    public String variable() {
        return "PW_" + name() + "_PORT";
    }

    /** The port in this process's environment, else the usual one. */
    public int fromEnvironment() {
        String set = System.getenv(variable());
        return set == null ? usualPort : Integer.parseInt(set);
    }

    public static Optional<Door> named(String label) {
        return Arrays.stream(values())
                .filter(door -> door.label().equals(label))
                .findFirst();
    }
}
