package io.jenkins.plugins.containergate.build;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GateLogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final GateLog log = new GateLog(listener(new PrintStream(written, true, StandardCharsets.UTF_8)));

    /** A directory of the user's is no page of our documentation. */
    @Test
    void namesAreLoggedAsTheyAre() throws Exception {
        log.line("reading: docs/rules");
        log.text(text -> text.append("  HIGH  aws-access-key  docs/aws.md  BLOCKED\n"));

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("""
            [container-gate] reading: docs/rules
            [container-gate]   HIGH  aws-access-key  docs/aws.md  BLOCKED
            """);
    }

    @Test
    void textsOfTheEngineAreInTheWordsOfJenkins() {
        log.line("secrets: ERROR: " + GateLog.ofEngine("try again later, or with a longer deadline"));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("[container-gate] secrets: ERROR: try again later\n");
    }

    private static TaskListener listener(PrintStream out) {
        return new TaskListener() {
            private static final long serialVersionUID = 1L;

            @Override
            public PrintStream getLogger() {
                return out;
            }
        };
    }
}
