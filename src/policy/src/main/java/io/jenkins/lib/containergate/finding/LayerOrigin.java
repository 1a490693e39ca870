package io.jenkins.lib.containergate.finding;

import io.jenkins.lib.containergate.image.Digest;
import java.util.Optional;

/**
 * One layer of an image, and what made it.
 *
 * @param number from 1, the lowest layer first
 * @param layers of the image
 * @param instruction such as {@code RUN apt-get at /history/3}: never the text of the instruction, which can hold a secret; empty
 *     where the history does not say it
 */
public record LayerOrigin(Digest diffId, int number, int layers, Optional<String> instruction) {
    /** {@code layer 2 of 5, made by RUN apt-get at /history/3}. */
    public String text() {
        return "layer " + number + " of " + layers
                + instruction.map(each -> ", made by " + each).orElse("");
    }
}
