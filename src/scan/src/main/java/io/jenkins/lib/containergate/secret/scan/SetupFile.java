package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.secret.document.DocumentPlaces;
import io.jenkins.lib.containergate.secret.text.CommonPassword;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

    private static final Pattern COMPOSE = Pattern.compile("(?:.*/)?(?:[^/]*[._-])?compose(?:[._-][^/]*)?\\.ya?ml");

    private static final Pattern PIPELINE =
            Pattern.compile("(?:.*/)?(?:\\.(?:github|gitea|forgejo)/(?:workflows|actions)/.+\\.ya?ml"
                    + "|\\.gitlab-ci\\.ya?ml|\\.circleci/config\\.ya?ml|\\.travis\\.ya?ml|\\.drone\\.ya?ml|\\.woodpecker(?:/[^/]+)?\\.ya?ml"
                    + "|appveyor\\.ya?ml|azure-pipelines[^/]*\\.ya?ml|bitbucket-pipelines\\.ya?ml)");

    /** What runs for others, by a word of the path. */
    private static final Pattern DEPLOYS = Pattern.compile(
            "(?:.*[/._-])?(?:prod|production|live|stage|staging|deploy|deploys|deployment|deployments|release|releases|publish)(?:[/._-].*)?");

    /** What an account, a database or a container is called, at the end of a name: {@code POSTGRES_USER: shop}. */
    private static final Pattern NAME = Pattern.compile(
            "(?im)(?:user(?:_?name)?|login|database|_db|db_name|container_name|image)[\"']?[ \\t]*[:=][ \\t]*[\"']?"
                    + "(?:[a-z0-9.-]+(?::[0-9]+)?/){0,8}([a-z][a-z_-]{2,30})(?![a-z0-9_./-])");

    private static final int LONGEST = 1 << 20;
    private static final int MOST_NAMES = 64;

    private final boolean setup;
    private final DocumentPlaces.Source text;
    private @Nullable Set<String> names;

    /** @param path with {@code /} between its segments */
    SetupFile(String path, DocumentPlaces.Source text) {
        String lower = path.toLowerCase(Locale.ROOT);
        this.setup =
                (COMPOSE.matcher(lower).matches() || PIPELINE.matcher(lower).matches())
                        && !DEPLOYS.matcher(lower).matches();
        this.text = text;
    }

    /** Whether what was found in it is such a password. */
    boolean commonPassword(Hit hit) {
        return setup && hit.rule().equals(PASSWORD) && CommonPassword.is(hit.value(), names());
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
        try (InputStream in = text.open()) {
            Matcher name = NAME.matcher(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
            while (found.size() < MOST_NAMES && name.find()) {
                found.add(name.group(1));
            }
        } catch (IOException e) {
            return Set.of();
        }
        return found;
    }
}
