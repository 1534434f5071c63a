package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.pointwork.bench.site.Site;

/** {@code bench switch}: all arms in one run, interleaved, with the books compared after each measurement. */
public final class SwitchBench {
    private final Plan plan;
    private final Consumer<String> say;
    private final Map<Arm, Station> stations = new EnumMap<>(Arm.class);
    private final Results results = new Results();

    /** @param say told, a line each, what is being done */
    public SwitchBench(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /** @throws IllegalStateException where another benchmark runs here, or a process does not come up or ends */
    public Report run() throws IOException, SQLException {
        try (Site site = Site.open()) {
            site.database().useAllBuffers();
            start(site);
            peaks(site);
            openLoops(site);
            return new Report(results);
        }
    }

    private void start(Site site) throws IOException, SQLException {
        Stations starter = new Stations(site);
        for (Arm arm : plan.arms()) {
            say.accept("starting " + arm.label() + ": " + arm.what());
            if (arm == Arm.POSTGRES_CEILING) {
                site.database().empty(arm.database());
            } else {
                stations.put(arm, starter.start(arm));
            }
        }
    }

    private void peaks(Site site) throws IOException, SQLException {
        for (int round = 1; round <= plan.repeat(); round++) {
            for (Arm arm : plan.arms()) {
                measure(site, round, arm, Offer.PEAK);
            }
        }
    }

    /** The same share for all arms side by side. */
    private void openLoops(Site site) throws IOException, SQLException {
        for (int round = 1; round <= plan.repeat(); round++) {
            for (int percent : plan.openLoopPercents()) {
                for (Arm arm : plan.arms()) {
                    for (Offer offer : plan.openLoops(arm, percent)) {
                        measure(site, round, arm, offer);
                    }
                }
            }
        }
    }

    private void measure(Site site, int round, Arm arm, Offer offer) throws IOException, SQLException {
        Measurer measurer = new Measurer(plan, site);
        Duration warmUp = plan.warmUp(round == 1 && offer.equals(Offer.PEAK));
        site.database().checkpoint();
        ArmRun run = arm == Arm.POSTGRES_CEILING
                ? measurer.ceiling(warmUp)
                : measurer.underLoad(arm, stations.get(arm), offer, results, warmUp);
        results.add(arm, offer, run);
        say.accept("round %d of %d, %s: %.0f tps%s"
                .formatted(round, plan.repeat(), (arm.label() + " " + offer.label()).strip(), run.tps(), remarks(run)));
    }

    private static String remarks(ArmRun run) {
        return run.books()
                        .filter(books -> !books.holds())
                        .map(books -> ", BOOKS DIFFER: " + books)
                        .orElse("")
                + run.load()
                        .filter(load -> load.sent() > load.approved() || load.strangers() > 0)
                        .map(load -> ", refused %s, unanswered %d, answers to nothing %d, connections dropped %d"
                                .formatted(load.refused(), load.unanswered(), load.strangers(), load.dropped()))
                        .orElse("");
    }
}
