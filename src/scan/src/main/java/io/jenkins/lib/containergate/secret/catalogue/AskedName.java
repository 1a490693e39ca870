package io.jenkins.lib.containergate.secret.catalogue;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a file, or its path, that many patterns are asked of: most of them need a text that it does not hold.
 *
 * @param lower in lower case; empty for one with others than ASCII, since to a pattern that ignores case U+017F is an s and U+212A is
 *     a k
 */
public record AskedName(String name, Optional<String> lower) {
    public static AskedName of(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > '~') {
                return new AskedName(name, Optional.empty());
            }
        }
        return new AskedName(name, Optional.of(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether a pattern that needs one of these texts may match; a cheap question that nearly all names fail.
     *
     * @param needed none when everything may match
     */
    boolean mayHold(Set<String> needed) {
        if (needed.isEmpty() || lower.isEmpty()) {
            return true;
        }
        String text = lower.get();
        for (String each : needed) {
            if (text.contains(each)) {
                return true;
            }
        }
        return false;
    }
}
