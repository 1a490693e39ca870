package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.image.StrictJson;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for the tags of a repository, page by page.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-tags">OCI distribution, listing
 *     tags</a>
 */
final class TagsQuery {
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
                byte[] bytes = answer.bytes(session.transport().limits().maxDocumentBytes(), "maxDocumentBytes", what);
                return new Page(
                        StrictJson.parse(bytes, what).textsOf("tags"), LinkHeader.nextPage(address, answer, what));
            }
        });
    }
}
