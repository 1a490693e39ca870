package io.jenkins.lib.containergate.hardening.history;

import java.util.OptionalInt;

/**
 * One entry of the history.
 *
 * @param index position in {@code history}
 * @param layer index of the layer it made; empty when it made none, or when the history does not say which
 * @param first the first entry that made a layer: the root file system
 */
public record BuildStep(int index, Instruction instruction, OptionalInt layer, boolean first) {}
