package io.jenkins.lib.containergate.testkit.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the calls of each name within the second that passes. */
final class Throttle {
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    private record Window(long second, int calls) {}

    /** Another call has come; whether it is one more than are answered within a second. */
    boolean over(String name, int perSecond) {
        long second = System.nanoTime() / 1_000_000_000L;
        return windows.merge(
                                name,
                                new Window(second, 1),
                                (last, one) -> last.second() == second ? new Window(second, last.calls() + 1) : one)
                        .calls()
                > perSecond;
    }
}
