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
import java.util.stream.Stream;

/** A random value given to a name that says it is a secret, whoever issued it. */
final class GenericSecretDetector implements Detector {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 512;
    private static final Pattern VALUE = Pattern.compile("[!-~]+");
    /** Digests, names made of several parts, indexes of databases as Doctrine names them, addresses of blockchains, keys that issuers mean for browsers, nodes of GitHub. */
    private static final Pattern PUBLIC = Pattern.compile(
            "0x[0-9a-f]{40}|(?:fk|idx|uniq)_[0-9a-f]{12,20}|sha(?:1|256|384|512)-.*|phc_[0-9a-z]{40,50}|pub[0-9a-f]{32}|pk_(?:live|test)_[0-9a-z]{20,120}|[a-z]{1,5}_(?:kw|la)do[0-9a-z_-]{6,60}");
    /** Names that speak about a secret or of something public. */
    private static final Pattern HARMLESS_NAME = Pattern.compile(
            "(?i).*(?:id|ids|name|url|uri|path|file|type|format|length|size|count|ttl|expiry|expires(?:_?in)?|algorithm|"
                    + "version|public|hash|digest|checksum|integrity|regex|pattern|header|prefix|class|endpoint|arn|ref|"
                    + "label|title|description|text|message|error|help|hint|field|param|index|selector|alias|scope|"
                    + "provider|store|manager|factory|service|template|usage|event|status|state|date|time|kind|role|sig|signature|accessor|supported|enabled|disabled|_re)$");

    private static final Pattern PUBLIC_NAME = Pattern.compile(
            "(?i).*(?:dummy|example|public|pub_?key|token_?type|tokenizer|tokenize|hashed|request[._-]?token|idempotency|"
                    + "page_?token|postman[._-]?token|site_?key|sitekey|user\\.signingkey).*");
    /** What has a token or a key of its own that is no secret; a secret of it is one: {@code CSRF_SECRET_KEY}. */
    private static final Pattern PUBLIC_OWNER = Pattern.compile(
            "(?i).*(?:contract|csrf|xsrf|syntax|lexer|parser|next_?page|cursor|continuation|cancellation|injection).*");
    /** Names that leave no doubt. */
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(?:secret|api[._-]?(?:key|token)|access[._-]?(?:key|token)|private|credential).*");
    /** Of Jenkins' plugins: what is built from a commit carries the beginning of its hash, {@code 1499.va_f0e811253a_6}. */
    private static final String BADGE = "badge.svg?";

    private static final Pattern PLUGIN_VERSION = Pattern.compile("[0-9]+(?:[.-][0-9]+)*\\.v(?:[0-9a-f]_?){12}");

    private static final int CHECKSUM = 40;
    /** Around one member of a record, its others. */
    private static final int RECORD = 300;
    /** Of the environment: {@code AUTH_SALT} of WordPress is a secret. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Z0-9]+(?:_[A-Z0-9]+)*");

    private static final double LEAST_ENTROPY = 3;

    @Override
    public Optional<Span> detect(Candidate candidate) {
        return candidate.kind() == FileKind.PROSE
                ? Optional.empty()
                : candidate
                        .assignment()
                        .filter(assignment -> !PasswordHash.exported(assignment))
                        .flatMap(assignment -> judged(assignment, candidate.kind()))
                        .filter(found -> !candidate.explains()
                                && !badge(candidate)
                                && !checksum(candidate)
                                && !saltOfHash(candidate)
                                && !candidate.isDigest(found)
                                && !candidate.minified(found));
    }

    private static Optional<Span> judged(Assignment written, FileKind kind) {
        Assignment assignment = AuthenticationScheme.without(written);
        String value = assignment.value();
        // what costs least and says no to most comes first
        boolean found = (assignment.quoted() || kind == FileKind.SETTINGS)
                && value.length() >= SHORTEST
                && value.length() <= LONGEST
                && VALUE.matches(value)
                && Entropy.bitsPerCharacter(value) >= LEAST_ENTROPY
                && Randomness.of(value)
                && !HARMLESS_NAME.matches(assignment.name())
                && !PUBLIC_NAME.matches(assignment.name())
                && !(PUBLIC_OWNER.matches(assignment.name()) && !SECRET_NAME.matches(assignment.name()))
                && !encodedObject(value)
                && !JsonWebTokenDetector.opensNothing(value)
                && !PUBLIC.matches(value.toLowerCase(Locale.ROOT))
                && !PLUGIN_VERSION.matches(value)
                && !PasswordHash.is(value)
                && !Escapes.foreign(value)
                && !Placeholders.placeholder(value)
                && !Placeholders.encoded(value)
                && !harmlessUser(written, value);
        return found ? Optional.of(Span.of(assignment)) : Optional.empty();
    }

    /** A token in the address of a picture, as badges of coverage have it: it shows the picture and nothing else. */
    private static boolean badge(Candidate candidate) {
        return candidate.text().startsWith(BADGE, candidate.from() - BADGE.length());
    }

    /** Helm's annotations, as {@code checksum/secret}. */
    private static boolean checksum(Candidate candidate) {
        int from = Math.max(candidate.text().start(), candidate.from() - CHECKSUM);
        return candidate.text().text(from, candidate.from()).contains("checksum/");
    }

    /** Beside the hash of the same secret, as a store of tokens keeps them: {@code token_salt}, {@code token_hash}. */
    private static boolean saltOfHash(Candidate candidate) {
        String name = candidate.assignment().map(Assignment::name).orElse("");
        if (!name.toLowerCase(Locale.ROOT).endsWith("salt") || VARIABLE.matches(name)) {
            return false;
        }
        String owner = name.substring(0, name.length() - "salt".length());
        TextWindow text = candidate.text();
        return Stream.of("hash", "digest")
                .map(word -> (owner + word).toLowerCase(Locale.ROOT))
                .anyMatch(word ->
                        named(word, text, Math.max(text.start(), candidate.from() - RECORD), candidate.to() + RECORD));
    }

    /** Whether something has exactly this name there; a part of a longer name or a call of a function is something else. */
    private static boolean named(String name, TextWindow text, int from, int to) {
        for (int at = text.indexOf(name, from, to); at >= 0; at = text.indexOf(name, at + 1, to)) {
            int end = at + name.length();
            if (!Characters.word(text.at(at - 1)) && !Characters.word(text.at(end)) && text.at(end) != '(') {
                return true;
            }
        }
        return false;
    }

    /** {@code Basic Zm9vOmJhcg==}: the name and password of nobody. */
    private static boolean harmlessUser(Assignment written, String value) {
        return written.value().regionMatches(true, 0, "basic ", 0, "basic ".length())
                && AuthorizationHeaderDetector.harmless(value);
    }

    /** JSON in base 64: what it holds is searched, and a token made of several such parts has a rule of its own. */
    private static boolean encodedObject(String value) {
        return value.startsWith("eyJ") && (value.indexOf('.') < 0 || value.indexOf('.') == value.length() - 1);
    }
}
