package org.pointwork.bench.yardstick.stock;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jpos.iso.MUX;
import org.jpos.q2.Q2;
import org.jpos.util.NameRegistrar;
import org.pointwork.sim.ParentWatch;

/** The stock switch as a process: {@code DEPLOY-DIR}. Ready once its issuer is connected. */
public final class StockProcess {
    private static final long START_LIMIT_MS = 60_000;
    private static final long LOOK_NANOS = 50_000_000;

    private StockProcess() {}

    public static void main(String[] args) throws InterruptedException {
        ParentWatch.startIfAsked();
        Q2 q2 = new Q2(new String[] {"-d", Path.of(args[0]).toString(), "-Ns", "-Nd", "-Nf"});
        q2.start();
        long end = System.currentTimeMillis() + START_LIMIT_MS;
        while (!isUp()) {
            if (System.currentTimeMillis() > end) {
                System.err.println("the stock switch did not come up");
                System.exit(1);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        System.out.println("READY");
        new CountDownLatch(1).await();
    }

    private static boolean isUp() {
        MUX issuer = NameRegistrar.getIfExists("mux.issuer");
        return issuer != null && issuer.isConnected() && NameRegistrar.getIfExists("server") != null;
    }
}
