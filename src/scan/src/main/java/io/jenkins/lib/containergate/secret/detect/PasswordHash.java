package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Assignment;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.DigestForm;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Hashes of passwords, and values that only a key makes readable: nobody logs in with one. */
final class PasswordHash {
    /** Schemes that say the password is not protected: those of Dovecot, Spring Security and WebSphere, and what others call so. */
    private static final Pattern READABLE =
            Pattern.compile("(?i)^\\{(?:plain(?:-trunc|-?text)?|clear(?:-?text)?|text|noop|xor|hex|b64|base64)\\}");

    private static final Pattern PROTECTED = Pattern.compile("^(?:\\$(?:[0-9a-z]{1,10}|pbkdf2-[a-z0-9]{1,8})\\$"
            // of bcrypt in a compose file, where each sign is doubled, in a template twice
            + "|(?:\\$\\$){1,2}2[abxy](?:\\$\\$){1,2}[0-9]{2}(?:\\$\\$){1,2}|\\{[A-Z0-9-]+\\}|\\{(?:bcrypt|scrypt|pbkdf2|argon2|ldap|sha256)\\b"
            + "[@\\w]*\\}|pbkdf2|(?:md5|sha1|argon2|bcrypt|bcrypt_sha256|scrypt)\\$[A-Za-z0-9./$=,+]+\\$|ENC\\(|\\{cipher\\}|vault:v[0-9]|AQICAH|\\{AQAAAB|\\$ANSIBLE"
            // of Jupyter and of Bitcoin's RPC: a salt and a digest
            + "|(?:md5|sha1|sha256):[0-9a-f]{8,32}:[0-9a-f]{32,64}$|[0-9a-f]{16,32}\\$[0-9a-f]{64}$"
            // of EJSON, SOPS and Hiera's eyaml
            + "|EJ\\[1:[A-Za-z0-9+/]{43}=:|ENC\\[(?:AES256_GCM,data:|PKCS7,|GPG,)"
            // as Maven encrypts what settings.xml holds
            + "|\\{[A-Za-z0-9+/]{43,}={0,2}\\}$)");

    private static final int REACH = 160;
    private static final Pattern EXPORTED =
            Pattern.compile("\\{\"value\":\"[A-Za-z0-9+/]{27,88}={0,2}\",\"salt\":\"[A-Za-z0-9+/]{4}");
    private static final Pattern ITERATIONS = Pattern.compile("(?i)\\b(?:hash)?iterations?\\b");
    /** What the name of a password goes on with where the same record says how it was hashed. */
    private static final Pattern BESIDE = Pattern.compile(
            "(?i)([\\w.\\[\\]-]{0,80}?)[._-]?(?:(?:password|passwd|pwd)[._-]?)?(?:salt|cipher[._-]?algorithm|hash[._-]?(?:algorithm|iterations|method))");

    private static final Pattern PASSWORD = Pattern.compile("(?i)[._-]?(?:password|passwd|pwd|pass)$");

    /** {@code encrypted_password}; not of the environment. */
    private static final Pattern ENCRYPTED =
            Pattern.compile("(?:[a-z0-9_.-]{1,60}[._-])?encrypted_?(?:password|passwd)");

    /** Of settings and stores that encrypt with a password and a salt: there the password is the secret. */
    private static final Pattern ENCRYPTS = Pattern.compile("crypt|cipher|pbe|(?:key|trust)[._-]?store|vault|wallet");

    /** A variable of the environment is no record of a user. */
    private static final Pattern VARIABLE = Pattern.compile("[A-Z0-9]+(?:_[A-Z0-9]+)+");

    private static final Pattern FIRST_BRACE = Pattern.compile("^[^{}]*[{}]");
    private static final Pattern LAST_BRACE = Pattern.compile("^.*[{}]");

    private PasswordHash() {}

    /** Whether the value itself says so; also in base 64, as LDIF has it. */
    static boolean is(String value) {
        return guarded(value) || guarded(decoded(value));
    }

    /** What stands behind a scheme that protects nothing: {@code {noop}...}, {@code {BASE64}...}. */
    static String withoutScheme(String value) {
        return value.startsWith("{") ? READABLE.matcher(value).replaceFirst("") : value;
    }

    private static boolean guarded(String value) {
        return !READABLE.matcher(value).find() && PROTECTED.matcher(value).find();
    }

    private static String decoded(String value) {
        if (!value.startsWith("e") && !value.startsWith("J")) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Whether a digest is given to the name of a password, and the lines around it give a salt or an algorithm to the name that
     * goes with it, or its name says the same, as in the roles of PostgreSQL: {@code password} and {@code salt}, {@code admin.password} and {@code admin.cipherAlgorithm}.
     */
    static boolean salted(Assignment assignment, TextWindow text) {
        if (ENCRYPTED.matches(assignment.name()) && hexadecimalDigest(assignment.value())) {
            return true;
        }
        boolean base64 = DigestForm.base64(assignment.value());
        if (!base64 && !hexadecimalDigest(assignment.value())
                || !PASSWORD.matcher(assignment.name()).find()) {
            return false;
        }
        String name = PASSWORD.matcher(assignment.name()).replaceFirst("").toLowerCase(Locale.ROOT);
        String owner = name.startsWith(".") ? name.substring(1) : name;
        if (ENCRYPTS.matcher(owner).find() || VARIABLE.matches(assignment.name())) {
            return false;
        }
        List<String> after = lines(text.text(assignment.end(), assignment.end() + REACH));
        List<String> before = lines(text.text(Math.max(text.start(), assignment.start() - REACH), assignment.start()));
        Collections.reverse(before);
        int indent = indent(before.get(0));
        String around = sameObject(after, indent, false) + ' ' + sameObject(before, indent, true);
        // a password in base 64 is as long as a digest more often than one in hexadecimal is
        return besides(around, owner) && (!base64 || ITERATIONS.matcher(around).find());
    }

    private static boolean hexadecimalDigest(String value) {
        // a hash written as a number has lost its first zero
        return DigestForm.hexadecimal(value) || DigestForm.hexadecimal("0" + value);
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(List.of(text.split("\n", -1)));
    }

    /**
     * Up to a brace, or a line that is indented less: what follows is said of something else.
     *
     * @param lines away from the password; the first is the rest of its own
     */
    private static String sameObject(List<String> lines, int indent, boolean backwards) {
        StringBuilder same = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (i > 0 && !line.isBlank() && indent(line) < indent) {
                break;
            }
            Matcher brace = (backwards ? LAST_BRACE : FIRST_BRACE).matcher(line);
            if (brace.find()) {
                return same.append(' ')
                        .append(backwards ? line.substring(brace.end()) : line.substring(0, brace.end() - 1))
                        .toString();
            }
            same.append(' ').append(line);
        }
        return same.toString();
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && (Characters.blank(line.charAt(indent)) || line.charAt(indent) == '-')) {
            indent++;
        }
        return indent;
    }

    private static boolean besides(String around, String owner) {
        for (String word : around.split("[\\s\"'<>=:,;(){}]+")) {
            Matcher matcher = BESIDE.matcher(word);
            if (matcher.matches() && owned(matcher.group(1).toLowerCase(Locale.ROOT), owner)) {
                return true;
            }
        }
        return false;
    }

    private static boolean owned(String prefix, String owner) {
        return prefix.equals(owner) || !owner.isEmpty() && prefix.endsWith("." + owner);
    }

    /** Of a user of Keycloak, as its exports have it: the value and its salt in one text of JSON. */
    static boolean exported(Assignment assignment) {
        return assignment.name().toLowerCase(Locale.ROOT).endsWith("secretdata")
                && EXPORTED.matcher(assignment.value()).lookingAt();
    }
}
