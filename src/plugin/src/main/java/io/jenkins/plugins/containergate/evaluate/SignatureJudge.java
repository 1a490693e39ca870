package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.aws.SigningServices;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ContentTrustAccess;
import io.jenkins.lib.containergate.gate.InternalHosts;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.SigningJobRevocation;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions.SeenVersionsFile;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.provenance.Provenance;
import io.jenkins.lib.containergate.signature.revocation.CertificateRevocation;
import io.jenkins.lib.containergate.signature.revocation.RevocationLimits;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.access.OrganisationAws;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.config.CustomCertificates;
import java.io.IOException;
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
public final class SignatureJudge {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final Clock clock;
    private final SignatureGate gate;
    private final ImageEvidence evidence;

    /** @param awsAccount named by the job, for registries of ECR, keys in KMS and AWS Signer */
    public SignatureJudge(GateContext context, EffectivePolicy policy, @Nullable String awsAccount, Clock clock)
            throws GateException {
        this(context, policy, awsAccount, DEADLINE, clock);
    }

    /** @param allowed to ask about keys and revocations, for all images together */
    SignatureJudge(
            GateContext context, EffectivePolicy policy, @Nullable String awsAccount, Duration allowed, Clock clock)
            throws GateException {
        this.clock = clock;
        this.evidence = new ImageEvidence(context, Provenance.PREDICATE_TYPES, DEADLINE, clock);
        Path state =
                Jenkins.get().getRootDir().toPath().resolve("container-gate").resolve("content-trust");
        SigningServices aws = OrganisationAws.signing(awsAccount);
        this.gate = new SignatureGate(
                policy,
                Optional.empty(),
                PinnedKeys.of(aws, Deadline.after(allowed, clock)),
                revocation(policy, aws, Deadline.after(allowed, clock), clock),
                Optional.of(new ContentTrustAccess(
                        new ControllerRegistries(context, null, clock).trustServers(),
                        new SeenVersionsFile(state),
                        clock)),
                clock);
    }

    /** The controller asks the authorities of certificates, through its own proxy, and AWS Signer. */
    private static RevocationCheck revocation(
            EffectivePolicy policy, SigningServices aws, Deadline deadline, Clock clock) throws GateException {
        return new CertificateRevocation(
                CustomCertificates.client().build(),
                InternalHosts.guard(policy),
                RevocationLimits.defaults(),
                deadline,
                clock,
                new SigningJobRevocation(aws, deadline));
    }

    public Judged judge(ImageTarget target) throws IOException, InterruptedException {
        String name = target.name();
        Optional<String> platform = Optional.ofNullable(target.platform());
        try {
            ImageReference reference = ImageReference.parse(name);
            SignatureEvidence found =
                    gate.withContentTrust(evidence.of(reference, target), reference, Deadline.after(DEADLINE, clock));
            String digest = found.image().manifest().digest().toString();
            Subject subject = new Subject(name, Optional.of(digest), platform, Optional.empty());
            return Judged.of(
                    judged(subject, found, reference, target),
                    new ImagePin(Optional.of(reference.repository()), digest, true));
        } catch (GateException e) {
            return Judged.of(gate.unreadable(new Subject(name, Optional.empty(), platform, Optional.empty()), e));
        }
    }

    /** Adds who signed to what a scan found; about the very digest that was scanned, wherever its tag points by now. */
    Judged join(Judged scanned, ImageTarget target) throws IOException, InterruptedException {
        Subject subject = scanned.verdict().subject();
        Verdict signatures;
        try {
            ImageReference reference = ImageReference.parse(target.name());
            Digest digest = Digest.parse(subject.digest()
                    .orElseThrow(() -> new GateException("nothing was resolved to a digest", "see the other gates")));
            SignatureEvidence found = gate.withContentTrust(
                    evidence.of(reference, digest, target), reference, Deadline.after(DEADLINE, clock));
            signatures = judged(subject, found, reference, target);
        } catch (GateException e) {
            signatures = gate.unreadable(subject, e);
        }
        return new Judged(SignatureGate.join(scanned.verdict(), signatures), scanned.image(), scanned.inventory());
    }

    private Verdict judged(Subject subject, SignatureEvidence found, ImageReference reference, ImageTarget target)
            throws InterruptedException {
        return gate.judge(
                subject,
                found,
                () -> attached(reference, target.registryCredentialsId(), target.awsAccount()),
                Deadline.after(DEADLINE, clock));
    }

    /** Files that are attached to the image, read by the controller itself: an agent could leave some out. */
    EvidenceSource attached(ImageReference reference, @Nullable String credentialsId, @Nullable String awsAccount)
            throws GateException, InterruptedException {
        return evidence.attached(reference, credentialsId, awsAccount);
    }

    /** Verifies, on the controller. */
    SignatureGate gate() {
        return gate;
    }

    /** Of exactly the image that the reference and the platform name, wherever it was collected. */
    SignatureEvidence collect(ImageReference reference, ImageTarget target)
            throws GateException, IOException, InterruptedException {
        return evidence.of(reference, target);
    }
}
