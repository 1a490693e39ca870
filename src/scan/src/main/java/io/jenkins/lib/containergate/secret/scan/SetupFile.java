package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.secret.detect.DeployedPath;
import io.jenkins.lib.containergate.secret.text.CommonPassword;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of sources that starts containers beside a program, for developers or in continuous integration. A password in it that
 * is tried before any other protects nothing, whoever reads the file or does not.
 */
final class SetupFile {
    private static final RuleId PASSWORD = new RuleId("generic-password");

    /** What a command or an address sends to a host. */
    private static final Set<RuleId> SENT = Set.of(
            new RuleId("command-password"),
            new RuleId("curl-user"),
            new RuleId("database-url"),
            new RuleId("url-credentials"));

    private static final Pattern COMPOSE = Pattern.compile("(?:.*/)?(?:[^/]*[._-])?compose(?:[._-][^/]*)?\\.ya?ml");

    private static final Pattern PIPELINE =
            Pattern.compile("(?:.*/)?(?:\\.(?:github|gitlab|gitea|forgejo|circleci|buildkite|azure-pipelines)/.+"
                    + "|\\.gitlab-ci\\.ya?ml|\\.gitpod\\.ya?ml|\\.travis\\.ya?ml|\\.drone\\.ya?ml|\\.woodpecker(?:/[^/]+)?\\.ya?ml"
                    + "|appveyor\\.ya?ml|azure-pipelines[^/]*\\.ya?ml|bitbucket-pipelines\\.ya?ml)");

    /** What an account, a database or a container is called, at the end of a name: {@code POSTGRES_USER: shop}. */
    private static final Pattern NAME = Pattern.compile(
            "(?im)(?:user(?:_?name)?|login|database|_db|db_name|container_name|image)[\"']?[ \\t]*[:=][ \\t]*[\"']?"
                    + "(?:[a-z0-9.-]+(?::[0-9]+)?/){0,8}([a-z][a-z_-]{2,30})(?![a-z0-9_./-])");

    private static final int MOST_NAMES = 64;

    private final boolean compose;
    private final boolean pipeline;
    private final boolean deploys;
    private final SourceText text;
    private final TrialFile trial;
    private final LocalHosts hosts;
    private final ServingFile serving;
    private @Nullable Set<String> names;

    /** @param path with {@code /} between its segments */
    SetupFile(String path, SourceText text) {
        String lower = path.toLowerCase(Locale.ROOT);
        this.compose = COMPOSE.matcher(lower).matches();
        this.pipeline = PIPELINE.matcher(lower).matches();
        this.text = text;
        this.trial = new TrialFile(lower, text);
        this.hosts = new LocalHosts(text);
        this.serving = new ServingFile(text);
        this.deploys = DeployedPath.is(lower);
    }

    /** Whether what was found in it is such a password, or a key that only what it starts has. */
    boolean protectsNothing(Hit hit) {
        return !deploys && (trial.owns(hit) || (compose || pipeline) && commonPassword(hit));
    }

    private boolean commonPassword(Hit hit) {
        boolean sent = SENT.contains(hit.rule());
        return (hit.rule().equals(PASSWORD) || sent)
                && CommonPassword.is(hit.value(), names())
                && (!sent || hosts.only(hit.value()))
                && (pipeline || trial.named() || !serving.serves());
    }

    private Set<String> names() {
        Set<String> known = names;
        if (known == null) {
            known = read();
            names = known;
        }
        return known;
    }

    private Set<String> read() {
        Set<String> found = new LinkedHashSet<>();
        Matcher name = NAME.matcher(text.content());
        while (found.size() < MOST_NAMES && name.find()) {
            found.add(name.group(1));
        }
        return found;
    }
}
