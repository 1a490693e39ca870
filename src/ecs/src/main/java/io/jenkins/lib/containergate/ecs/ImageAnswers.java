package io.jenkins.lib.containergate.ecs;

import java.util.Map;
import java.util.Optional;

/**
 * What other gates said of the images of one task. Empty where nobody demands an answer; an image without one where one is
 * demanded is undecided.
 *
 * @param signed by the text of {@code image} in the task definition: whether those whom the policy trusts signed it
 * @param scanned whether it holds what the policy allows
 */
public record ImageAnswers(Optional<Map<String, ImageAnswer>> signed, Optional<Map<String, ImageAnswer>> scanned) {
    public ImageAnswers {
        signed = signed.map(Map::copyOf);
        scanned = scanned.map(Map::copyOf);
    }

    public static ImageAnswers none() {
        return new ImageAnswers(Optional.empty(), Optional.empty());
    }

    /** With answers demanded, which nobody gave yet. */
    public ImageAnswers demanding(boolean signatures, boolean scans) {
        return new ImageAnswers(
                signatures ? signed.or(() -> Optional.of(Map.of())) : signed,
                scans ? scanned.or(() -> Optional.of(Map.of())) : scanned);
    }

    /** What another gate said of the image of a container. */
    public sealed interface ImageAnswer {
        /** Also with warnings. */
        record Passed() implements ImageAnswer {}

        /** @param reason in one line */
        record Failed(String reason) implements ImageAnswer {}

        /**
         * @param problem why it could not say
         * @param remedy what to do about it
         */
        record Undecided(String problem, String remedy) implements ImageAnswer {}
    }
}
