package io.jenkins.plugins.containergate.attest;

import hudson.AbortException;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.attestation.AttestationBundle;
import io.jenkins.lib.containergate.attestation.AttestationKey;
import io.jenkins.lib.containergate.attestation.AttestationPublisher;
import io.jenkins.lib.containergate.attestation.KmsAttestationKey;
import io.jenkins.lib.containergate.attestation.PemAttestationKey;
import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.registry.RepositoryWriter;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.access.OrganisationAws;
import io.jenkins.plugins.containergate.build.ControllerLedger;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.credentials.SigningKeys;
import io.jenkins.plugins.containergate.ui.PolicyFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Signs what this build's gates said of an image, and attaches it to the image. All of it on the controller. */
public final class VerdictAttester {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final AttestationRequest request;
    private final Clock clock;

    public VerdictAttester(AttestationRequest request) {
        this.request = request;
        this.clock = Clock.systemUTC();
    }

    /**
     * @return the image by the digest that was attested
     * @throws AbortException when there is nothing to attest, or it cannot be signed or stored
     */
    public String perform(GateContext context) throws IOException, InterruptedException {
        GateLog log = new GateLog(context.listener());
        try {
            Deadline deadline = Deadline.after(DEADLINE, clock);
            ImageReference reference = ImageReference.parse(request.getImage());
            AttestationKey key = key(context, reference, deadline);
            RepositoryWriter repository = new ControllerRegistries(context, request.getAwsAccount(), clock)
                    .client(reference, request.getRegistryCredentialsId())
                    .writer(reference);
            Digest digest = new SignedImageResolver(repository.reader())
                    .resolve(reference, Optional.empty(), deadline)
                    .manifest()
                    .digest();
            ImageReference pinned = reference.withDigest(digest);
            GateFiles files = new GateFiles(context.run(), pinned);
            List<AttachedFile> attached = files.attached(AttachedFile.Kind.listed(request.getAttach()));
            VerdictAttestation attestation = VerdictAttestation.of(pinned, files.joined(), verifier(), files.inputs());
            if (request.isWithPolicy()) {
                attestation = attestation.withPolicy(policy(context, files));
            }
            Bytes bundle = AttestationBundle.sign(attestation.statement(), key);
            AttestationPublisher publisher = new AttestationPublisher(repository);
            String name = digest.in(pinned.repository());
            for (AttachedFile file : attached) {
                Descriptor artifact = publisher.attach(attestation, file, deadline);
                log.line("attached " + file.name() + " to " + name + " (" + artifact.digest() + ")");
            }
            Descriptor referrer = publisher.publish(attestation, bundle, deadline);
            ControllerLedger.enterAttestation(context.run(), attestation.verdict(), files.sbom(), referrer.digest());
            log.line("attested " + name + ": " + attestation.summary() + " (" + referrer.digest() + ")");
            return name;
        } catch (GateException e) {
            throw new AbortException(Messages.OutcomeHandler_error(
                    GateLog.singleLine(request.getImage()), GateLog.ofEngine(e.getMessage())));
        }
    }

    private AttestationKey key(GateContext context, ImageReference reference, Deadline deadline)
            throws GateException, InterruptedException {
        String id = request.getKeyCredentialsId();
        String kms = request.getKmsKey();
        if ((id == null) == (kms == null)) {
            throw new GateException("a verdict is signed with exactly one key", "give keyCredentialsId or kmsKey");
        }
        if (kms != null) {
            Arn arn = Arn.ofKmsKey(kms)
                    .orElseThrow(() -> new GateException(
                            "kmsKey is not the ARN of a key in AWS KMS",
                            "give one like arn:aws:kms:eu-central-1:123456789012:key/..., or of an alias"));
            return KmsAttestationKey.open(OrganisationAws.signing(request.getAwsAccount()), arn, deadline);
        }
        String pem = SigningKeys.ofRun(id, context.run(), "https://" + reference.registry())
                .orElseThrow(() -> new GateException(
                        "this job may use no secret text '" + id + "'",
                        "check keyCredentialsId, and where these credentials are stored"));
        return PemAttestationKey.parse(pem, password(context, reference), "the key '" + id + "'");
    }

    private char[] password(GateContext context, ImageReference reference) throws GateException {
        String id = request.getKeyPasswordCredentialsId();
        if (id == null) {
            return new char[0];
        }
        return SigningKeys.ofRun(id, context.run(), "https://" + reference.registry())
                .orElseThrow(() -> new GateException(
                        "this job may use no secret text '" + id + "'",
                        "check keyPasswordCredentialsId, and where these credentials are stored"))
                .toCharArray();
    }

    /** That of the first gate: they all judged under one. */
    private EffectivePolicy policy(GateContext context, GateFiles files) throws GateException {
        for (int number : files.numbers()) {
            Optional<String> kept = PolicyFile.of(context.run(), number).effective();
            if (kept.isPresent()) {
                return PolicyMerge.merge(
                        List.of(PolicyParser.parse("gates", "the policy of this build", kept.get())), clock);
            }
        }
        throw new GateException("this build does not know its policy", "evaluate the image again in a new build");
    }

    /** This Jenkins, by its address: the key says that it is true. */
    private static String verifier() throws GateException {
        return Optional.ofNullable(Jenkins.get().getRootUrl())
                .orElseThrow(() -> new GateException(
                        "this Jenkins does not know its own address, which a verdict is signed for",
                        "have an administrator set the Jenkins URL under Manage Jenkins, System"));
    }
}
