package io.jenkins.plugins.containergate.ui.trial;

import hudson.model.Run;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.trial.PolicyTrial;
import io.jenkins.lib.containergate.gate.trial.TrialResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.merge.BuiltInPolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.OrganisationPolicies;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries a policy in the place of the organisation's, with those of the folders the verdict was judged in on top. */
final class TrialOfOrganisation {
    /** Some 20,000 findings. */
    private static final int MAX_BYTES = 32 << 20;
    /** What a page may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Clock clock;

    TrialOfOrganisation(Clock clock) {
        this.clock = clock;
    }

    /** @throws GateException when there is no verdict to try, or the policies cannot be merged */
    TrialView judge(PolicyTrialForm form) throws GateException {
        return judge(form, verdict(Optional.ofNullable(form.getVerdict())));
    }

    /**
     * Tries it on each verdict of a build.
     *
     * @throws GateException when one cannot be read, or the policies cannot be merged
     */
    List<TrialView> judge(PolicyTrialForm form, Run<?, ?> build) throws GateException {
        List<TrialView> trials = new ArrayList<>();
        for (VerdictAction verdict : build.getActions(VerdictAction.class)) {
            trials.add(judge(form, VerdictFile.of(build, verdict.getNumber()).read()));
        }
        return trials;
    }

    private TrialView judge(PolicyTrialForm form, Verdict verdict) throws GateException {
        List<PolicyDocument> layers = layers(form, verdict);
        TrialResult result = trial(layers, verdict);
        return new TrialView(result, missing(verdict.policy().layers(), layers));
    }

    /**
     * Tries it on the last builds of a folder's jobs.
     *
     * @throws GateException when there is no such folder, or the policy is none
     */
    JobTrials judge(PolicyTrialForm form, String scope) throws GateException {
        Deadline deadline = Deadline.after(PATIENCE, clock);
        PolicyMerge.merge(List.of(organisation(form)), clock);
        return JobTrials.of(
                TrialScope.lastBuilds(scope),
                file -> {
                    Verdict verdict = file.read();
                    return trial(layers(form, verdict), verdict);
                },
                deadline);
    }

    private TrialResult trial(List<PolicyDocument> layers, Verdict verdict) throws GateException {
        return new PolicyTrial(PolicyMerge.merge(layers, clock)).judge(verdict);
    }

    private static List<PolicyDocument> layers(PolicyTrialForm form, Verdict verdict) throws GateException {
        List<PolicyDocument> layers = new ArrayList<>(List.of(organisation(form)));
        layers.addAll(ContainerGateConfiguration.get()
                .policies()
                .foldersAmong(verdict.policy().layers()));
        return layers;
    }

    private static PolicyDocument organisation(PolicyTrialForm form) throws GateException {
        PolicySettings policy = form.getPolicy();
        return policy == null ? BuiltInPolicy.withoutWaivers() : OrganisationPolicies.organisation(policy);
    }

    private static Verdict verdict(Optional<String> text) throws GateException {
        byte[] json = text.orElseThrow(() -> new GateException(
                        "there is no verdict to try the policy on",
                        "name a folder or job, or paste the verdict.json of a build into the form"))
                .getBytes(StandardCharsets.UTF_8);
        return new VerdictReader(MAX_BYTES)
                .read("the pasted text", new ByteArrayInputStream(json))
                .verdict();
    }

    /** Layers that had their say then and have none here. */
    private static List<String> missing(List<String> applied, List<PolicyDocument> layers) {
        List<String> here = layers.stream().map(PolicyDocument::layer).toList();
        return applied.stream().skip(1).filter(layer -> !here.contains(layer)).toList();
    }
}
