package org.pointwork.bench.services;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.pointwork.sim.ParentWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the mains of this package share: they end with their parent, say READY once they are, and fail with a code. */
final class ServiceProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

    /** The line on standard output that a parent waits for. */
    static final String READY = "READY";

    private ServiceProcess() {}

    /** Starts the service on the data folder named by PW_VAR; what it holds is closed by its own shutdown hooks. */
    interface Service {
        void start(Path var) throws Exception;
    }

    /** Something to stop or close. */
    interface Stop {
        void run() throws Exception;
    }

    /** Stops a part of the service when the process ends, by whatever way but kill -9. */
    static void atExit(String part, Stop stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                stop.run();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", part, e);
            }
        }));
    }

    static void run(Service service) {
        ParentWatch.startIfAsked();
        try {
            service.start(Path.of(System.getenv("PW_VAR")));
            System.out.println(READY);
            new CountDownLatch(1).await();
        } catch (Exception e) {
            LOG.error("cannot start", e);
            System.exit(1);
        }
    }
}
