package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.TaskListener;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.testkit.trivy.FakeTrivy;
import io.jenkins.lib.containergate.testkit.trivy.TrivyFlaw;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyEndpoint;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskTrivyCallableTest {
    private static final InstalledPackage LODASH = new InstalledPackage(
            Ecosystem.NPM,
            "lodash",
            "4.17.15",
            "pkg:npm/lodash@4.17.15",
            Optional.empty(),
            Digest.of("layer".getBytes(StandardCharsets.UTF_8)),
            "app/package.json",
            List.of());

    private final TaskListener listener = new TaskListener() {
        private static final long serialVersionUID = 1L;

        @Override
        public PrintStream getLogger() {
            return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        }
    };

    @TempDir
    private File workspace;

    private FakeTrivy trivy;

    @BeforeEach
    void start() throws Exception {
        trivy = FakeTrivy.start()
                .token("open-sesame")
                .knows("lodash", "4.17.15", TrivyFlaw.fixed("CVE-2021-23337", "HIGH", "4.17.21"));
    }

    @AfterEach
    void stop() {
        trivy.close();
    }

    @Test
    void whatTheServerSaysToTheAgentArrivesWhole() throws Exception {
        VulnerabilityReport report = ask("open-sesame").reported();

        assertThat(report.source().name()).isEqualTo("trivy");
        assertThat(report.findings())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.affected().fixedVersion()).contains("4.17.21"))
                .extracting(VulnerabilityFinding::rule)
                .hasToString("CVE-2021-23337");
    }

    @Test
    void whatTheAgentFailsWithArrivesWithItsWayOutAndWithoutTheToken() {
        assertThatThrownBy(() -> ask("wrong-sesame").reported())
                .isInstanceOf(GateException.class)
                .hasMessageContaining("refused the token")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void theTokenIsInNoPrintedForm() throws Exception {
        assertThat(callable("open-sesame").toString()).contains("a token").doesNotContain("sesame");
    }

    @Test
    void anAnswerOfTheAgentThatIsNoneIsAnError() {
        assertThatThrownBy(() -> InspectionJson.read(
                        "{\"report\":null,\"failure\":null}".getBytes(StandardCharsets.UTF_8),
                        AskTrivyCallable.Answer.class))
                .isInstanceOf(GateException.class);
    }

    private AskTrivyCallable.Answer ask(String token) throws Exception {
        return InspectionJson.read(callable(token).invoke(workspace, null), AskTrivyCallable.Answer.class);
    }

    /** As it comes out of the channel to an agent. */
    private AskTrivyCallable callable(String token) throws Exception {
        TrivyEndpoint endpoint =
                TrivyEndpoint.of(trivy.address().toString(), Optional.of(TrivyToken.parse("a test", token)));
        PackageInventory inventory = new PackageInventory(Optional.empty(), List.of(LODASH), 1, List.of());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
            out.writeObject(AskTrivyCallable.Server.of(endpoint));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
            AskTrivyCallable.Server server = (AskTrivyCallable.Server) in.readObject();
            return new AskTrivyCallable(
                    new String(InspectionJson.write(inventory), StandardCharsets.UTF_8),
                    List.of(server),
                    null,
                    "",
                    60,
                    listener);
        }
    }
}
