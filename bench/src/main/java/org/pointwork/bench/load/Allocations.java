package org.pointwork.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * How many bytes of heap a JVM of ours has allocated since its start, by all its threads, ended ones included. Asking is
 * dear the first time, so it is done here before anything is measured; after that it is one call.
 */
final class Allocations implements AutoCloseable {
    private final JMXConnector connector;

    private Allocations(JMXConnector connector) {
        this.connector = connector;
    }

    /** Nothing where the process is no JVM or will not say. */
    static Optional<Allocations> of(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                Allocations allocations = new Allocations(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
                return allocations.bytes().isPresent() ? Optional.of(allocations) : Optional.empty();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            return Optional.empty();
        }
    }

    OptionalLong bytes() {
        try {
            Object total = connector
                    .getMBeanServerConnection()
                    .getAttribute(new ObjectName("java.lang:type=Threading"), "TotalThreadAllocatedBytes");
            return total instanceof Long bytes && bytes >= 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (IOException | JMException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
