package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.aws.CloudLookups.Evidence;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.excerpt.ExcerptWriter;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionDigest;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.agent.InspectionJson;
import io.jenkins.plugins.containergate.agent.ReadTaskDefinitionCallable;
import io.jenkins.plugins.containergate.agent.TaskDefinitionContents;
import io.jenkins.plugins.containergate.build.GateContext;
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
import org.jspecify.annotations.Nullable;

/** Has the agent read a file, and judges on the controller what is in it. Whatever goes wrong is an ERROR verdict. */
public final class TaskDefinitionJudge {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final int EXCERPTS = 50;
    private static final int EXCERPT_LINES = 5_000;
    private static final String GIVEN = "taskDefinition";

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;

    public TaskDefinitionJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
    }

    /** The verdict on the tasks, then one on each image that was looked at. */
    public List<Judged> judge(TaskDefinitionRequest request) throws IOException, InterruptedException {
        String name = request.subject().orElseThrow();
        ImagesOfTasks images = new ImagesOfTasks(request, context, policy, clock);
        try {
            refuseUnknown(request, images);
            TaskDefinitionGate gate =
                    new TaskDefinitionGate(policy, SecretsOfImages.rules(policy).customRules(), clock);
            Map<String, String> parameters = TemplateParameters.parse(request.getParameters());
            Optional<Definitions> written = Optional.empty();
            if (request.bringsItself()) {
                written = Optional.of(new TaskDefinitionFiles(ReadTaskDefinitionCallable.LIMITS, parameters)
                        .parse(contents(request)));
            }
            Evidence evidence = GivenEvidence.read(request, context);
            try (JudgedTasks judged = JudgedTasks.open(request, written, Deadline.after(DEADLINE, clock))) {
                List<TaskFacts> facts = images.facts(judged.definitions().tasks());
                List<Judged> all = new ArrayList<>();
                Verdict verdict = gate.judge(
                        name, facts, judged.definitions(), judged.survey(evidence, Deadline.after(DEADLINE, clock)));
                all.add(Judged.of(
                        verdict,
                        excerpts(judged.definitions()),
                        TaskDefinitionDigest.all(judged.definitions().tasks())));
                all.addAll(images.judged());
                return all;
            }
        } catch (GateException e) {
            return List.of(Judged.of(new TaskDefinitionGate(policy, clock).unreadable(name, e)));
        }
    }

    /** For the page of the verdict: what it shows is no secret. */
    private static List<TaskExcerpt> excerpts(Definitions definitions) {
        ExcerptWriter writer = new ExcerptWriter(EXCERPT_LINES);
        return definitions.tasks().stream().limit(EXCERPTS).map(writer::write).toList();
    }

    private SortedMap<String, byte[]> contents(TaskDefinitionRequest request)
            throws GateException, IOException, InterruptedException {
        String given = request.getTaskDefinition();
        if (given == null) {
            String file = request.subject().orElseThrow();
            byte[] answer = context.requiredWorkspace("the file " + file).act(new ReadTaskDefinitionCallable(file));
            return InspectionJson.read(answer, TaskDefinitionContents.class).contents(file);
        }
        return new TreeMap<>(Map.of(GIVEN, given.getBytes(StandardCharsets.UTF_8)));
    }

    /** An option that cannot be honoured is never ignored. */
    private static void refuseUnknown(TaskDefinitionRequest request, ImagesOfTasks images) throws GateException {
        if (request.getParameters() != null && !request.bringsItself()) {
            throw new GateException(
                    "only templates have parameters, and no template is named", "remove the option parameters");
        }
        if (request.credentials().credentialsId().isPresent() && !images.lookedAt()) {
            throw new GateException(
                    "registryCredentialsId is used for images only, and no image is looked at",
                    "remove the option, or set readImages, verifyImages or scanImages");
        }
        if ((request.getHostReports() != null || request.getTrafficFile() != null) && request.getCluster() == null) {
            throw new GateException(
                    (request.getHostReports() == null ? "trafficFile" : "hostReports")
                            + " is about a cluster, and no cluster is named",
                    "remove the option, or name the cluster");
        }
        if (request.getTrivyServer() != null && !images.scanned()) {
            throw new GateException(
                    "trivyServer is used for scans only, and no image is scanned",
                    "remove the option, or set scanImages");
        }
    }

    /** Parameters of a template as an option writes them: {@code NAME=VALUE}, one a line. */
    static final class TemplateParameters {
        private TemplateParameters() {}

        /** @throws GateException without the line, which may hold a secret */
        static Map<String, String> parse(@Nullable String text) throws GateException {
            Map<String, String> parameters = new TreeMap<>();
            int number = 0;
            for (String line : text == null ? new String[0] : text.split("\\R")) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals <= 0) {
                    throw new GateException("line " + number + " of parameters is not NAME=VALUE", "write one a line");
                }
                String name = line.substring(0, equals).strip();
                if (parameters.put(name, line.substring(equals + 1).strip()) != null) {
                    throw new GateException("the parameter " + name + " is given twice", "keep one of them");
                }
            }
            return parameters;
        }
    }
}
