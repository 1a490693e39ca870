package io.jenkins.lib.containergate.report.posture;

import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureAction;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.ecs.posture.Reason;
import io.jenkins.lib.containergate.ecs.runtime.Workload.Kind;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Postures of clusters of any size, the same every time. */
public final class SamplePostures {
    private static final String[] NAMES = {
        "checkout", "payments-api", "catalogue", "search-indexer", "accounts", "mail", "returns", "price-feed", "stock"
    };

    private SamplePostures() {}

    /** With every outcome in it, where it has a few rows. */
    public static Posture of(int services) {
        List<PostureRow> rows = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            String name = NAMES[i % NAMES.length] + (i < NAMES.length ? "" : "-" + i / NAMES.length);
            rows.add(row(name, i));
        }
        return of(rows);
    }

    public static Posture of(List<PostureRow> rows) {
        return new Posture(
                "cluster prod",
                Instant.parse("2026-11-24T12:00:00Z"),
                new PolicyIdentity(
                        Digest.of("policy".getBytes(StandardCharsets.UTF_8)),
                        List.of("built-in", "org.yaml"),
                        Optional.of(Mode.ENFORCE)),
                rows,
                PostureAction.of(rows),
                List.of("2 tasks ended while the cluster was read, and are not evaluated"),
                Optional.empty());
    }

    /** @param number decides what does not hold */
    public static PostureRow row(String name, int number) {
        Set<String> launchTypes = Set.of(number % 5 == 4 ? "EC2" : "FARGATE");
        List<Cell> cells = new ArrayList<>();
        for (Control control : Control.values()) {
            Cell.Builder cell = new Cell.Builder(control);
            asked(cell);
            cell.passed(new RuleId("a-rule-that-passed"));
            cell.passedByImage();
            objections(cell, control, number);
            cells.add(cell.build(launchTypes));
        }
        return new PostureRow(
                Kind.SERVICE,
                name,
                "service " + name,
                "prod/service/" + name,
                launchTypes,
                1 + number % 4,
                false,
                Set.of(),
                cells);
    }

    private static void asked(Cell.Builder cell) {
        List.of(
                        "no-plaintext-secrets-env",
                        "no-privileged",
                        "task-role-least-privilege",
                        "segment-reachability",
                        "guardduty-runtime-monitoring")
                .forEach(rule -> cell.asked(new RuleId(rule)));
    }

    private static void objections(Cell.Builder cell, Control control, int number) {
        if (control == Control.DRIFT && number % 3 == 1) {
            cell.because(
                    reason(RuleOutcome.FAIL, true, "running-exec-disabled", "a shell can be opened in its 3 tasks"));
        }
        if (control == Control.SCANNED && number % 7 == 2) {
            cell.because(reason(
                    RuleOutcome.FAIL,
                    true,
                    "running-no-new-vulnerabilities",
                    "app runs 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/app@sha256:" + "ab".repeat(32)
                            + ", but CVE-2023-5363 (CRITICAL) in libssl3 3.0.11-1~deb12u1, fixed in 3.0.11-1~deb12u2"));
        }
        if (control == Control.SEGMENTED && number % 4 == 1) {
            cell.because(reason(RuleOutcome.FAIL, true, "sg-no-open-ingress", "sg-0123 is open to 0.0.0.0/0 on 8080"));
        }
        if (control == Control.SECRETS && number % 6 == 5) {
            cell.because(reason(RuleOutcome.ERROR, true, "no-plaintext-secrets-env", "DB_PASSWORD cannot be read"));
        }
        if (control == Control.HARDENED && number % 5 == 0) {
            cell.because(reason(RuleOutcome.FAIL, false, "readonly-root-filesystem", "container 'app' can write"));
        }
        if (control == Control.WATCHED && number % 2 == 0) {
            cell.because(
                    Reason.notEvaluated("the policy has the rule guardduty-runtime-monitoring off", "switch it on"));
        }
    }

    static Reason reason(RuleOutcome outcome, boolean counts, String rule, String text) {
        return new Reason(
                outcome,
                counts,
                Optional.of(new RuleId(rule)),
                Severity.HIGH,
                text,
                "do what " + rule + " says",
                counts ? "built-in: taskDefinition.profile=baseline" : "waiver of payments until 2026-12-01: SEC-12");
    }
}
