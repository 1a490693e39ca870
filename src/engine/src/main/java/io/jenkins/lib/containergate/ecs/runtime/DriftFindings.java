package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.secret.setting.SecretShapes;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects what one rule finds in one workload: what is the same in several tasks is one finding that counts them. */
public final class DriftFindings {
    private static final int MAX_LISTED = 20;
    private static final int LENGTH = 700;

    private final RuleMetadata rule;
    private final Workload workload;
    private final String expected;
    private final Map<Fault, List<EcsTask>> faults = new LinkedHashMap<>();
    private int unlisted;

    /** @param remedy empty for the rule's own */
    private record Fault(String subject, String actual, Optional<String> remedy, boolean undecided) {}

    /** @param expected what would have been right, for every finding of the rule */
    public DriftFindings(RuleMetadata rule, Workload workload, String expected) {
        this.rule = rule;
        this.workload = workload;
        this.expected = expected;
    }

    /** @param subject what is at fault, called the same in the next run: an image, a container */
    public void broken(EcsTask task, String subject, String actual) {
        add(task, new Fault(subject, actual, Optional.empty(), false));
    }

    /** @param remedy in the place of the rule's own */
    public void broken(EcsTask task, String subject, String actual, String remedy) {
        add(task, new Fault(subject, actual, Optional.of(remedy), false));
    }

    /** @param problem why the rule cannot be decided for this task */
    public void undecided(EcsTask task, String subject, String problem, String remedy) {
        add(task, new Fault(subject, problem, Optional.of(remedy), true));
    }

    private void add(EcsTask task, Fault fault) {
        if (faults.size() == MAX_LISTED && !faults.containsKey(fault)) {
            unlisted++;
            return;
        }
        faults.computeIfAbsent(fault, unused -> new ArrayList<>()).add(task);
    }

    /** One finding for all tasks with the same fault; faults after the first 20 are counted in one finding. */
    public RuleResult result() {
        List<Finding> findings = new ArrayList<>();
        faults.forEach((fault, tasks) -> findings.add(finding(fault, tasks)));
        if (unlisted > 0) {
            Fault more = new Fault("more", "and " + unlisted + " more like these", Optional.empty(), false);
            findings.add(finding(more, List.of()));
        }
        return RuleResult.of(findings);
    }

    private Finding finding(Fault fault, List<EcsTask> tasks) {
        return finding(
                rule,
                workload.path(),
                fault,
                workload.title() + where(tasks) + ": " + SecretShapes.masked(fault.actual()),
                expected);
    }

    /** About a place of which not even the tasks are known. */
    public static Finding undecided(RuleMetadata rule, String path, String problem, String remedy) {
        return finding(
                rule,
                path,
                new Fault("", problem, Optional.of(remedy), true),
                SecretShapes.masked(problem),
                "an answer");
    }

    private static Finding finding(RuleMetadata rule, String path, Fault fault, String actual, String expected) {
        return new MisconfigurationFinding(
                rule.id(),
                fault.undecided() ? Severity.UNKNOWN : rule.severity(),
                rule.title(),
                new Location(Optional.empty(), Optional.of(path), OptionalInt.empty(), Optional.empty()),
                SafeText.visible(actual, LENGTH),
                expected,
                fault.remedy().orElse(rule.fix()),
                MisconfigurationFinding.identity(rule.id(), path + "\0" + fault.subject(), 1),
                fault.undecided(),
                Optional.empty());
    }

    /** Tasks come and go: their number and ids are for people, and no part of the identity. */
    private static String where(List<EcsTask> tasks) {
        List<EcsTask> distinct = tasks.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return "";
        }
        String first = "task " + distinct.get(0).arn().name();
        return distinct.size() == 1 ? ", " + first : ", " + distinct.size() + " tasks (such as " + first + ")";
    }
}
