package org.pointwork.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process together with the one that started it. The parent keeps the other end of our standard input; however it
 * dies, {@code kill -9} included, the system closes that end and we read the end of the stream.
 */
public final class ParentWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ParentWatch.class);
    private static final String PROPERTY = "pointwork.parent";

    private ParentWatch() {}

    /** Watches where the process was started with {@code -Dpointwork.parent=pipe}; ends it with exit code 0. */
    public static void startIfAsked() {
        if ("pipe".equals(System.getProperty(PROPERTY))) {
            watch(System.in, () -> System.exit(0));
        }
    }

    /** Calls {@code ended} once, on a thread of its own, when the stream ends or breaks; what it carries is ignored. */
    static Thread watch(InputStream fromParent, Runnable ended) {
        return Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                fromParent.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                LOG.debug("standard input broke: {}", e.getMessage());
            }
            LOG.info("the process that started this one is gone");
            ended.run();
        });
    }
}
