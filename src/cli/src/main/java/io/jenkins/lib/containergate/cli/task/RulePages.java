package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.cli.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The pages of all rules, as they are in docs/rules. */
final class RulePages {
    private static final int MAX_BYTES = 1 << 20;

    private RulePages() {}

    /** @throws UsageException when there is no such rule */
    static String read(String rule) throws UsageException, IOException {
        boolean name = rule.matches("[a-z0-9]+(-[a-z0-9]+)*");
        try (InputStream page = name ? RulePages.class.getResourceAsStream("rules/" + rule + ".md") : null) {
            if (page == null) {
                throw new UsageException("there is no rule called " + rule, "see docs/rules/README.md for all of them");
            }
            return new String(page.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }
}
