package org.pointwork.bench.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Keeps the demo's processes running: one that was ready and ends is started again, and that is said. */
final class Supervisor implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Place place;
    private final Consumer<String> say;
    private final Map<String, Child> children = new LinkedHashMap<>(); // in the order they were started
    private final CompletableFuture<String> beyondHelp = new CompletableFuture<>();
    private boolean closed;

    Supervisor(Place place, Consumer<String> say) {
        this.place = place;
        this.say = say;
    }

    /** Starts a role and watches over it from now on. */
    synchronized Child start(Role role) {
        if (closed) {
            throw new IllegalStateException("the demo is being stopped");
        }
        try {
            Child child = Child.start(role, place);
            children.put(role.name(), child);
            child.exit().thenAccept(code -> ended(child, code));
            return child;
        } catch (IOException e) {
            throw new IllegalStateException(role.name() + " cannot be started", e);
        }
    }

    private synchronized void ended(Child child, int code) {
        if (closed) {
            return;
        }
        String name = child.role().name();
        if (child.ready().isCompletedExceptionally()) {
            beyondHelp.complete(name + " does not start; see " + place.log(name));
            return;
        }
        say.accept(name + ": ended with code " + code + ", starting it again");
        Child next = start(child.role());
        next.ready().thenRun(() -> say.accept(name + ": back (pid " + next.pid() + ")"));
    }

    /** Completes, with what to say, once a process ends before it is ready: starting it again would not help. */
    CompletableFuture<String> beyondHelp() {
        return beyondHelp;
    }

    synchronized List<Child> children() {
        return List.copyOf(children.values());
    }

    /** Stops all, the last started first: what others work with goes after them. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        children().reversed().forEach(child -> child.stop(STOP_LIMIT));
    }
}
