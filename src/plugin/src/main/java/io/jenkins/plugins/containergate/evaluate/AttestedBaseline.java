package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttachedVerdicts;
import io.jenkins.lib.containergate.gate.BaselineUse;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.report.ChangesNote;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.build.GateContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdict that is attested to an image which a job names as its baseline. A job that chooses it chooses what is known, so the
 * policy has to allow the image; and the controller reads it, because an agent could leave a newer one out.
 *
 * @param known what it makes known of vulnerabilities
 * @param note which verdict it is
 * @param earlier that verdict
 * @param image that it is on, by digest
 */
record AttestedBaseline(KnownFindings known, PolicyNote note, Verdict earlier, String image) {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    /** Whoever may push to the registry chooses its size, and it is in the memory of the controller. */
    private static final int MAX_BYTES = 32 << 20;

    /** With the note on it, what is new and fixed since then, and a note that it has no effect where the policy compares nothing with it. */
    Verdict noted(Verdict verdict, EffectivePolicy policy) {
        Verdict noted = verdict.noted(note).noted(ChangesNote.of(earlier, verdict, "the verdict on " + image));
        return BaselineUse.unused(policy, BaselineUse.VULNERABILITIES)
                .map(noted::noted)
                .orElse(noted);
    }

    /** Of one scan. */
    record Reader(
            GateContext context,
            EffectivePolicy policy,
            @Nullable String awsAccount,
            Clock clock) {
        /**
         * @param platform of an index the image that the verdict is on
         * @throws GateException when the policy does not allow the image, or no verdict that counts is attested to it
         */
        AttestedBaseline read(String name, Optional<Platform> platform) throws GateException, InterruptedException {
            ImageReference image = ImageReference.parse(name);
            boolean allowed = policy.find(PolicyKeys.DELEGATED_BASELINES)
                    .filter(patterns -> patterns.value().matches(image.toString()))
                    .isPresent();
            if (!allowed) {
                throw new GateException(
                        "the policy does not let a job name " + image + " as its baseline",
                        "have an administrator add it to " + PolicyKeys.DELEGATED_BASELINES.path()
                                + " in the policy, or remove baseline");
            }
            RegistryClient registry = new ControllerRegistries(context, awsAccount, clock).client(image, null);
            AttachedVerdicts verdicts = new AttachedVerdicts(
                    new SignatureJudge(context, policy, awsAccount, clock)
                            .gate()
                            .verdicts(),
                    MAX_BYTES);
            AttachedVerdicts.Read read =
                    verdicts.passed(registry.reader(image), image, platform, Deadline.after(DEADLINE, clock));
            return new AttestedBaseline(
                    read.baseline(GateName.VULNERABILITIES), read.note(), read.verdict(), read.image());
        }
    }
}
