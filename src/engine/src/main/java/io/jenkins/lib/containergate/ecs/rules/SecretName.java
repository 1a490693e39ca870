package io.jenkins.lib.containergate.ecs.rules;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a setting is called like a secret. The last word decides: {@code DB_PASSWORD} is one, {@code PASSWORD_FILE} and
 * {@code TOKEN_TTL} are not.
 */
final class SecretName {
    private static final Set<String> LAST = Set.of(
            "apikey",
            "authtoken",
            "credential",
            "credentials",
            "passphrase",
            "passwd",
            "password",
            "privatekey",
            "pwd",
            "secret",
            "secretkey",
            "token");
    /** Before a last word {@code key}. */
    private static final Set<String> OF_KEY =
            Set.of("access", "api", "auth", "encryption", "master", "private", "secret", "signing");

    private static final Set<String> WHOLE = Set.of("awsaccesskeyid", "ecsengineauthdata");

    private SecretName() {}

    static boolean matches(String name) {
        List<String> words = words(name);
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        boolean key = last.equals("key") && words.size() > 1 && OF_KEY.contains(words.get(words.size() - 2));
        return key || LAST.contains(last) || WHOLE.contains(String.join("", words));
    }

    private static List<String> words(String name) {
        String spaced = name.length() > 256 ? name.substring(name.length() - 256) : name;
        spaced = spaced.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return List.of(spaced.split("[^a-z]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
