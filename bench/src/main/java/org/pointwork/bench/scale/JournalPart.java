package org.pointwork.bench.scale;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.pointwork.bench.services.DatabaseLogin;
import org.pointwork.bench.site.MeasuringProcess;
import org.pointwork.bench.site.Site;

/** Two journals on one server, one with many rows in today's partitions; the same writes go to both, in turn. */
final class JournalPart {
    private static final double MUST_RATIO = 0.8;
    private static final double AIM_RATIO = 0.95;
    private static final double MUST_DROP_SECONDS = 1;
    private static final double AIM_DROP_SECONDS = 0.5;
    private static final long BYTES_PER_ROW = 1_200; // all tables with their indexes
    private static final long LOG_GIB = 16;
    private static final int SHARE_OF_MEMORY = 4; // what PostgreSQL's manual begins with
    private static final String SMALL = "bench_scale_journal_small";
    private static final String LARGE = "bench_scale_journal_large";

    private final Site site;
    private final ScalePlan plan;
    private final Consumer<String> say;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    JournalPart(Site site, ScalePlan plan, Consumer<String> say) {
        this.site = site;
        this.plan = plan;
        this.say = say;
    }

    /**
     * A server that is made for that many rows: a quarter of the memory, and log enough that a checkpoint comes after
     * minutes. After each, every page that is touched is logged whole.
     */
    static Map<String, String> serverSettings() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Map.of(
                "shared_buffers", (system.getTotalMemorySize() >> 20) / SHARE_OF_MEMORY + "MB",
                "max_wal_size", LOG_GIB + "GB");
    }

    List<Figure> run() throws IOException, SQLException {
        checkRoom();
        site.database().empty(SMALL);
        site.database().empty(LARGE);
        try {
            drill(List.of("--only-prepare"), Duration.ZERO);
            long start = System.nanoTime();
            fill();
            say.accept("filled in %.0f s".formatted((System.nanoTime() - start) / 1e9));
            JournalRates rates = drill(List.of(), plan.measured().multipliedBy(5L * plan.repeat()));
            List<Figure> figures = new ArrayList<>(figures(rates));
            figures.addAll(dropDay());
            return figures;
        } finally {
            site.database().drop(SMALL);
            site.database().drop(LARGE);
        }
    }

    private List<Figure> figures(JournalRates rates) {
        double inserts = rates.insertsLarge() / rates.insertsSmall();
        double duplicates = rates.duplicatesLarge() / rates.duplicatesSmall();
        return List.of(
                Figure.of("rows", plan.rows()),
                Figure.of("inserts_per_second_small", rates.insertsSmall()),
                Figure.of("inserts_per_second_large", rates.insertsLarge()),
                Figure.atLeast("insert_ratio", inserts, MUST_RATIO, AIM_RATIO),
                Figure.of("duplicates_per_second_small", rates.duplicatesSmall()),
                Figure.of("duplicates_per_second_large", rates.duplicatesLarge()),
                Figure.atLeast("duplicate_ratio", duplicates, MUST_RATIO, AIM_RATIO),
                Figure.of("old_duplicates_per_second_large", rates.oldDuplicatesLarge()));
    }

    private void checkRoom() throws IOException {
        long needed = plan.rows() * BYTES_PER_ROW + (LOG_GIB << 30);
        long free = Files.getFileStore(site.place().var()).getUsableSpace();
        if (free < needed) {
            throw new IllegalStateException(
                    "%,d rows need about %d GB in %s, and %d GB are free: ask for fewer with --rows"
                            .formatted(plan.rows(), needed >> 30, site.place().var(), free >> 30));
        }
    }

    private void fill() throws IOException, SQLException {
        say.accept("filling %,d rows a table".formatted(plan.rows()));
        fill(SMALL, ScalePlan.FEW_ROWS);
        fill(LARGE, plan.rows());
        site.database().checkpoint();
        settleDisk();
    }

    /** Two tables at a time: a third would wait for a core. */
    private void fill(String database, long rows) throws IOException, SQLException {
        List<String> tables;
        try (Connection connection = site.database().login().owner(database)) {
            tables = new JournalFill(connection, today).tables();
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> filled = new ArrayList<>();
            for (String table : tables) {
                filled.add(workers.submit(() -> {
                    try (Connection connection = site.database().login().owner(database)) {
                        new JournalFill(connection, today).fill(table, rows);
                    }
                    return table;
                }));
            }
            for (Future<?> table : filled) {
                table.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the journal cannot be filled", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the system still has to write would be charged to what is measured next. */
    private static void settleDisk() throws IOException {
        try {
            new ProcessBuilder("sync").start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param how an option of {@link JournalRatesProcess}, or none */
    private JournalRates drill(List<String> how, Duration measured) throws IOException {
        DatabaseLogin login = site.database().login();
        List<String> arguments = new ArrayList<>(how);
        arguments.addAll(List.of(
                "--small=" + login.url(SMALL),
                "--large=" + login.url(LARGE),
                "--password-file=" + login.ownerPasswordFile(),
                "--small-rows=" + ScalePlan.FEW_ROWS,
                "--large-rows=" + plan.rows(),
                "--repeat=" + plan.repeat()));
        return new MeasuringProcess(
                        "scale-journal", JournalRatesProcess.class, arguments, List.of(), plan.measured(), measured)
                .run(site.place(), JournalRates.class);
    }

    /** Takes today out of the large journal, while somebody else reads it. */
    private List<Figure> dropDay() throws IOException, SQLException {
        try (Connection connection = site.database().login().owner(LARGE);
                LongestWait reader =
                        new LongestWait(site.database().login().owner(LARGE), "select 1 from request limit 1")) {
            long start = System.nanoTime();
            JournalFill fill = new JournalFill(connection, today);
            fill.drop();
            long dropped = System.nanoTime();
            fill.removeFiles();
            return List.of(
                    Figure.atMost("drop_day_seconds", (dropped - start) / 1e9, MUST_DROP_SECONDS, AIM_DROP_SECONDS),
                    Figure.of("drop_files_seconds", (System.nanoTime() - dropped) / 1e9),
                    Figure.of("longest_wait_while_dropping_seconds", reader.seconds()));
        }
    }
}
