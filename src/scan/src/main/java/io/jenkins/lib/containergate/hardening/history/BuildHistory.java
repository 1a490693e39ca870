package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageConfig.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The history of an image, base image first.
 *
 * @param layers of the image
 * @param described layers of the image that have an entry; fewer than {@code layers} when a tool dropped the history
 */
public record BuildHistory(List<BuildStep> steps, int layers, int described) {
    public BuildHistory {
        steps = List.copyOf(steps);
    }

    public static BuildHistory of(ImageConfig config) {
        int layers = config.diffIds().size();
        int described = (int)
                config.history().stream().filter(entry -> !entry.emptyLayer()).count();
        List<BuildStep> steps = new ArrayList<>();
        int next = 0;
        for (HistoryEntry entry : config.history()) {
            boolean makesLayer = !entry.emptyLayer();
            steps.add(new BuildStep(
                    steps.size(),
                    InstructionParser.parse(entry.createdBy()),
                    makesLayer && described == layers ? OptionalInt.of(next) : OptionalInt.empty(),
                    makesLayer && next == 0));
            next += makesLayer ? 1 : 0;
        }
        return new BuildHistory(steps, layers, described);
    }

    /**
     * Why finding nothing in the history does not mean that nothing was done: it skips layers, or a tool wrote it that
     * knows no Dockerfile.
     */
    public Optional<String> silence() {
        if (described != layers) {
            return Optional.of("the image's history describes " + described + " of " + layers + " layers");
        }
        boolean readable = layers == 0
                || steps.stream().anyMatch(step -> !(step.instruction() instanceof Instruction.Unrecognized));
        return readable ? Optional.empty() : Optional.of("the image's history names no Dockerfile instruction");
    }

    /**
     * One entry of the history.
     *
     * @param index position in {@code history}
     * @param layer index of the layer it made; empty when it made none, or when the history does not say which
     * @param first the first entry that made a layer: the root file system
     */
    public record BuildStep(int index, Instruction instruction, OptionalInt layer, boolean first) {}
}
