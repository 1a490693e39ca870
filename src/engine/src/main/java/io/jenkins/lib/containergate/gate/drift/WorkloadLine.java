package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One line for people: what runs where since when, what is wrong with it, and what to do. */
final class WorkloadLine {
    private static final int LENGTH = 1_000;

    private WorkloadLine() {}

    static String of(WorkloadFacts facts, DriftGate.Exposed found, Replacements replacements) {
        Workload workload = facts.workload();
        String where = workload.cluster() + ", " + workload.title() + ": ";
        if (workload.tasks().isEmpty()) {
            return SafeText.visible(where + "no task runs", LENGTH);
        }
        return SafeText.visible(
                where + running(workload) + (found.reached() ? ", reachable from the internet" : "") + ": "
                        + images(facts) + "; " + result(facts, found.findings(), replacements),
                LENGTH);
    }

    private static String running(Workload workload) {
        List<EcsTask> tasks = workload.tasks();
        String revisions = tasks.stream()
                .map(task -> task.taskDefinition().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String launch = tasks.stream()
                .flatMap(task -> task.start().launchType().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return tasks.size()
                + (tasks.size() == 1 ? " task of " : " tasks of ")
                + revisions
                + (launch.isEmpty() ? "" : " on " + launch)
                + workload.since()
                        .map(since -> " since " + since.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    private static String images(WorkloadFacts facts) {
        Set<String> images = new LinkedHashSet<>();
        for (Running running : facts.containers().running()) {
            images.add(running.image().pinned().familiar());
        }
        return images.isEmpty() ? "no image is known" : String.join(", ", images);
    }

    private static String result(WorkloadFacts facts, List<Finding> findings, Replacements replacements) {
        if (findings.isEmpty()) {
            return "nothing has drifted";
        }
        Set<RuleId> rules = new LinkedHashSet<>();
        findings.forEach(finding -> rules.add(finding.rule()));
        String broken = rules.stream().map(RuleId::value).collect(Collectors.joining(", "));
        Set<String> advice = new LinkedHashSet<>();
        facts.images().forEach((image, evidence) -> {
            if (isDrifted(evidence)) {
                replacements
                        .of(image)
                        .ifPresent(better -> advice.add("deploy " + name(image) + "@" + better.digest()
                                + ", which passed on " + better.passed().truncatedTo(ChronoUnit.SECONDS)));
            }
        });
        if (advice.isEmpty()) {
            advice.add(findings.get(0).help());
        }
        return broken + "; " + String.join("; ", advice);
    }

    static boolean isDrifted(ImageEvidence evidence) {
        return evidence.passesToday().isEmpty() && !(evidence.verdict() instanceof VerdictStanding.Exempt);
    }

    private static String name(RunningImage image) {
        return image.named().repository();
    }
}
