package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Referrer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for the referrers of a manifest, page by page.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">OCI
 *     distribution, listing referrers</a>
 */
final class ReferrersQuery {
    /** Pages, and referrers of all pages: signatures and statements of one image, not a catalogue. */
    private static final int MAX_PAGES = 64;

    private static final int MAX_REFERRERS = 4_096;
    /** What registries without the API answer; the specification says 404, older ones say other things. */
    private static final Set<Integer> UNKNOWN_API = Set.of(400, 404, 405, 406);

    private final RepositorySession session;
    private final RepositoryReader reader;

    ReferrersQuery(RepositorySession session, RepositoryReader reader) {
        this.session = session;
        this.reader = reader;
    }

    /** One answer: its referrers and where the next ones are. */
    private record Page(List<Referrer> referrers, Optional<URI> next) {}

    List<Referrer> run(Digest subject, Optional<String> artifactType, Deadline deadline)
            throws GateException, InterruptedException {
        String what = "the referrers of " + subject.in(session.name());
        List<Referrer> found = new ArrayList<>();
        Optional<URI> next = Optional.of(session.uri("referrers/" + subject));
        for (int pages = 0; next.isPresent(); pages++) {
            if (pages == MAX_PAGES) {
                throw new LimitExceededException(what, "pages of referrers", MAX_PAGES);
            }
            Optional<Page> page = page(next.get(), what, deadline);
            if (page.isEmpty()) {
                if (pages > 0) {
                    throw new GateException(what + " end in the middle", "try again; if it stays so, ask its operator");
                }
                return wanted(tagged(subject, what, deadline), artifactType);
            }
            found.addAll(page.get().referrers());
            if (found.size() > MAX_REFERRERS) {
                throw new LimitExceededException(what, "referrers of one image", MAX_REFERRERS);
            }
            next = page.get().next();
        }
        return wanted(found, artifactType);
    }

    /** Empty when the registry does not know the referrers API. */
    private Optional<Page> page(URI address, String what, Deadline deadline)
            throws GateException, InterruptedException {
        HttpCall call = HttpCall.get(address, Map.of("Accept", MediaType.OCI_INDEX));
        return session.transport().retrying(deadline, () -> {
            try (HttpAnswer answer = session.send(call, deadline)) {
                if (UNKNOWN_API.contains(answer.status())) {
                    return Optional.empty();
                }
                if (answer.status() != 200) {
                    throw AnswerFaults.unexpected(session.name(), what, answer);
                }
                boolean index = answer.header("Content-Type").orElse("").startsWith(MediaType.OCI_INDEX);
                if (!index) {
                    return Optional.empty();
                }
                byte[] bytes = answer.bytes(session.transport().limits().maxDocumentBytes(), "maxDocumentBytes", what);
                return Optional.of(new Page(Referrer.parse(bytes, what), LinkHeader.nextPage(address, answer, what)));
            }
        });
    }

    private List<Referrer> tagged(Digest subject, String what, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<StoredManifest> index = reader.manifest(ReferrersTag.of(subject), deadline);
        if (index.isEmpty()) {
            return List.of();
        }
        // A copy of the image itself may have this tag (cosign copy): then it lists no referrers.
        boolean list = MediaType.isIndex(index.get().descriptor().mediaType())
                && !index.get().descriptor().digest().equals(subject);
        if (!list) {
            return List.of();
        }
        return Referrer.parse(index.get().bytes(), what);
    }

    private static List<Referrer> wanted(List<Referrer> found, Optional<String> artifactType) {
        return found.stream()
                .filter(referrer -> artifactType.isEmpty()
                        || referrer.artifactType().isEmpty()
                        || referrer.artifactType().equals(artifactType.get()))
                .toList();
    }
}
