package io.jenkins.lib.containergate.signature.tuf;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes one target from a repository, from a root that this program brings: every later root is signed by the one before,
 * and timestamp, snapshot and targets by whom the last names. Metadata older than those seen before, or expired, are refused.
 *
 * @see <a href="https://theupdateframework.github.io/specification/v1.0.34/#detailed-client-workflow">TUF, section 5.3</a>
 */
public final class TufClient {
    private static final String ROOT = "root";
    private static final String TIMESTAMP = "timestamp";
    private static final String SNAPSHOT = "snapshot";
    private static final String TARGETS = "targets";
    private static final String JSON = ".json";
    private static final String SHA256 = "[0-9a-f]{64}";

    private final Bytes firstRoot;
    private final Limits limits;

    /**
     * Bounds on what a repository sends.
     *
     * @param metadata bytes of one metadata file
     * @param target bytes of the target
     * @param roots that follow the first
     */
    public record Limits(int metadata, int target, int roots) {
        public static Limits defaults() {
            return new Limits(1 << 20, 4 << 20, 256);
        }
    }

    /**
     * The target, and what a later update and a mirror need.
     *
     * @param files every file that was read, by its path in the repository
     */
    public record Update(Bytes target, Map<String, Bytes> files) {
        public Update {
            files = Map.copyOf(files);
        }
    }

    /** @param firstRoot root metadata that are trusted as they are */
    public TufClient(Bytes firstRoot, Limits limits) {
        this.firstRoot = firstRoot;
        this.limits = limits;
    }

    /**
     * @param seen what an earlier update left; only makes older metadata refused
     * @throws RejectedSignatureException for anything that is not signed, expired, or older than what was seen
     */
    public Update update(String target, TufRepository repository, TufRepository seen, Instant now)
            throws GateException, InterruptedException {
        Map<String, Bytes> files = new TreeMap<>();
        TufMetadata root = root(repository, seen, files, now);
        TufMetadata timestamp = timestamp(root, repository, seen, files, now);
        TufMetadata snapshot = described(root, timestamp, SNAPSHOT, repository, files, now);
        notBefore(root, snapshot, SNAPSHOT, TARGETS, seen);
        TufMetadata targets = described(root, snapshot, TARGETS, repository, files, now);
        TufMetadata.FileFacts facts =
                TufMetadata.FileFacts.of(targets.signed().required(TARGETS).required(target));
        String hash = facts.sha256()
                .filter(hex -> hex.matches(SHA256))
                .orElseThrow(
                        () -> new RejectedSignatureException("the targets metadata give " + target + " no SHA-256"));
        Bytes content = read(repository, "targets/" + hash + "." + target, limits.target(), files);
        facts.check(content, target);
        return new Update(content, files);
    }

    /** Roots that were seen are followed, too, so that nobody whom a later root dropped counts again. */
    private TufMetadata root(TufRepository repository, TufRepository seen, Map<String, Bytes> files, Instant now)
            throws GateException, InterruptedException {
        TufMetadata root = TufMetadata.parse(ROOT, firstRoot);
        TufRole.of(ROOT, root.signed()).check(root);
        for (int followed = 0; followed < limits.roots(); followed++) {
            String path = root.version() + 1 + "." + ROOT + JSON;
            Optional<Bytes> content = repository.read(path, limits.metadata());
            Optional<TufMetadata> next =
                    content.isPresent() ? Optional.of(following(root, content.get())) : seenAfter(root, path, seen);
            if (next.isEmpty()) {
                root.checkFresh(now);
                return root;
            }
            files.put(path, next.get().content());
            root = next.get();
        }
        throw new RejectedSignatureException("more than " + limits.roots() + " roots follow each other");
    }

    private static TufMetadata following(TufMetadata root, Bytes content) throws GateException {
        TufMetadata next = TufMetadata.parse(ROOT, content);
        TufRole.of(ROOT, root.signed()).check(next);
        TufRole.of(ROOT, next.signed()).check(next);
        if (next.version() != root.version() + 1) {
            throw new RejectedSignatureException("root " + next.version() + " does not follow root " + root.version());
        }
        return next;
    }

    private Optional<TufMetadata> seenAfter(TufMetadata root, String path, TufRepository seen)
            throws InterruptedException {
        try {
            Optional<Bytes> content = seen.read(path, limits.metadata());
            return content.isPresent() ? Optional.of(following(root, content.get())) : Optional.empty();
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    private TufMetadata timestamp(
            TufMetadata root, TufRepository repository, TufRepository seen, Map<String, Bytes> files, Instant now)
            throws GateException, InterruptedException {
        String path = TIMESTAMP + JSON;
        TufMetadata timestamp = signed(root, TIMESTAMP, read(repository, path, limits.metadata(), files));
        Optional<TufMetadata> before = before(root, TIMESTAMP, seen.read(path, limits.metadata()));
        if (before.isPresent()) {
            notOlder(TIMESTAMP, timestamp.version(), before.get().version());
            notOlder(SNAPSHOT, version(timestamp, SNAPSHOT), version(before.get(), SNAPSHOT));
        }
        timestamp.checkFresh(now);
        return timestamp;
    }

    /** The file of a role, as the metadata of another describe it. */
    private TufMetadata described(
            TufMetadata root,
            TufMetadata by,
            String role,
            TufRepository repository,
            Map<String, Bytes> files,
            Instant now)
            throws GateException, InterruptedException {
        TufMetadata.FileFacts facts = by.about(role + JSON);
        long version = version(by, role);
        Bytes content = read(repository, version + "." + role + JSON, limits.metadata(), files);
        facts.check(content, role + JSON);
        TufMetadata metadata = signed(root, role, content);
        if (metadata.version() != version) {
            throw new RejectedSignatureException(
                    "the " + role + " metadata have version " + metadata.version() + " instead of " + version);
        }
        metadata.checkFresh(now);
        return metadata;
    }

    private void notBefore(TufMetadata root, TufMetadata by, String holder, String role, TufRepository seen)
            throws GateException, InterruptedException {
        Optional<TufMetadata> timestamp = before(root, TIMESTAMP, seen.read(TIMESTAMP + JSON, limits.metadata()));
        if (timestamp.isEmpty()) {
            return;
        }
        String path = version(timestamp.get(), holder) + "." + holder + JSON;
        Optional<TufMetadata> before = before(root, holder, seen.read(path, limits.metadata()));
        if (before.isPresent()) {
            notOlder(role, version(by, role), version(before.get(), role));
        }
    }

    private static void notOlder(String role, long version, long before) throws RejectedSignatureException {
        if (version < before) {
            throw new RejectedSignatureException("the " + role + " metadata have version " + version + ", and version "
                    + before + " was seen before");
        }
    }

    /** What was seen counts while whom the root names today would have signed it: keys may have been replaced since. */
    private static Optional<TufMetadata> before(TufMetadata root, String role, Optional<Bytes> content) {
        try {
            return content.isEmpty() ? Optional.empty() : Optional.of(signed(root, role, content.get()));
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    private static TufMetadata signed(TufMetadata root, String role, Bytes content) throws GateException {
        TufMetadata metadata = TufMetadata.parse(role, content);
        TufRole.of(role, root.signed()).check(metadata);
        return metadata;
    }

    private static long version(TufMetadata metadata, String role) throws GateException {
        return metadata.about(role + JSON)
                .version()
                .filter(version -> version > 0)
                .orElseThrow(() -> new RejectedSignatureException(
                        "the " + metadata.type() + " metadata name no version of " + role));
    }

    private static Bytes read(TufRepository repository, String path, int max, Map<String, Bytes> files)
            throws GateException, InterruptedException {
        Bytes content = repository
                .read(path, max)
                .orElseThrow(() -> new RejectedSignatureException("the repository has no " + path));
        files.put(path, content);
        return content;
    }
}
