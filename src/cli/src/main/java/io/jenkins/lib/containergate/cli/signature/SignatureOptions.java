package io.jenkins.lib.containergate.cli.signature;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.options.PolicyOptions;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom to trust, besides what the policy says. */
public final class SignatureOptions {
    private static final int MAX_KEY = 64 << 10;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Public key (PEM) that must have signed the image, with cosign or as a Sigstore bundle; a"
                    + " transparency log is not required. Repeatable: all of them. Comes on top of the policy.")
    private List<Path> keys = List.of();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    /** Whether the command line itself asks for signatures. */
    public boolean demanding() {
        return !keys.isEmpty();
    }

    /** What signatures are verified with. */
    public TrustOptions trust() {
        return trust;
    }

    /** @throws UsageException when the file is no trusted root */
    public Optional<TrustedRoot> root() throws UsageException {
        return trust.root();
    }

    /** The gate under a policy, with everything it takes to ask the servers that the policy names. */
    public SignatureGate gate(
            EffectivePolicy policy, RegistryClient client, RegistryOptions network, Deadline deadline, Clock clock)
            throws UsageException {
        return trust.gate(policy, client, network, deadline, clock);
    }

    /** The policy files, with the keys of the command line as a further layer that can only add to them. */
    public EffectivePolicy policy(PolicyOptions policies, ImageReference image, Clock clock) throws GateException {
        if (keys.isEmpty()) {
            return PolicyFiles.merge(policies.policies(), policies.waivers(), clock);
        }
        return policy(policies.policies(), policies.waivers(), image.repository(), clock);
    }

    /** @param repositories pattern over those whose images the keys must have signed */
    public EffectivePolicy policy(List<Path> policies, List<Path> waivers, String repositories, Clock clock)
            throws GateException {
        List<PolicyDocument> inner = keys.isEmpty() ? List.of() : List.of(layer(repositories));
        return PolicyFiles.merge(policies, inner, waivers, clock);
    }

    private PolicyDocument layer(String repositories) throws GateException {
        StringBuilder yaml = new StringBuilder(
                "version: 1\nsignatures:\n  - repositories: ['" + repositories + "']\n    signers:\n");
        for (int i = 0; i < keys.size(); i++) {
            Path file = keys.get(i);
            String pem = SmallFile.text(file, "--key", MAX_KEY);
            try {
                PublicKeys.ofPem(pem, "the key " + file);
            } catch (GateException e) {
                throw new UsageException(e);
            }
            String lines = pem.strip()
                    .lines()
                    .map(line -> "          " + line.strip() + "\n")
                    .reduce("", String::concat);
            yaml.append("      - name: key-")
                    .append(i + 1)
                    .append("\n        cosign:\n          ignoreTlog: true\n          key: |\n")
                    .append(lines.replace("          ", "            "));
        }
        return PolicyParser.parse("command line", "--key", yaml.toString());
    }
}
