package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import java.util.Optional;

/**
 * A manifest or index as a registry holds it.
 *
 * @param descriptor with the digest computed from the bytes
 */
public record StoredManifest(Descriptor descriptor, byte[] bytes) {
    public StoredManifest {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * @param contentType of the answer; where it is missing or says no more than "JSON", the document itself tells
     * @param name for messages
     */
    static StoredManifest of(byte[] bytes, Optional<String> contentType, String name) throws GateException {
        String stated = contentType.orElse("").replaceFirst(";.*", "").strip();
        boolean vague = stated.isEmpty()
                || stated.equals("application/json")
                || stated.equals("text/plain")
                || stated.equals("application/octet-stream");
        String mediaType = vague ? StrictJson.parse(bytes, name).textOf("mediaType") : stated;
        if (mediaType.isEmpty()) {
            throw new GateException(
                    name + " does not say what it is: it comes without a media type", "push the image again");
        }
        return new StoredManifest(Descriptor.of(mediaType, Digest.of(bytes), bytes.length), bytes);
    }
}
