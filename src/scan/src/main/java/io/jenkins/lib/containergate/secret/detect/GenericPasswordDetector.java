package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Assignment;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Entropy;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.WordLikeness;
import java.util.Locale;
import java.util.Optional;

/** A password given to a name that says so. People choose passwords, so they need not look random. */
final class GenericPasswordDetector implements Detector {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final double LEAST_ENTROPY = 2.5;
    private static final double WORDS = 0.8;
    private static final Pattern HARMLESS_NAME = Pattern.compile(
            "(?i).*(?:id|name|url|uri|path|file|type|length|size|count|hash|policy|field|label|title|text|message|error|"
                    + "help|hint|placeholder|regex|pattern|reset|class|selector|strength|rounds|expiry|expires|prompt|"
                    + "provider|encoder|algorithm|required|changed|confirmation|input|form|page|command|ref|key|encryption|mechanism|method|mode|auth|option|options|version|requirements)$");
    /** Escapes of characters that are not of ASCII: words of another language. */
    private static final Pattern FOREIGN =
            Pattern.compile("\\\\u(?:00[89A-Fa-f]|0[1-9A-Fa-f]|[1-9A-Fa-f])|\\\\x[89A-Fa-f]");

    private static final Pattern CALL = Pattern.compile(".*[(){}<>].*|[\\w]+(?:[.:]+[A-Za-z_]\\w*)+");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        return candidate.kind() == FileKind.PROSE
                ? Optional.empty()
                : candidate
                        .assignment()
                        .flatMap(assignment -> judged(assignment, candidate.kind()))
                        .filter(found -> !candidate.madeUp(found));
    }

    private static Optional<Span> judged(Assignment assignment, FileKind kind) {
        String value = assignment.value();
        boolean found = (assignment.quoted() || kind == FileKind.SETTINGS && !assignment.spaced())
                && value.length() >= SHORTEST
                && value.length() <= LONGEST
                && !HARMLESS_NAME.matches(assignment.name())
                && chosen(value, kind)
                && (kind == FileKind.SETTINGS || !Placeholders.illustration(value))
                && !CALL.matches(value)
                && !Placeholders.placeholder(value)
                && !value.toLowerCase(Locale.ROOT).contains("password");
        return found ? Optional.of(Span.of(assignment.start(), assignment.end())) : Optional.empty();
    }

    /** Whether somebody took care to mix characters; in programs, also not to write words. */
    private static boolean chosen(String value, FileKind kind) {
        if (FOREIGN.matcher(value).find()) {
            return false;
        }
        int lower = 0;
        int upper = 0;
        int digit = 0;
        int other = 0;
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i);
            if (!Characters.printable(c) || c == ' ') {
                return false;
            }
            if (Characters.lower(c)) {
                lower = 1;
            } else if (Characters.upper(c)) {
                upper = 1;
            } else if (Characters.digit(c)) {
                digit = 1;
            } else {
                other = 1;
            }
        }
        if (digit == 0 || lower + upper == 0 || Entropy.bitsPerCharacter(value) < LEAST_ENTROPY) {
            return false;
        }
        int kinds = lower + upper + digit + other;
        return kind == FileKind.SETTINGS
                ? kinds >= 3 || WordLikeness.of(value) < WORDS
                : kinds == 4 || kinds == 3 && WordLikeness.of(value) < WORDS && other == 0;
    }
}
