package io.jenkins.plugins.containergate.config.trial;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.trial.PolicyTrial;
import io.jenkins.lib.containergate.gate.trial.TrialResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.merge.BuiltInPolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries a policy in the place of the organisation's, with those of the folders the verdict was judged in on top. */
final class TrialOfOrganisation {
    /** Some 20,000 findings. */
    private static final int MAX_BYTES = 32 << 20;

    private final Clock clock;

    TrialOfOrganisation(Clock clock) {
        this.clock = clock;
    }

    /** @throws GateException when there is no verdict to try, or the policies cannot be merged */
    TrialView judge(PolicyTrialForm form) throws GateException {
        Verdict verdict = verdict(Optional.ofNullable(form.getVerdict()));
        List<String> applied = verdict.policy().layers();
        List<PolicyDocument> layers = new ArrayList<>();
        PolicySettings policy = form.getPolicy();
        layers.add(policy == null ? BuiltInPolicy.withoutWaivers() : ContainerGateConfiguration.asOrganisation(policy));
        layers.addAll(ContainerGateConfiguration.get().folderDocumentsOf(applied));
        TrialResult result = new PolicyTrial(PolicyMerge.merge(layers, clock)).judge(verdict);
        return new TrialView(result, missing(applied, layers));
    }

    private static Verdict verdict(Optional<String> text) throws GateException {
        byte[] json = text.orElseThrow(() -> new GateException(
                        "there is no verdict to judge", "paste the verdict.json of a build into the form"))
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
