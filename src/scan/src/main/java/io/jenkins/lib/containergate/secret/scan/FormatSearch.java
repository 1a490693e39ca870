package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.Spool;
import io.jenkins.lib.containergate.archive.TarHeader;
import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.unpack.ChannelContent;
import io.jenkins.lib.containergate.inventory.unpack.CommonsCompressArchives;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Opens zip, 7z, tar, cpio and ar files, gzip, zlib, zstd, xz and bzip2, and what git keeps, and searches what is in them. */
final class FormatSearch implements EncodedSearch.Opener {
    /** No secret is shorter. */
    private static final int SHORTEST = 16;

    private final TextSearch text;
    private final ZipSearch zips;
    private final GitSearch git;
    private final EncodedSearch encoded;
    private final ZipSearch.Inner inner;
    private final ZipSearch.Inner following;

    /**
     * @param inner searches what lies in an archive
     * @param following searches what follows one and does not begin as one
     */
    FormatSearch(
            TextSearch text,
            ZipSearch zips,
            GitSearch git,
            EncodedSearch encoded,
            ZipSearch.Inner inner,
            ZipSearch.Inner following) {
        this.text = text;
        this.zips = zips;
        this.git = git;
        this.encoded = encoded;
        this.inner = inner;
        this.following = following;
    }

    @Override
    public void open(
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
                    searchAll(entry, subject, place.entry(EntryNames.shortened(name)), budget);
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
            boolean archive = FirstBytes.format(place.path(), FirstBytes.of(rest)) != ArchiveFormat.NONE;
            (archive ? inner : following).search(rest, subject, place.deeper(), budget);
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
            inner.search(spooled, subject, place, budget);
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
            names.link(header.linkName());
            notes.note(header.notes());
            if (header.type() != TarHeader.FILE || header.size() == 0 || subject.exhausted()) {
                continue;
            }
            try (SpooledContent spooled = SpooledContent.of(tar, header.size())) {
                inner.search(spooled, subject, place.entry(EntryNames.shortened(header.name())), budget);
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
}
