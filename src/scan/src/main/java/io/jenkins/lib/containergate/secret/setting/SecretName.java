package io.jenkins.lib.containergate.secret.setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a setting is called like a secret. The last word decides: {@code DB_PASSWORD} is one, {@code PASSWORD_FILE} and
 * {@code TOKEN_TTL} are not. Words behind it that only say which one it is do not count: {@code PASSWORD_PROD}.
 */
public final class SecretName {
    private static final Set<String> LAST = Set.of(
            "credential",
            "credentials",
            "creds",
            "dbpass",
            "jwt",
            "mypass",
            "pass",
            "passcode",
            "passw",
            "passwort",
            "pat",
            "pin",
            "psk",
            "rootpass",
            "userpass",
            "pw",
            "pwd",
            "salt",
            "secret",
            "secrets");
    /** At the end of a last word: {@code PGPASSWORD}. */
    private static final List<String> ENDS = List.of(
            "accesskey",
            "apikey",
            "passphrase",
            "passwd",
            "password",
            "passwords",
            "privatekey",
            "pwd",
            "secret",
            "secretkey",
            "signingkey",
            "token",
            "tokens");
    /** Behind the word that decides: of which environment, age or kind the secret is. */
    private static final Set<String> WHICH = Set.of(
            "backup",
            "base",
            "beta",
            "current",
            "default",
            "dev",
            "development",
            "live",
            "local",
            "main",
            "new",
            "next",
            "old",
            "plain",
            "plaintext",
            "preprod",
            "previous",
            "primary",
            "prod",
            "production",
            "qa",
            "sandbox",
            "secondary",
            "stage",
            "staging",
            "test",
            "testing",
            "uat",
            "v",
            "value");
    /** Before a last word {@code key}. */
    private static final Set<String> OF_KEY = Set.of(
            "access",
            "account",
            "api",
            "auth",
            "cookie",
            "encrypt",
            "encryption",
            "fernet",
            "hmac",
            "jwt",
            "license",
            "master",
            "private",
            "secret",
            "session",
            "shared",
            "signing",
            "ssh",
            "storage",
            "token");

    private static final Set<String> WHOLE = Set.of("awsaccesskeyid", "ecsengineauthdata");

    private SecretName() {}

    public static boolean matches(String name) {
        List<String> words = words(name);
        if (WHOLE.contains(String.join("", words))) {
            return true;
        }
        while (!words.isEmpty() && WHICH.contains(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        boolean key = last.equals("key") && words.size() > 1 && OF_KEY.contains(words.get(words.size() - 2));
        return key || LAST.contains(last) || ENDS.stream().anyMatch(last::endsWith);
    }

    private static List<String> words(String name) {
        String end = name.length() > 256 ? name.substring(name.length() - 256) : name;
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < end.length(); i++) {
            char character = end.charAt(i);
            boolean capital = character >= 'A' && character <= 'Z';
            boolean small = character >= 'a' && character <= 'z';
            boolean startsWord = capital && i > 0 && Character.isLowerCase(end.charAt(i - 1));
            if ((startsWord || !capital && !small) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (capital || small) {
                word.append(Character.toLowerCase(character));
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
