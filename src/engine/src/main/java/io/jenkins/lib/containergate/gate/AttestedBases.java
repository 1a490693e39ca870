package io.jenkins.lib.containergate.gate;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.provenance.Provenance;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The images that a build used, as SLSA provenance says that is attested beside the image and signed by a signer that
 * {@code signatures} names for its repository. Which of them the image is built on is for their layers to say.
 */
public final class AttestedBases {
    /** Every provenance type that is read. */
    public static final Set<String> PREDICATE_TYPES = Provenance.PREDICATE_TYPES;

    private static final AttestedDocuments.Kind KIND = new AttestedDocuments.Kind(
            PREDICATE_TYPES,
            "a",
            "provenance",
            "provenance that names another base image",
            "provenance that names another base image");
    private static final int SHOWN = 120;

    /** What BuildKit itself runs in during a build: its Dockerfile front end and its SBOM scanner. */
    private static final Set<String> TOOLS = Set.of(
            "docker.io/docker/dockerfile",
            "docker.io/docker/dockerfile-upstream",
            "docker.io/docker/buildkit-syft-scanner");

    private final TrustPolicies policies;
    private final AttestedDocuments documents;

    /**
     * @param root for signers that bring none of their own
     * @param keys gets those the policy only names
     */
    public AttestedBases(EffectivePolicy policy, Optional<TrustedRoot> root, PinnedKeys keys, Clock clock) {
        this.policies = new TrustPolicies(policy, root, keys, clock);
        this.documents = new AttestedDocuments(KIND, EvidenceLimits.defaults(), clock);
    }

    /**
     * @param images each with its digest, where the provenance has one
     * @param malformed package URLs of images that cannot be read, shortened: each could be the one that is looked for
     * @param signers who signed that
     * @param refusal why provenance that is there does not count; empty where all does
     */
    public record Read(
            Set<ImageReference> images, Set<String> malformed, Set<String> signers, Optional<String> refusal) {
        public Read {
            images = new LinkedHashSet<>(images);
            malformed = new TreeSet<>(malformed);
            signers = new TreeSet<>(signers);
        }

        /** No provenance counts, or nobody looked for it. */
        public static Read nothing() {
            return new Read(Set.of(), Set.of(), Set.of(), Optional.empty());
        }

        /** Some may be there, and cannot be read. */
        public static Read unread(String why) {
            return new Read(Set.of(), Set.of(), Set.of(), Optional.of(SafeText.oneLine(why, SHOWN)));
        }

        /** For messages. */
        String source() {
            return "provenance signed by " + String.join(", ", signers);
        }
    }

    /** Whether the policy names anybody whose provenance could count; otherwise none need be read. */
    public static boolean asked(EffectivePolicy policy) {
        return !policy.signatures().isEmpty();
    }

    /** What cannot be read is said in the answer: it excuses nothing, and proves nothing. */
    public Read read(EvidenceSource source, SignedImage image, Deadline deadline) throws InterruptedException {
        try {
            List<TrustedSigner> trusted = policies.attesting(image.repository());
            return trusted.isEmpty() ? Read.nothing() : read(documents.collect(source, image, deadline), trusted);
        } catch (GateException e) {
            return Read.unread(e.problem());
        }
    }

    /**
     * The same of attestations that were collected elsewhere.
     *
     * @param evidence with the attestations of {@link #PREDICATE_TYPES}
     */
    public Read read(SignatureEvidence evidence) {
        try {
            return read(evidence, policies.attesting(evidence.image().repository()));
        } catch (GateException e) {
            return Read.unread(e.problem());
        }
    }

    private Read read(SignatureEvidence evidence, List<TrustedSigner> trusted) throws GateException {
        Set<ImageReference> images = new LinkedHashSet<>();
        Set<String> malformed = new TreeSet<>();
        Set<String> signers = new TreeSet<>();
        Optional<String> refusal = Optional.empty();
        for (AttestedDocuments.Found found : documents.of(evidence, trusted)) {
            if (found.statement().isPresent()) {
                StrictJson statement =
                        StrictJson.parse(found.statement().get().toArray(), "the provenance in " + found.origin());
                Named named = named(
                        statement.required("predicateType").text(),
                        statement
                                .member("predicate")
                                .orElseThrow(() -> new RejectedSignatureException("its statement says nothing")));
                images.addAll(named.images());
                malformed.addAll(named.malformed());
                found.signer().filter(signer -> !named.nothing()).ifPresent(signers::add);
            } else {
                refusal = Optional.of(SafeText.oneLine(found.refusal(), SHOWN));
            }
        }
        return new Read(images, malformed, signers, refusal);
    }

    private record Named(List<ImageReference> images, List<String> malformed) {
        boolean nothing() {
            return images.isEmpty() && malformed.isEmpty();
        }
    }

    private static Named named(String type, StrictJson predicate) throws GateException {
        List<ImageReference> images = new ArrayList<>();
        List<String> malformed = new ArrayList<>();
        for (Provenance.Dependency dependency : Provenance.dependencies(type, predicate)) {
            try {
                Optional<ImageReference> image = image(dependency);
                image.filter(named -> !TOOLS.contains(named.repository())).ifPresent(images::add);
            } catch (GateException e) {
                malformed.add(SafeText.oneLine(dependency.uri(), SHOWN));
            }
        }
        return new Named(images, malformed);
    }

    /**
     * {@code pkg:docker/HOST/PATH@TAG?digest=...} with the name as {@code docker pull} takes it, and {@code pkg:oci/NAME@DIGEST}
     * whose qualifier {@code repository_url} has the place. BuildKit gives the digest beside the address or as a qualifier.
     *
     * @see <a href="https://github.com/package-url/purl-spec/blob/main/types-doc/docker-definition.md">package URLs of images</a>
     */
    private static Optional<ImageReference> image(Provenance.Dependency dependency) throws GateException {
        if (!dependency.uri().startsWith("pkg:docker/") && !dependency.uri().startsWith("pkg:oci/")) {
            return Optional.empty();
        }
        PackageURL url;
        try {
            url = new PackageURL(dependency.uri());
        } catch (MalformedPackageURLException e) {
            throw new RejectedSignatureException("it names an image by a malformed package URL");
        }
        Map<String, String> qualifiers = url.getQualifiers() == null ? Map.of() : url.getQualifiers();
        String version = url.getVersion() == null ? "" : url.getVersion();
        String own = url.getNamespace() == null ? url.getName() : url.getNamespace() + "/" + url.getName();
        String repository = ImageReference.parse(qualifiers.getOrDefault("repository_url", own))
                .repository();
        String tag = version.startsWith("sha256:") ? qualifiers.getOrDefault("tag", "") : version;
        String digest = dependency
                .sha256()
                .map(hex -> "sha256:" + hex)
                .or(() -> Optional.ofNullable(qualifiers.get("digest")))
                .orElse(version.startsWith("sha256:") ? version : "");
        return Optional.of(ImageReference.parse(
                repository + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest)));
    }
}
