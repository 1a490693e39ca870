package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the gate of task definitions objects to in a file, under the strict profile and without access to AWS. */
final class FileObjections {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String STRICT = "version: 1\ntaskDefinition: {profile: strict}\n";
    /** Rules on walls: the task of {@link #template} itself breaks none that begin so. */
    private static final List<String> WALLS = List.of(
            "lb-",
            "web-acl",
            "waf-",
            "imds",
            "host-no-public",
            "audit-",
            "no-secrets-in-dep",
            "network-acl",
            "task-logs",
            "ecr-",
            "vpc-flow-logs",
            "env-file-bucket");

    private FileObjections() {}

    static Definitions parsed(String file) throws GateException {
        return parsed(file, Map.of());
    }

    private static Definitions parsed(String file, Map<String, String> parameters) throws GateException {
        return new TaskDefinitionFiles(DocumentLimits.defaults(), parameters)
                .parse(new TreeMap<>(Map.of("file", file.getBytes(StandardCharsets.UTF_8))));
    }

    static List<Finding> findings(String file) throws GateException, InterruptedException {
        return findings(file, CloudSurvey.notAsked("no access to it is given"));
    }

    static List<Finding> findings(String file, CloudSurvey aws) throws GateException, InterruptedException {
        return findings(evaluated(file, aws));
    }

    /** @param parameters of the template, and where its stack is */
    static List<Finding> findings(String file, Map<String, String> parameters)
            throws GateException, InterruptedException {
        return findings(evaluated(parsed(file, parameters), CloudSurvey.notAsked("no access to it is given")));
    }

    private static List<Finding> findings(TaskDefinitionGate.Evaluated evaluated) {
        return evaluated.verdict().gates().get(0).findings().stream()
                .map(DecidedFinding::finding)
                .toList();
    }

    private static TaskDefinitionGate.Evaluated evaluated(String file, CloudSurvey aws)
            throws GateException, InterruptedException {
        return evaluated(parsed(file), aws);
    }

    private static TaskDefinitionGate.Evaluated evaluated(Definitions definitions, CloudSurvey aws)
            throws GateException, InterruptedException {
        return evaluated(STRICT, definitions, aws);
    }

    /** Rules of a policy that are broken or undecided. */
    static List<String> under(String policy, String file) throws GateException, InterruptedException {
        return shown(
                findings(evaluated(policy, parsed(file), CloudSurvey.notAsked("no access to it is given"))),
                finding -> true);
    }

    private static TaskDefinitionGate.Evaluated evaluated(String policy, Definitions definitions, CloudSurvey aws)
            throws GateException, InterruptedException {
        TaskDefinitionGate gate = new TaskDefinitionGate(
                PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", policy)), CLOCK), CLOCK);
        return gate.evaluate(
                "file",
                definitions.tasks().stream()
                        .map(task -> new TaskFacts(task, ContainerImages.none()))
                        .toList(),
                definitions,
                aws);
    }

    /** The worst that a rule came to in the file. */
    static RuleOutcome outcome(String file, String rule) throws GateException, InterruptedException {
        return evaluated(file, CloudSurvey.notAsked("no access to it is given")).evaluations().stream()
                .filter(each -> each.rule().id().value().equals(rule))
                .map(each -> each.result().outcome())
                .filter(each -> each != RuleOutcome.NOT_APPLICABLE)
                .max(Comparator.comparingInt(List.of(RuleOutcome.PASS, RuleOutcome.FAIL, RuleOutcome.ERROR)::indexOf))
                .orElse(RuleOutcome.NOT_APPLICABLE);
    }

    /** A template with a task that is in order, a parameter {@code Unknown} without a value, and more resources. */
    static String template(String resources) {
        return template(TestTask.fargate().json(), resources);
    }

    static String template(String task, String resources) {
        return "{\"Parameters\": {\"Unknown\": {\"Type\": \"String\"}}, \"Resources\": {\"Task\": {\"Type\":"
                + " \"AWS::ECS::TaskDefinition\", \"Properties\": " + task + "}, " + resources + "}}";
    }

    /**
     * All that is broken or undecided in a template for a stack in {@code eu-central-1}.
     *
     * @param declared resources
     * @param resource one more, as {@code TYPE|PROPERTIES}
     */
    static List<String> beside(String declared, String resource) throws GateException, InterruptedException {
        String[] words = resource.split("\\|", 2);
        return shown(
                findings(
                        template(declared + ", \"X\": {\"Type\": \"" + words[0] + "\", \"Properties\": " + words[1]
                                + "}"),
                        Map.of("AWS::Region", "eu-central-1")),
                finding -> true);
    }

    /** Rules that are broken, or undecided as in {@code imds-blocked undecided}: those on walls. */
    static List<String> of(String file) throws GateException, InterruptedException {
        return shown(
                findings(file),
                finding -> WALLS.stream().anyMatch(finding.rule().value()::startsWith));
    }

    static List<String> shown(List<Finding> findings, Predicate<Finding> wanted) {
        return findings.stream()
                .filter(wanted)
                .map(finding -> finding.rule() + (finding.undecided() ? " undecided" : ""))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * What {@link #of} gives for one rule.
     *
     * @param objection {@code fails}, or what is said after the name of the rule; null for none
     */
    static List<String> expected(String rule, String objection) {
        return objection == null ? List.of() : List.of(objection.equals("fails") ? rule : rule + " " + objection);
    }

    /** One of {@code resource_changes} of a plan. */
    static String change(String type, String name, String after, String unknown) {
        return "{\"address\": \"" + type + "." + name + "\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"name\": \"" + name + "\", \"change\": {\"actions\": [\"create\"], \"after\": " + after
                + ", \"after_unknown\": " + unknown + "}}";
    }

    /** A resource of the configuration with one attribute that refers to the ARN of another. */
    static String configured(String type, String name, String attribute, String of) {
        return "{\"address\": \"" + type + "." + name + "\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"name\": \"" + name + "\", \"expressions\": {\"" + attribute + "\": {\"references\": [\"" + of
                + ".arn\", \"" + of + "\"]}}}";
    }

    static String plan(Stream<String> changes, Stream<String> configuration) {
        return "{\"format_version\": \"1.2\", \"resource_changes\": [" + String.join(",", changes.toList())
                + "], \"configuration\": {\"root_module\": {\"resources\": ["
                + String.join(",", configuration.toList()) + "]}}}";
    }
}
