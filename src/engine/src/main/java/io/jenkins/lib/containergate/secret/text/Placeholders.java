package io.jenkins.lib.containergate.secret.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

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
            ".....",
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
            "utf-8",
            "<",
            "${",
            "$(",
            "{{",
            "%(",
            "#{",
            "@@");

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
            "/",
            "./",
            "../",
            "~",
            "$",
            "%",
            "@",
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
            "{",
            "[",
            "(",
            "!",
            "&");

    private Placeholders() {}

    /** Whether the value names, masks or imitates a secret. */
    public static boolean placeholder(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return VALUES.contains(lower)
                || WORDS.stream().anyMatch(lower::contains)
                || REFERENCES.stream().anyMatch(lower::startsWith)
                || patterned(lower);
    }

    /** Whether a token of a fixed format imitates one: only what no generator yields. */
    public static boolean imitation(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        return lower.contains("example")
                || lower.contains("xxxxxx")
                || lower.contains("placeholder")
                || lower.contains("123456789")
                || lower.contains("abcdefgh")
                // the account that every storage emulator of Azure has
                || lower.contains("eby8vdm02xnocqfl")
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
        return regular * 2 > value.length() || repeats(value);
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
