package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.TaskListener;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search of the workspace for secrets on the agent, and what the controller makes of the answer. */
class SearchTreeCallableTest {
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

        byte[] answer = search(".", "");

        SecretFinding finding = InspectionJson.read(answer, TreeReport.class)
                .tree()
                .orElseThrow()
                .findings()
                .get(0);
        assertThat(finding.rule().value()).isEqualTo("github-personal-access-token");
        assertThat(finding.location().path()).contains("app.env");
        assertThat(new String(answer, StandardCharsets.UTF_8) + log).doesNotContain(token);
    }

    @Test
    void rulesOfTheOrganisationFindTheirOwn() throws Exception {
        Files.writeString(workspace.resolve("app.env"), "shop-key-0123456789");
        String rules = "[[rules]]\nid = \"shop-key\"\nregex = '''shop-key-[0-9]{10}'''\nkeywords = [\"shop-key\"]\n";

        TreeReport report = InspectionJson.read(search(".", rules), TreeReport.class);

        assertThat(report.searched().findings())
                .extracting(finding -> finding.rule().value())
                .contains("shop-key");
    }

    @Test
    void aDirectoryWithoutGitHasNoHistoryToPass() throws Exception {
        TreeReport report = InspectionJson.read(search(".", true, ""), TreeReport.class);

        assertThat(report.failure().orElseThrow().problem()).contains("no git history");
    }

    @Test
    void aSecretThatWasTakenOutIsFoundInTheHistoryAndArrivesRedacted() throws Exception {
        try (Git git = Git.init().setDirectory(workspace.toFile()).call()) {
            Files.writeString(workspace.resolve("app.env"), "TOKEN=" + token);
            commit(git);
            Files.writeString(workspace.resolve("app.env"), "TOKEN=${TOKEN}");
            commit(git);
        }

        byte[] without = search(".", "");
        byte[] answer = search(".", true, "");

        assertThat(InspectionJson.read(without, TreeReport.class).searched().findings())
                .isEmpty();
        SecretFinding finding = InspectionJson.read(answer, TreeReport.class)
                .searched()
                .findings()
                .get(0);
        assertThat(finding.rule().value()).isEqualTo("github-personal-access-token");
        assertThat(finding.location().path()).contains("app.env");
        assertThat(new String(answer, StandardCharsets.UTF_8) + log).doesNotContain(token);
    }

    private static void commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("change")
                .setAuthor("a", "a@acme.net")
                .setCommitter("a", "a@acme.net")
                .setSign(false)
                .call();
    }

    @Test
    void rulesThatCannotBeReadAreAFailureAndNotASearchWithoutThem() throws Exception {
        TreeReport report = InspectionJson.read(search(".", "[[rules]]\nid = 3"), TreeReport.class);

        assertThatThrownBy(report::searched)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("the organisation's secret rules");
    }

    @Test
    void whatCannotBeSearchedIsAFailure() throws Exception {
        TreeReport report = InspectionJson.read(search("nowhere", ""), TreeReport.class);

        assertThat(report.failure().orElseThrow().problem()).contains("nowhere");
    }

    @Test
    void anAnswerThatIsNoReportIsRefused() {
        for (String answer : new String[] {"", "null", "{}", "[]", "{\"tree\":null,\"failure\":null}"}) {
            assertThatThrownBy(() -> InspectionJson.read(answer.getBytes(StandardCharsets.UTF_8), TreeReport.class))
                    .as(answer)
                    .isInstanceOf(GateException.class);
        }
    }

    private byte[] search(String path, String custom) throws IOException, InterruptedException {
        return search(path, false, custom);
    }

    private byte[] search(String path, boolean gitHistory, String custom) throws IOException, InterruptedException {
        return new SearchTreeCallable(
                        path,
                        gitHistory,
                        new SecretRules("00".repeat(32), custom, false),
                        new AgentEnvironment(workspace.resolve("tmp").toString(), 60, null),
                        listener)
                .invoke(workspace.toFile(), null);
    }
}
