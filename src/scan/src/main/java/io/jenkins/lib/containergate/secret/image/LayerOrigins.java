package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.hardening.history.BuildHistory;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction;
import io.jenkins.lib.containergate.image.ImageConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which instruction made which layer. Says the instruction's name and its place in the history, never its text: that
 * may hold secrets itself.
 */
record LayerOrigins(int layers, Map<Integer, String> instructions) {
    /** All others that are known by their keyword change the configuration alone. */
    private static final Set<String> WRITING = Set.of("COPY", "FROM", "WORKDIR");

    LayerOrigins {
        instructions = Map.copyOf(instructions);
    }

    static LayerOrigins of(ImageConfig config) {
        BuildHistory history = BuildHistory.of(config);
        Map<Integer, String> instructions = new HashMap<>();
        for (BuildStep step : history.steps()) {
            if (writesFiles(step.instruction())) {
                step.layer().ifPresent(layer -> instructions.put(layer, name(step)));
            }
        }
        return new LayerOrigins(history.layers(), instructions);
    }

    /** Tools that put all layers into one leave it to the last instruction, which wrote none of its files. */
    private static boolean writesFiles(Instruction instruction) {
        return !(instruction instanceof Instruction.Other other) || WRITING.contains(other.keyword());
    }

    private static String name(BuildStep step) {
        String place = "/history/" + step.index();
        Instruction instruction = step.instruction();
        if (instruction instanceof Instruction.Run) {
            return "RUN at " + place;
        }
        if (instruction instanceof Instruction.Add) {
            return "ADD at " + place;
        }
        return instruction instanceof Instruction.Other other ? other.keyword() + " at " + place : place;
    }

    /** @param visible whether a container still sees the file */
    String describe(int layer, boolean visible) {
        String instruction = instructions.get(layer);
        return "in layer " + (layer + 1) + " of " + layers
                + (instruction == null ? "" : ", made by " + instruction)
                + (visible ? "" : ", hidden by a later layer but still in the image");
    }
}
