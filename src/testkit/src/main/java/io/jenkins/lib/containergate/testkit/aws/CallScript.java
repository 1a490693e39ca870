package io.jenkins.lib.containergate.testkit.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** What becomes of the calls of a server, by their names: all are noted, some wait for something, some fail. */
final class CallScript {
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, Queue<Runnable>> before = new ConcurrentHashMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    record Fault(int status, String code) {}

    /** The next of these calls fails; once for each time this is said. */
    void fails(String call, int status, String code) {
        queue(faults, call).add(new Fault(status, code));
    }

    /** Happens before this call is answered, once for each time this is said, in this order. */
    void before(String call, Runnable happens) {
        queue(before, call).add(happens);
    }

    /** All of these calls are denied, until they are allowed. */
    void denies(String call) {
        denied.add(call);
    }

    void allows(String call) {
        denied.remove(call);
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    /**
     * A call has come. The caller must not hold a lock: what happens before the call may wait for the test, and the test may
     * need that lock.
     *
     * @return how the call fails, if it does
     */
    Optional<Fault> called(String call) {
        calls.add(call);
        Runnable happens = queue(before, call).poll();
        if (happens != null) {
            happens.run();
        }
        return denied.contains(call)
                ? Optional.of(new Fault(400, "AccessDeniedException"))
                : Optional.ofNullable(queue(faults, call).poll());
    }

    private static <T> Queue<T> queue(Map<String, Queue<T>> queues, String call) {
        return queues.computeIfAbsent(call, unused -> new ConcurrentLinkedQueue<>());
    }
}
