package io.jenkins.lib.containergate.layer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.LayerCache.EntrySeal;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LayerCacheTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final long MANY = 1 << 20;

    @TempDir
    Path parent;

    private LayerCache cache(long maxBytes, Instant now) throws GateException {
        return LayerCache.open(parent.resolve("cache/layers"), "1.0", maxBytes, Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(parent.resolve("cache/layers"))) {
            return files.toList();
        }
    }

    @Test
    void whatWasStoredIsFoundByAnotherProgramUnderItsKeyOnly() throws Exception {
        cache(MANY, NOW).store("a", new byte[] {1, 2});
        assertThat(cache(MANY, NOW).load("a")).contains(new byte[] {1, 2});
        assertThat(cache(MANY, NOW).load("b")).isEmpty();
        assertThat(files()).hasSize(1);
    }

    @Test
    void anotherVersionOfTheProgramFindsNothing() throws Exception {
        cache(MANY, NOW).store("a", new byte[] {1});
        LayerCache other = LayerCache.open(parent.resolve("cache/layers"), "1.1", MANY, Clock.systemUTC());
        assertThat(other.load("a")).isEmpty();
    }

    @Test
    void aDamagedEntryIsIgnoredAndWrittenAnew() throws Exception {
        LayerCache cache = cache(MANY, NOW);
        cache.store("a", new byte[1000]);
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at += 13) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThat(cache.load("a")).isEmpty();
        }
        for (int length = 0; length < whole.length; length += 101) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(cache.load("a")).isEmpty();
        }
        cache.store("a", new byte[] {1});
        assertThat(cache.load("a")).contains(new byte[] {1});
    }

    @Test
    void aSealedEntryIsFoundWithTheSameKeyOnly() throws Exception {
        cache(MANY, NOW).sealed(key(1)).store("a", new byte[] {1});
        assertThat(cache(MANY, NOW).sealed(key(1)).load("a")).contains(new byte[] {1});
        assertThat(cache(MANY, NOW).sealed(key(2)).load("a")).isEmpty();
        assertThat(files()).as("what does not hold is removed").isEmpty();
    }

    @Test
    void whoDoesNotHaveTheKeyCannotLeaveAnEntry() throws Exception {
        cache(MANY, NOW).store("a", new byte[] {1});
        assertThat(cache(MANY, NOW).sealed(key(1)).load("a")).isEmpty();
        LayerCache sealed = cache(MANY, NOW).sealed(key(1));
        sealed.store("a", new byte[] {1, 2, 3});
        Path file = files().get(0);
        byte[] forged = Files.readAllBytes(file);
        forged[forged.length - EntrySeal.BYTES - 1] ^= 1;
        Files.write(file, forged);
        assertThat(sealed.load("a")).isEmpty();
    }

    @Test
    void aKeyThatCanBeGuessedIsRefused() throws Exception {
        LayerCache cache = cache(MANY, NOW);
        assertThatThrownBy(() -> cache.sealed(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void anEntryUnderTheNameOfAnotherIsIgnored() throws Exception {
        LayerCache cache = cache(MANY, NOW);
        cache.store("a", new byte[] {1});
        Path first = files().get(0);
        cache.store("b", new byte[] {2});
        Path second =
                files().stream().filter(file -> !file.equals(first)).findFirst().orElseThrow();
        Files.write(second, Files.readAllBytes(first));
        assertThat(cache.load("b")).isEmpty();
    }

    @Test
    void whatWasNotUsedForTheLongestTimeGoesFirst() throws Exception {
        cache(MANY, NOW).store("old", new byte[300]);
        cache(MANY, NOW.plusSeconds(1)).store("new", new byte[300]);
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(NOW));
        }
        assertThat(cache(MANY, NOW.plusSeconds(60)).load("old")).isPresent();
        cache(1_000, NOW.plusSeconds(120)).store("newest", new byte[300]);
        assertThat(cache(MANY, NOW).load("new")).isEmpty();
        assertThat(cache(MANY, NOW).load("old")).isPresent();
        assertThat(cache(MANY, NOW).load("newest")).isPresent();
    }

    @Test
    void draftsOfInterruptedProgramsAreClearedAway() throws Exception {
        LayerCache cache = cache(MANY, NOW);
        Path draft = Files.createFile(parent.resolve("cache/layers/x.draft"));
        Files.setLastModifiedTime(draft, FileTime.from(NOW.minus(Duration.ofHours(2))));
        cache.store("a", new byte[1]);
        assertThat(draft).doesNotExist();
    }

    @Test
    void programsThatShareACacheSeeWholeEntriesOnly() throws Exception {
        cache(MANY, NOW);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                byte value = (byte) i;
                running.add(pool.submit(() -> {
                    LayerCache cache = cache(2_000, NOW);
                    boolean whole = true;
                    byte[] entry = new byte[500];
                    Arrays.fill(entry, value);
                    for (int round = 0; round < 100; round++) {
                        cache.store("shared", entry);
                        whole &= cache.load("shared")
                                .map(found -> found.length == 500 && found[0] == found[499])
                                .orElse(true);
                    }
                    return whole;
                }));
            }
            for (Future<Boolean> each : running) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryThatOthersCanWriteToIsRefused() throws Exception {
        for (String permissions : List.of("rwxrwx---", "rwx----w-", "rwxrwxrwx")) {
            Path open = Files.createDirectory(parent.resolve(permissions));
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(permissions));
            assertThatThrownBy(() -> LayerCache.open(open, "1.0", MANY, Clock.systemUTC()))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("can be written by others");
        }
        Path link = Files.createSymbolicLink(parent.resolve("link"), Files.createDirectory(parent.resolve("real")));
        assertThatThrownBy(() -> LayerCache.open(link, "1.0", MANY, Clock.systemUTC()))
                .isInstanceOf(GateException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryThatIsMadeBelongsToItsUserAlone() throws Exception {
        cache(MANY, NOW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("cache/layers"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsRefused() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> LayerCache.open(file, "1.0", MANY, Clock.systemUTC()))
                .isInstanceOf(GateException.class);
        assertThatThrownBy(() -> LayerCache.open(file.resolve("below/it"), "1.0", MANY, Clock.systemUTC()))
                .isInstanceOf(GateException.class);
    }

    /** As on Windows. */
    @Test
    void itIsRefusedWhereFilesHaveNoPosixPermissionsToo() throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(parent.resolve("volume.zip"), Map.of("create", "true"))) {
            assertThat(zip.supportedFileAttributeViews()).doesNotContain("posix");
            Path file = Files.createFile(zip.getPath("/file"));
            assertThatThrownBy(() -> LayerCache.open(file, "1.0", MANY, Clock.systemUTC()))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("is not a directory");
        }
    }
}
