package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.unpack.AppendedArchive;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Searches the objects of git repositories, in packs or one in a file. */
final class GitSearch {
    private static final int LONGEST_LINE = 4096;
    /** The first line of a bundle, in each version. */
    private static final int SIGNATURE = "# v2 git bundle\n".length();

    private static final String REFERENCES = "(references)";
    private static final String SHA_256 = "@object-format=sha256";

    private final ZipSearch.Inner inner;
    private final long maxBytes;

    GitSearch(ZipSearch.Inner inner, long maxBytes) {
        this.inner = inner;
        this.maxBytes = maxBytes;
    }

    void pack(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        pack(content, GitHash.ofPack(place.path()), subject, place, budget);
    }

    /** The references, with the titles of commits that it builds on, and the pack behind the empty line that ends them. */
    void bundle(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        try (InputStream stored = new BufferedInputStream(content.open());
                InputStream in = budget.bound(stored, content::size)) {
            GitHash hash = GitHash.SHA_1;
            String line = line(in);
            while (!line.isEmpty()) {
                hash = line.equals(SHA_256) ? GitHash.SHA_256 : hash;
                line = line(in);
            }
            try (SpooledContent pack = SpooledContent.of(in)) {
                if (pack.size() == 0) {
                    throw new MalformedArchiveException("it is a bundle of git without a pack");
                }
                references(content, content.size() - pack.size(), subject, place, budget);
                pack(pack, hash, subject, place, budget);
            }
        }
    }

    private void references(
            FileContent bundle, long end, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        try (InputStream in = budget.bound(new AppendedArchive.Place(SIGNATURE, end).in(bundle), bundle::size);
                SpooledContent references = SpooledContent.of(in)) {
            inner.search(references, subject, place.entry(REFERENCES), budget);
        }
    }

    /** Without its end; the beginning of one that is longer than any name of a reference. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void pack(
            FileContent content, GitHash hash, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        try (SeekableByteChannel pack = content.channel()) {
            new GitObjects(hash, maxBytes)
                    .forEach(
                            pack,
                            (name, object) -> gitObject(name, object, subject, place, budget),
                            problem -> subject.unsearched(place, Unsearched.Reason.ARCHIVE, problem));
        }
    }

    /** Like one of a pack, but under the name of its type: which file it was is said elsewhere. */
    void object(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        Inflater inflater = new Inflater();
        try (InputStream stored = content.open();
                InputStream in = budget.bound(new InflaterInputStream(stored, inflater), content::size)) {
            String header = GitObject.header(in);
            try (SpooledContent spooled = SpooledContent.of(in)) {
                if (inflater.getRemaining() > 0 || stored.read() >= 0) {
                    throw new MalformedArchiveException("more follows the object of git in it");
                }
                inner.search(spooled, subject, place.entry(header.replaceFirst("[^a-z].*", "")), budget);
            }
        } catch (ZipException | EOFException e) {
            throw new MalformedArchiveException("it is an object of git that is damaged");
        } finally {
            inflater.end();
        }
    }

    private void gitObject(
            String name, byte[] object, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        budget.entry();
        subject.checkDeadline();
        if (object.length == 0 || subject.exhausted()) {
            return;
        }
        try (InputStream in = budget.bound(new ByteArrayInputStream(object), () -> object.length);
                SpooledContent spooled = SpooledContent.of(in)) {
            inner.search(spooled, subject, place.source(EntryNames.shortened(name)), budget);
        }
    }
}
