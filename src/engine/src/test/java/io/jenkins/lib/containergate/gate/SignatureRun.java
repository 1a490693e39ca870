package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges one image of a repository in memory, from policy text to verdict. */
public final class SignatureRun {
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    public static final String REPOSITORY = "registry.example/shop/app";
    public static final Descriptor IMAGE = Descriptor.of(MediaType.OCI_MANIFEST, new Digest("ab".repeat(32)), 423);

    private final List<String> layers = new ArrayList<>();
    private MemoryRepository repository = new MemoryRepository();
    private SignedImage image = SignedImage.of(REPOSITORY, IMAGE);
    private Optional<TrustedRoot> root = Optional.empty();
    private RevocationCheck revocation = RevocationCheck.offline();
    private EvidenceLimits limits = EvidenceLimits.defaults();
    private Instant now = NOW;
    private boolean untilDecided;

    /** @param policy YAML without the version; each further call adds an inner layer */
    public SignatureRun policy(String policy) {
        layers.add("version: 1\n" + policy);
        return this;
    }

    public SignatureRun repository(MemoryRepository value) {
        repository = value;
        return this;
    }

    public SignatureRun image(SignedImage value) {
        image = value;
        return this;
    }

    public SignatureRun root(TrustedRoot value) {
        root = Optional.of(value);
        return this;
    }

    public SignatureRun revocation(RevocationCheck value) {
        revocation = value;
        return this;
    }

    public SignatureRun limits(EvidenceLimits value) {
        limits = value;
        return this;
    }

    public SignatureRun at(Instant value) {
        now = value;
        return this;
    }

    /** Reads no more signatures than decide, as the command line does. */
    public SignatureRun untilDecided() {
        untilDecided = true;
        return this;
    }

    public Verdict verdict() throws GateException, InterruptedException {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        List<PolicyDocument> documents = new ArrayList<>();
        for (String layer : layers) {
            String name = "layer" + documents.size() + ".yaml";
            documents.add(PolicyParser.parse(name, name, layer));
        }
        SignatureGate gate = new SignatureGate(PolicyMerge.merge(documents, clock), root, revocation, clock);
        Subject subject = new Subject(
                image.repository() + ":1",
                Optional.of(image.manifest().digest().toString()),
                Optional.empty(),
                Optional.empty());
        EvidenceCollector all = new EvidenceCollector(repository, limits, gate.attestations());
        EvidenceCollector collector = untilDecided ? all.until(gate.enough()) : all;
        return gate.judge(subject, collector.collect(image, Deadline.after(Duration.ofMinutes(1), clock)));
    }

    public GateResult result() throws GateException, InterruptedException {
        return verdict().gates().get(0);
    }

    /** An entry of {@code signatures} that asks for all of some keys, without a transparency log. */
    public static String keys(String pattern, SigningKey... keys) {
        StringBuilder text = new StringBuilder("  - repositories: ['" + pattern + "']\n    signers:\n");
        for (int i = 0; i < keys.length; i++) {
            text.append(signer("key" + i, keys[i]));
        }
        return text.toString();
    }

    public static String signer(String name, SigningKey key) {
        return "    - {name: " + name + ", cosign: {ignoreTlog: true, key: \""
                + key.pem().replace("\n", "\\n") + "\"}}\n";
    }

    public static String role(String name, String role, SigningKey key) {
        return signer(name, key).replace("{name: " + name, "{role: " + role + ", name: " + name);
    }
}
