package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.InputStream;

/**
 * One document of an image, or a blob of an attestation.
 *
 * @param name for locations: {@code config}, {@code manifest}, {@code index}, {@code attestation sha256:...}
 * @param json whether its strings have JSON pointers; otherwise it is searched like a file
 */
public record ImageDocument(String name, boolean json, long size, Content content) {
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
