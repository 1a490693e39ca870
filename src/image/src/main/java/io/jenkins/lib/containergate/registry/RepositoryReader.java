package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.image.StrictJson;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads manifests and blobs of one repository. May be used by several threads. */
public final class RepositoryReader {
    private static final Map<String, String> ACCEPTED = Map.of(
            "Accept",
            String.join(
                    ", ",
                    MediaType.OCI_INDEX,
                    MediaType.OCI_MANIFEST,
                    MediaType.DOCKER_INDEX,
                    MediaType.DOCKER_MANIFEST));
    private static final String MAX_BYTES = "maxDocumentBytes";

    private final RepositorySession session;

    RepositoryReader(RepositorySession session) {
        this.session = session;
    }

    /** Empty when there is no such tag, or no such repository. */
    public Optional<StoredManifest> manifest(String tag, Deadline deadline) throws GateException, InterruptedException {
        return manifest(tag, "the manifest of " + session.name() + ":" + tag, deadline);
    }

    /**
     * Empty when there is no such manifest.
     *
     * @throws GateException when the registry sends another one
     */
    public Optional<StoredManifest> manifest(Digest digest, Deadline deadline)
            throws GateException, InterruptedException {
        String what = "the manifest of " + digest.in(session.name());
        Optional<StoredManifest> found = manifest(digest.toString(), what, deadline);
        if (found.isPresent()) {
            check(what, digest, found.get().descriptor().digest());
        }
        return found;
    }

    private Optional<StoredManifest> manifest(String name, String what, Deadline deadline)
            throws GateException, InterruptedException {
        HttpCall call = HttpCall.get(session.uri("manifests/" + name), ACCEPTED);
        return session.transport().retrying(deadline, () -> {
            try (HttpAnswer answer = session.send(call, deadline)) {
                if (answer.status() == 404) {
                    return Optional.empty();
                }
                if (answer.status() != 200) {
                    throw AnswerFaults.unexpected(session.name(), what, answer);
                }
                byte[] bytes = answer.bytes(session.transport().limits().maxDocumentBytes(), MAX_BYTES, what);
                StoredManifest manifest = StoredManifest.of(bytes, answer.header("Content-Type"), what);
                Optional<String> claimed = answer.header("Docker-Content-Digest");
                if (claimed.isPresent() && claimed.get().startsWith("sha256:")) {
                    check(
                            what,
                            Digest.parse(claimed.get()),
                            manifest.descriptor().digest());
                }
                return Optional.of(manifest);
            }
        });
    }

    /** Whether there is such a manifest, by its headers alone. */
    public boolean has(Digest manifest, Deadline deadline) throws GateException, InterruptedException {
        return exists("manifests/" + manifest, ACCEPTED, "the manifest " + manifest, deadline);
    }

    /** Makes the registry say what it wants to see before it shows an image. */
    void probe(ImageReference image, Deadline deadline) throws GateException, InterruptedException {
        String name = image.digest().map(Digest::toString).or(image::tag).orElseThrow();
        exists("manifests/" + name, ACCEPTED, "the manifest of " + image, deadline);
    }

    boolean hasBlob(Digest blob, Deadline deadline) throws GateException, InterruptedException {
        return exists("blobs/" + blob, Map.of(), "the blob " + blob, deadline);
    }

    private boolean exists(String rest, Map<String, String> headers, String what, Deadline deadline)
            throws GateException, InterruptedException {
        HttpCall call = HttpCall.head(session.uri(rest), headers);
        return session.transport().retrying(deadline, () -> {
            try (HttpAnswer answer = session.send(call, deadline)) {
                if (answer.status() != 200 && answer.status() != 404) {
                    throw AnswerFaults.unexpected(session.name(), what, answer);
                }
                return answer.status() == 200;
            }
        });
    }

    /**
     * A small blob, whole and with its digest checked.
     *
     * @param kind what it is, for messages: {@code image configuration}
     * @param maxBytes the most it may have
     */
    public byte[] blob(Descriptor descriptor, String kind, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        String what = "the " + kind + " " + descriptor.digest() + " of " + session.name();
        if (descriptor.size() > maxBytes) {
            throw new LimitExceededException(what, "bytes of one " + kind, maxBytes);
        }
        return session.transport().retrying(deadline, () -> {
            try (HttpAnswer answer = session.send(blobCall(descriptor.digest(), 0), deadline)) {
                BlobAnswers.check(answer, session.name(), what, descriptor.size(), 0);
                byte[] bytes = answer.bytes((int) descriptor.size(), "bytes declared for it", what);
                check(what, descriptor.digest(), Digest.of(bytes));
                return bytes;
            }
        });
    }

    /**
     * A blob of any size, while it comes in. A lost connection is taken up again where it broke.
     *
     * <p>Not verified: whoever reads it computes its digest, as {@code LayerReader} does. Past the deadline, and when
     * the blob cannot be had, reading throws {@code ReadAborted}.
     */
    public InputStream open(Descriptor descriptor, Deadline deadline) {
        return new BlobStream(session, descriptor, deadline);
    }

    static HttpCall blobCall(RepositorySession session, Digest digest, long from) {
        Map<String, String> headers = from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-");
        return HttpCall.get(session.uri("blobs/" + digest), headers);
    }

    private HttpCall blobCall(Digest digest, long from) {
        return blobCall(session, digest, from);
    }

    /**
     * What refers to a manifest, through the referrers API or, where a registry has none, the tag that takes its place.
     *
     * @param artifactType only referrers of this type, and of none
     */
    public List<Referrer> referrers(Digest subject, Optional<String> artifactType, Deadline deadline)
            throws GateException, InterruptedException {
        return new ReferrersQuery(session, this).run(subject, artifactType, deadline);
    }

    /** All tags of the repository, in the order of the registry. */
    public List<String> tags(Deadline deadline) throws GateException, InterruptedException {
        return new TagsQuery(session).run(deadline);
    }

    private static void check(String what, Digest expected, Digest actual) throws GateException {
        if (!actual.equals(expected)) {
            throw new GateException(
                    what + " has the digest " + actual + ", not " + expected,
                    "it is damaged or forged: push the image again, or treat the registry as hostile");
        }
    }

    /**
     * Asks for the tags of a repository, page by page.
     *
     * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-tags">OCI distribution, listing
     *     tags</a>
     */
    private static final class TagsQuery {
        private static final int MAX_PAGES = 64;
        private static final int MAX_TAGS = 20_000;

        private final RepositorySession session;

        TagsQuery(RepositorySession session) {
            this.session = session;
        }

        /** One answer, and where the next tags are. */
        private record Page(List<String> tags, Optional<URI> next) {}

        List<String> run(Deadline deadline) throws GateException, InterruptedException {
            String what = "the tags of " + session.name();
            Set<String> found = new LinkedHashSet<>();
            Optional<URI> next = Optional.of(session.uri("tags/list?n=1000"));
            for (int pages = 0; next.isPresent(); pages++) {
                if (pages == MAX_PAGES) {
                    throw new LimitExceededException(what, "pages of tags", MAX_PAGES);
                }
                Page page = page(next.get(), what, deadline);
                found.addAll(page.tags());
                if (found.size() > MAX_TAGS) {
                    throw new LimitExceededException(what, "tags of one repository", MAX_TAGS);
                }
                next = page.next();
            }
            return List.copyOf(found);
        }

        private Page page(URI address, String what, Deadline deadline) throws GateException, InterruptedException {
            HttpCall call = HttpCall.get(address, Map.of("Accept", "application/json"));
            return session.transport().retrying(deadline, () -> {
                try (HttpAnswer answer = session.send(call, deadline)) {
                    if (answer.status() != 200) {
                        throw AnswerFaults.unexpected(session.name(), what, answer);
                    }
                    byte[] bytes =
                            answer.bytes(session.transport().limits().maxDocumentBytes(), "maxDocumentBytes", what);
                    return new Page(
                            StrictJson.parse(bytes, what).textsOf("tags"), LinkHeader.nextPage(address, answer, what));
                }
            });
        }
    }
}
