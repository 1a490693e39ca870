package io.jenkins.plugins.containergate.agent;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What agents found in images, as long as the build goes on: a second gate that looks at the same image judges from it.
 * In memory alone and bounded, the ones not used for the longest time go first; what is gone is read again.
 */
final class ReadingCache {

    /**
     * @param run the build, by its id
     * @param agent that read: another one is not believed on its account
     * @param image identity of its content
     * @param rules identity of the rules it was searched for secrets with; empty when it was not
     */
    record Key(String run, String agent, String image, String rules) {
        private boolean answers(String run, String agent, String wantedRules) {
            return this.run.equals(run)
                    && this.agent.equals(agent)
                    && (wantedRules.isEmpty() || wantedRules.equals(rules));
        }
    }

    private final long maxBytes;
    private final Map<Key, byte[]> readings = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param maxBytes of the readings of all builds together */
    ReadingCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized void keep(Key key, byte[] reading) {
        drop(readings.remove(key));
        if (reading.length > maxBytes) {
            return;
        }
        readings.put(key, reading.clone());
        bytes += reading.length;
        Iterator<byte[]> oldest = readings.values().iterator();
        while (bytes > maxBytes) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    /**
     * Images that this build's agent has read.
     *
     * @param wantedRules empty when a search for secrets is not asked for, and no fault either
     */
    synchronized List<String> images(String run, String agent, String wantedRules) {
        return readings.keySet().stream()
                .filter(key -> key.answers(run, agent, wantedRules))
                .map(Key::image)
                .distinct()
                .toList();
    }

    synchronized Optional<byte[]> find(String run, String agent, String image, String wantedRules) {
        Optional<Key> found = readings.keySet().stream()
                .filter(key ->
                        key.answers(run, agent, wantedRules) && key.image().equals(image))
                .findFirst();
        return found.map(readings::get).map(byte[]::clone);
    }

    synchronized void forget(String run) {
        List<Key> ended =
                readings.keySet().stream().filter(key -> key.run().equals(run)).toList();
        ended.forEach(key -> drop(readings.remove(key)));
    }

    private void drop(byte @Nullable [] reading) {
        bytes -= reading == null ? 0 : reading.length;
    }
}
