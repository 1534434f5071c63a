package org.pointwork.model;

/**
 * What a message of a later edition than 1987 said that 1987 has no place for, or says with less. It goes along for a
 * partner of the same edition; nothing here is looked at by the switch.
 *
 * @param edition the year, empty where there is nothing
 * @param mti four digits as they came, empty where there is nothing
 * @param fields by their numbers in that edition
 */
public record Later(String edition, String mti, Fields fields) {
    public static final Later NOTHING = new Later("", "", Fields.NONE);

    /** What an answer repeats of it. */
    Later only(int[] elements) {
        if (edition.isEmpty()) {
            return this;
        }
        Fields.Editor kept = Fields.NONE.edit();
        for (int de : elements) {
            kept.copy(de, fields);
        }
        return new Later(edition, mti, kept.done());
    }
}
