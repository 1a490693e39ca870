package io.jenkins.lib.containergate.docker;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.source.ImageDocuments;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image of a daemon: resolved to its id once, saved by that id, and read as the archive it then is.
 *
 * <p>The digests of repositories that a daemon lists cannot be recomputed from what it saves. So the image is judged by
 * its id, the digest of its configuration, which is.
 */
final class DaemonSource implements ImageSource {
    private static final int BUFFER = 256 << 10;

    private final ImageLocation.Daemon location;
    private final DaemonAddress address;
    private final Path temporary;
    private final Limits limits;
    private @Nullable Path saved;
    private @Nullable ImageSource archive;

    DaemonSource(ImageLocation.Daemon location, DaemonAddress address, Path temporary, Limits limits) {
        this.location = location;
        this.address = address;
        this.temporary = temporary;
        this.limits = limits;
    }

    @Override
    public synchronized List<Image> resolve(Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException {
        ImageSource opened = archive;
        if (opened == null) {
            opened = open(deadline);
            archive = opened;
        }
        return opened.resolve(platform, deadline);
    }

    @Override
    public synchronized ImageDocuments documents() {
        return archive == null ? ImageDocuments.none() : archive.documents();
    }

    private ImageSource open(Deadline deadline) throws GateException, InterruptedException {
        String what = "the image " + location.reference();
        try (DaemonConnection daemon = new DaemonConnection(address, deadline)) {
            Digest id = daemon.get("/images/" + location.reference() + "/json", what, deadline, body -> id(body, what));
            Path file = Files.createTempFile(temporary, "daemon", ".tar");
            saved = file;
            daemon.get("/images/" + id + "/get", what, deadline, body -> spool(body, file, what, deadline));
            return ImageSources.standard(temporary)
                    .open(new ImageLocation.DockerArchive(location.text(), file, Optional.empty()), limits);
        } catch (IOException e) {
            throw new GateException(
                    what + " cannot be kept in " + temporary + ": " + FileProblem.of(e), "free space there", e);
        }
    }

    private Digest id(InputStream body, String what) throws IOException, GateException {
        byte[] json = body.readNBytes(limits.maxManifestBytes() + 1);
        if (json.length > limits.maxManifestBytes()) {
            throw new LimitExceededException(
                    "the daemon's description of " + what, "maxManifestBytes", limits.maxManifestBytes());
        }
        return Digest.parse(StrictJson.parse(json, "the daemon's description of " + what)
                .required("Id")
                .text());
    }

    private long spool(InputStream body, Path file, String what, Deadline deadline)
            throws IOException, GateException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                deadline.check("reading " + what + " from the Docker daemon");
                total += count;
                if (total > limits.maxLayerBytes()) {
                    throw new LimitExceededException(what, "maxLayerBytes", limits.maxLayerBytes());
                }
                out.write(buffer, 0, count);
            }
        }
        return total;
    }

    @Override
    public synchronized void close() throws IOException {
        if (archive != null) {
            archive.close();
        }
        if (saved != null) {
            Files.deleteIfExists(saved);
        }
    }
}
