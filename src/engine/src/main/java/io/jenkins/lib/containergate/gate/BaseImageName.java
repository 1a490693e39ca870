package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageDocuments.ImageDocument;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says it is built on.
 *
 * @param source where it says so, for messages
 */
record BaseImageName(ImageReference name, String source) {
    private static final String NAME = "org.opencontainers.image.base.name";
    private static final String DIGEST = "org.opencontainers.image.base.digest";
    private static final int MOST_BYTES = 4 << 20;

    /** @throws GateException when the text is neither a reference nor a digest */
    static Optional<BaseImageName> of(Image image) throws GateException, IOException, InterruptedException {
        Map<String, String> annotations = annotations(image);
        boolean annotated = annotations.containsKey(NAME);
        Map<String, String> said = annotated ? annotations : image.config().labels();
        if (said.getOrDefault(NAME, "").isBlank()) {
            return Optional.empty();
        }
        ImageReference name = ImageReference.parse(said.get(NAME).strip());
        String digest = said.getOrDefault(DIGEST, "").strip();
        return Optional.of(new BaseImageName(
                digest.isEmpty() ? name : name.withDigest(Digest.parse(digest)),
                annotated ? "the annotations of its manifest" : "its labels"));
    }

    /** Of the manifest; none where it is not at hand. */
    private static Map<String, String> annotations(Image image)
            throws GateException, IOException, InterruptedException {
        for (ImageDocument document : image.documents().open()) {
            if (document.name().equals("manifest") && document.json() && document.size() <= MOST_BYTES) {
                try (InputStream in = document.content().open()) {
                    return StrictJson.parse(in.readNBytes(MOST_BYTES), "the manifest of the image")
                            .textMapOf("annotations");
                }
            }
        }
        return Map.of();
    }
}
