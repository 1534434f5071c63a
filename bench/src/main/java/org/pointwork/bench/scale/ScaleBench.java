package org.pointwork.bench.scale;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.pointwork.bench.site.Site;

/** {@code bench scale}: one part after the other, each on processes of its own. */
public final class ScaleBench {
    private final ScalePlan plan;
    private final Consumer<String> say;

    /** @param say told, a line each, what is being done */
    public ScaleBench(ScalePlan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /** @throws IllegalStateException where this machine cannot do it, or a process does not come up or ends */
    public ScaleReport run() throws IOException, SQLException {
        Map<Part, List<Figure>> figures = new EnumMap<>(Part.class);
        for (Part part : plan.parts()) {
            say.accept(part.label() + ": " + part.what());
            try (Site site = Site.open(part == Part.JOURNAL ? JournalPart.serverSettings() : Map.of())) {
                figures.put(part, measured(site, part));
            }
        }
        return new ScaleReport(figures);
    }

    private List<Figure> measured(Site site, Part part) throws IOException, SQLException {
        return switch (part) {
            case TERMINALS -> new TerminalsPart(site, plan, say).run();
            case ROUTES -> FleetPart.routes(site, plan, say);
            case LINKS -> FleetPart.links(site, plan, say);
            case JOURNAL -> new JournalPart(site, plan, say).run();
        };
    }
}
