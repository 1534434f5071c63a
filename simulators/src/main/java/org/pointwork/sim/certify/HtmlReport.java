package org.pointwork.sim.certify;

import java.util.Locale;
import java.util.Map;
import org.pointwork.sim.certify.Finding.Verdict;
import org.pointwork.sim.script.CaseResult;

/** A certificate as one page that needs no other file: for screens, screen readers and paper. Holds no card data. */
public final class HtmlReport {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Certification of %1$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%%; margin: 1rem 0 2rem; }
            caption { text-align: left; font-weight: 600; padding: .25rem 0; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8888; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            .passed { color: light-dark(#0a5c2b, #7ddb9a); }
            .failed { color: light-dark(#a3131c, #ff9d9d); font-weight: 700; }
            .not-run { color: light-dark(#6b4e00, #e8c468); font-weight: 600; }
            @media print { body { max-width: none; margin: 0; } tr { break-inside: avoid; } }
            </style>
            </head>
            <body>
            <main>
            <h1>Certification of %1$s</h1>
            <p>%2$s. Begun %3$s, %4$d scripts: <strong>%5$s</strong>.</p>
            """;
    private static final String FOOT = "</main>\n</body>\n</html>\n";

    private final StringBuilder page = new StringBuilder();

    private HtmlReport() {}

    /** The whole page. */
    public static String of(Certificate certificate) {
        return new HtmlReport().write(certificate);
    }

    private String write(Certificate certificate) {
        Map<String, Certificate> families = certificate.families();
        page.append(HEAD.formatted(
                escaped(certificate.node()),
                certificate.isPass() ? "Every script passed" : "Not every script passed",
                certificate.begun(),
                certificate.findings().size(),
                counts(certificate)));
        overview(families);
        families.forEach(this::family);
        return page.append(FOOT).toString();
    }

    private static String counts(Certificate its) {
        return String.format(
                Locale.ROOT,
                "%d passed, %d failed, %d not run",
                its.count(Verdict.PASSED),
                its.count(Verdict.FAILED),
                its.count(Verdict.NOT_RUN));
    }

    private void overview(Map<String, Certificate> families) {
        page.append(
                "<nav aria-label=\"Families\"><div class=\"wide\"><table>\n<caption>By family</caption>\n<thead><tr>"
                        + "<th scope=\"col\">family</th><th scope=\"col\">result</th>"
                        + "<th scope=\"col\" class=\"number\">seconds</th></tr></thead>\n<tbody>\n");
        families.forEach((family, its) -> page.append(String.format(
                Locale.ROOT,
                "<tr><th scope=\"row\"><a href=\"#%1$s\">%1$s</a></th><td class=\"%2$s\">%3$s</td>"
                        + "<td class=\"number\">%4$.1f</td></tr>%n",
                escaped(family),
                its.isPass() ? "passed" : its.count(Verdict.FAILED) > 0 ? "failed" : "not-run",
                counts(its),
                its.seconds())));
        page.append("</tbody></table></div></nav>\n");
    }

    private void family(String family, Certificate its) {
        page.append("<section id=\"%1$s\" aria-labelledby=\"h-%1$s\">%n<h2 id=\"h-%1$s\">%1$s</h2>%n"
                .formatted(escaped(family)));
        page.append("<div class=\"wide\"><table>\n<caption>" + counts(its) + "</caption>\n<thead><tr>");
        for (String column : new String[] {"script", "source", "result", "sent", "answered", "expected", "state"}) {
            page.append("<th scope=\"col\">" + column + "</th>");
        }
        page.append("<th scope=\"col\" class=\"number\">ms</th></tr></thead>\n<tbody>\n");
        its.findings().forEach(this::row);
        page.append("</tbody></table></div>\n</section>\n");
    }

    private void row(Finding finding) {
        String verdict = finding.verdict().word();
        page.append("<tr><th scope=\"row\">" + escaped(finding.script().title()) + "<br><small>"
                + escaped(finding.script().name()) + "</small></th>");
        cell(finding.script().clause());
        page.append("<td class=\"" + verdict.toLowerCase(Locale.ROOT).replace(' ', '-') + "\">" + verdict
                + (finding.why().isEmpty() ? "" : ": " + escaped(finding.why())) + "</td>");
        cell(finding.result().map(CaseResult::sent).orElse(""));
        cell(finding.result().map(CaseResult::answered).orElse(""));
        cell(finding.result().map(CaseResult::expected).orElse(""));
        cell(finding.result().map(CaseResult::state).orElse(""));
        page.append("<td class=\"number\">" + finding.elapsed().toMillis() + "</td></tr>\n");
    }

    private void cell(String text) {
        page.append("<td>" + escaped(text) + "</td>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
