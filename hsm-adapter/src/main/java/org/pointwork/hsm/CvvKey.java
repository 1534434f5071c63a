package org.pointwork.hsm;

/** Makes and checks card verification values (a pair of DES keys, CVKA‖CVKB), and nothing else. */
public record CvvKey(String label) implements KeyRef {
    public CvvKey {
        KeyRef.requireLabel(label);
    }
}
