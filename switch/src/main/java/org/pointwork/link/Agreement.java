package org.pointwork.link;

/**
 * What came of asking a partner for something.
 *
 * @param why what it said, or why it could not be asked; for people
 */
public record Agreement(boolean given, String why) {
    static Agreement yes(String why) {
        return new Agreement(true, why);
    }

    static Agreement no(String why) {
        return new Agreement(false, why);
    }
}
