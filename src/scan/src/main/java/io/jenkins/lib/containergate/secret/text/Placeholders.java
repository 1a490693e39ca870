package io.jenkins.lib.containergate.secret.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that stand for a secret without being one: variables, references, masks, documented examples. */
public final class Placeholders {
    /** Anywhere in the value. */
    private static final List<String> WORDS = List.of(
            "example",
            "placeholder",
            "changeme",
            "change-me",
            "change_me",
            "changethis",
            "replaceme",
            "replace_me",
            "replace-me",
            "insert_",
            "your_",
            "your-",
            "yourpass",
            "yourtoken",
            "yourkey",
            "youraccess",
            "yoursecret",
            "xxxxx",
            "*****",
            "...",
            "#####",
            "redacted",
            "dummy",
            "foobar",
            "fixme",
            "todo",
            "notasecret",
            "not_a_secret",
            "not-a-secret",
            "fake",
            "sample",
            "deadbeef",
            "0000000000",
            "1111111111",
            "abcdefgh",
            "12345678",
            "01234567",
            "98765432",
            "qwertyui",
            "lorem",
            "blahblah",
            "mysecret",
            "my_secret",
            "my-secret",
            "mytoken",
            "my_token",
            "my-token",
            "mypassword",
            "my_password",
            "my-password",
            "test-token",
            "test_token",
            "sha-256",
            "sha256",
            "sha-1",
            "scram",
            "pbewith",
            "pbkdf2with",
            "base64",
            "[a-z",
            "[0-9",
            "[\\w",
            "utf-8");

    /** Anywhere in the value, of templates and shells; chance writes them, too. */
    private static final List<String> TEMPLATES = List.of("${", "$(", "{{", "%(", "#{", "@@", "<");

    /** The whole value. */
    private static final Set<String> VALUES = Set.of(
            "password",
            "passwd",
            "secret",
            "token",
            "none",
            "null",
            "nil",
            "undefined",
            "true",
            "false",
            "string",
            "required",
            "optional",
            "default",
            "admin",
            "root",
            "user",
            "guest",
            "test",
            "unknown",
            "empty",
            "value",
            "changeit",
            "letmein",
            "secretpassword",
            "supersecret");

    private static final Pattern COUNTED = Pattern.compile("[A-Za-z]+[^A-Za-z0-9]?1234?5?6?[^A-Za-z0-9]?");
    private static final int ALPHABET = 32;
    private static final String DISGUISES = "@4310$5!7";
    private static final String DISGUISED = "aaeiossit";
    private static final List<String> DISGUISED_WORDS = List.of("pass", "secret", "changeme", "letmein");

    /** How a value begins that only says where the secret is. */
    private static final List<String> REFERENCES = List.of(
            "arn:aws",
            "__",
            "vault:",
            "secret://",
            "ssm:",
            "aws-ssm:",
            "op://",
            "env:",
            "file:",
            "ref+",
            "keyvault",
            "projects/",
            "azurekeyvault",
            "gcp-secret",
            "http://",
            "https://",
            "process.env",
            "os.environ",
            "os.getenv",
            "getenv",
            "env.",
            "system.getenv",
            "var.",
            "local.",
            "data.",
            "module.",
            "self.",
            "this.",
            "config.",
            "settings.",
            "props.",
            "options.",
            "args.",
            "params.",
            "secrets.",
            // distinguished names
            "cn=",
            "uid=",
            "ou=",
            "dc=");

    /** With one of these begin variables, paths, templates, lists, tags and anchors; so do values made by chance. */
    private static final String REFERENCE_SIGNS = "/.~$%@{[(!&*<";

    private static final double CHANCE = 12;

    /** Of algorithms, as {@code AES/GCM/NoPadding}; of files, as {@code C:\Windows}. */
    private static final Pattern NAMES =
            Pattern.compile("[a-z0-9_-]+/(?:ecb|cbc|cfb|ofb|ctr|gcm|ccm|none)/[a-z0-9_-]+|[a-z]:\\\\.*");

    /** A regular expression from end to end. */
    private static final Pattern EXPRESSION = Pattern.compile("/?\\^.*\\$/?[a-z]{0,3}");

    /** What a build replaces. */
    private static final Pattern FILTERED = Pattern.compile("@[A-Za-z][\\w.-]*@");

    /** Names of constants in the place of their values. */
    private static final Pattern CONSTANTS = Pattern.compile("[A-Z]{2,}(?:[-_,./][A-Z]{2,})+\\.?");

    /** {@code YourStrongPassw0rd}, {@code user1Pass}, {@code test-secret1}. */
    private static final Pattern SPOKEN = Pattern.compile(
            "Your[A-Z].*|(?i:(?:user|test|my|some|demo)[0-9]{0,3}[-_.]?(?:pass|pwd|secret|key|token)[0-9]{0,3})");

    /** Long enough that no generator writes it. */
    private static final int REPETITION = 10;

    /** The same character again and again, but for what base 64 makes of zeros. */
    private static final Pattern RUN = Pattern.compile("([0-9B-Za-z])\\1{7}");

    /** A counted class of a regular expression, as {@code [0-9A-F]{32}}; a counted field of a template, as {@code {b64:40}}. */
    private static final Pattern SHAPE =
            Pattern.compile("\\]\\{[0-9]{1,4}(?:,[0-9]{0,4})?}|\\{[a-z][a-z0-9]{1,9}:[0-9]{1,4}}");

    private Placeholders() {}

    /**
     * Whether it looks chosen to show what a password is, with signs for letters or a count at its end: {@code P@ssw0rd},
     * {@code s3cr3t}, {@code admin123}. People choose such passwords for use, too: in settings it means nothing.
     */
    public static boolean illustration(String value) {
        return COUNTED.matcher(value).matches() || disguised(value);
    }

    private static boolean disguised(String value) {
        StringBuilder letters = new StringBuilder();
        for (char c : value.toLowerCase(Locale.ROOT).toCharArray()) {
            int disguise = DISGUISES.indexOf(c);
            letters.append(disguise < 0 ? c : DISGUISED.charAt(disguise));
        }
        String undisguised = letters.toString();
        String lower = value.toLowerCase(Locale.ROOT);
        return DISGUISED_WORDS.stream().anyMatch(word -> undisguised.contains(word) && !lower.contains(word));
    }

    /** Whether the value names, masks or imitates a secret. */
    public static boolean placeholder(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return VALUES.contains(lower)
                || WORDS.stream().anyMatch(lower::contains)
                || REFERENCES.stream().anyMatch(lower::startsWith)
                || reference(value) && Chance.bits(value) < CHANCE
                || PublishedExamples.within(lower)
                || alphabet(value)
                || EXPRESSION.matcher(value).matches()
                || SPOKEN.matcher(value).matches()
                || stutters(lower)
                || CONSTANTS.matcher(value).matches()
                || FILTERED.matcher(value).matches()
                || NAMES.matcher(lower).matches()
                || SHAPE.matcher(lower).find()
                || patterned(lower);
    }

    private static boolean reference(String value) {
        return !value.isEmpty() && REFERENCE_SIGNS.indexOf(value.charAt(0)) >= 0
                || TEMPLATES.stream().anyMatch(value::contains);
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
                || PublishedExamples.within(lower)
                || alphabet(token)
                || patterned(lower);
    }

    /** Mostly a run, a count or a repetition: {@code aaaaaaaa}, {@code 0123456789}, {@code abcabcabc}. */
    private static boolean patterned(String value) {
        if (value.length() < 6) {
            return false;
        }
        int regular = 0;
        for (int i = 1; i < value.length(); i++) {
            int step = value.charAt(i) - value.charAt(i - 1);
            if (step >= -1 && step <= 1) {
                regular++;
            }
        }
        return regular * 2 > value.length() || repeats(value) || interleaved(value);
    }

    /** No character twice in a long value: an alphabet, perhaps shuffled. One value of 5,000 is like that by chance. */
    private static boolean alphabet(String value) {
        return value.length() >= ALPHABET && value.chars().distinct().count() == value.length();
    }

    /** Two counts by turns, as {@code 1a2b3c4d-5e6f}. */
    private static boolean interleaved(String value) {
        String joined = value.replace("-", "");
        int counted = 0;
        for (int i = 2; i < joined.length(); i++) {
            counted += joined.charAt(i) - joined.charAt(i - 2) == 1 ? 1 : 0;
        }
        return joined.length() >= 8 && counted * 10 > joined.length() * 7;
    }

    /** Two or three characters again and again somewhere in it: {@code 48e92789-57a3-466a-9959-1a1a1a1a1a1a}. */
    private static boolean stutters(String value) {
        for (int period = 2; period <= 3; period++) {
            int same = 0;
            for (int i = period; i < value.length(); i++) {
                same = value.charAt(i) == value.charAt(i - period) ? same + 1 : 0;
                if (same + period >= REPETITION) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean repeats(String value) {
        for (int period = 1; period <= 4 && period * 3 <= value.length(); period++) {
            if (value.regionMatches(period, value, 0, value.length() - period)) {
                return true;
            }
        }
        return false;
    }
}
