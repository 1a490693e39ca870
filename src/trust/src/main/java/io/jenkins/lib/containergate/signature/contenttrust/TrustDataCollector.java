package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.TrustServerReader;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches the metadata it takes to verify some delegations of a repository. Judges nothing. */
public final class TrustDataCollector {
    private static final int MAX_BYTES = 4 << 20;
    /** How many times a root may have been changed since the one that is pinned. */
    private static final int MAX_ROOTS = 64;

    private final TrustServer server;

    private final Clock clock;

    public TrustDataCollector(TrustServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * @throws RejectedSignatureException when there is nothing, or not what it takes
     * @throws GateException when the server does not answer: then nothing can be decided
     */
    public TrustData collect(ContentTrustPolicy trust, Deadline deadline) throws GateException, InterruptedException {
        Bytes timestamp = needed("timestamp.json", RoleName.TIMESTAMP, deadline);
        Bytes snapshot =
                announced(RoleName.SNAPSHOT, TrustMetadata.parse(RoleName.TIMESTAMP, "Timestamp", timestamp), deadline);
        TrustMetadata listing = TrustMetadata.parse(RoleName.SNAPSHOT, "Snapshot", snapshot);
        Set<RoleName> roles = new LinkedHashSet<>(List.of(RoleName.TARGETS));
        trust.delegations().forEach(delegation -> roles.addAll(new RoleName(delegation).path()));
        Map<String, Bytes> targets = new LinkedHashMap<>();
        for (RoleName role : roles) {
            targets.put(role.text(), announced(role, listing, deadline));
        }
        return new TrustData(
                roots(announced(RoleName.ROOT, listing, deadline), trust, deadline), timestamp, snapshot, targets);
    }

    /** Back from the current root to one that a pinned key is in; whether it has signed is checked later. */
    private List<Bytes> roots(Bytes current, ContentTrustPolicy trust, Deadline deadline)
            throws GateException, InterruptedException {
        List<Bytes> roots = new ArrayList<>(List.of(current));
        TrustMetadata oldest = TrustMetadata.parse(RoleName.ROOT, "Root", current);
        while (!names(oldest, trust)) {
            long before = oldest.version() - 1;
            if (before < 1) {
                throw new RejectedSignatureException("none of its roots has a root key that the policy pins");
            }
            if (roots.size() == MAX_ROOTS) {
                throw new RejectedSignatureException(
                        "none of its last " + MAX_ROOTS + " roots has a root key that the policy pins");
            }
            Bytes earlier = needed(before + ".root.json", RoleName.ROOT, deadline);
            oldest = TrustMetadata.parse(RoleName.ROOT, "Root", earlier);
            if (oldest.version() != before) {
                throw new RejectedSignatureException("its root " + before + " calls itself " + oldest.version());
            }
            roots.add(0, earlier);
        }
        return roots;
    }

    private boolean names(TrustMetadata root, ContentTrustPolicy trust) throws GateException {
        Map<String, TrustKey> keys = RoleKeys.defined(root.signed());
        RoleKeys trusted = RoleKeys.parse(root.signed().required("roles").required(RoleName.ROOT.text()), keys);
        Instant moment = root.moment(clock.instant());
        return trusted.keys().values().stream()
                .anyMatch(key -> trust.pins().stream().anyMatch(pin -> pin.matches(key, moment)));
    }

    /** By its hash, so that a change in the meantime cannot mix two states. */
    private Bytes announced(RoleName role, TrustMetadata listing, Deadline deadline)
            throws GateException, InterruptedException {
        String hash = FileHash.of(role, listing).sha256().hex();
        return needed(role + "." + hash + ".json", role, deadline);
    }

    private Bytes needed(String file, RoleName role, Deadline deadline) throws GateException, InterruptedException {
        Optional<Bytes> content = server.file(file, MAX_BYTES, deadline);
        return content.orElseThrow(() -> new RejectedSignatureException(
                role.equals(RoleName.TIMESTAMP)
                        ? "the server has no trust data of this repository"
                        : "the server has no " + role + " metadata"));
    }

    /** A Notary v1 server, asked about one repository (C.6.1). */
    @FunctionalInterface
    public interface TrustServer {

        /**
         * @param file such as {@code timestamp.json} or {@code 3.root.json}
         * @return empty when there is no such file
         * @throws GateException when the server does not say, or has more than {@code maxBytes}
         */
        Optional<Bytes> file(String file, int maxBytes, Deadline deadline) throws GateException, InterruptedException;
    }

    /** A Notary v1 server over HTTP. */
    public static final class RegistryTrustServer implements TrustServer {
        private final TrustServerReader reader;

        public RegistryTrustServer(TrustServerReader reader) {
            this.reader = reader;
        }

        @Override
        public Optional<Bytes> file(String file, int maxBytes, Deadline deadline)
                throws GateException, InterruptedException {
            return reader.file(file, maxBytes, deadline).map(Bytes::of);
        }
    }

    /**
     * The metadata of one repository as its server delivers them; nothing of them is checked.
     *
     * @param roots oldest first, each followed by the next version
     * @param targets by role: {@code targets} and its delegations
     */
    public record TrustData(List<Bytes> roots, Bytes timestamp, Bytes snapshot, Map<String, Bytes> targets) {
        public TrustData {
            roots = List.copyOf(roots);
            targets = Map.copyOf(targets);
        }

        Optional<Bytes> targetsOf(RoleName role) {
            return Optional.ofNullable(targets.get(role.text()));
        }
    }
}
