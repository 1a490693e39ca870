package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.Spool;
import io.jenkins.lib.containergate.archive.TarHeader;
import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.unpack.AppendedArchive;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.unpack.ChannelContent;
import io.jenkins.lib.containergate.inventory.unpack.CommonsCompressArchives;
import io.jenkins.lib.containergate.inventory.unpack.ExceededException;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Opens zip, 7z, tar, cpio and ar files, gzip, zlib, zstd, xz and bzip2, and searches what is in them; everything else is searched as it is. */
final class ArchiveSearch {
    private static final int HEAD = 512;
    private static final int LONGEST_NAME = 512;
    /** No secret is shorter. */
    private static final int SHORTEST = 16;

    private final TextSearch text;
    private final Limits limits;
    private final ZipSearch zips;
    private final GitSearch git;
    private final EncodedSearch encoded;
    private final PlainSearch plain;

    ArchiveSearch(TextSearch text, KeyFileSearch keys, NamedFileSearch named, Limits limits) {
        this.text = text;
        this.limits = limits;
        this.git = new GitSearch(this::search, limits.maxFileBytes());
        this.encoded = new EncodedSearch(text, this::open, this::behind);
        this.plain = new PlainSearch(encoded, keys, named, this::search);
        this.zips = new ZipSearch(
                text,
                this::search,
                (content, subject, place, budget) -> plain.search(head(content), content, subject, place, budget),
                this::appended,
                (content, subject, place, budget) ->
                        appended(AppendedArchive.within(content), content, subject, place, budget));
    }

    /** @return what was unpacked, see {@link SecretLimits#maxUnpackedBytes}, if the file is or ends with an archive that was opened */
    OptionalLong search(FileContent content, ScannedFile subject, ScannedFile.Place place)
            throws IOException, GateException, InterruptedException {
        UnpackingBudget budget = new UnpackingBudget(limits, subject.file());
        search(content, subject, place, budget);
        return subject.opened() ? OptionalLong.of(budget.spent()) : OptionalLong.empty();
    }

    /** Whether a search would open it. */
    boolean opens(FileContent content, String path, int maxArchiveDepth) throws IOException {
        byte[] head = head(content);
        if (maxArchiveDepth < 1) {
            return false;
        }
        return format(path, head) != ArchiveFormat.NONE
                || DocumentStreams.possible(head)
                || ZipArchive.isBehind(content)
                || !AppendedArchive.of(head, content).all().isEmpty();
    }

    private static byte[] head(FileContent content) throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(HEAD);
        }
    }

    private static ArchiveFormat format(String path, byte[] head) {
        return GitObject.loose(path, head) ? ArchiveFormat.GIT_OBJECT : ArchiveFormat.of(head);
    }

    private void search(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        byte[] head = head(content);
        ArchiveFormat format = format(place.path(), head);
        boolean tooDeep = subject.atMaxDepth(place);
        if (format == ArchiveFormat.NONE || tooDeep) {
            if (tooDeep && format != ArchiveFormat.NONE) {
                subject.tooDeep(place);
            }
            zips.behind(content, subject, place, budget);
            plain.search(head, content, subject, place, budget);
            return;
        }
        subject.open();
        try {
            open(format, content, subject, place, budget);
        } catch (MalformedArchiveException | MalformedContentException e) {
            malformed(content, subject, place, budget, String.valueOf(e.getMessage()));
        } catch (ExceededException e) {
            subject.exhausted(place, e.limit().problem());
        } catch (LimitExceededException e) {
            subject.exhausted(place, e.problem());
        }
    }

    /** What follows a script that unpacks it, a program or a picture. */
    private void appended(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        appended(AppendedArchive.of(head(content), content), content, subject, place, budget);
    }

    /** What follows what is no archive itself, as far as a search of its text does not look at it. */
    private void behind(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        zips.behind(content, subject, place, budget);
    }

    /** What lies anywhere in what follows an archive, also before a zip that it ends with. */
    private void anywhere(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        appended(AppendedArchive.within(content), content, subject, place, budget);
        appended(content, subject, place, budget);
    }

    private void appended(
            AppendedArchive.Places places,
            FileContent content,
            ScannedFile subject,
            ScannedFile.Place place,
            UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        if (places.all().isEmpty()) {
            return;
        }
        if (subject.atMaxDepth(place)) {
            subject.tooDeep(place);
            return;
        }
        subject.open();
        if (places.more()) {
            subject.unsearched(place, Unsearched.Reason.TOO_LARGE, places.problem());
        }
        try {
            for (AppendedArchive.Place each : places.all()) {
                try (InputStream in = budget.bound(each.in(content), content::size);
                        SpooledContent archive = SpooledContent.of(in)) {
                    if (!subject.exhausted()) {
                        search(archive, subject, place.deeper(), budget);
                    }
                }
            }
        } catch (ExceededException e) {
            subject.exhausted(place, e.limit().problem());
        }
    }

    /** A text that is in no file. */
    void text(FileContent content, ScannedFile subject, ScannedFile.Place place)
            throws IOException, GateException, InterruptedException {
        encoded.text(content, subject, place, new UnpackingBudget(limits, subject.file()));
    }

    /** What does not open as an archive may still hold readable text. */
    private void malformed(
            FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget, String problem)
            throws IOException, GateException, InterruptedException {
        subject.unsearched(place, Unsearched.Reason.ARCHIVE, problem);
        encoded.text(content, subject, place, budget);
    }

    private void open(
            ArchiveFormat format,
            FileContent content,
            ScannedFile subject,
            ScannedFile.Place place,
            UnpackingBudget budget)
            throws IOException, GateException, InterruptedException, MalformedContentException {
        switch (format) {
            case ZIP -> zips.whole(content, subject, place, budget);
            case TAR -> {
                try (InputStream in = content.open()) {
                    tar(in, subject, place, budget);
                }
            }
            case GZIP -> gzip(content, subject, place, budget);
            case ZSTD -> {
                try (InputStream in = CommonsCompressArchives.unpacked(format, content, budget)) {
                    compressed(in, subject, place, budget);
                }
                // frames that are to be skipped hold anything
                encoded.text(content, subject, place.entry("(frames)"), budget);
            }
            case XZ, BZIP2 -> {
                try (InputStream in = CommonsCompressArchives.unpacked(format, content, budget)) {
                    compressed(in, subject, place, budget);
                }
            }
            case ZLIB -> zlib(content, subject, place, budget);
            case SEVEN_ZIP, AR, CPIO -> {
                EntryNames names = EntryNames.names(text, subject, place);
                CommonsCompressArchives.forEach(format, content, budget, (name, in) -> {
                    subject.checkDeadline();
                    names.add(name);
                    if (subject.exhausted()) {
                        return;
                    }
                    UntilDamage entry = new UntilDamage(in);
                    if (name.equals(CommonsCompressArchives.AFTER_END)) {
                        rest(entry, subject, place, budget);
                        entry.end();
                        return;
                    }
                    searchAll(entry, subject, place.entry(shortened(name)), budget);
                    entry.end();
                });
                names.finish();
                rest(CommonsCompressArchives.end(format, content), content, subject, place, budget);
            }
            case GIT_PACK -> git.pack(content, subject, place, budget);
            case GIT_BUNDLE -> git.bundle(content, subject, place, budget);
            case GIT_OBJECT -> git.object(content, subject, place, budget);
            case UNKNOWN, RPM_PACKAGE, FILE_SYSTEM ->
                throw new MalformedArchiveException("it is a kind of archive that is not opened");
            case NONE -> throw new IllegalStateException("no archive");
        }
    }

    private void gzip(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        try (Spool headers = new Spool(0);
                InputStream in = budget.bound(Compression.gunzip(content.open(), headers), content::size)) {
            compressed(in, subject, place, budget);
            try (SeekableByteChannel texts = headers.finish()) {
                if (texts.size() >= SHORTEST && !subject.exhausted()) {
                    text.search(new ChannelContent(texts), subject, place.entry("(header)"));
                }
            }
        }
    }

    private void zlib(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        Inflater inflater = new Inflater();
        try (InputStream in = budget.bound(new InflaterInputStream(content.open(), inflater), content::size)) {
            compressed(in, subject, place, budget);
            rest(inflater.getBytesRead(), content, subject, place, budget);
        } catch (ZipException | EOFException e) {
            throw new MalformedArchiveException("it is compressed data that is damaged");
        } finally {
            inflater.end();
        }
    }

    /** What follows an archive that ended: another one, perhaps behind something. */
    private void rest(
            long end, FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        if (end >= content.size() || subject.exhausted()) {
            return;
        }
        try (InputStream stored = content.open()) {
            stored.skipNBytes(end);
            rest(budget.bound(stored, content::size), subject, place, budget);
        }
    }

    private void rest(InputStream in, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        try (SpooledContent rest = SpooledContent.of(in)) {
            if (rest.size() == 0 || subject.exhausted()) {
                return;
            }
            byte[] head = head(rest);
            if (format(place.path(), head) == ArchiveFormat.NONE) {
                zips.behind(rest, subject, place.deeper(), budget, this::anywhere);
                plain.search(head, rest, subject, place.deeper(), budget);
            } else {
                search(rest, subject, place.deeper(), budget);
            }
        }
    }

    private void compressed(InputStream in, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        UntilDamage whole = new UntilDamage(in);
        searchAll(whole, subject, place.unpacked(unpackedName(place.path())), budget);
        whole.end();
    }

    private void searchAll(InputStream in, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        try (SpooledContent spooled = SpooledContent.of(in)) {
            search(spooled, subject, place, budget);
        }
    }

    private void tar(InputStream in, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        TarReader tar = new TarReader(in);
        EntryNames names = EntryNames.names(text, subject, place);
        EntryNames notes = EntryNames.notes(text, subject, place);
        for (Optional<TarHeader> next = tar.next(); next.isPresent(); next = tar.next()) {
            budget.entry();
            subject.checkDeadline();
            TarHeader header = next.get();
            names.add(header.name());
            names.add(header.linkName());
            notes.note(header.notes());
            if (header.type() != TarHeader.FILE || header.size() == 0 || subject.exhausted()) {
                continue;
            }
            try (SpooledContent spooled = SpooledContent.of(tar, header.size())) {
                search(spooled, subject, place.entry(shortened(header.name())), budget);
            }
        }
        names.finish();
        notes.finish();
        try (InputStream behind = budget.bound(tar.rest(), tar::offset)) {
            rest(behind, subject, place, budget);
        }
    }

    private static String unpackedName(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }

    static String shortened(String name) {
        return SafeText.bounded(name, LONGEST_NAME);
    }
}
