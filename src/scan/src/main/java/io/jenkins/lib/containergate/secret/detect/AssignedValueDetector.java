package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Assignment;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Entropy;
import io.jenkins.lib.containergate.secret.text.LatePattern;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import java.util.Locale;
import java.util.Optional;

/**
 * A value without a format of its own, recognised by the name it is given to.
 *
 * @param format of the whole value
 * @param entropy bits for each character it has at least
 * @param regular whether its format holds long runs, which otherwise give an imitation away
 */
public record AssignedValueDetector(LatePattern format, double entropy, boolean regular) implements Detector {
    private static final int MAX_VALUE = 4096;
    private static final Pattern IDENTIFIER_NAME = Pattern.compile("(?:.*[^A-Za-z])?(?i:ids?)|.*[a-z0-9](?:Id|ID)s?");
    /** Of keys that every visitor of a page gets: Algolia's for searching. */
    private static final Pattern PUBLIC_NAME = Pattern.compile("(?i).*search[._-]?only.*");

    private static final Pattern DIGEST_NAME =
            Pattern.compile("(?i).*(?:checksum|digest|hash|md5|sha_?(?:1|256|512)?)(?:sum)?");
    /** {@code HUBSPOT_FORM_ID_SAAS}: of what, behind it. */
    private static final Pattern IDENTIFIER_OF = Pattern.compile(
            "(?i)(?:.*[._-])?(?:account|form|organi[sz]ation|portal|project|workspace)[._-]?ids?(?:[._-][a-z0-9]{1,20}){1,3}");
    /** Names that end so and name a secret all the same: {@code secret_id} of Vault's AppRole, {@code session_id}. */
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(?:secret|session|token).*");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        return candidate
                .assignment()
                // what is given to a call without quotes is a name
                .filter(given -> given.quoted() || candidate.text().at(given.start() - 1) != '(')
                .flatMap(this::judged)
                // asked last: it looks at what stands before, a long way back
                .filter(found ->
                        !candidate.isDigest(found) && (candidate.kind() == FileKind.PROSE || !candidate.explains()));
    }

    private Optional<Span> judged(Assignment assignment) {
        Assignment bare = AuthenticationScheme.without(assignment);
        String value = bare.value();
        boolean matches = value.length() <= MAX_VALUE
                && format.get().matches(value)
                && Entropy.bitsPerCharacter(value) >= entropy
                && (regular || !Placeholders.imitation(value))
                && !words(value)
                && !DIGEST_NAME.matches(assignment.name())
                && !PUBLIC_NAME.matches(assignment.name())
                && !identifier(assignment.name(), value);
        return matches ? Optional.of(Span.of(bare)) : Optional.empty();
    }

    /** Identifiers are random, too: {@code scaleway_project_id=cb334986-...}. */
    private static boolean identifier(String name, String value) {
        boolean named = IDENTIFIER_NAME.matches(name)
                || IDENTIFIER_OF.matches(name) && !name.toLowerCase(Locale.ROOT).contains("key");
        return named && !SECRET_NAME.matches(name) && Randomness.uuid(value);
    }

    /** Chance seldom writes without digits, and then no words of any language. */
    private static boolean words(String value) {
        return value.chars().noneMatch(Characters::digit) && !Randomness.of(value);
    }
}
