package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.options.ReadOptions;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.TrustOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttachedVerdicts;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.time.Clock;

/**
 * Baselines that signers of the policy attested to images.
 *
 * @param offline whether no registry is asked
 */
record AttestedBaselines(
        TrustOptions trust,
        EffectivePolicy policy,
        RegistryOptions registries,
        ReadOptions read,
        boolean offline,
        Clock clock)
        implements Baseline.Attested {
    @Override
    public AttachedVerdicts.Read read(ImageLocation.Registry image) throws GateException, InterruptedException {
        if (offline) {
            throw new GateException(
                    "the baseline " + image.text() + " is in a registry, which cannot be read with --offline",
                    "name the verdict.json of the last passed image, or remove --offline");
        }
        Deadline deadline = Deadline.after(read.deadline(), clock);
        RegistryClient client = registries.client(image, clock);
        return new AttachedVerdicts(
                        trust.gate(policy, client, registries, deadline, clock).verdicts(),
                        VerdictReader.DEFAULT_MAX_BYTES)
                .passed(client.reader(image.reference()), image.reference(), read.platform(), deadline);
    }
}
