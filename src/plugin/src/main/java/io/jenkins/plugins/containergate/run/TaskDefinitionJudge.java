package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.excerpt.ExcerptWriter;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Has the agent read a file, and judges on the controller what is in it. Whatever goes wrong is an ERROR verdict. */
final class TaskDefinitionJudge {
    /** Less than the command line takes: the controller holds it in memory. */
    static final DocumentLimits LIMITS = new DocumentLimits(8 << 20, 64, 300_000, 2 << 20, 1_000, 500);

    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final int EXCERPTS = 50;
    private static final int EXCERPT_LINES = 5_000;
    private static final String GIVEN = "taskDefinition";

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final TaskDefinitionGate gate;

    TaskDefinitionJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
        this.gate = new TaskDefinitionGate(policy, clock);
    }

    /** The verdict on the tasks, then one on each image that was looked at. */
    List<Judged> judge(CheckTaskDefinitionOptions options) throws IOException, InterruptedException {
        String name = options.subject().orElseThrow();
        ImagesOfTasks images = new ImagesOfTasks(options, context, policy, clock);
        try {
            refuseUnknown(options, images);
            Map<String, String> parameters = TemplateParameters.parse(options.getParameters());
            Optional<Definitions> written = Optional.empty();
            if (options.bringsItself()) {
                written = Optional.of(new TaskDefinitionFiles(LIMITS, parameters).parse(contents(options)));
            }
            try (JudgedTasks judged = JudgedTasks.open(options, written, Deadline.after(DEADLINE, clock))) {
                List<TaskFacts> facts = images.facts(judged.definitions().tasks());
                List<Judged> all = new ArrayList<>();
                Verdict verdict =
                        gate.judge(name, facts, judged.definitions(), judged.survey(Deadline.after(DEADLINE, clock)));
                all.add(Judged.of(verdict, excerpts(judged.definitions())));
                all.addAll(images.judged());
                return all;
            }
        } catch (GateException e) {
            return List.of(Judged.of(gate.unreadable(name, e)));
        }
    }

    /** For the page of the verdict: what it shows is no secret. */
    private static List<TaskExcerpt> excerpts(Definitions definitions) {
        ExcerptWriter writer = new ExcerptWriter(EXCERPT_LINES);
        return definitions.tasks().stream().limit(EXCERPTS).map(writer::write).toList();
    }

    private SortedMap<String, byte[]> contents(CheckTaskDefinitionOptions options)
            throws GateException, IOException, InterruptedException {
        String given = options.getTaskDefinition();
        if (given == null) {
            String file = options.subject().orElseThrow();
            byte[] answer = context.requiredWorkspace("the file " + file).act(new ReadTaskDefinitionCallable(file));
            return InspectionJson.read(answer, TaskDefinitionContents.class).contents(file);
        }
        return new TreeMap<>(Map.of(GIVEN, given.getBytes(StandardCharsets.UTF_8)));
    }

    /** An option that cannot be honoured is never ignored. */
    private static void refuseUnknown(CheckTaskDefinitionOptions options, ImagesOfTasks images) throws GateException {
        if (options.getParameters() != null && !options.bringsItself()) {
            throw new GateException("only templates have parameters, and none is named", "leave parameters away");
        }
        if (options.getPlatform() != null) {
            throw new GateException("runtimePlatform of a task says its platform", "leave platform away");
        }
        if (options.getRegistryCredentialsId() != null && !images.lookedAt()) {
            throw new GateException(
                    "registryCredentialsId is of use for images only, and none is looked at",
                    "remove it, or set readImages, verifyImages or scanImages");
        }
        if (options.getTrivyServer() != null && !images.scanned()) {
            throw new GateException(
                    "trivyServer is of use for scans only, and no image is scanned", "remove it, or set scanImages");
        }
    }
}
