package io.jenkins.lib.containergate.secret.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Values that stand for a secret without being one: variables, references, masks, documented examples. */
public final class Placeholders {
    private static final Pattern COUNTED = Pattern.compile("[A-Za-z]+[^A-Za-z0-9]?1234?5?6?[^A-Za-z0-9]?");
    private static final List<String> DISGUISED_WORDS = List.of("pass", "secret", "changeme", "letmein");

    /** With one of these begin variables, paths, templates, lists, tags and anchors; so do values made by chance. */
    private static final String REFERENCE_SIGNS = "/.~$%@{[(!&*<";

    private static final double CHANCE = 12;

    /** Of algorithms, as {@code AES/GCM/NoPadding} and {@code A128CBC-HS256}; of files, as {@code C:\Windows}. */
    private static final Pattern NAMES = Pattern.compile(
            "[a-z0-9_-]+/(?:ecb|cbc|cfb|ofb|ctr|gcm|ccm|none)/[a-z0-9_-]+|a(?:128|192|256)cbc[-+]hs(?:256|384|512)|[a-z]:\\\\.*");

    /**
     * A name in the brackets that a usage has: {@code <password>[,port=<port>]}; an element of a page; a mark in the text of a language
     * model, {@code <|START_OF_IMG|>}.
     */
    private static final Pattern USAGE = Pattern.compile("<[A-Za-z][A-Za-z _-]{1,30}>.*|<\\|[A-Za-z_ -]{1,40}\\|>");

    /** Numbers in a row, as identifiers are put together. */
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+(?:[&,;:|./ -][0-9]+)*");

    /** A regular expression from end to end. */
    private static final Pattern EXPRESSION = Pattern.compile("/?\\^.*\\$/?[a-z]{0,3}");

    /** What a build replaces. */
    private static final Pattern FILTERED = Pattern.compile("@[A-Za-z][\\w.-]*@");

    /** The name of a secret between other signs, the same ones on both sides: {@code ^_^secretkey^_^}. */
    private static final Pattern FRAMED = Pattern.compile(
            "(\\^_\\^|###|%%%|\\$\\$\\$|@@@|\\|\\|\\||===)(?i:[a-z_.-]*(?:key|name|pass|pwd|secret|token|user|value)[a-z_.-]*)\\1");

    /** Names of constants in the place of their values. */
    private static final Pattern CONSTANTS = Pattern.compile("[A-Z]{2,}(?:[-_,./][A-Z]{2,})+\\.?");

    /** {@code user1Pass}, {@code test-secret1}, {@code content-access-token}. */
    private static final Pattern SPOKEN = Pattern.compile(
            "[a-z]{3,20}(?:[-_][a-z]{2,20}){0,4}[-_](?:id|token|secret|password|key|name|value)|(?i:(?:user|test|my|some|demo)[0-9]{0,3}[-_.]?(?:pass|pwd|secret|key|token)[0-9]{0,3})");

    /**
     * Lists of names and times: the algorithms of a suite, {@code PSK-NULL-SHA384,PSK,PSK,NULL}, {@code EXPORT:!DES:!RC4},
     * {@code 2024-06-06T09:04:51}.
     */
    private static final Pattern LIST = Pattern.compile(
            "[A-Za-z0-9._-]{2,}(?:,[A-Za-z0-9._-]+){3,}|[!+-]?[ak]?[A-Z0-9!+@_-]+(?::[!+-]?[ak]?[A-Z0-9!+@_-]+){2,}"
                    + "|[12][0-9]{3}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-5][0-9][0-9:.+Z-]{0,20}");

    /** {@code secret1,secret2}. */
    private static final Pattern NUMBERED =
            Pattern.compile("(?:(?:secret|token|passwd|password|user|value)[0-9]{1,2}[,;:|]?){2,}");

    private static final int MOST_ENCODINGS = 2;
    private static final int LONGEST_LIST = 512;
    /** Names of algorithms without a sign in them are shorter. */
    private static final int LONG_ITEM = 16;

    /** The same character again and again, but for what base 64 makes of zeros. */
    private static final Pattern RUN = Pattern.compile("([0-9B-Za-z])\\1{7}");

    /** A counted class of a regular expression, as {@code [0-9A-F]{32}}, or a choice, as {@code \\(sign\\|verify\\)}; a counted field of a template, as {@code {b64:40}}. */
    private static final Pattern SHAPE = Pattern.compile(
            "\\]\\{[0-9]{1,4}(?:,[0-9]{0,4})?}|\\{[a-z][a-z0-9]{1,9}:[0-9]{1,4}}|\\[\\^[^\\]]{1,8}\\][*+]|\\(\\.[*+]\\?\\)|\\\\\\([a-z0-9_]{2,40}\\\\\\|[a-z0-9_]{2,40}\\\\[|)]");

    private Placeholders() {}

    /**
     * Whether it looks chosen to show what a password is, with signs for letters or a count at its end: {@code P@ssw0rd},
     * {@code s3cr3t}, {@code admin123}. People choose such passwords for use, too: in settings it means nothing.
     */
    public static boolean illustration(String value) {
        return COUNTED.matcher(value).matches() || disguised(value);
    }

    private static boolean disguised(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        String undisguised = Disguise.undone(lower);
        return DISGUISED_WORDS.stream().anyMatch(word -> undisguised.contains(word) && !lower.contains(word));
    }

    /**
     * The same in base 64, once or twice, as manifests have it and as software ships it to be replaced: {@code cGFzc3dvcmQ=}; or
     * numbers, as addresses in mails have them.
     */
    public static boolean encoded(String value) {
        String text = value;
        for (int i = 0; i < MOST_ENCODINGS; i++) {
            try {
                text = new String(Base64.getDecoder().decode(text.replace("%3D", "=")), StandardCharsets.ISO_8859_1);
            } catch (IllegalArgumentException e) {
                return false;
            }
            if (!text.chars().allMatch(Characters::printable)) {
                return false;
            }
            if (placeholder(text) || NUMBERS.matcher(text).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the value names, masks or imitates a secret. */
    public static boolean placeholder(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return PlaceholderWords.WHOLE.contains(lower)
                || PlaceholderWords.ANYWHERE.stream().anyMatch(lower::contains)
                || PlaceholderWords.REFERENCES.stream().anyMatch(lower::startsWith)
                || webToken(lower)
                || (reference(value) || part(value, lower)) && Chance.bits(value) < CHANCE
                || PublishedExamples.within(lower)
                || Regularity.alphabet(value)
                || EXPRESSION.matcher(value).matches()
                || SPOKEN.matcher(value).matches()
                || NUMBERED.matcher(lower).matches()
                || Regularity.stutters(lower)
                || list(value)
                || CONSTANTS.matcher(value).matches()
                || FILTERED.matcher(value).matches()
                || FRAMED.matcher(value).matches()
                || NAMES.matcher(lower).matches()
                || USAGE.matcher(value).matches()
                || SHAPE.matcher(lower).find()
                || Regularity.patterned(lower);
    }

    /** Not one of keys that are valid together: {@code API_TOKENS=8f3a...,9bc2...}. */
    private static boolean list(String value) {
        return value.length() <= LONGEST_LIST
                && LIST.matcher(value).matches()
                && Stream.of(value.split("[,:]")).noneMatch(Placeholders::drawn);
    }

    private static boolean drawn(String item) {
        return item.length() >= LONG_ITEM
                && Chance.bits(item) >= CHANCE
                && item.chars().allMatch(Character::isLetterOrDigit);
    }

    /** {@code header.eyJzdWIiOiJhIn0.signature}. */
    private static boolean webToken(String lower) {
        return lower.startsWith("header.") && lower.endsWith(".signature");
    }

    /** {@code config.apiKey}, {@code YourStrongPassw0rd}. */
    private static boolean part(String value, String lower) {
        return PlaceholderWords.OBJECTS.stream().anyMatch(lower::startsWith)
                || value.startsWith("Your") && value.length() > 4 && Characters.upper(value.charAt(4));
    }

    private static boolean reference(String value) {
        return !value.isEmpty() && REFERENCE_SIGNS.indexOf(value.charAt(0)) >= 0
                || PlaceholderWords.TEMPLATES.stream().anyMatch(value::contains);
    }

    /** Whether a token of a fixed format imitates one: only what no generator yields. */
    public static boolean imitation(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        return lower.contains("example")
                || lower.contains("xxxxxx")
                || lower.contains("placeholder")
                || lower.contains("123456789")
                || lower.contains("abcdefgh")
                || RUN.matcher(token).find()
                || lower.contains("invalidinvalid")
                || PublishedExamples.within(lower)
                || Regularity.alphabet(token)
                || Regularity.patterned(lower);
    }
}
