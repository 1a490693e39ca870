package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What several answers are put together from: AWS is asked for it once, and who needs the same meanwhile waits. What is not answered
 * is asked for again.
 */
final class Once<K, V> {
    private final Map<K, Slot<V>> slots = new ConcurrentHashMap<>();
    private final Asked<K, V> asked;

    interface Asked<K, V> {
        V about(K key, Deadline deadline) throws UnansweredException, DeadlineExceededException, InterruptedException;
    }

    private static final class Slot<V> {
        private @Nullable V value;
    }

    Once(Asked<K, V> asked) {
        this.asked = asked;
    }

    V get(K key, Deadline deadline) throws UnansweredException, DeadlineExceededException, InterruptedException {
        Slot<V> slot = slots.computeIfAbsent(key, unused -> new Slot<>());
        synchronized (slot) {
            V value = slot.value;
            if (value == null) {
                value = asked.about(key, deadline);
                slot.value = value;
            }
            return value;
        }
    }
}
