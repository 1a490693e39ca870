package io.jenkins.plugins.containergate.run;

import hudson.FilePath;
import hudson.ProxyConfiguration;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ContentTrustAccess;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersionsFile;
import io.jenkins.lib.containergate.signature.evidence.EvidenceJson;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.revocation.CertificateRevocation;
import io.jenkins.lib.containergate.signature.revocation.RevocationLimits;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Has the agent fetch signatures, and verifies them on the controller, with the keys that are there. Outside of a node the
 * controller fetches them itself. Whatever goes wrong is an ERROR verdict.
 */
final class SignatureJudge {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final GateContext context;
    private final Clock clock;
    private final SignatureGate gate;

    /** @param awsAccount named by the job, for registries of ECR and keys in KMS */
    SignatureJudge(GateContext context, EffectivePolicy policy, @Nullable String awsAccount, Clock clock)
            throws GateException {
        this.context = context;
        this.clock = clock;
        Path state =
                Jenkins.get().getRootDir().toPath().resolve("container-gate").resolve("content-trust");
        this.gate = new SignatureGate(
                policy,
                Optional.empty(),
                PinnedKeys.of(new OrganisationKmsKeys(awsAccount), Deadline.after(DEADLINE, clock)),
                revocation(clock),
                Optional.of(new ContentTrustAccess(
                        new ControllerRegistries(context, null, clock).trustServers(),
                        new SeenVersionsFile(state),
                        clock)),
                clock);
    }

    /** The controller asks the authorities of certificates, through its own proxy; AWS Signer is not asked. */
    private static RevocationCheck revocation(Clock clock) {
        HttpClient http = ProxyConfiguration.newHttpClientBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new CertificateRevocation(
                http, RevocationLimits.defaults(), Deadline.after(DEADLINE, clock), clock, RevocationCheck.offline());
    }

    Judged judge(VerifySignatureOptions options) throws IOException, InterruptedException {
        String name = options.subject().orElseThrow();
        Optional<String> platform = Optional.ofNullable(options.getPlatform());
        try {
            ImageReference reference = ImageReference.parse(name);
            byte[] collected = collect(reference, options);
            SignatureEvidence evidence = gate.withContentTrust(
                    EvidenceJson.read(collected, reference, EvidenceLimits.defaults()),
                    reference,
                    Deadline.after(DEADLINE, clock));
            String digest = evidence.image().manifest().digest().toString();
            Subject subject = new Subject(name, Optional.of(digest), platform, Optional.empty());
            return Judged.of(
                    gate.judge(subject, evidence), new ImagePin(Optional.of(reference.repository()), digest, true));
        } catch (GateException e) {
            return Judged.of(gate.unreadable(new Subject(name, Optional.empty(), platform, Optional.empty()), e));
        }
    }

    private byte[] collect(ImageReference reference, VerifySignatureOptions options)
            throws GateException, IOException, InterruptedException {
        Deadline deadline = Deadline.after(DEADLINE, clock);
        ControllerRegistries registries = new ControllerRegistries(context, options.getAwsAccount(), clock);
        String credentials = options.getRegistryCredentialsId();
        Optional<FilePath> workspace = context.workspace();
        if (workspace.isEmpty()) {
            return CollectSignaturesCallable.collect(
                    registries.client(reference, credentials),
                    reference,
                    options.getPlatform(),
                    deadline,
                    context.listener());
        }
        byte[] answer = workspace
                .get()
                .act(new CollectSignaturesCallable(
                        reference.toString(),
                        options.getPlatform(),
                        registries.access(reference, credentials, deadline),
                        DEADLINE.toSeconds(),
                        context.listener()));
        return SignatureAnswer.evidence(answer);
    }
}
