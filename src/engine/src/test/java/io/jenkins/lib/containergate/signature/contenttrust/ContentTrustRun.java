package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ContentTrustAccess;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions.SeenVersionsFile;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges an image under a policy with one signer of Docker Content Trust. */
public final class ContentTrustRun {
    private final String server;
    private final ServerIdentity identity;
    private final Path state;
    private Descriptor image = SignatureRun.IMAGE;
    private String asked = SignatureRun.REPOSITORY + ":1.4";
    private Instant now = SignatureRun.NOW;
    private String delegations = "targets/releases";
    private final List<String> floor = new ArrayList<>();

    public ContentTrustRun(String server, ServerIdentity identity, Path state) {
        this.server = server;
        this.identity = identity;
        this.state = state;
    }

    public ContentTrustRun image(Descriptor value) {
        image = value;
        return this;
    }

    public ContentTrustRun asked(String value) {
        asked = value;
        return this;
    }

    public ContentTrustRun at(Instant value) {
        now = value;
        return this;
    }

    /** The signer is named by a layer within this one. */
    public ContentTrustRun within(String policy) {
        floor.add("version: 1\n" + policy);
        return this;
    }

    public ContentTrustRun delegations(String value) {
        delegations = value;
        return this;
    }

    private EffectivePolicy merged(String policy, Clock clock) throws GateException {
        List<PolicyDocument> layers = new ArrayList<>();
        for (String outer : floor) {
            layers.add(PolicyParser.parse("org", "org.yaml", outer));
        }
        layers.add(PolicyParser.parse("team", "team.yaml", policy));
        return PolicyMerge.merge(layers, clock);
    }

    /** @param rootKey key id, or PEM */
    public GateResult result(String rootKey) throws GateException, InterruptedException {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        String policy = "version: 1\nsignatures:\n  - repositories: ['**']\n    signers:\n"
                + "    - {name: notary, contentTrust: {server: '" + server + "', rootKeys: [\""
                + rootKey.replace("\n", "\\n") + "\"], delegations: [" + delegations + "]}}\n";
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(TlsTrust.with(List.of(identity.certificate())))
                .build();
        RegistryClient client = new RegistryClient(
                new HttpTransport(http, InsecureHosts.nowhere(), HttpLimits.defaults(), clock, pause -> {}),
                (reference, deadline) -> new RegistryLogin.Anonymous());
        SignatureGate gate = new SignatureGate(
                merged(policy, clock),
                Optional.empty(),
                RevocationCheck.offline(),
                Optional.of(new ContentTrustAccess(client, new SeenVersionsFile(state), clock)),
                clock);
        ImageReference reference = ImageReference.parse(asked);
        Subject subject =
                new Subject(asked, Optional.of(image.digest().toString()), Optional.empty(), Optional.empty());
        SignatureEvidence nothing = new SignatureEvidence(SignedImage.of(reference.repository(), image), List.of(), 0);
        Verdict verdict;
        try {
            verdict = gate.judge(
                    subject,
                    gate.withContentTrust(
                            nothing, reference, Deadline.after(Duration.ofMinutes(1), Clock.systemUTC())));
        } catch (GateException e) {
            verdict = gate.unreadable(subject, e);
        }
        return verdict.gates().get(0);
    }
}
