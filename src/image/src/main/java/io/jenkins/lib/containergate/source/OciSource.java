package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Index;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.image.StrictJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An OCI layout, as a directory or in a tar.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image layout</a>
 */
final class OciSource extends StoreSource {
    static final String LAYOUT_FILE = "oci-layout";
    static final String INDEX_FILE = "index.json";

    private final Optional<String> tag;

    OciSource(ImageLocation location, Optional<String> tag, FileStore.Opener opener, Limits limits) {
        super(location, opener, limits);
        this.tag = tag;
    }

    @Override
    List<Image> images(FileStore files, DocumentRecorder recorder, Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException, IOException {
        checkLayout(files);
        // of directories nobody loads a Docker archive
        if (!(location() instanceof ImageLocation.OciLayout)) {
            new ArchiveHalves(files, location(), limits(), deadline).check();
        }
        StoredFile file =
                require(files, INDEX_FILE, "the index of " + location().text());
        Index index = Index.parseLayout(
                file.document(limits()), "'" + INDEX_FILE + "' of " + location().text());
        List<Descriptor> chosen = LayoutTags.choose(index, tag, location());
        recorder.roots(chosen);
        OciImages images = new OciImages(
                recorder.recording(new StoredContent(files, limits())),
                location(),
                Optional.empty(),
                limits(),
                deadline);
        return images.load(chosen, platform);
    }

    private void checkLayout(FileStore files) throws GateException, IOException {
        Optional<StoredFile> file = files.find(LAYOUT_FILE);
        if (file.isEmpty()) {
            boolean docker = files.find(DockerArchiveSource.MANIFEST_FILE).isPresent();
            throw new GateException(
                    "'" + location().text() + "' is not an OCI layout: it has no file '" + LAYOUT_FILE + "'",
                    docker ? "use docker-archive: instead" : "check the path");
        }
        String version = StrictJson.parse(file.get().document(limits()), "'" + LAYOUT_FILE + "'")
                .required("imageLayoutVersion")
                .text();
        if (!version.startsWith("1.")) {
            throw new GateException(
                    "'" + location().text() + "' is an OCI layout of another version than 1", "write it as 1.0.0");
        }
    }

    /** The blobs of an OCI layout. */
    record StoredContent(FileStore files, Limits limits) implements ImageContent {
        @Override
        public byte[] manifest(Descriptor descriptor, String kind) throws GateException, IOException {
            return StoreSource.require(files, blobName(descriptor.digest()), "the " + kind + " " + descriptor.digest())
                    .verified(descriptor, kind, limits);
        }

        @Override
        public byte[] config(Descriptor descriptor) throws GateException, IOException {
            return manifest(descriptor, "image configuration");
        }

        @Override
        public Layer layer(int index, Descriptor descriptor, Digest diffId) throws GateException, IOException {
            StoredFile file = StoreSource.require(files, blobName(descriptor.digest()), "layer " + descriptor.digest());
            file.checkSize(descriptor, "layer");
            return new BlobLayer(index, descriptor, diffId, file);
        }

        static String blobName(Digest digest) {
            return "blobs/sha256/" + digest.hex();
        }
    }
}
