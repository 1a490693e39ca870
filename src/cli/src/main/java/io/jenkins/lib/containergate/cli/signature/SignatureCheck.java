package io.jenkins.lib.containergate.cli.signature;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.RememberedReferrers;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import java.util.Optional;

/** Resolves an image in its registry, fetches what claims to sign it, and has it judged. */
public final class SignatureCheck {
    private final RegistryClient client;
    private final SignatureGate gate;
    private final Deadline deadline;
    private final ProgressListener progress;

    public SignatureCheck(RegistryClient client, SignatureGate gate, Deadline deadline, ProgressListener progress) {
        this.client = client;
        this.gate = gate;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** The repository of an image, read as the image itself is. */
    public RepositoryReader repository(ImageReference name) throws GateException {
        return client.reader(name);
    }

    /** Whatever goes wrong on the way becomes an ERROR verdict. */
    public Verdict verify(String text, ImageReference reference, Optional<Platform> platform)
            throws InterruptedException {
        Subject unresolved = new Subject(
                text, reference.digest().map(Digest::toString), platform.map(Platform::toString), Optional.empty());
        try {
            RepositoryReader repository = client.reader(reference);
            SignedImage image = new SignedImageResolver(repository).resolve(reference, platform, deadline);
            Subject subject = new Subject(
                    text,
                    Optional.of(image.manifest().digest().toString()),
                    platform.map(Platform::toString),
                    Optional.empty());
            return judged(repository, image, subject, reference);
        } catch (GateException e) {
            return gate.unreadable(unresolved, e);
        }
    }

    /** Adds who signed to a verdict on what the image holds; about the very digest that was judged. */
    public Verdict join(Verdict verdict, ImageReference reference) throws InterruptedException {
        Subject subject = verdict.subject();
        try {
            if (subject.digest().isEmpty()) {
                throw new GateException("nothing was resolved to a digest", "see the other gates");
            }
            RepositoryReader repository = client.reader(reference);
            Digest judged = Digest.parse(subject.digest().get());
            SignedImage image = resolved(repository, reference, subject, judged);
            return SignatureGate.join(verdict, judged(repository, image, subject, reference));
        } catch (GateException e) {
            return SignatureGate.join(verdict, gate.unreadable(subject, e));
        }
    }

    private SignedImage resolved(RepositoryReader repository, ImageReference reference, Subject subject, Digest judged)
            throws GateException, InterruptedException {
        Optional<Platform> platform = subject.platform().isEmpty()
                ? Optional.empty()
                : Optional.of(Platform.parse(subject.platform().get()));
        return new SignedImageResolver(repository).resolve(reference, platform, judged, deadline);
    }

    private Verdict judged(RepositoryReader repository, SignedImage image, Subject subject, ImageReference reference)
            throws GateException, InterruptedException {
        EvidenceSource source = new RememberedReferrers(new RegistryEvidence(repository));
        EvidenceCollector collector =
                new EvidenceCollector(source, EvidenceLimits.defaults(), gate.attestations()).until(gate.enough());
        SignatureEvidence evidence = SignatureGate.collect(collector, image, deadline, progress);
        return gate.judge(subject, gate.withContentTrust(evidence, reference, deadline), () -> source, deadline);
    }
}
