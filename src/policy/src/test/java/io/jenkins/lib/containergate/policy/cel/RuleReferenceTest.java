package io.jenkins.lib.containergate.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference in docs/policy-rules.md is that of the variables; {@code -Dcontainer-gate.rewrite=true} writes it. */
class RuleReferenceTest {
    private static final Path PAGE = Path.of("../../docs/policy-rules.md");
    private static final String START = "<!-- variables: these tables are written from RuleVariables -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void theReferenceIsThatOfTheVariables() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        int from = page.indexOf(START) + START.length();
        String right = page.substring(0, from) + RuleVariables.reference() + page.substring(page.indexOf(END, from));
        if (Boolean.getBoolean("container-gate.rewrite")) {
            Files.writeString(PAGE, right);
        } else {
            assertThat(page).as("rewrite it with -Dcontainer-gate.rewrite=true").isEqualTo(right);
        }
    }
}
