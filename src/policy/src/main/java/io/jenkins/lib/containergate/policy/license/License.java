package io.jenkins.lib.containergate.policy.license;

import java.util.Optional;

/**
 * One licence of an expression. Neither identifier nor class: a text that means nothing here.
 *
 * @param text as the package wrote it
 * @param id of the SPDX License List in its spelling, or {@code LicenseRef-...}
 * @param exception of the SPDX list of exceptions
 * @param reach empty when it is not known
 */
public record License(String text, Optional<String> id, Optional<String> exception, Optional<LicenseClass> reach) {
    private static final String CUSTOM = "LicenseRef-";

    static License unknown(String text) {
        return new License(text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static boolean custom(String id) {
        return id.startsWith(CUSTOM) || id.startsWith("DocumentRef-");
    }

    /** Whether the package brings the text of the licence itself, which can be any. */
    public boolean custom() {
        return id.filter(License::custom).isPresent();
    }

    /** {@code GPL-2.0-only WITH Classpath-exception-2.0}; the package's own words where they mean nothing here. */
    @Override
    public String toString() {
        return id.map(known -> known + exception.map(with -> " WITH " + with).orElse(""))
                .orElse(text);
    }
}
