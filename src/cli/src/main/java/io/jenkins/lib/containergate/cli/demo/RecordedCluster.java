package io.jenkins.lib.containergate.cli.demo;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.ecs.runtime.DefinitionEvidence;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.DriftGate;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What ECS and a registry would answer about a cluster in which one of two services drifted. No network is used. */
final class RecordedCluster {
    private static final String PREFIX = "arn:aws:ecs:eu-central-1:123456789012:";
    private static final String REPOSITORY = "registry.example/shop/web";
    private static final Instant FAILED = Instant.parse("2025-11-18T02:00:00Z");
    private static final Instant PASSED = Instant.parse("2025-11-18T09:30:00Z");
    private static final Standing HOLDS = new Standing.Holds();

    private RecordedCluster() {}

    /** By the rules on what runs, under the built-in policy. */
    static Verdict judged(Clock clock) throws GateException {
        Digest good = new Digest("a".repeat(64));
        Digest bad = new Digest("b".repeat(64));
        WorkloadFacts kept = workload("shop", good, false, new VerdictStanding.Passed(verdict(good, PASSED, true)));
        WorkloadFacts drifted =
                workload("shop-canary", bad, true, new VerdictStanding.DidNotPass(verdict(bad, FAILED, false)));
        return new DriftGate(PolicyFiles.merge(List.of(), List.of(), clock), clock)
                .judge("cluster demo (recorded answers)", List.of(kept, drifted), 0);
    }

    private static SignedVerdict verdict(Digest image, Instant at, boolean passed) {
        return new SignedVerdict(
                "recorded",
                "gate",
                image,
                false,
                new VerificationSummary(
                        "urn:container-gate",
                        at,
                        "oci://" + REPOSITORY,
                        "",
                        "0".repeat(64),
                        Optional.empty(),
                        Optional.of("enforce"),
                        List.of(),
                        passed,
                        List.of(),
                        passed ? List.of() : List.of("CONTAINER_GATE_VULNERABILITIES"),
                        Optional.empty()));
    }

    private static WorkloadFacts workload(String name, Digest digest, boolean exec, VerdictStanding standing)
            throws GateException {
        Arn definition = arn("task-definition/" + name + ":7");
        EcsTask task = new EcsTask(
                arn("task/demo/" + digest.hex().substring(0, 32)),
                definition,
                Optional.of("service:" + name),
                "RUNNING",
                false,
                List.of(new EcsTask.RunningContainer(
                        "web", Optional.of(digest.in(REPOSITORY)), Optional.of(digest.toString()))),
                new EcsTask.Start(
                        Optional.of("FARGATE"),
                        Optional.of("1.4.0"),
                        Optional.of(FAILED),
                        Optional.empty(),
                        Optional.of("x86_64"),
                        false,
                        exec,
                        EcsTask.Overrides.none()),
                List.of());
        Workload workload = new Workload(
                "demo", Workload.Kind.SERVICE, name, Optional.of(service(name, definition)), List.of(task));
        RunningImage image =
                WorkloadFacts.containers(workload.tasks()).running().get(0).image();
        return new WorkloadFacts(
                workload,
                Map.of(image, new ImageEvidence(standing, false, HOLDS, HOLDS, HOLDS, HOLDS)),
                Map.of(definition, new DefinitionEvidence(HOLDS, HOLDS)),
                new Lookup.Answered<>(Map.of()));
    }

    private static EcsService service(String name, Arn definition) throws GateException {
        return new EcsService(
                arn("service/demo/" + name),
                "ACTIVE",
                Optional.of(definition),
                Optional.of("FARGATE"),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                new EcsService.CircuitBreaker(true, true),
                List.of(),
                0,
                List.of(),
                List.of(),
                1,
                List.of(),
                List.of(),
                "{}");
    }

    private static Arn arn(String resource) throws GateException {
        return Arn.of(PREFIX + resource)
                .orElseThrow(() -> new GateException(resource + " has no ARN", "build container-gate again"));
    }
}
