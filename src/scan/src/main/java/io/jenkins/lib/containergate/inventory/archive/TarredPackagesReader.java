package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.TarHeader;
import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.unpack.CommonsCompressArchives;
import io.jenkins.lib.containergate.inventory.unpack.ExceededException;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Tar archives, compressed or not, that a start script unpacks: package files and programs inside are read by the readers that
 * read them in a directory. An uncompressed one is known by its content, a compressed one by its name.
 */
public final class TarredPackagesReader implements PackageReader {
    private static final Pattern NAME =
            Pattern.compile(".*\\.(?:tar|tar\\.[a-z0-9]{1,4}|tgz|tzst|tzstd|txz|tbz2?)", Pattern.CASE_INSENSITIVE);
    private static final Set<ArchiveFormat> COMPRESSED =
            EnumSet.of(ArchiveFormat.GZIP, ArchiveFormat.ZSTD, ArchiveFormat.XZ, ArchiveFormat.BZIP2);
    private static final int MODE = 0777;

    private final List<PackageReader> inner;
    private final Function<LayerEntry, Optional<String>> signs;
    private final Limits limits;

    /**
     * @param inner readers of what may lie in an archive
     * @param signs tells of a file by its name that the archive holds something that nothing reads, and what
     */
    public TarredPackagesReader(
            List<PackageReader> inner, Function<LayerEntry, Optional<String>> signs, Limits limits) {
        this.inner = List.copyOf(inner);
        this.signs = signs;
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.kind() == LayerEntry.Kind.FILE && tar(entry.name(), head);
    }

    private static boolean tar(String name, byte[] head) {
        ArchiveFormat format = ArchiveFormat.of(head);
        return format == ArchiveFormat.TAR
                || COMPRESSED.contains(format) && NAME.matcher(name).matches();
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        Search search = new Search(entry.path(), sink, new UnpackingBudget(limits, entry.path()));
        try {
            search.archive(content, entry.path(), 1);
        } catch (MalformedArchiveException e) {
            if (!RuntimeTestData.is(content)) {
                throw new MalformedContentException(Unreadable.ARCHIVE, String.valueOf(e.getMessage()));
            }
        } catch (ExceededException e) {
            throw e.limit();
        }
    }

    /** One file of a layer with the archives in it. */
    private final class Search {
        private final String file;
        private final PackageSink sink;
        private final UnpackingBudget budget;
        private final Set<String> unread = new HashSet<>();

        Search(String file, PackageSink sink, UnpackingBudget budget) {
            this.file = file;
            this.sink = sink;
            this.budget = budget;
        }

        void archive(FileContent content, String path, int depth)
                throws IOException, GateException, InterruptedException {
            budget.archives().descend(depth);
            byte[] head;
            try (InputStream in = content.open()) {
                head = in.readNBytes(LayerReader.HEAD_BYTES);
            }
            ArchiveFormat format = ArchiveFormat.of(head);
            try (PushbackInputStream in = new PushbackInputStream(unpacked(format, content))) {
                int first = in.read();
                if (first < 0) {
                    return; // compressed nothing
                }
                in.unread(first);
                members(new TarReader(in), path, depth);
            }
        }

        private InputStream unpacked(ArchiveFormat format, FileContent content) throws IOException {
            return switch (format) {
                case XZ, BZIP2 -> CommonsCompressArchives.unpacked(format, content, budget);
                case GZIP -> budget.bound(content.open(), Compression.GZIP);
                case ZSTD -> budget.bound(content.open(), Compression.ZSTD);
                default -> budget.bound(content.open(), content::size);
            };
        }

        private void members(TarReader tar, String path, int depth)
                throws IOException, GateException, InterruptedException {
            for (Optional<TarHeader> next = tar.next(); next.isPresent(); next = tar.next()) {
                budget.entry();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                TarHeader header = next.get();
                if (header.type() == TarHeader.FILE && header.size() > 0) {
                    String name = header.name().startsWith("./") ? header.name().substring(2) : header.name();
                    if (name.length() > limits.maxPathLength()) {
                        throw new LimitExceededException(
                                "an entry name in " + path, "maxPathLength", limits.maxPathLength());
                    }
                    member(tar, path + "!/" + name, header.size(), depth);
                }
            }
            try (InputStream behind = budget.bound(tar.rest(), tar::offset);
                    SpooledContent rest = SpooledContent.of(behind)) {
                rest(rest, path, depth);
            }
        }

        /** Another archive after the end of one: tar reads on where it is told to, and a zip is looked for at the end only. */
        private void rest(FileContent content, String path, int depth)
                throws IOException, GateException, InterruptedException {
            if (content.size() == 0) {
                return;
            }
            byte[] head;
            try (InputStream in = content.open()) {
                head = in.readNBytes(LayerReader.HEAD_BYTES);
            }
            LayerEntry behind = new LayerEntry(path, LayerEntry.Kind.FILE, content.size(), MODE, 0, 0, "");
            if (ArchiveFormat.of(head) == ArchiveFormat.TAR) {
                nested(content, path, depth);
                return;
            }
            for (PackageReader reader : inner) {
                if (reader.opensArchives() && (reader.claims(behind, head) || reader.endsAsOne(behind, content))) {
                    read(reader, behind, content);
                }
            }
        }

        private void member(TarReader tar, String path, long size, int depth)
                throws IOException, GateException, InterruptedException {
            LayerEntry inside = new LayerEntry(path, LayerEntry.Kind.FILE, size, MODE, 0, 0, "");
            Optional<String> sign = signs.apply(inside).filter(unread::add);
            if (sign.isPresent()) {
                sink.gap(Unreadable.BUNDLE.gap(file, path, "the archive holds " + sign.get()));
            }
            byte[] head = tar.head((int) Math.min(size, LayerReader.HEAD_BYTES));
            boolean nested = tar(inside.name(), head);
            List<PackageReader> claiming = new ArrayList<>(0);
            for (PackageReader reader : inner) {
                if (!nested && reader.claims(inside, head)) {
                    claiming.add(reader);
                }
            }
            if (!nested && claiming.isEmpty()) {
                return;
            }
            try (SpooledContent content = SpooledContent.of(tar, size)) {
                if (nested) {
                    nested(content, path, depth);
                }
                for (PackageReader reader : claiming) {
                    read(reader, inside, content);
                }
            }
        }

        private void nested(FileContent content, String path, int depth)
                throws IOException, GateException, InterruptedException {
            try {
                archive(content, path, depth + 1);
            } catch (MalformedArchiveException e) {
                if (!RuntimeTestData.is(content)) {
                    sink.gap(Unreadable.ARCHIVE.gap(file, path, String.valueOf(e.getMessage())));
                }
            }
        }

        private void read(PackageReader reader, LayerEntry inside, FileContent content)
                throws IOException, GateException, InterruptedException {
            try {
                reader.read(inside, content, new InArchive(file, sink));
            } catch (MalformedContentException e) {
                sink.gap(e.gap(file, inside.path()));
            }
        }
    }
}
