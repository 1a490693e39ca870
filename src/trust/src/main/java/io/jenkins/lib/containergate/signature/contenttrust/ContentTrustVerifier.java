package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SignerIdentity;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions.Signers;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions.Version;
import io.jenkins.lib.containergate.signature.contenttrust.TrustDataCollector.TrustData;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Docker Content Trust: from pinned roots, through metadata that are neither old nor expired, to the image (C.6). */
public final class ContentTrustVerifier {
    private final Clock clock;
    private final SeenVersions seen;

    public ContentTrustVerifier(Clock clock, SeenVersions seen) {
        this.clock = clock;
        this.seen = seen;
    }

    /** @throws RejectedSignatureException saying which step failed */
    public VerifiedSignature verify(
            Candidate.ContentTrustData candidate, SignedImage image, TrustedSigner.ContentTrust signer)
            throws GateException {
        if (!candidate.server().equals(signer.trust().server())) {
            throw new RejectedSignatureException("it is from another server than this signer's");
        }
        Instant now = clock.instant();
        RootChain root =
                RootChain.follow(candidate.data().roots(), signer.trust().pins(), image.repository(), now);
        Walk walk = Walk.begin(candidate.data(), root, now);
        List<Signed> signed = new ArrayList<>();
        Set<String> marks = new HashSet<>();
        for (String delegation : signer.trust().delegations()) {
            Targets targets = walk.to(new RoleName(delegation));
            signed.add(targets.of(image, candidate.tag()));
            targets.signers().forEach(key -> marks.add(SignerIdentity.mark(key)));
        }
        seen.advance(candidate.server() + " " + image.repository(), walk.versions);
        SignerIdentity identity =
                new SignerIdentity(String.join(" and ", signer.trust().delegations()), marks);
        return verified(signer, identity, image, signed.get(0), candidate);
    }

    private static VerifiedSignature verified(
            TrustedSigner.ContentTrust signer,
            SignerIdentity identity,
            SignedImage image,
            Signed signed,
            Candidate.ContentTrustData candidate) {
        String tag = candidate.tag().orElse(signed.names().first());
        return new VerifiedSignature(
                signer.name(),
                identity,
                "Docker Content Trust",
                Optional.empty(),
                signed.descriptor().digest(),
                candidate.origin(),
                Map.of(),
                Optional.of(image.repository() + ":" + tag));
    }

    /** @param names the tags that a role has signed for the digest, at least one */
    private record Signed(Descriptor descriptor, TreeSet<String> names) {}

    /**
     * The metadata of one delegation, verified.
     *
     * @param signers keys that have signed it
     */
    private record Targets(TrustMetadata metadata, Set<PublicKey> signers, Predicate<String> allowed) {

        /** Step C.6.7: the digest and the size of the image, or of the index that lists it. */
        Signed of(SignedImage image, Optional<String> tag) throws GateException {
            StrictJson targets = metadata.signed().required("targets");
            TreeSet<String> names = new TreeSet<>();
            Optional<Descriptor> found = Optional.empty();
            for (String name : metadata.signed().namesOf("targets")) {
                if (tag.isPresent() && !tag.get().equals(name)) {
                    continue;
                }
                FileHash target = FileHash.parse(targets.required(name));
                Optional<Descriptor> same = image.signable().stream()
                        .filter(each -> each.digest().equals(target.sha256()) && each.size() == target.length())
                        .findFirst();
                if (same.isPresent() && allowed.test(name)) {
                    names.add(name);
                    found = found.isPresent() ? found : same;
                } else if (tag.isPresent()) {
                    throw new RejectedSignatureException(
                            same.isPresent()
                                    ? metadata.role() + " may not sign the tag " + name
                                    : metadata.role() + " has signed another digest for the tag, " + target.sha256());
                }
            }
            if (found.isEmpty()) {
                throw new RejectedSignatureException(
                        metadata.role() + " has not signed " + (tag.isPresent() ? "the tag" : "the digest"));
            }
            return new Signed(found.get(), names);
        }
    }

    /** Steps C.6.4 to C.6.6. */
    private static final class Walk {
        private final TrustData data;
        private final Instant now;
        private final TrustMetadata snapshot;
        private final Map<String, Version> versions = new LinkedHashMap<>();
        private final Map<RoleName, Targets> verified = new LinkedHashMap<>();

        private Walk(TrustData data, TrustMetadata snapshot, Instant now) {
            this.data = data;
            this.snapshot = snapshot;
            this.now = now;
        }

        static Walk begin(TrustData data, RootChain root, Instant now) throws GateException {
            TrustMetadata timestamp = TrustMetadata.parse(RoleName.TIMESTAMP, "Timestamp", data.timestamp());
            root.keys(RoleName.TIMESTAMP).check(timestamp);
            FileHash.of(RoleName.SNAPSHOT, timestamp).check(data.snapshot(), RoleName.SNAPSHOT);
            Walk walk = new Walk(data, TrustMetadata.parse(RoleName.SNAPSHOT, "Snapshot", data.snapshot()), now);
            RoleKeys rootKeys = root.keys(RoleName.ROOT);
            walk.remember(root.current(), rootKeys, rootKeys.check(root.current()));
            walk.checked(timestamp, root.keys(RoleName.TIMESTAMP));
            walk.checked(walk.snapshot, root.keys(RoleName.SNAPSHOT));
            FileHash.of(RoleName.ROOT, walk.snapshot).check(root.current().content(), RoleName.ROOT);
            TrustMetadata targets = walk.listed(RoleName.TARGETS);
            Set<PublicKey> signers = walk.checked(targets, root.keys(RoleName.TARGETS));
            walk.verified.put(RoleName.TARGETS, new Targets(targets, signers, name -> true));
            return walk;
        }

        Targets to(RoleName role) throws GateException {
            Targets parent = Objects.requireNonNull(verified.get(RoleName.TARGETS), "begun");
            for (RoleName each : role.path()) {
                Targets known = verified.get(each);
                if (known == null) {
                    Delegation delegation = Delegation.find(parent.metadata(), each);
                    TrustMetadata metadata = listed(each);
                    Set<PublicKey> signers = checked(metadata, delegation.keys());
                    known = new Targets(metadata, signers, parent.allowed().and(delegation::covers));
                    verified.put(each, known);
                }
                parent = known;
            }
            return parent;
        }

        private TrustMetadata listed(RoleName role) throws GateException {
            FileHash announced = FileHash.of(role, snapshot);
            Bytes content = data.targetsOf(role)
                    .orElseThrow(() -> new RejectedSignatureException("the " + role + " metadata are missing"));
            announced.check(content, role);
            return TrustMetadata.parse(role, "Targets", content);
        }

        private Set<PublicKey> checked(TrustMetadata metadata, RoleKeys keys) throws RejectedSignatureException {
            Set<PublicKey> signers = keys.check(metadata);
            metadata.checkFresh(now);
            remember(metadata, keys, signers);
            return signers;
        }

        private void remember(TrustMetadata metadata, RoleKeys keys, Set<PublicKey> signers) {
            versions.put(
                    metadata.role().text(),
                    new Version(metadata.version(), metadata.content(), Signers.of(keys, signers)));
        }
    }

    /**
     * What targets metadata hand on to another role (C.6.6).
     *
     * @param paths what the names of targets there have to begin with; {@code ""} is everything
     */
    record Delegation(RoleKeys keys, List<String> paths) {
        Delegation {
            paths = List.copyOf(paths);
        }

        /** @throws RejectedSignatureException unless the parent delegates to the role, and only once */
        static Delegation find(TrustMetadata parent, RoleName role) throws GateException {
            StrictJson delegations = parent.signed()
                    .member("delegations")
                    .orElseThrow(() -> new RejectedSignatureException(parent.role() + " has no delegation"));
            Delegation found = null;
            for (StrictJson each : delegations.elementsOf("roles")) {
                if (each.textOf("name").equals(role.text())) {
                    if (found != null) {
                        throw new RejectedSignatureException(parent.role() + " delegates twice to " + role);
                    }
                    found = new Delegation(RoleKeys.parse(each, RoleKeys.defined(delegations)), each.textsOf("paths"));
                }
            }
            if (found == null) {
                throw new RejectedSignatureException(parent.role() + " does not delegate to " + role);
            }
            return found;
        }

        boolean covers(String target) {
            return paths.stream().anyMatch(target::startsWith);
        }
    }
}
