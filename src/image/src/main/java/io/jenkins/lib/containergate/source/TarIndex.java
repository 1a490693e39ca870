package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.archive.EntryPath;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.Region;
import io.jenkins.lib.containergate.archive.TarHeader;
import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the files of a tar are. Links, which Docker writes for repeated layers, are followed inside the tar. */
final class TarIndex {
    /** Files of an archive around an image: a few per layer. */
    private static final int MAX_ENTRIES = 100_000;

    /** @param link path of the file to read instead, empty for a file */
    record Entry(long offset, long size, String link) {}

    private final Map<String, Entry> entries = new HashMap<>();
    private final int maxLinkDepth;

    private TarIndex(int maxLinkDepth) {
        this.maxLinkDepth = maxLinkDepth;
    }

    static TarIndex read(Path file, Limits limits, Deadline deadline)
            throws IOException, GateException, InterruptedException {
        TarIndex index = new TarIndex(limits.maxLinkDepth());
        try (InputStream in = Region.owning(FileChannel.open(file, StandardOpenOption.READ), 0, Files.size(file))) {
            TarReader tar = new TarReader(in);
            int count = 0;
            for (Optional<TarHeader> next = tar.next(); next.isPresent(); next = tar.next()) {
                deadline.check("reading the table of contents of " + file);
                if (++count > MAX_ENTRIES) {
                    throw new LimitExceededException(file.toString(), "archive entries", MAX_ENTRIES);
                }
                index.add(next.get(), tar.offset(), limits);
            }
            if (!tar.endMarked()) {
                throw new MalformedArchiveException("the tar ends without its end marker");
            }
            tar.finish();
        }
        return index;
    }

    private void add(TarHeader header, long offset, Limits limits) throws IOException, GateException {
        if (header.name().length() > limits.maxPathLength()) {
            throw new LimitExceededException(SafeText.quoted(header.name()), "maxPathLength", limits.maxPathLength());
        }
        String path = EntryPath.canonical(header.name());
        Entry entry =
                switch (header.type()) {
                    case TarHeader.FILE -> new Entry(offset, header.size(), "");
                    case TarHeader.SYMBOLIC_LINK -> new Entry(0, 0, linked(path, header.linkName()));
                    case TarHeader.HARD_LINK -> new Entry(0, 0, EntryPath.canonical(header.linkName()));
                    case TarHeader.DIRECTORY -> null;
                    default ->
                        throw new MalformedArchiveException(
                                SafeText.quoted(path) + " is a device or pipe, which has no place in an image archive");
                };
        if (entry != null && entries.put(path, entry) != null) {
            throw new MalformedArchiveException("it holds " + SafeText.quoted(path) + " twice");
        }
    }

    /** Target of a symbolic link, made relative to the tar's root. */
    private static String linked(String path, String target) throws MalformedArchiveException {
        Deque<String> segments = new ArrayDeque<>();
        if (!target.startsWith("/")) {
            segments.addAll(java.util.List.of(path.split("/")));
            segments.removeLast();
        }
        for (String segment : target.split("/")) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    throw new MalformedArchiveException(
                            "the link " + SafeText.quoted(path) + " points outside of the archive");
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }

    /** @param name canonical path */
    Optional<Entry> find(String name) throws GateException {
        Entry entry = entries.get(name);
        for (int depth = 0; entry != null && !entry.link().isEmpty(); depth++) {
            if (depth == maxLinkDepth) {
                throw new LimitExceededException("the link " + SafeText.quoted(name), "maxLinkDepth", maxLinkDepth);
            }
            entry = entries.get(entry.link());
        }
        return Optional.ofNullable(entry);
    }
}
