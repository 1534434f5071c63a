package org.pointwork.hsm;

/** What an installation is for: some adapters and functions are for development alone. */
public enum Profile {
    /** Demo, test, development: no real card, no real key. */
    DEVELOPMENT,
    /** Real cards. */
    PRODUCTION
}
