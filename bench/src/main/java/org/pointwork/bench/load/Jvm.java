package org.pointwork.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a JVM of ours says of itself, asked by its management beans; one connection for all questions. */
public final class Jvm implements AutoCloseable {
    private static final int COLLECTIONS = 3; // what one frees for cleaners and references, the next takes away

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Jvm(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    /** @throws IOException where the process is no JVM or will not say */
    public static Jvm attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new Jvm(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Bytes of heap in use after full collections. */
    public long liveHeapBytes() throws IOException {
        for (int i = 0; i < COLLECTIONS; i++) {
            ask(() -> beans.invoke(name("java.lang:type=Memory"), "gc", new Object[0], new String[0]));
        }
        return number(((CompositeData) attribute("java.lang:type=Memory", "HeapMemoryUsage")).get("used"));
    }

    /** Bytes allocated since the start, by all threads, ended ones included; below 0 where the JVM doesn't count. */
    public long allocatedBytes() throws IOException {
        return number(attribute("java.lang:type=Threading", "TotalThreadAllocatedBytes"));
    }

    /** Threads of the operating system; virtual ones are not among them. */
    public long threads() throws IOException {
        return number(attribute("java.lang:type=Threading", "ThreadCount"));
    }

    public long openFiles() throws IOException {
        return number(attribute("java.lang:type=OperatingSystem", "OpenFileDescriptorCount"));
    }

    /** Lines of a histogram of live objects: {@code num: instances bytes class}, the largest first. */
    public String histogram() throws IOException {
        return (String) ask(() -> beans.invoke(
                name("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()}));
    }

    private Object attribute(String bean, String attribute) throws IOException {
        return ask(() -> beans.getAttribute(name(bean), attribute));
    }

    private static ObjectName name(String bean) throws JMException {
        return new ObjectName(bean);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private interface Question {
        Object answer() throws IOException, JMException;
    }

    private static Object ask(Question question) throws IOException {
        try {
            return question.answer();
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
