package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import io.jenkins.lib.containergate.image.ImageConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which instruction made which layer. Says the instruction's name, well-known programs that it ran and its place in the
 * history, never its text: that may hold secrets itself.
 */
public final class LayerOrigins {
    /** All others that are known by their keyword change the configuration alone. */
    private static final Set<String> WRITING = Set.of("COPY", "FROM", "WORKDIR");

    /** Programs that bring files into an image. Any other word of a script can be a part of a secret. */
    private static final Set<String> KNOWN = Set.of(
            "apk",
            "apt",
            "apt-get",
            "bundle",
            "cargo",
            "composer",
            "conda",
            "curl",
            "dnf",
            "dotnet",
            "dpkg",
            "gem",
            "git",
            "go",
            "gradle",
            "make",
            "microdnf",
            "mvn",
            "npm",
            "pip",
            "pip3",
            "pnpm",
            "poetry",
            "rpm",
            "tar",
            "tdnf",
            "unzip",
            "uv",
            "wget",
            "yarn",
            "yum",
            "zypper");

    private static final int MAX_PROGRAMS = 4;

    private final ImageConfig config;
    private final Map<Integer, BuildStep> steps = new HashMap<>();

    private LayerOrigins(ImageConfig config) {
        this.config = config;
        for (BuildStep step : BuildHistory.of(config).steps()) {
            if (writesFiles(step.instruction())) {
                step.layer().ifPresent(layer -> steps.put(layer, step));
            }
        }
    }

    public static LayerOrigins of(ImageConfig config) {
        return new LayerOrigins(config);
    }

    /** Tools that put all layers into one leave it to the last instruction, which wrote none of its files. */
    private static boolean writesFiles(Instruction instruction) {
        return !(instruction instanceof Instruction.Other other) || WRITING.contains(other.keyword());
    }

    /** The lowest layer first. */
    public List<LayerOrigin> layers() {
        List<LayerOrigin> layers = new ArrayList<>();
        for (int i = 0; i < config.diffIds().size(); i++) {
            layers.add(new LayerOrigin(
                    config.diffIds().get(i),
                    i + 1,
                    config.diffIds().size(),
                    Optional.ofNullable(steps.get(i)).map(LayerOrigins::detailed)));
        }
        return layers;
    }

    private static String detailed(BuildStep step) {
        String details = details(step.instruction());
        return details.isEmpty() ? name(step) : keyword(step.instruction()) + " " + details + place(step);
    }

    private static String details(Instruction instruction) {
        if (instruction instanceof Instruction.Run run) {
            return run.commands().stream()
                    .map(ShellCommand::program)
                    .filter(KNOWN::contains)
                    .distinct()
                    .limit(MAX_PROGRAMS)
                    .collect(Collectors.joining(", "));
        }
        return "";
    }

    private static String keyword(Instruction instruction) {
        if (instruction instanceof Instruction.Run) {
            return "RUN";
        }
        if (instruction instanceof Instruction.Add) {
            return "ADD";
        }
        return instruction instanceof Instruction.Other other ? other.keyword() : "";
    }

    private static String place(BuildStep step) {
        return " at /history/" + step.index();
    }

    private static String name(BuildStep step) {
        String keyword = keyword(step.instruction());
        return keyword.isEmpty() ? "/history/" + step.index() : keyword + place(step);
    }

    /** @param visible whether a container still sees the file */
    public String describe(int layer, boolean visible) {
        return "in layer " + (layer + 1) + " of " + config.diffIds().size()
                + Optional.ofNullable(steps.get(layer))
                        .map(step -> ", made by " + name(step))
                        .orElse("")
                + (visible ? "" : ", hidden by a later layer but still in the image");
    }
}
