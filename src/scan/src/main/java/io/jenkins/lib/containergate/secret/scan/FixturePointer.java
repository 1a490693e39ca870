package io.jenkins.lib.containergate.secret.scan;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.finding.RuleId;
import java.util.Locale;

/** Places in documents of sources whose format says that what stands there is an example or lives as long as a test. */
final class FixturePointer {
    /**
     * Of an API, a schema or any list of examples. One thing that a document calls {@code example} may be a system.
     *
     * @see <a href="https://spec.openapis.org/oas/v3.1.0#example-object">OpenAPI</a>
     */
    private static final Pattern EXAMPLE = Pattern.compile("(?:/.*)?/examples(?:/.*)?"
            + "|/(?:channels|components|definitions|parameters|paths|responses|webhooks)/.+/example(?:/.*)?");

    private static final Pattern WORKFLOW = Pattern.compile("(?:.*/)?\\.github/workflows/[^/]+\\.ya?ml");
    /**
     * What a container beside a job is started with on the runner of GitHub, which is thrown away after the job.
     *
     * @see <a href="https://docs.github.com/actions/tutorials/use-containerized-services/use-docker-service-containers">services</a>
     */
    private static final Pattern SERVICE = Pattern.compile("/jobs/[^/]+/services/[^/]+/env/[^/]+");

    private static final RuleId PASSWORD = new RuleId("generic-password");

    /** What the generator of Rails writes for the environments that only a developer has. */
    private static final Pattern RAILS = Pattern.compile("(?:.*/)?config/secrets\\.yml");

    private static final Pattern RAILS_ENVIRONMENT = Pattern.compile("/(?:development|test)/secret_key_base");

    private FixturePointer() {}

    /**
     * Whether it says so of a secret.
     *
     * @param path of a file in sources, with {@code /} between its segments
     * @param pointer of the value in it
     */
    static boolean is(RuleId rule, String path, String pointer) {
        String lower = path.toLowerCase(Locale.ROOT);
        return EXAMPLE.matches(pointer)
                || rule.equals(PASSWORD) && WORKFLOW.matches(lower) && SERVICE.matches(pointer)
                || RAILS.matches(lower) && RAILS_ENVIRONMENT.matches(pointer);
    }
}
