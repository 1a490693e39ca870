package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import java.io.IOException;

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

    private static String blobName(Digest digest) {
        return "blobs/sha256/" + digest.hex();
    }
}
