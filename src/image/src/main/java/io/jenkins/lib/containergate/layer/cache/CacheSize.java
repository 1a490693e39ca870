package io.jenkins.lib.containergate.layer.cache;

import io.jenkins.lib.containergate.bounds.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a cache directory within its size, and free of what interrupted programs left there. */
final class CacheSize {
    private static final Duration ABANDONED = Duration.ofHours(1);

    private record Entry(Path file, long bytes, Instant used) {}

    /** Of its size a program may write this part before it looks at the directory again, which takes time by entry. */
    private static final int PART = 64;

    private final Path directory;
    private final long maxBytes;
    private final Clock clock;
    private final AtomicLong unseen = new AtomicLong(Long.MAX_VALUE >> 1);

    CacheSize(Path directory, long maxBytes, Clock clock) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** @param bytes of an entry; the first one of a program always has it look */
    void stored(long bytes) throws IOException {
        if (unseen.addAndGet(bytes) >= maxBytes / PART) {
            unseen.set(0);
            enforce();
        }
    }

    private void enforce() throws IOException {
        List<Entry> entries = new ArrayList<>();
        long total = 0;
        for (Path file : FileTree.entries(directory)) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(LayerCache.ENTRY)) {
                Entry entry = entry(file);
                entries.add(entry);
                total += entry.bytes;
            } else if (name.endsWith(LayerCache.DRAFT)
                    && entry(file).used.isBefore(clock.instant().minus(ABANDONED))) {
                Files.deleteIfExists(file);
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        for (Entry oldest : entries) {
            if (total <= maxBytes) {
                break;
            }
            Files.deleteIfExists(oldest.file);
            total -= oldest.bytes;
        }
    }

    /** A file that another program deleted meanwhile takes no room. */
    private static Entry entry(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Entry(
                    file, attributes.size(), attributes.lastModifiedTime().toInstant());
        } catch (IOException e) {
            return new Entry(file, 0, Instant.MAX);
        }
    }
}
