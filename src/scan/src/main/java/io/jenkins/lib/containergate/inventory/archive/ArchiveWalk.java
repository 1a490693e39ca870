package io.jenkins.lib.containergate.inventory.archive;

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
import io.jenkins.lib.containergate.inventory.jar.JavaArchive;
import io.jenkins.lib.containergate.inventory.jar.JavaArchives;
import io.jenkins.lib.containergate.inventory.unpack.AppendedArchive;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.unpack.ChannelContent;
import io.jenkins.lib.containergate.inventory.unpack.CommonsCompressArchives;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.inventory.zip.ZipMember;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/** One file of a layer with all archives in it: of each entry, what it is, who reads it, and what lies in it. */
final class ArchiveWalk {
    private static final int MODE = 0777;
    private static final String BEFORE = "(before its first entry)";
    private static final String AFTER = "(after its end)";
    private static final String EGG_METADATA = "EGG-INFO/PKG-INFO";

    private final String file;
    private final EntryReaders readers;
    private final JavaArchives java;
    private final PackageSink sink;
    private final Limits limits;
    private final UnpackingBudget budget;

    ArchiveWalk(
            String file,
            EntryReaders readers,
            JavaArchives java,
            PackageSink sink,
            Limits limits,
            UnpackingBudget budget) {
        this.file = file;
        this.readers = readers;
        this.java = java;
        this.sink = sink;
        this.limits = limits;
        this.budget = budget;
    }

    /** The file itself, which other readers read. */
    void file(LayerEntry entry, FileContent content)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        open(entry, content, head(content), 1);
    }

    private static byte[] head(FileContent content) throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(LayerReader.HEAD_BYTES);
        }
    }

    /** Opens content that may be an archive: by its first bytes, and by its last, which make a zip archive of anything. */
    private void open(LayerEntry inside, FileContent content, byte[] head, int depth)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        ArchiveFormat format = ArchiveFormat.of(head);
        ArchiveKind kind = ArchiveKind.of(format, head);
        boolean zip = isZip(kind, format, inside, content);
        if (depth == 1 && (kind != ArchiveKind.NONE || zip)) {
            sink.opening();
        }
        switch (kind) {
            case TAR -> {
                budget.archives().descend(depth);
                try (InputStream in = budget.bound(content.open(), content::size)) {
                    tar(new TarReader(in), inside.path(), depth);
                }
            }
            case COMPRESSED -> compressed(format, inside, content, depth);
            case BY_LIBRARY -> {
                budget.archives().descend(depth);
                CommonsCompressArchives.forEach(format, content, budget, (name, in) -> {
                    try (SpooledContent spooled = SpooledContent.of(in)) {
                        entry(inside(inside.path(), name, spooled.size()), spooled, head(spooled), depth);
                    }
                });
            }
            case UNKNOWN ->
                throw new MalformedContentException(Unreadable.ARCHIVE, "it is a kind of archive that is not opened");
            case ZIP, NONE -> {
                if (!zip && ArchiveKind.isCutZip(head)) {
                    throw new MalformedContentException(
                            Unreadable.ARCHIVE, "a zip archive that is cut off: it has no directory of its entries");
                } else if (!zip) {
                    appended(AppendedArchive.of(head, content), inside, content, depth);
                }
            }
        }
        if (zip) {
            zip(inside, content, depth);
        }
    }

    /** By its name, which may be that of something broken, or by its end. */
    private static boolean isZip(ArchiveKind kind, ArchiveFormat format, LayerEntry inside, FileContent content)
            throws IOException {
        boolean other = kind != ArchiveKind.ZIP && kind != ArchiveKind.NONE;
        if (!other && ArchiveKind.isNamedSo(inside.path())) {
            return true;
        }
        // what follows a tar or a cpio is looked at: an archive in it may lie at its end
        boolean looked = kind == ArchiveKind.TAR || format == ArchiveFormat.CPIO;
        return !looked && ZipArchive.isBehind(content);
    }

    /** Of a script or a program that unpacks what follows it; or of what follows an archive. */
    private void appended(AppendedArchive.Places places, LayerEntry inside, FileContent content, int depth)
            throws GateException, IOException, InterruptedException {
        if (depth == 1 && !places.all().isEmpty()) {
            sink.opening();
        }
        for (AppendedArchive.Place each : places.all()) {
            try (InputStream in = budget.bound(each.in(content), content::size);
                    SpooledContent payload = SpooledContent.of(in)) {
                nested(inside(inside.path(), AFTER, payload.size()), payload, head(payload), depth + 1);
            }
        }
        if (places.more()) {
            sink.gap(Unreadable.ARCHIVE.gap(file, inside.path(), places.problem()));
        }
    }

    private void zip(LayerEntry inside, FileContent content, int depth)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        budget.archives().descend(depth);
        String path = inside.path();
        JavaArchive library = java.archive(file, path, sink);
        UnreadableEntries closed = new UnreadableEntries();
        boolean[] egg = {false};
        try (SeekableByteChannel channel = content.channel();
                ZipArchive archive = ZipArchive.open(channel, budget.archives())) {
            archive.forEach(member -> {
                egg[0] |= member.name().equals(EGG_METADATA);
                try {
                    member(archive, member, library, path, depth);
                } catch (MalformedContentException e) {
                    closed.add(String.valueOf(e.getMessage()));
                }
            });
            FileContent before = new ChannelContent(archive.beginning());
            byte[] head = head(before);
            // headers of directories come before the first entry that has content, and are no archive that was cut off
            if (ArchiveKind.of(head) != ArchiveKind.ZIP || ZipArchive.isBehind(before)) {
                nested(inside(path, BEFORE, before.size()), before, head, depth + 1);
            }
            FileContent after = new ChannelContent(archive.ending());
            appended(AppendedArchive.within(after), inside, after, depth);
        }
        library.report();
        if (ArchiveKind.isEgg(path) && !egg[0]) {
            throw new MalformedContentException(Unreadable.METADATA, "egg without " + EGG_METADATA);
        }
        if (closed.any() && !RuntimeTestData.is(content)) {
            sink.gap(Unreadable.ARCHIVE.gap(file, path, closed.problem()));
        }
    }

    private void member(ZipArchive archive, ZipMember member, JavaArchive library, String path, int depth)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        if (member.empty()) {
            return; // directories, too; one that has content is looked at
        }
        LayerEntry inside = inside(path, member.name(), Math.max(1, member.size()));
        boolean described = library.take(archive, member);
        if (JavaArchive.plainClass(archive, member)) {
            return;
        }
        if (ArchiveKind.isNamedSo(inside.path())) {
            try (SeekableByteChannel channel = archive.channel(member)) {
                FileContent content = new ChannelContent(channel);
                entry(inside, content, head(content), depth);
            }
            return;
        }
        ZipArchive.EntryLook look = archive.look(member, LayerReader.HEAD_BYTES);
        List<PackageReader> claiming = described ? List.of() : readers.claiming(inside, look.head());
        boolean opened = look.mayEndAnArchive()
                || ArchiveKind.of(look.head()) != ArchiveKind.NONE
                || AppendedArchive.possible(look.head());
        if (!claiming.isEmpty() || opened) {
            try (SeekableByteChannel channel = archive.channel(member)) {
                entry(inside, new ChannelContent(channel), look.head(), claiming, depth);
            }
        }
    }

    private void compressed(ArchiveFormat format, LayerEntry inside, FileContent content, int depth)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        budget.archives().descend(depth);
        String path = inside.path();
        byte[] head;
        LayerEntry unpacked;
        List<PackageReader> claiming;
        try (PushbackInputStream in = new PushbackInputStream(
                CommonsCompressArchives.unpacked(format, content, budget), LayerReader.HEAD_BYTES)) {
            head = UnpackedBeginning.of(in, path);
            in.unread(head);
            if (ArchiveKind.of(head) == ArchiveKind.TAR) {
                tar(new TarReader(in), path, depth);
                return;
            }
            String name = inside.name();
            int dot = name.lastIndexOf('.');
            unpacked = inside(path, dot > 0 ? name.substring(0, dot) : name, Math.max(1, head.length));
            claiming = readers.claiming(unpacked, head);
            boolean read = !claiming.isEmpty()
                    || ArchiveKind.of(head) != ArchiveKind.NONE
                    || ArchiveKind.isNamedSo(unpacked.path())
                    || AppendedArchive.possible(head);
            if (!read && head.length > 0 && ArchiveKind.isTarred(path)) {
                throw new MalformedArchiveException("it is called a tar archive, and there is none in it");
            }
            if (!read && !UnpackedBeginning.mayEndAsZip(head, in)) {
                return;
            }
        }
        try (InputStream in = CommonsCompressArchives.unpacked(format, content, budget);
                SpooledContent spooled = SpooledContent.of(in)) {
            entry(unpacked, spooled, head, claiming, depth);
        }
    }

    private void tar(TarReader tar, String path, int depth)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        for (Optional<TarHeader> next = tar.next(); next.isPresent(); next = tar.next()) {
            budget.entry();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            TarHeader header = next.get();
            if (header.type() == TarHeader.FILE && header.size() > 0) {
                String name = header.name().startsWith("./") ? header.name().substring(2) : header.name();
                tarred(tar, inside(path, name, header.size()), depth);
            }
        }
        try (InputStream in = budget.bound(tar.rest(), tar::offset);
                SpooledContent rest = SpooledContent.of(in)) {
            if (rest.size() > 0) {
                // another archive: tar reads on where it is told to
                LayerEntry behind = inside(path, "", rest.size());
                nested(behind, rest, head(rest), depth + 1);
                if (ArchiveFormat.of(head(rest)) == ArchiveFormat.NONE) {
                    appended(anywhere(rest), behind, rest, depth + 1);
                }
            }
        }
    }

    /** Before the zip that content ends with, which is opened by itself; otherwise in all of it. */
    private AppendedArchive.Places anywhere(FileContent content)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        if (!ZipArchive.isBehind(content)) {
            return AppendedArchive.within(content);
        }
        try (SeekableByteChannel channel = content.channel();
                ZipArchive zip = ZipArchive.open(channel, budget.archives())) {
            zip.forEach(member -> {
                // the first of them says where it begins
            });
            return AppendedArchive.within(new ChannelContent(zip.beginning()));
        }
    }

    private void tarred(TarReader tar, LayerEntry inside, int depth)
            throws GateException, IOException, InterruptedException {
        byte[] head = tar.head((int) Math.min(inside.size(), LayerReader.HEAD_BYTES));
        List<PackageReader> claiming = readers.claiming(inside, head);
        if (inside.size() < ZipArchive.SMALLEST && claiming.isEmpty() && !ArchiveKind.isNamedSo(inside.path())) {
            return;
        }
        try (SpooledContent content = SpooledContent.of(tar, inside.size())) {
            entry(inside, content, head, claiming, depth);
        }
    }

    private void entry(LayerEntry inside, FileContent content, byte[] head, int depth)
            throws GateException, IOException, InterruptedException {
        entry(inside, content, head, readers.claiming(inside, head), depth);
    }

    /** What an archive of this depth holds. */
    private void entry(LayerEntry inside, FileContent content, byte[] head, List<PackageReader> claiming, int depth)
            throws GateException, IOException, InterruptedException {
        readers.read(claiming, inside, content);
        nested(inside, content, head, depth + 1);
    }

    private void nested(LayerEntry inside, FileContent content, byte[] head, int depth)
            throws GateException, IOException, InterruptedException {
        try {
            open(inside, content, head, depth);
        } catch (MalformedArchiveException e) {
            if (!RuntimeTestData.is(content)) {
                sink.gap(Unreadable.ARCHIVE.gap(file, inside.path(), String.valueOf(e.getMessage())));
            }
        } catch (MalformedContentException e) {
            if (!RuntimeTestData.is(content)) {
                sink.gap(e.gap(file, inside.path()));
            }
        }
    }

    private LayerEntry inside(String path, String name, long size) throws LimitExceededException {
        if (name.length() > limits.maxPathLength()) {
            throw new LimitExceededException("an entry name in " + path, "maxPathLength", limits.maxPathLength());
        }
        return new LayerEntry(name.isEmpty() ? path : path + "!/" + name, LayerEntry.Kind.FILE, size, MODE, 0, 0, "");
    }
}
