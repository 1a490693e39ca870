package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource.Document;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files that are attached to an image beside its verdict. One counts only when the signed verdict names its digest: whoever
 * can write to the repository can attach others.
 */
public final class AttachedFiles {
    /** Lists are written by whoever can push. */
    private static final int MAX_TRIED = 50;

    private static final int MAX_MANIFEST = 1 << 20;

    private final EvidenceSource source;
    private final int maxBytes;

    /** @param maxBytes of one file */
    public AttachedFiles(EvidenceSource source, int maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /**
     * @param type artifact type of the file
     * @return the file of that type that the verdict names; empty when none is attached
     * @throws GateException when the registry does not tell
     */
    public Optional<Bytes> find(SignedImage image, String type, VerificationSummary summary, Deadline deadline)
            throws GateException, InterruptedException {
        return find(
                image,
                type,
                summary.inputs().stream().map(VerificationSummary.Input::sha256).collect(Collectors.toSet()),
                deadline);
    }

    /**
     * The same of one of these files.
     *
     * @param named their SHA-256, hexadecimal, as a signed verdict names them
     */
    public Optional<Bytes> find(SignedImage image, String type, Set<String> named, Deadline deadline)
            throws GateException, InterruptedException {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        for (Descriptor subject : image.signable()) {
            List<Referrer> attached = new ArrayList<>(source.referrers(subject.digest(), deadline));
            attached.removeIf(referrer -> !SignatureManifest.mayBe(type, referrer.artifactType()));
            for (Referrer referrer : attached.subList(0, Math.min(MAX_TRIED, attached.size()))) {
                Optional<Descriptor> file = file(referrer, subject, type, deadline);
                if (file.isPresent() && named.contains(file.get().digest().hex())) {
                    return Optional.of(content(file.get(), deadline));
                }
            }
        }
        return Optional.empty();
    }

    private Bytes content(Descriptor file, Deadline deadline) throws GateException, InterruptedException {
        Bytes content = source.blob(file, maxBytes, deadline);
        if (!content.digest().equals(file.digest())) {
            throw new GateException(
                    "the registry holds something else in the place of " + file.digest(), "attach the file again");
        }
        return content;
    }

    /** What cannot be read is not the one that is named. */
    private Optional<Descriptor> file(Referrer referrer, Descriptor subject, String type, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        try {
            Optional<Document> manifest = source.manifest(referrer.descriptor().digest(), MAX_MANIFEST, deadline);
            if (manifest.isEmpty()) {
                return Optional.empty();
            }
            SignatureManifest attached = SignatureManifest.parse(manifest.get(), "an attached file");
            attached.checkSubject(subject.digest());
            return attached.artifactType().equals(type) && attached.layers().size() == 1
                    ? Optional.of(attached.layers().get(0).blob())
                    : Optional.empty();
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return Optional.empty();
        }
    }
}
