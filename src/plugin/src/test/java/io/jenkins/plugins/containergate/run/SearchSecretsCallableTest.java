package io.jenkins.plugins.containergate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.TaskListener;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search for secrets on the agent, and what the controller makes of the answer. */
class SearchSecretsCallableTest {
    private final String token = new SecretTemplate(21).fill("{github:ghp_}");
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final TaskListener listener = new TaskListener() {
        private static final long serialVersionUID = 1L;

        @Override
        public PrintStream getLogger() {
            return new PrintStream(log, true, StandardCharsets.UTF_8);
        }
    };

    @TempDir
    Path workspace;

    @Test
    void findingsInTheWorkspaceArriveRedacted() throws Exception {
        Files.writeString(workspace.resolve("app.env"), "TOKEN=" + token);

        byte[] answer = search(".", SearchSecretsCallable.Kind.PATH);

        SecretFinding finding = InspectionJson.read(answer, SecretsReport.class)
                .tree()
                .orElseThrow()
                .findings()
                .get(0);
        assertThat(finding.rule().value()).isEqualTo("github-personal-access-token");
        assertThat(finding.location().path()).contains("app.env");
        assertThat(new String(answer, StandardCharsets.UTF_8) + log).doesNotContain(token);
    }

    @Test
    void findingsInAnImageArriveWithTheImage() throws Exception {
        OciLayout.of(ImageBuilder.image()
                        .layer(LayerBuilder.layer().file("app/.env", "TOKEN=" + token))
                        .build())
                .writeArchive(workspace.resolve("app.tar"));

        SecretsReport report =
                InspectionJson.read(search("app.tar", SearchSecretsCallable.Kind.ARCHIVE), SecretsReport.class);

        assertThat(report.images().get(0).searched().findings()).hasSize(1);
        assertThat(report.images().get(0).image().layers()).hasSize(1);
    }

    @Test
    void whatCannotBeSearchedIsAFailure() throws Exception {
        SecretsReport report =
                InspectionJson.read(search("nowhere", SearchSecretsCallable.Kind.PATH), SecretsReport.class);

        assertThat(report.failure().orElseThrow().problem()).contains("nowhere");
    }

    @Test
    void anAnswerThatIsNoReportIsRefused() {
        for (String answer : new String[] {"", "null", "{}", "[]", "{\"tree\":null,\"images\":[],\"failure\":null}"}) {
            assertThatThrownBy(() -> InspectionJson.read(answer.getBytes(StandardCharsets.UTF_8), SecretsReport.class))
                    .as(answer)
                    .isInstanceOf(GateException.class);
        }
    }

    private byte[] search(String subject, SearchSecretsCallable.Kind kind) throws IOException, InterruptedException {
        return new SearchSecretsCallable(
                        subject,
                        kind,
                        null,
                        RegistryAccess.none(),
                        workspace.resolve("tmp").toString(),
                        "00".repeat(32),
                        60,
                        listener)
                .invoke(workspace.toFile(), null);
    }
}
