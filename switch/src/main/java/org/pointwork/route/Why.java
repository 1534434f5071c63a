package org.pointwork.route;

import java.util.function.Supplier;

/** Hears how a decision comes about, step by step; sentences are made for those who listen alone. */
public interface Why {
    /** Does not listen. */
    Why UNASKED = _ -> {};

    void step(Supplier<String> sentence);
}
