package org.pointwork.sim.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.pointwork.sim.script.CaseResult;
import org.pointwork.sim.script.Script;
import org.pointwork.sim.script.ScriptParser;
import org.xml.sax.InputSource;

class CertificateTest {
    private static final Script ECHO = ScriptParser.parse("echo.pos", "title Echo <1>\nfamily network\nsend 0800");
    private static final Script SALE = ScriptParser.parse("sale.pos", "title Sale\nfamily purchase\nsend 0200");
    private static final Finding PASSED = Finding.of(
            ECHO, new CaseResult("Echo", "0800", "0810/00", "0810/00", "", Duration.ofMillis(1500), true, ""));
    private static final Finding FAILED = Finding.of(
            SALE,
            new CaseResult(
                    "Sale", "0200", "", "0210/00", "", Duration.ofMillis(1), false, "sale.pos:3: \u0001 no & why"));
    private static final Finding NOT_RUN = Finding.notRun(SALE, "needs keys");
    private static final Certificate ALL =
            new Certificate("host:8583", Instant.EPOCH, List.of(PASSED, FAILED, NOT_RUN));

    @Test
    void passesWhereEverythingWasRunAndPassed() {
        assertTrue(new Certificate("n", Instant.EPOCH, List.of(PASSED)).isPass());
        assertFalse(new Certificate("n", Instant.EPOCH, List.of(PASSED, NOT_RUN)).isPass());
        assertFalse(new Certificate("n", Instant.EPOCH, List.of()).isPass());
    }

    @Test
    void isATable() {
        List<String> lines = FamilyTable.lines(ALL);
        assertEquals("network                    1       1       0       0     1.5 s", lines.get(2));
        assertEquals("  not run: sale: needs keys", lines.get(5));
        assertEquals("all                        3       1       1       1     1.5 s", lines.getLast());
    }

    @Test
    void isXmlOfJunit() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JunitReport.of(ALL))));
        assertEquals(2, document.getElementsByTagName("testsuite").getLength());
        assertEquals(3, document.getElementsByTagName("testcase").getLength());
        assertEquals(1, document.getElementsByTagName("failure").getLength());
        assertEquals(1, document.getElementsByTagName("skipped").getLength());
        assertEquals("1", document.getDocumentElement().getAttribute("failures"));
    }

    @Test
    void isAPageOfItsOwn() {
        String page = HtmlReport.of(ALL);
        assertTrue(page.contains("Echo &lt;1&gt;"), page);
        assertTrue(page.contains("no &amp; why"), page);
        assertTrue(page.contains("1 passed, 1 failed, 1 not run"), page);
        assertFalse(page.contains("src=") || page.contains("http"), page);
    }

    @Test
    void thePackIsWholeAndItsTitlesDiffer() throws IOException {
        List<Script> pack = Certifier.pack(Set.of());
        Set<String> titles = new HashSet<>();
        for (Script script : pack) {
            assertTrue(titles.add(script.title()), script.title());
            assertTrue(script.name().startsWith(script.family() + "-"), script.name());
            assertFalse(script.clause().isEmpty(), script.name());
        }
        assertTrue(pack.size() >= 80);
        assertThrows(IllegalArgumentException.class, () -> Certifier.pack(Set.of("no-such-family")));
    }
}
