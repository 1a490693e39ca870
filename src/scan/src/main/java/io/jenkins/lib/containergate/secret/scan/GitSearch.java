package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.layer.FileContent;
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
    private final ZipSearch.Inner inner;
    private final long maxBytes;

    GitSearch(ZipSearch.Inner inner, long maxBytes) {
        this.inner = inner;
        this.maxBytes = maxBytes;
    }

    void pack(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        try (SeekableByteChannel pack = content.channel()) {
            new GitObjects(GitHash.ofPack(place.path()), maxBytes)
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
            inner.search(spooled, subject, place.source(ArchiveSearch.shortened(name)), budget);
        }
    }
}
