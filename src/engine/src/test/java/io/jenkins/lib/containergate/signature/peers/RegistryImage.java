package io.jenkins.lib.containergate.signature.peers;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.registry.peers.DockerRegistry;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.provenance.Provenance;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An image of a real registry, judged by its signatures. */
record RegistryImage(DockerRegistry registry, ImageReference image) {
    private static final Clock CLOCK = Clock.systemUTC();

    /** @param options of the signer, each with a comma before it */
    static String notation(OpensslAuthority authority, String options, String conditions) throws IOException {
        return "signatures:\n  - repositories: ['**']\n" + conditions
                + "    signers:\n    - {name: release, notation: {trustStore: \""
                + authority.pem("root").replace("\n", "\\n") + "\", identities: ['" + OpensslAuthority.IDENTITY
                + "']" + options + "}}\n";
    }

    SignedImage resolve() throws Exception {
        return new SignedImageResolver(registry.client().reader(image)).resolve(image, Optional.empty(), soon());
    }

    SignatureEvidence evidence() throws Exception {
        return new EvidenceCollector(
                        new RegistryEvidence(registry.client().reader(image)),
                        EvidenceLimits.defaults(),
                        Provenance.PREDICATE_TYPES)
                .collect(resolve(), soon());
    }

    /** @param policy YAML without the version */
    GateResult judge(String policy) throws Exception {
        return judge(policy, evidence());
    }

    GateResult judge(String policy, SignatureEvidence evidence) throws Exception {
        return judge(policy, evidence, RevocationCheck.offline(), CLOCK);
    }

    GateResult judge(String policy, SignatureEvidence evidence, RevocationCheck revocation, Clock clock)
            throws Exception {
        return verdict(policy, evidence, revocation, clock).gates().get(0);
    }

    Verdict verdict(String policy, SignatureEvidence evidence, RevocationCheck revocation, Clock clock)
            throws Exception {
        SignatureGate gate = new SignatureGate(
                PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + policy)), clock),
                Optional.empty(),
                revocation,
                clock);
        Subject subject = new Subject(
                image.toString(),
                Optional.of(evidence.image().manifest().digest().toString()),
                Optional.empty(),
                Optional.empty());
        return gate.judge(subject, evidence);
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofMinutes(2), CLOCK);
    }
}
