package io.jenkins.lib.containergate.ecs.rules;

import java.util.ArrayList;
import java.util.List;
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
