package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.VerdictAssembler;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges what an image holds: vulnerable packages, and faults in how it is made. */
public final class ImageGate {
    private static final List<GateName> GATES = List.of(GateName.VULNERABILITIES, GateName.HARDENING);

    private final VulnerabilityGate vulnerabilities;
    private final HardeningGate hardening;
    private final VerdictAssembler assembler;

    public ImageGate(VulnerabilityKnowledge knowledge, EffectivePolicy policy, Clock clock) {
        PolicyEngine engine = new PolicyEngine(policy, clock);
        this.vulnerabilities = new VulnerabilityGate(knowledge, engine);
        this.hardening = new HardeningGate(policy.hardening(), engine);
        this.assembler = new VerdictAssembler(policy, clock);
    }

    public Verdict judge(InspectedImage image, Comparison comparison, Deadline deadline, ProgressListener progress)
            throws InterruptedException {
        List<JudgedGate> judged =
                List.of(vulnerabilities.judge(image, comparison, deadline, progress), hardening.judge(image));
        return assembler.assemble(
                image.subject(),
                ImageNames.of(image.image()),
                judged.stream().map(JudgedGate::result).toList(),
                judged.stream().flatMap(gate -> gate.rules().stream()).collect(Collectors.toSet()));
    }

    /** The verdict on a place that no image could be taken from. */
    public static Verdict unreadable(String reference, GateException cause, EffectivePolicy policy, Clock clock) {
        Subject subject = new Subject(reference, Optional.empty(), Optional.empty(), Optional.empty());
        return unreadable(subject, new ImageNames(List.of(reference)), cause, policy, clock);
    }

    /** The verdict on an image that could not be read to its end. */
    public static Verdict unreadable(Image image, GateException cause, EffectivePolicy policy, Clock clock) {
        return unreadable(ImageSubject.of(image), ImageNames.of(image), cause, policy, clock);
    }

    /** Every gate that would have looked at it is in ERROR. */
    private static Verdict unreadable(
            Subject subject, ImageNames names, GateException cause, EffectivePolicy policy, Clock clock) {
        GateError error = new GateError(cause.problem(), cause.remedy());
        List<GateResult> gates =
                GATES.stream().map(gate -> GateResult.undecided(gate, error)).toList();
        return new VerdictAssembler(policy, clock).assemble(subject, names, gates, Set.of());
    }
}
