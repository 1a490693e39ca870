package io.jenkins.plugins.containergate.ui;

import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A verdict with all its findings, gzipped beside the build's {@code build.xml}. */
public final class VerdictFile {
    /** CRC-32 and length, each in four bytes (RFC 1952, section 2.3.1). */
    private static final int TRAILER = 8;

    private final Path directory;
    private final String name;

    VerdictFile(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** @param number of the verdict in its build, from 1 */
    public static VerdictFile of(Run<?, ?> run, int number) {
        return new VerdictFile(run.getRootDir().toPath().resolve("container-gate"), number + ".json.gz");
    }

    public void write(Verdict verdict) throws IOException {
        Files.createDirectories(directory);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
            new VerdictJson().write(verdict, out);
        }
        page().write(PageContent.of(verdict), checksum());
    }

    private PageFile page() {
        return new PageFile(directory.resolve(name.replace(".json.gz", ".page.json.gz")));
    }

    /** What its page shows. */
    PageContent readPage() throws GateException {
        Optional<PageContent> kept = keptPage();
        return kept.isPresent() ? kept.get() : PageContent.of(read());
    }

    private Optional<PageContent> keptPage() {
        try {
            return page().read(checksum());
        } catch (IOException e) {
            return Optional.empty(); // the verdict is gone or damaged, and reading it says so
        }
    }

    /** Checksum and length of the contents, from the last bytes of the file, in hexadecimal. */
    private String checksum() throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(directory.resolve(name))) {
            ByteBuffer last = ByteBuffer.allocate(TRAILER);
            file.position(Math.max(0, file.size() - TRAILER));
            while (last.hasRemaining() && file.read(last) >= 0) {
                // until all of it is read
            }
            return HexFormat.of().formatHex(last.array());
        }
    }

    /** Tells two contents of the file apart. */
    record Version(FileTime modified, long size) {}

    /** Empty when there is no file. */
    Optional<Version> version() {
        try {
            Path path = directory.resolve(name);
            return Optional.of(new Version(Files.getLastModifiedTime(path), Files.size(path)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @throws GateException when it is gone, damaged, or of a version this plugin does not read */
    public Verdict read() throws GateException {
        return readStored().verdict();
    }

    /** With the fingerprints as they were written. */
    public StoredVerdict readStored() throws GateException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve(name)))) {
            return new VerdictReader().read(name, in);
        } catch (NoSuchFileException e) {
            throw new GateException(
                    "the findings of this build (" + name + ") are gone", "evaluate the image again in a new build", e);
        } catch (IOException e) {
            throw new GateException(
                    "the findings of this build (" + name + ") cannot be read",
                    "evaluate the image again in a new build",
                    e);
        }
    }
}
