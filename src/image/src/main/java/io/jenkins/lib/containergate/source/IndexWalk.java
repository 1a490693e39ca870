package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Index;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the image manifests under some descriptors, through nested indexes. */
final class IndexWalk {
    private static final int MAX_DEPTH = 8;
    /** Entries of all indexes together: an index may name another many times, and that one again. */
    private static final int MAX_ENTRIES = 4_096;

    private static final Platform NO_PLATFORM = Platform.of("unknown", "unknown");

    /**
     * @param root the entry of the layout it was reached from
     * @param index digest of the outermost index it was reached through, the one a registry's tag would name
     */
    record Leaf(Descriptor descriptor, Descriptor root, Optional<Digest> index) {}

    /** An index may list one manifest for several platforms. */
    private record Place(Digest manifest, Optional<Platform> platform) {}

    private final ImageContent content;
    private final ImageLocation location;
    private final Deadline deadline;
    private final Map<Place, Leaf> leaves = new LinkedHashMap<>();
    private final Set<Descriptor> attestations = new LinkedHashSet<>();
    private final Map<Digest, byte[]> indexes = new LinkedHashMap<>();
    private int entries;

    IndexWalk(ImageContent content, ImageLocation location, Deadline deadline) {
        this.content = content;
        this.location = location;
        this.deadline = deadline;
    }

    /** Each manifest once for each platform that it is listed for, in the order of first mention. */
    List<Leaf> leaves(List<Descriptor> roots) throws GateException, IOException, InterruptedException {
        for (Descriptor root : roots) {
            walk(root, root, Optional.empty(), 0);
        }
        if (leaves.isEmpty()) {
            throw new GateException("'" + location.text() + "' holds no image", "write the image again");
        }
        return new ArrayList<>(leaves.values());
    }

    /** Manifests marked as attestations that were passed by. */
    Set<Descriptor> attestations() {
        return attestations;
    }

    /** Whether an image of that digest was met. */
    boolean holds(String digest) {
        return leaves.keySet().stream()
                .anyMatch(known -> known.manifest().toString().equals(digest));
    }

    /** The indexes that were read. */
    Map<Digest, byte[]> indexes() {
        return indexes;
    }

    private void walk(Descriptor descriptor, Descriptor root, Optional<Digest> outermost, int depth)
            throws GateException, IOException, InterruptedException {
        deadline.check("reading the index of " + location.text());
        if (++entries > MAX_ENTRIES) {
            throw new LimitExceededException("the index of " + location.text(), "index entries", MAX_ENTRIES);
        }
        if (isAttestation(descriptor)) {
            attestations.add(descriptor);
            return;
        }
        Optional<GateException> refusal = MediaType.refusal(descriptor);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (MediaType.isManifest(descriptor.mediaType())) {
            leaves.putIfAbsent(
                    new Place(descriptor.digest(), descriptor.platform()), new Leaf(descriptor, root, outermost));
            return;
        }
        if (depth == MAX_DEPTH) {
            throw new LimitExceededException("the index of " + location.text(), "index depth", MAX_DEPTH);
        }
        byte[] bytes = content.manifest(descriptor, "index");
        indexes.put(descriptor.digest(), bytes);
        for (Descriptor child : Index.parse(bytes, descriptor).manifests()) {
            walk(child, root, outermost.or(() -> Optional.of(descriptor.digest())), depth + 1);
        }
    }

    /** What BuildKit puts next to an image: provenance and SBOM, never run. */
    static boolean isAttestation(Descriptor descriptor) {
        return "attestation-manifest".equals(descriptor.annotations().get("vnd.docker.reference.type"))
                && descriptor.platform().equals(Optional.of(NO_PLATFORM));
    }
}
