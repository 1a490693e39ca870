package io.jenkins.lib.containergate.testkit.secret;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills templates such as {@code ghp_{alnum:36}} with random characters. {@code {NAME:LENGTH}} draws from an alphabet;
 * other names stand for structures, such as {@code {jwt}} or {@code {pem:pkcs8}}.
 */
public final class SecretTemplate {
    private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z0-9-]+)(?::([A-Za-z0-9_-]+))?\\}");
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final Map<String, String> ALPHABETS = Map.ofEntries(
            Map.entry("alnum", LOWER + UPPER + DIGITS),
            Map.entry("lower", LOWER + DIGITS),
            Map.entry("upper", UPPER + DIGITS),
            Map.entry("letters", LOWER + UPPER),
            Map.entry("hex", DIGITS + "abcdef"),
            Map.entry("HEX", DIGITS + "ABCDEF"),
            Map.entry("digits", DIGITS),
            Map.entry("b64", LOWER + UPPER + DIGITS + "+/"),
            Map.entry("url64", LOWER + UPPER + DIGITS + "-_"),
            Map.entry("base32", UPPER + "234567"),
            Map.entry("base58", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
            Map.entry("BECH32", "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"));

    private static final List<String> WEAK_WORDS =
            List.of("Sommer", "Winter", "Berlin", "Monkey", "Acme-db", "Welcome", "Admin", "Dragon", "Cisco", "Labor");

    private final Random random;
    private final SecretStructures structures;

    /** The same seed gives the same texts. */
    public SecretTemplate(long seed) {
        this.random = new Random(seed);
        this.structures = new SecretStructures(this);
    }

    public String fill(String template) {
        Matcher field = FIELD.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (field.find()) {
            field.appendReplacement(filled, Matcher.quoteReplacement(value(field.group(1), field.group(2))));
        }
        return field.appendTail(filled).toString();
    }

    private String value(String name, String argument) {
        String alphabet = ALPHABETS.get(name);
        if (alphabet != null) {
            return draw(alphabet, Integer.parseInt(argument));
        }
        if (name.equals("digits1")) {
            return draw("123456789", 1) + draw(DIGITS, Integer.parseInt(argument) - 1);
        }
        return structures.make(argument == null ? name : name + ":" + argument);
    }

    /** Words begin and end with a letter or digit, as tokens that end in punctuation cannot be told from their text. */
    private String draw(String alphabet, int length) {
        StringBuilder drawn = new StringBuilder(length);
        while (drawn.length() < length) {
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            boolean edge = drawn.length() == 0 || drawn.length() == length - 1;
            if (!edge || Character.isLetterOrDigit(c)) {
                drawn.append(c);
            }
        }
        return drawn.toString();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A word with a year or a number and a sign, in the way most rules for passwords are met. */
    String weakPassword() {
        String word = WEAK_WORDS.get(random.nextInt(WEAK_WORDS.size()));
        return word + draw(DIGITS, 2 + random.nextInt(3)) + "!#$@".charAt(random.nextInt(4));
    }

    /** As a person or a generator would choose one. */
    String password() {
        return draw(LOWER, 3) + draw(UPPER, 2) + draw(DIGITS, 2) + "!" + draw(LOWER + UPPER, 3) + draw(DIGITS, 2)
                + draw(LOWER, 2);
    }
}
