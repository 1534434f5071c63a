package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pointwork.bench.site.Site;

/** {@code bench switch}: all arms in one run, interleaved, with the books compared after each measurement. */
public final class SwitchBench {
    private final Plan plan;
    private final Consumer<String> say;
    private final Map<Arm, Station> stations = new EnumMap<>(Arm.class);
    private final Map<Arm, List<ArmRun>> peaks = new EnumMap<>(Arm.class);
    private final Map<Arm, Map<Integer, ArmRun>> openLoops = new EnumMap<>(Arm.class);

    /** @param say told, a line each, what is being done */
    public SwitchBench(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /** @throws IllegalStateException where another benchmark runs here, or a process does not come up or ends */
    public Report run() throws IOException, SQLException {
        try (Site site = Site.open()) {
            Yard yard = new Yard(site);
            start(yard);
            Measurer measurer = new Measurer(site, plan, yard);
            for (int round = 1; round <= plan.repeat(); round++) {
                peaks(site, measurer, round);
            }
            for (int percent : plan.openLoopPercents()) {
                openLoops(site, measurer, percent);
            }
            return new Report(peaks, openLoops);
        }
    }

    private void start(Yard yard) throws IOException, SQLException {
        for (Arm arm : plan.arms()) {
            say.accept("starting " + arm.label() + ": " + arm.what());
            peaks.put(arm, new ArrayList<>());
            if (arm == Arm.POSTGRES_CEILING) {
                yard.database(arm);
            } else {
                stations.put(arm, yard.start(arm));
            }
        }
    }

    private void peaks(Site site, Measurer measurer, int round) throws IOException, SQLException {
        for (Arm arm : plan.arms()) {
            site.database().checkpoint();
            ArmRun run = arm == Arm.POSTGRES_CEILING
                    ? measurer.ceiling(plan.warmUp(round == 1))
                    : measurer.underLoad(arm, stations.get(arm), 0, plan.warmUp(round == 1));
            peaks.get(arm).add(run);
            say.accept("round %d of %d, %s: %.0f tps%s"
                    .formatted(round, plan.repeat(), arm.label(), run.tps(), remarks(run)));
        }
    }

    /** At a share of each switch's own peak. */
    private void openLoops(Site site, Measurer measurer, int percent) throws IOException, SQLException {
        for (Map.Entry<Arm, Station> entry : stations.entrySet()) {
            Arm arm = entry.getKey();
            if (arm == Arm.RELAY) {
                continue; // a relay's peak is more than one generator can keep a schedule at
            }
            double peak =
                    Spread.of(peaks.get(arm).stream().mapToDouble(ArmRun::tps)).median();
            int rate = (int) Math.max(1, peak * percent / 100);
            site.database().checkpoint();
            ArmRun run = measurer.underLoad(arm, entry.getValue(), rate, plan.warmUp(false));
            openLoops.computeIfAbsent(arm, _ -> new TreeMap<>()).put(percent, run);
            say.accept("%s at %d %% of its peak, %d/s offered: %.0f tps%s"
                    .formatted(arm.label(), percent, rate, run.tps(), remarks(run)));
        }
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
