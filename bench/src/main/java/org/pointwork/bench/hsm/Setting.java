package org.pointwork.bench.hsm;

/** Which module, and how many use it. */
public enum Setting {
    SOFTWARE("software", 1, 0),
    ONE_THREAD("SoftHSM", 1, 1),
    TWO_THREADS("SoftHSM, 2 threads", 2, 1),
    /** Each thread with a copy of the library, whose locks are its own. */
    TWO_COPIES("SoftHSM, 2 copies", 2, 2);

    private final String inWords;
    private final int threads;
    private final int copies;

    Setting(String inWords, int threads, int copies) {
        this.inWords = inWords;
        this.threads = threads;
        this.copies = copies;
    }

    String inWords() {
        return inWords;
    }

    int threads() {
        return threads;
    }

    /** How often the library is loaded; 0 for none. */
    int copies() {
        return copies;
    }
}
