package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.layer.cache.SharedCache;
import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How an agent shares what it found in layers with others.
 *
 * @param entries reached through the controller
 * @param key hexadecimal; of all who share
 */
record AgentSharing(LentEntries entries, String key) implements Serializable {
    /** To wait for the store while an image is read. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** @param note is told once, why the store is used no longer */
    SharedCache cache(Consumer<String> note) {
        return new SharedCache(
                new SharedEntries() {
                    @Override
                    public Optional<byte[]> get(String name, int most) throws IOException, InterruptedException {
                        return Optional.ofNullable(entries.get(name, most));
                    }

                    @Override
                    public void put(String name, byte[] object) throws IOException, InterruptedException {
                        entries.put(name, object);
                    }
                },
                HexFormat.of().parseHex(key),
                PATIENCE,
                System::nanoTime,
                why -> note.accept("the shared cache is not used any more: " + why));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AgentSharing[]";
    }
}
