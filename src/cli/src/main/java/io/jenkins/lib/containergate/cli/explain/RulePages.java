package io.jenkins.lib.containergate.cli.explain;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The pages of all rules, as they are in docs/rules. */
public final class RulePages {
    private static final int MAX_BYTES = 1 << 20;
    private static final int SHOWN = 80;
    private static final String PAGES = "/io/jenkins/lib/containergate/cli/task/rules/";

    private RulePages() {}

    /** @throws UsageException when there is no such rule */
    public static String read(String rule) throws UsageException, IOException {
        return find(rule)
                .orElseThrow(() -> new UsageException(
                        "there is no rule called " + SafeText.visible(rule, SHOWN),
                        NearestNames.hint(rule, KnownRules.builtIn().names(), "gate rules lists all of them")));
    }

    static Optional<String> find(String rule) throws IOException {
        boolean name = rule.matches("[a-z0-9]+(-[a-z0-9]+)*");
        try (InputStream page = name ? RulePages.class.getResourceAsStream(PAGES + rule + ".md") : null) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
    }
}
