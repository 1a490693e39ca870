package io.jenkins.lib.containergate.layer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedCacheTest {
    private static final byte[] ENTRY = "nothing was found in this layer".getBytes(StandardCharsets.UTF_8);
    private static final byte[] KEY = "a key of 32 bytes that all share".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_KEY = "another key that has 32 bytes, too".getBytes(StandardCharsets.UTF_8);

    private final Map<String, byte[]> bucket = new ConcurrentSkipListMap<>();
    private final List<String> notes = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    Path directory;

    private final SharedEntries store = new SharedEntries() {
        @Override
        public Optional<byte[]> get(String name, int most) {
            asked.incrementAndGet();
            return Optional.ofNullable(bucket.get(name));
        }

        @Override
        public void put(String name, byte[] object) {
            bucket.put(name, object);
        }
    };

    private SharedCache shared(SharedEntries entries, byte[] key) {
        return new SharedCache(entries, key, Duration.ofSeconds(50), System::nanoTime, notes::add);
    }

    private LayerCache machine(String name) throws GateException {
        return machine(name, shared(store, KEY));
    }

    private LayerCache machine(String name, SharedCache shared) throws GateException {
        return LayerCache.open(directory.resolve(name), "1.0", 1 << 20, Clock.systemUTC())
                .sharing(shared);
    }

    @Test
    void aMachineThatStartsEmptyFindsWhatAnotherFoundAndKeepsIt() throws Exception {
        machine("first").store("layer", ENTRY);
        assertThat(machine("second").load("layer")).contains(ENTRY);
        assertThat(machine("second").load("another")).isEmpty();
        bucket.clear();
        assertThat(machine("second").load("layer")).contains(ENTRY);
        assertThat(notes).isEmpty();
    }

    @Test
    void theBucketShowsNeitherWhatIsInItNorOfWhat() throws Exception {
        machine("first").store("layer", ENTRY);
        machine("second", shared(store, OTHER_KEY)).store("layer", ENTRY);
        assertThat(bucket).hasSize(2);
        bucket.values()
                .forEach(object -> assertThat(new String(object, StandardCharsets.ISO_8859_1))
                        .doesNotContain("nothing"));
    }

    @Test
    void whatWasMadeWithAnotherKeyOrForAnotherEntryOrChangedIsAsGoodAsNothing() throws Exception {
        machine("first").store("layer", ENTRY);
        String name = bucket.keySet().iterator().next();
        byte[] right = bucket.get(name);
        Map<String, byte[]> foreign = new TreeMap<>();
        SharedEntries forger = new SharedEntries() {
            @Override
            public Optional<byte[]> get(String unused, int most) {
                return Optional.empty();
            }

            @Override
            public void put(String unused, byte[] object) {
                foreign.put(name, object);
            }
        };
        machine("forger", shared(forger, OTHER_KEY)).store("layer", "clean".getBytes(StandardCharsets.UTF_8));
        bucket.putAll(foreign);
        assertThat(machine("a").load("layer")).isEmpty();

        bucket.clear();
        machine("first").store("other layer", "clean".getBytes(StandardCharsets.UTF_8));
        bucket.put(name, bucket.values().iterator().next());
        assertThat(machine("b").load("layer")).isEmpty();

        for (int at = 0; at < right.length; at++) {
            byte[] changed = right.clone();
            changed[at] ^= 1;
            bucket.put(name, changed);
            assertThat(machine("c").load("layer")).as("byte " + at).isEmpty();
        }
        for (int length = 0; length < right.length; length++) {
            bucket.put(name, Arrays.copyOf(right, length));
            assertThat(machine("c").load("layer")).isEmpty();
        }
        bucket.put(name, right);
        assertThat(machine("c").load("layer")).contains(ENTRY);
    }

    @Test
    void aStoreThatFailsIsToldOfOnceAndNotAskedAgain() throws Exception {
        SharedEntries failing = new SharedEntries() {
            @Override
            public Optional<byte[]> get(String name, int most) throws IOException {
                asked.incrementAndGet();
                throw new IOException("no bucket of that name");
            }

            @Override
            public void put(String name, byte[] object) throws IOException {
                throw new IOException("denied");
            }
        };
        LayerCache cache = machine("first", shared(failing, KEY));
        assertThat(cache.load("layer")).isEmpty();
        cache.store("layer", ENTRY);
        assertThat(cache.load("layer")).contains(ENTRY);
        assertThat(cache.load("another")).isEmpty();
        assertThat(asked).hasValue(1);
        assertThat(notes).containsExactly("no bucket of that name");
    }

    @Test
    void aStoreThatNeverAnswersCostsTheTimeItIsGivenAndNoMore() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        SharedEntries silent = new SharedEntries() {
            @Override
            public Optional<byte[]> get(String name, int most) throws InterruptedException {
                try {
                    Thread.sleep(Duration.ofHours(1).toMillis());
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return Optional.empty();
            }

            @Override
            public void put(String name, byte[] object) {
                asked.incrementAndGet();
            }
        };
        LayerCache cache =
                machine("first", new SharedCache(silent, KEY, Duration.ofSeconds(2), System::nanoTime, notes::add));
        assertThat(cache.load("layer")).isEmpty();
        interrupted.await();
        cache.store("layer", ENTRY);
        assertThat(asked).hasValue(0);
        assertThat(notes).hasSize(1);
    }

    @Test
    void aStoreThatIsSlowEachTimeIsLeftAloneWhenTheTimeOfTheRunIsUsedUp() throws Exception {
        AtomicLong clock = new AtomicLong();
        SharedEntries slow = new SharedEntries() {
            @Override
            public Optional<byte[]> get(String name, int most) {
                clock.addAndGet(Duration.ofSeconds(4).toNanos());
                asked.incrementAndGet();
                return Optional.empty();
            }

            @Override
            public void put(String name, byte[] object) {
                throw new IllegalStateException("nothing is put here");
            }
        };
        LayerCache cache = machine("first", new SharedCache(slow, KEY, Duration.ofSeconds(10), clock::get, notes::add));
        for (int i = 0; i < 10; i++) {
            assertThat(cache.load("layer " + i)).isEmpty();
        }
        assertThat(asked).hasValue(3);
        assertThat(notes).containsExactly("it took longer than 10 s");
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> shared(store, Arrays.copyOf(KEY, 31))).isInstanceOf(IllegalArgumentException.class);
    }
}
