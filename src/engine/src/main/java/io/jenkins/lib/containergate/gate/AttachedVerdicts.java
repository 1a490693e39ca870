package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.AttachedFiles;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary.Input;
import java.io.ByteArrayInputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the document of the newest verdict that a trusted signer attested to an image. The statement holds only the document's
 * digest, so the document is attached beside it; one that the statement does not name is never read.
 */
public final class AttachedVerdicts {
    /** What the documents are called that a build attests as one verdict; a statement on one document names that first. */
    private static final Pattern OF_SEVERAL = Pattern.compile("verdict-[0-9]{1,4}\\.json");

    private static final String ATTEST_AGAIN = "evaluate the image again, and attest its verdict with --attach verdict";

    private final AttestedVerdicts attested;
    private final int maxBytes;

    /** @param maxBytes of all documents of one verdict */
    public AttachedVerdicts(AttestedVerdicts attested, int maxBytes) {
        this.attested = attested;
        this.maxBytes = maxBytes;
    }

    /**
     * @param known what it makes known, should it be a baseline
     * @param image its manifest or index, by digest
     * @param signer the trusted signer's name
     */
    public record Read(Verdict verdict, KnownFindings known, String image, String signer) {
        /**
         * What it is a baseline of.
         *
         * @throws GateException when the gate did not pass
         */
        public KnownFindings baseline(GateName gate) throws GateException {
            if (!passed(gate)) {
                throw new GateException(
                        "the verdict attested to " + image + " cannot be a baseline: its gate of " + gate.key()
                                + " did not pass without a warning",
                        "only a verdict that passed can be a baseline; WARN is not enough");
            }
            return known;
        }

        /** Whether the gate ran and had nothing to say. */
        public boolean passed(GateName gate) {
            return new StoredVerdict(verdict, known).passed(gate);
        }

        /** For the verdict whose baseline it is, whether or not the policy compares anything with it. */
        public PolicyNote note() {
            return new PolicyNote(
                    "baseline",
                    "the baseline is the verdict of " + verdict.judgedAt() + " on " + image + ", attested by "
                            + signer);
        }
    }

    /**
     * @param image with its tag or digest
     * @param platform of an index the image that the verdict is on
     * @throws GateException when there is no such verdict, when it cannot be read, or when what cannot be read may be a newer one
     */
    public Read newest(
            RepositoryReader repository, ImageReference image, Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException {
        AttestedVerdicts.Found found = attested.find(repository, image, platform, deadline);
        return read(found, newest(image, found), deadline);
    }

    /**
     * The same, where it passed and meets what the policy demands of verdicts on the image. It may be older than a verdict that
     * lets the image be deployed, and of another policy, unless the policy demands that of it.
     *
     * @throws GateException as above, or when it does not count
     */
    public Read passed(
            RepositoryReader repository, ImageReference image, Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException {
        AttestedVerdicts.Found found = attested.find(repository, image, platform, deadline);
        SignedVerdict signed = newest(image, found);
        Read newest = read(found, signed, deadline);
        Optional<String> why = newest.verdict().outcome().passed()
                ? attested.unmet(found.evidence().orElseThrow(), signed)
                : Optional.of("it is a verdict of " + newest.verdict().outcome());
        if (why.isPresent()) {
            throw new GateException(
                    "the newest verdict on " + newest.image() + " ("
                            + newest.verdict().judgedAt() + ", " + newest.signer() + ") is not a baseline: "
                            + why.get(),
                    "evaluate that image again, and attest the verdict with --attach verdict (attach: 'verdict' in"
                            + " Jenkins)");
        }
        return newest;
    }

    private SignedVerdict newest(ImageReference image, AttestedVerdicts.Found found) throws GateException {
        if (found.image().isEmpty() || found.evidence().isEmpty()) {
            throw unread(image, found.standing());
        }
        return attested.newest(found.evidence().get());
    }

    private Read read(AttestedVerdicts.Found found, SignedVerdict signed, Deadline deadline)
            throws GateException, InterruptedException {
        SignedImage on = found.image().orElseThrow();
        StoredVerdict stored = joined(found.source(), on, signed, deadline);
        return new Read(stored.verdict(), stored.known(), on.name(), signed.signer());
    }

    /**
     * The whole verdict that a statement is on.
     *
     * @param source that the image was read from
     * @param signed by a trusted signer
     * @return empty when one of its documents is not attached
     * @throws GateException when one cannot be read, or they are not what the statement says
     */
    public Optional<Verdict> beside(EvidenceSource source, SignedImage image, SignedVerdict signed, Deadline deadline)
            throws GateException, InterruptedException {
        try {
            return signed.summary().inputs().isEmpty()
                    ? Optional.empty()
                    : Optional.of(joined(source, image, signed, deadline).verdict());
        } catch (NotAttachedException e) {
            return Optional.empty();
        }
    }

    /** A document of the verdict is not there. */
    private static final class NotAttachedException extends GateException {
        private static final long serialVersionUID = 1L;

        NotAttachedException(String problem) {
            super(problem, "attest with --attach verdict (attach: 'verdict' in Jenkins)");
        }
    }

    private static GateException unread(ImageReference image, VerdictStanding standing) {
        return standing instanceof VerdictStanding.Undecided undecided
                ? new GateException(
                        "the verdict on " + image + " cannot be read: " + undecided.problem(), undecided.remedy())
                : new GateException(image + " is not there", "check the name, the tag and the credentials");
    }

    private StoredVerdict joined(EvidenceSource source, SignedImage image, SignedVerdict signed, Deadline deadline)
            throws GateException, InterruptedException {
        VerificationSummary summary = signed.summary();
        Optional<StoredVerdict> joined = Optional.empty();
        int left = maxBytes;
        for (Input input : documents(summary, image.name())) {
            Optional<Bytes> file = new AttachedFiles(source, left)
                    .find(image, AttachedFile.Kind.verdict.type(), Set.of(input.sha256()), deadline);
            if (file.isEmpty()) {
                throw new NotAttachedException("the newest verdict on " + image.name() + " ("
                        + summary.timeVerified() + ", "
                        + signed.signer() + ") is not attached: there is no file with the digest sha256:"
                        + input.sha256() + " that was attested");
            }
            left -= file.get().size();
            StoredVerdict document = new VerdictReader(maxBytes)
                    .read(
                            "the verdict attached to " + image.name(),
                            new ByteArrayInputStream(file.get().toArray()));
            requireOn(document.verdict(), image, summary);
            joined = Optional.of(joined.isEmpty() ? document : joined(joined.get(), document));
        }
        StoredVerdict whole = joined.orElseThrow();
        requireSame(whole.verdict(), summary, image.name());
        return whole;
    }

    private static StoredVerdict joined(StoredVerdict one, StoredVerdict other) {
        return new StoredVerdict(
                SignatureGate.join(one.verdict(), other.verdict()), one.known().plus(other.known()));
    }

    /** All of them, because each is of other gates: without one, what its gates found would look fixed or never there. */
    private static List<Input> documents(VerificationSummary summary, String image) throws GateException {
        List<Input> documents = new ArrayList<>();
        for (Input input : summary.inputs()) {
            if (documents.isEmpty() || OF_SEVERAL.matcher(input.uri()).matches()) {
                documents.add(input);
            }
        }
        if (documents.isEmpty()) {
            throw new GateException(
                    "the newest verdict on " + image + " (" + summary.timeVerified()
                            + ") does not name the digest of its verdict.json",
                    ATTEST_AGAIN);
        }
        return documents;
    }

    private static void requireOn(Verdict verdict, SignedImage image, VerificationSummary summary)
            throws GateException {
        boolean on = image.signable().stream()
                .anyMatch(each -> verdict.subject()
                        .digest()
                        .equals(Optional.of(each.digest().toString())));
        if (!on || !verdict.policy().digest().hex().equals(summary.policyDigest())) {
            throw new GateException(
                    "the verdict attached to " + image.name()
                            + " is on another image or under another policy than its attestation says",
                    ATTEST_AGAIN);
        }
    }

    /** The signer may have named further files of the same kind. */
    private static void requireSame(Verdict verdict, VerificationSummary summary, String image) throws GateException {
        boolean passed = verdict.outcome().passed() && verdict.policy().enforced();
        Set<String> gates = verdict.gates().stream()
                .map(gate -> VerdictAttestation.level(gate.gate()))
                .collect(Collectors.toSet());
        boolean all = summary.passed()
                ? gates.equals(Set.copyOf(summary.levels()))
                : gates.containsAll(summary.failedLevels());
        if (!verdict.judgedAt().truncatedTo(ChronoUnit.SECONDS).equals(summary.timeVerified())
                || passed != summary.passed()
                || !all) {
            throw new GateException(
                    "the verdict attached to " + image
                            + " has another time or outcome or other gates than its attestation says",
                    ATTEST_AGAIN);
        }
    }
}
