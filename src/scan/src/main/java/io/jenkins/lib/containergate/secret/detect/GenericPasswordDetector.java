package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Assignment;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Entropy;
import io.jenkins.lib.containergate.secret.text.Escapes;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Locale;
import java.util.Optional;

/** A password given to a name that says so. People choose passwords, so they need not look random. */
final class GenericPasswordDetector implements Detector {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final int KEY = 6;
    private static final double LEAST_ENTROPY = 2.5;
    private static final Pattern HARMLESS_NAME = Pattern.compile(
            "(?i).*(?:id|salt|name|url|uri|path|file|type|length|size|count|hash|policy|field|label|title|text|message|error|"
                    + "help|hint|placeholder|regex|pattern|reset|class|selector|strength|rounds|expiry|expires|prompt|"
                    + "provider|encoder|algorithm|required|changed|confirmation|input|form|page|command|ref|key|encryption|mechanism|method|mode|(?:pass|pwd|word)[._-]?auth|(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass|_re|option|options|version|requirements|matches|contains|replace|split|compile|manager|time|(?:ed|es|set)_(?:at|on)|since|until|correct|invalid|mismatch|missing|warning|exception|failed|failure|supported|enabled|disabled|history|onepassword|keepass\\w{0,3}|lastpass|nordpass|protonpass|pass[_-]args|[_-]stdin|pass[._-]cases?(?:[._-]?[0-9]{1,3})?|sha[0-9]{1,3}(?:_hex)?)$|.*(?:fake|dummy|mock|hashed|pass_?through).*");
    private static final Pattern FUNCTION = Pattern.compile("[a-z]+(?:_[a-z]+)+");
    private static final Pattern WORDS = Pattern.compile("[a-z0-9]+(?:_[a-z0-9]+)+");
    /** Words in a row. */
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9]*(?:[_-][a-z0-9]+){2,}");

    /** The name of a constant: {@code ERR_AUTHENTICATION_FAILURE_2}. */
    private static final Pattern CONSTANT = Pattern.compile("[A-Z]{2,}(?:_[A-Z]+[0-9]?){3,}");

    private static final String ARROW = "=> ";

    /** An argument of a program: {@code -listen-port=3900}. */
    private static final Pattern OPTION = Pattern.compile("--?[a-z]+(?:-[a-z]+)*(?:=[a-z.:/_-]*[0-9]{0,5})?");

    /** The digest of a file, as lock files have it. */
    private static final Pattern INTEGRITY = Pattern.compile("sha(?:1|256|384|512)-[A-Za-z0-9+/]{27,86}={0,2}");

    /** A suite of ciphers by its name: {@code PSK-AES128-CBC-SHA}. */
    private static final Pattern CIPHERS =
            Pattern.compile("(?:[A-Z0-9]{2,12}-){1,5}(?:SHA[0-9]{0,3}|GCM|CCM8?|POLY1305)");

    /** What a script prints of a test that passed: {@code PASS: test_login_of_clerk}. */
    private static final Pattern PASSED = Pattern.compile("(?:tests?|check|case)_[a-z0-9]+(?:_[a-z0-9]+)+");

    /** Of a colour of a theme: {@code brandGrey.400}. */
    private static final Pattern SHADE = Pattern.compile("[a-z]+(?:[A-Z][a-z]+)*\\.[0-9]{2,3}");

    private static final Pattern SEPARATORS = Pattern.compile("[._:/-]+");

    /** A version of a package, as logs of package managers have it: {@code passwd (1:4.13+dfsg1-1+deb12u2)}. */
    private static final Pattern PACKAGE = Pattern.compile(
            "(?:[0-9]{1,3}:)?[0-9]+(?:[.+~_-][0-9a-z]+)*(?:\\+dfsg|[+~.-](?:deb[0-9]+u|[0-9]*ubuntu|el|fc|amzn|azl|oe)[0-9]+|_(?:all|amd64|arm64|armhf|i386)\\.deb|\\.(?:aarch64|noarch|x86_64)(?:\\.rpm)?)(?:[.+~_-][0-9a-z_]+)*");

    private static final Pattern CALL =
            Pattern.compile(".*[(){}<>].*|[\\w]+(?:(?:\\[[0-9]{1,3}\\])?[.:]+[A-Za-z_]\\w*)+");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        return candidate.kind() == FileKind.PROSE
                ? Optional.empty()
                : candidate
                        .assignment()
                        .filter(assignment -> assignment.value().length() >= SHORTEST
                                && assignment.value().length() <= LONGEST)
                        .filter(assignment -> !candidate.variable(assignment))
                        .filter(assignment -> !PasswordHash.salted(assignment, candidate.text())
                                && !(shown(assignment) && candidate.commented())
                                && !code(assignment, candidate.text())
                                && !constant(assignment, candidate.text()))
                        .flatMap(assignment -> judged(assignment, candidate.kind()))
                        .filter(found ->
                                !candidate.madeUp(found) && !candidate.isDigest(found) && !candidate.minified(found));
    }

    private static Optional<Span> judged(Assignment assignment, FileKind kind) {
        String value = PasswordHash.withoutScheme(assignment.value());
        boolean found = (assignment.quoted() || kind == FileKind.SETTINGS && !assignment.spaced())
                && !(assignment.name().endsWith("s") && Randomness.uuid(value))
                && printable(value)
                && (kind == FileKind.SETTINGS || !Placeholders.illustration(value))
                && (Randomness.of(value) || chosen(value, kind) && !CALL.matches(value))
                // a long pattern: asked of what is nearly found only
                && !HARMLESS_NAME.matches(assignment.name())
                && !PasswordHash.is(assignment.value())
                && !messageKey(value, assignment.name())
                && !argument(assignment)
                && !OPTION.matches(value)
                && !INTEGRITY.matches(value)
                && !CIPHERS.matches(value)
                && !PACKAGE.matches(value)
                && !(assignment.name().equals("PASS") && PASSED.matches(value))
                && !Placeholders.placeholder(value)
                && !Placeholders.encoded(value)
                && !value.toLowerCase(Locale.ROOT).contains("password");
        return found ? Optional.of(Span.of(assignment)) : Optional.empty();
    }

    /** What only shows what a password is may be one in use; in a setting that is commented out it is not. */
    private static boolean shown(Assignment assignment) {
        return Placeholders.illustration(assignment.value());
    }

    /** What a sentence quotes as Markdown does: {@code Pass `?limit=0` (...)}. */
    private static boolean code(Assignment assignment, TextWindow text) {
        return assignment.spaced() && text.at(assignment.start() - 1) == '`';
    }

    /** At the end of a text that began before the name: {@code "... bad password => ERR_AUTHENTICATION_FAILURE_2"}. */
    private static boolean constant(Assignment assignment, TextWindow text) {
        return !assignment.quoted()
                && CONSTANT.matches(assignment.value())
                && "\"'`".indexOf(text.at(assignment.end())) >= 0
                && text.text(assignment.start() - ARROW.length(), assignment.start())
                        .equals(ARROW);
    }

    /** Words given to a function of a shell: {@code run_pass "proxy_e2e"}. */
    private static boolean argument(Assignment assignment) {
        return assignment.spaced()
                && FUNCTION.matches(assignment.name())
                && WORDS.matches(assignment.value())
                && !Randomness.of(assignment.value());
    }

    /**
     * A name of a message or a setting in the place of its text: {@code "PwdWarning": "loc.messages.PwdWarning"}; or the other way
     * round: {@code SN_dhSinglePass_stdDH_sha1kdf_scheme "dhSinglePass-stdDH-sha1kdf-scheme"}.
     */
    private static boolean messageKey(String value, String name) {
        return name.length() >= KEY
                        && value.length() > name.length()
                        && value.toLowerCase(Locale.ROOT).endsWith(name.toLowerCase(Locale.ROOT))
                || name.length() >= value.length() && joined(name).endsWith(joined(value));
    }

    /** A name without what is between its words; other signs are those of a password. */
    private static String joined(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static boolean printable(String value) {
        return value.chars().allMatch(c -> Characters.printable(c) && c != ' ') && !Escapes.foreign(value);
    }

    /** Whether somebody took care to mix characters; in programs, also not to write words. */
    private static boolean chosen(String value, FileKind kind) {
        int lower = 0;
        int upper = 0;
        int digit = 0;
        int other = 0;
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i);
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
        if (IDENTIFIER.matches(value) && Randomness.words(value)) {
            return false;
        }
        int kinds = lower + upper + digit + other;
        return kind == FileKind.SETTINGS
                ? kinds >= 3 || !Randomness.words(value)
                : kinds == 4 && !SHADE.matches(value) || kinds == 3 && !Randomness.words(value) && other == 0;
    }
}
