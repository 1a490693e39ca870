package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What belongs to an image beside its layers, as written: configuration, manifest, index, attestations. */
public interface ImageDocuments {
    /** Manifests beside the image that are marked as attestations: they are never run, so nobody takes them for images. */
    int attestations();

    /**
     * What those attestations state, by the predicate types that their manifests name; an empty text for a statement of which the
     * manifest does not say it. Nobody signed them.
     */
    List<String> statements() throws GateException, IOException, InterruptedException;

    /** Fetches what is not known yet. */
    List<ImageDocument> open() throws GateException, IOException, InterruptedException;

    /** Of an image that was described elsewhere. */
    static ImageDocuments none() {
        return of(List.of());
    }

    /** Of an image without attestations. */
    static ImageDocuments of(List<ImageDocument> documents) {
        List<ImageDocument> known = List.copyOf(documents);
        return new ImageDocuments() {
            @Override
            public int attestations() {
                return 0;
            }

            @Override
            public List<String> statements() {
                return List.of();
            }

            @Override
            public List<ImageDocument> open() {
                return known;
            }
        };
    }

    /**
     * One document of an image, or a blob of an attestation.
     *
     * @param name for locations: {@code config}, {@code manifest}, {@code index}, {@code attestation sha256:...}
     * @param json whether its strings have JSON pointers; otherwise it is searched like a file
     */
    record ImageDocument(String name, boolean json, long size, Content content) {
        /** Opens the bytes, again each time. */
        @FunctionalInterface
        public interface Content {
            InputStream open() throws GateException, IOException, InterruptedException;
        }

        /** It may hold a secret. */
        @Override
        public String toString() {
            return "ImageDocument[" + name + ", " + size + " bytes]";
        }
    }
}
