package org.pointwork.sim.certify;

import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.pointwork.sim.certify.Finding.Verdict;

/** A certificate as JUnit's XML: a family is a suite, a script a test; one that was not run is skipped. */
public final class JunitReport {
    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The whole document. */
    public static String of(Certificate certificate) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitReport(xml).write(certificate);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // a string takes whatever it is given
        }
        return text.toString();
    }

    private void write(Certificate certificate) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("testsuites", "certification of " + certificate.node(), certificate);
        for (Map.Entry<String, Certificate> family : certificate.families().entrySet()) {
            start("testsuite", family.getKey(), family.getValue());
            xml.writeAttribute("timestamp", certificate.begun().toString());
            for (Finding finding : family.getValue().findings()) {
                test(family.getKey(), finding);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void start(String element, String name, Certificate its) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(its.findings().size()));
        xml.writeAttribute("failures", Long.toString(its.count(Verdict.FAILED)));
        xml.writeAttribute("skipped", Long.toString(its.count(Verdict.NOT_RUN)));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", its.seconds()));
    }

    private void test(String family, Finding finding) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "certify." + family);
        xml.writeAttribute("name", finding.script().title());
        xml.writeAttribute("file", finding.script().name() + ".pos");
        xml.writeAttribute(
                "time", String.format(Locale.ROOT, "%.3f", finding.elapsed().toMillis() / 1000.0));
        switch (finding.verdict()) {
            case PASSED -> {}
            case FAILED -> reason("failure", finding.why());
            case NOT_RUN -> reason("skipped", finding.why());
        }
        xml.writeEndElement();
    }

    private void reason(String element, String why) throws XMLStreamException {
        xml.writeEmptyElement(element);
        xml.writeAttribute("message", printable(why));
    }

    /** What a node sent back may hold characters that XML has no way to write. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7E\\xA0-\\uD7FF]", "?");
    }
}
