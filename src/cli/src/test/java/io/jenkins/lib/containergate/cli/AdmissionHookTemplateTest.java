package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The template that installs the deployment hook passes the gate. */
class AdmissionHookTemplateTest {
    private static final Path EXAMPLES = Path.of("../../docs/examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void bothTemplatesSayTheSame() throws IOException {
        Object yaml = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(EXAMPLES.resolve("admission-hook.yaml")));
        JsonNode json = JSON.readTree(Files.readString(EXAMPLES.resolve("admission-hook.json")));
        JsonNode sameInYaml = JSON.valueToTree(yaml);
        assertThat(sameInYaml).isEqualTo(json);
    }

    @Test
    void theTemplatePassesWithItsHookDemanded() {
        Path policy = Fixtures.write(folder.resolve("org.yaml"), """
            version: 1
            taskDefinition:
              rules: {admission-hook-present: on, task-role-least-privilege: on, task-role-trust: on,
                drop-all-capabilities: on, task-health-check: on}
              admissionHooks: ["arn:aws:lambda:*:*:function:container-gate-admission"]
            """);
        for (String name : new String[] {"admission-hook.yaml", "admission-hook.json"}) {
            Gate gate = Gate.run(
                    "taskdef",
                    EXAMPLES.resolve(name),
                    "--policy",
                    policy,
                    "--parameter",
                    "AWS::Partition=aws",
                    "--parameter",
                    "AWS::Region=eu-central-1",
                    "--parameter",
                    "AWS::AccountId=123456789012");
            assertThat(gate.exit()).as(name + gate.out() + gate.err()).isZero();
            Gate other = Gate.run(
                    "taskdef",
                    EXAMPLES.resolve(name),
                    "--policy",
                    Fixtures.write(folder.resolve("other.yaml"), """
                        version: 1
                        taskDefinition: {rules: {admission-hook-present: on}, admissionHooks: ["arn:aws:lambda:*:*:function:other"]}
                        """),
                    "--parameter",
                    "AWS::Partition=aws",
                    "--parameter",
                    "AWS::Region=eu-central-1",
                    "--parameter",
                    "AWS::AccountId=123456789012");
            assertThat(other.exit()).isEqualTo(ExitCode.FAILED);
        }
    }
}
