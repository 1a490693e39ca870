package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Has the agent read a file, and judges on the controller what is in it. Whatever goes wrong is an ERROR verdict. */
final class TaskDefinitionJudge {
    /** Less than the command line takes: the controller holds it in memory. */
    static final DocumentLimits LIMITS = new DocumentLimits(8 << 20, 64, 300_000, 2 << 20, 1_000, 500);

    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final String GIVEN = "taskDefinition";

    private final GateContext context;
    private final Clock clock;
    private final TaskDefinitionGate gate;

    TaskDefinitionJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.clock = clock;
        this.gate = new TaskDefinitionGate(policy, clock);
    }

    Judged judge(CheckTaskDefinitionOptions options) throws IOException, InterruptedException {
        String name = options.subject().orElseThrow();
        try {
            refuseUnknown(options);
            Map<String, String> parameters = TemplateParameters.parse(options.getParameters());
            Optional<Definitions> written = Optional.empty();
            if (options.bringsItself()) {
                written = Optional.of(new TaskDefinitionFiles(LIMITS, parameters).parse(contents(options)));
            }
            try (JudgedTasks judged = JudgedTasks.open(options, written, Deadline.after(DEADLINE, clock))) {
                return Judged.of(gate.judge(
                        name,
                        judged.definitions().tasks().stream()
                                .map(task -> new TaskFacts(task, ContainerImages.none()))
                                .toList(),
                        judged.definitions().deployments(),
                        judged.survey()));
            }
        } catch (GateException e) {
            return Judged.of(gate.unreadable(name, e));
        }
    }

    private SortedMap<String, byte[]> contents(CheckTaskDefinitionOptions options)
            throws GateException, IOException, InterruptedException {
        String given = options.getTaskDefinition();
        if (given == null) {
            String file = options.subject().orElseThrow();
            return context.requiredWorkspace("the file " + file)
                    .act(new ReadTaskDefinitionCallable(file))
                    .contents();
        }
        return new TreeMap<>(Map.of(GIVEN, given.getBytes(StandardCharsets.UTF_8)));
    }

    /** An option that cannot be honoured is never ignored. */
    private static void refuseUnknown(CheckTaskDefinitionOptions options) throws GateException {
        boolean any = options.getPlatform() != null
                || options.getRegistryCredentialsId() != null
                || options.getTrivyServer() != null;
        if (options.getParameters() != null && !options.bringsItself()) {
            throw new GateException("only templates have parameters, and none is named", "leave parameters away");
        }
        if (any) {
            throw new GateException(
                    "checkTaskDefinition has no use for platform, registryCredentialsId and trivyServer in this"
                            + " version",
                    "leave them away");
        }
    }
}
