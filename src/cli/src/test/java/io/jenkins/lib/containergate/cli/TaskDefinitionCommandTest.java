package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskDefinitionCommandTest {
    private static final String PRIVILEGED = """
        {
          "family": "shop",
          "requiresCompatibilities": ["EC2"],
          "containerDefinitions": [
            {"name": "web", "image": "shop/web:1.4", "user": "10001",
             "privileged": true,
             "environment": [{"name": "DB_PASSWORD", "value": "correct-horse"}]}
          ]
        }
        """;
    private static final String TEMPLATE = """
        Parameters:
          Image: {Type: String}
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: shop
              RequiresCompatibilities: [FARGATE]
              NetworkMode: awsvpc
              ContainerDefinitions:
                - Name: web
                  Image: !Ref Image
                  User: "10001"
                  ReadonlyRootFilesystem: true
                  LogConfiguration: {LogDriver: awslogs}
        """;
    private static final String PINNED = "shop/web@sha256:" + "a".repeat(64);

    @TempDir
    private Path folder;

    @Test
    void aBrokenTaskDefinitionFailsAndSaysWhere() {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), PRIVILEGED);
        Gate run = Gate.run("taskdef", file);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("no-privileged")
                .contains("container 'web': privileged is true")
                .contains("no-plaintext-secrets-env")
                .doesNotContain("correct-horse");
    }

    @Test
    void aReportOnAHostNamesItsInstanceAndNeedsItsCluster() {
        Path report = Fixtures.write(folder.resolve("docker-bench-security.log.json"), "{}");
        Gate unnamed = Gate.run("taskdef", "--cluster", "prod", "--host-report", report);
        assertThat(unnamed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(unnamed.err()).contains("INSTANCE=FILE");

        Gate broken = Gate.run("taskdef", "--cluster", "prod", "--host-report", "i-0123456789abcdef0=" + report);
        assertThat(broken.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(broken.out()).contains("i-0123456789abcdef0");
    }

    @Test
    void theOrganisationsOwnSecretRulesAreAskedToo() {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), """
            {
              "family": "shop",
              "requiresCompatibilities": ["EC2"],
              "containerDefinitions": [
                {"name": "web", "image": "shop/web:1.4",
                 "environment": [{"name": "SETTING", "value": "acme-7f3k-29dm"}],
                 "command": ["serve", "acme-8f3k-29dm"],
                 "logConfiguration": {"logDriver": "splunk", "options": {"splunk-index": "acme-9f3k-29dm"}}}
              ]
            }
            """);
        Path rules = Fixtures.write(
                folder.resolve("rules.toml"),
                "[[rules]]\nid = 'acme-token'\ndescription = 'Acme token'\nregex = 'acme-[0-9a-z]{4}-[0-9a-z]{4}'\n");
        assertThat(Gate.run("taskdef", file).out())
                .doesNotContain("no-plaintext-secrets-env")
                .doesNotContain("acme token");
        Gate run = Gate.run("taskdef", file, "--secret-rules", rules);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("no-plaintext-secrets-env", "no-secrets-in-arguments", "log-options-no-secrets")
                .contains("SETTING holds a secret: acme token")
                .doesNotContain("f3k-29dm");
        assertThat(Gate.run("taskdef", file, "--secret-rules", folder.resolve("none.toml"))
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theVerdictHoldsPointerLineAndPatch() throws IOException {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), PRIVILEGED);
        JsonNode verdict = new ObjectMapper()
                .readTree(Gate.run("taskdef", file, "--format", "json").out());
        JsonNode gate = verdict.get("gates").get(0);
        assertThat(gate.get("gate").asText()).isEqualTo("taskDefinition");
        JsonNode finding = gate.get("findings").get(0);
        assertThat(finding.get("rule").asText()).isIn("no-plaintext-secrets-env", "no-privileged");
        JsonNode privileged = finding.get("rule").asText().equals("no-privileged")
                ? finding
                : gate.get("findings").get(1);
        assertThat(privileged.get("kind").asText()).isEqualTo("misconfiguration");
        assertThat(privileged.get("location").get("line").asInt()).isEqualTo(6);
        assertThat(privileged.get("location").get("pointer").asText()).isEqualTo("/containerDefinitions/0/privileged");
        assertThat(privileged.get("fix").toString())
                .isEqualTo("[{\"op\":\"add\",\"path\":\"/containerDefinitions/0/privileged\",\"value\":false}]");
    }

    @Test
    void everyReportIsWritten() {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), PRIVILEGED);
        Gate.run("taskdef", file, "--out", folder.resolve("out"));
        assertThat(folder.resolve("out"))
                .isDirectoryContaining("glob:**/verdict.json")
                .isDirectoryContaining("glob:**/report.html")
                .isDirectoryContaining("glob:**/report.sarif")
                .isDirectoryContaining("glob:**/junit.xml");
    }

    @Test
    void thePolicyDecidesWhichRulesCount() {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), PRIVILEGED);
        Path policy = Fixtures.write(folder.resolve("policy.yaml"), """
            version: 1
            taskDefinition: {profile: fsbp, rules: {no-privileged: warn, no-plaintext-secrets-env: warn,
              readonly-root-filesystem: off, log-configuration: off}}
            """);
        assertThat(Gate.run("taskdef", file, "--policy", policy).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aValueThatNobodyGaveIsAnErrorUntilItIsGiven() {
        Path file = Fixtures.write(folder.resolve("template.yaml"), TEMPLATE);
        Path policy =
                Fixtures.write(folder.resolve("policy.yaml"), "version: 1\ntaskDefinition: {profile: baseline}\n");
        Gate unknown = Gate.run("taskdef", file, "--policy", policy);
        assertThat(unknown.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(unknown.out()).contains("the parameter Image has no default").contains("--parameter");
        assertThat(Gate.run("taskdef", file, "--policy", policy, "--parameter", "Image=" + PINNED)
                        .exit())
                .isEqualTo(ExitCode.PASSED);
        assertThat(Gate.run("taskdef", file, "--policy", policy, "--parameter", "Image=shop/web:1")
                        .exit())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void allParametersWithoutAValueAreNamedAtOnceWithTheOptionsToCopy() {
        Path file = Fixtures.write(folder.resolve("template.yaml"), """
            Parameters: {Web: {Type: String}, Envoy: {Type: String}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                  - {Name: web, Image: !Ref Web}
                  - {Name: envoy, Image: !Ref Envoy}
                  - {Name: other, Image: !ImportValue Other}
            """);
        Gate run = Gate.run("taskdef", file);

        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("remedy:  give the parameters (--parameter Envoy=VALUE --parameter Web=VALUE), or evaluate")
                .contains("image-by-digest: Task, container 'envoy': image is not known: the parameter Envoy has no"
                        + " default")
                .contains(
                        "image-by-digest -> give the parameter (--parameter Envoy=VALUE), or evaluate what is deployed")
                .contains("image-by-digest -> evaluate what is deployed");
    }

    @Test
    void whatCannotBeReadIsAnErrorWithAReport() {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), "{\"containerDefinitions\": [");
        Gate run = Gate.run("taskdef", file);
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("not valid JSON");
        assertThat(Gate.run("taskdef", folder.resolve("nothing.json")).exit()).isEqualTo(ExitCode.USAGE);
        Path readme = Fixtures.write(folder.resolve("README.md"), "How to deploy");
        assertThat(Gate.run("taskdef", readme).out()).contains("it holds a text and not a JSON or YAML object");
        Path tree = Fixtures.write(
                folder.resolve("tree.json"),
                "{\"version\": \"tree-0.1\", \"tree\": {\"id\": \"App\", \"children\": {\"T\":"
                        + " {\"containerDefinitions\": [{\"name\": \"a\", \"image\": {}}]}}}}");
        assertThat(Gate.run("taskdef", tree).out())
                .contains("it is the construct tree that CDK writes for its own tools, not a template")
                .contains("name the directory that it is in (cdk.out)");
        Path pulumi = Fixtures.write(
                folder.resolve("stack.json"),
                "{\"version\": 3, \"deployment\": {\"resources\": [{\"urn\": \"urn:pulumi:dev::a::aws:ecs::t\","
                        + " \"outputs\": {\"containerDefinitions\": \"[]\"}}]}}");
        assertThat(Gate.run("taskdef", pulumi).out()).contains("it is a stack of Pulumi, whose resources are not read");
        Path template = Fixtures.write(folder.resolve("template.yaml"), TEMPLATE);
        assertThat(Gate.run("taskdef", template, "--parameter", "Imago=x").out())
                .contains("no template declares the parameter Imago");
    }

    @Test
    void servicesOfTheSameTemplateAreJudgedInTheSameGate() {
        Path file = Fixtures.write(
                folder.resolve("template.yaml"),
                TEMPLATE
                        + "  Web:\n    Type: AWS::ECS::Service\n    Properties:\n      EnableExecuteCommand: true\n"
                        + "      NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED}}\n");
        Gate run = Gate.run("taskdef", file, "--parameter", "Image=" + PINNED);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("no-public-ip").contains("exec-disabled").contains("explicit-security-group");
    }

    @Test
    void everyTemplateOfACdkDirectoryIsJudged() {
        String json = """
            {"Resources": {"Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
              "ContainerDefinitions": [{"Name": "web", "Image": "x"}]}}}}
            """;
        Fixtures.write(folder.resolve("cdk.out/one.template.json"), json);
        Fixtures.write(folder.resolve("cdk.out/two.template.json"), json);
        Fixtures.write(folder.resolve("cdk.out/three.template.json"), "{\"Resources\": {}}");
        Fixtures.write(folder.resolve("cdk.out/manifest.json"), "{}");
        Gate run = Gate.run("taskdef", folder.resolve("cdk.out"), "--format", "json");
        assertThat(run.out()).contains("one.template.json").contains("two.template.json");
        assertThat(Gate.run("taskdef", folder).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void theFixedDefinitionHasNothingLeftThatAProgramCouldFix() throws IOException {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), PRIVILEGED);
        Path strict = Fixtures.write(folder.resolve("policy.yaml"), "version: 1\ntaskDefinition: {profile: strict}\n");
        Path fixed = folder.resolve("fixed.json");
        Gate run = Gate.run("taskdef", file, "--policy", strict, "--fix", fixed);
        assertThat(run.err())
                .containsPattern("--fix wrote \\S*fixed.json: fixed \\d+ of \\d+ findings; fix by hand: ")
                .doesNotContain("no-privileged");
        JsonNode web = new ObjectMapper().readTree(Files.readString(fixed)).at("/containerDefinitions/0");
        assertThat(web.at("/privileged").asBoolean(true)).isFalse();
        assertThat(web.at("/readonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(web.at("/linuxParameters/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(web.at("/linuxParameters/initProcessEnabled").asBoolean()).isTrue();
        JsonNode again = new ObjectMapper()
                .readTree(Gate.run("taskdef", fixed, "--policy", strict, "--format", "json")
                        .out());
        assertThat(again.at("/gates/0/findings"))
                .isNotEmpty()
                .allMatch(finding -> finding.get("fix").isNull());
    }

    @Test
    void fixingNamesWhatIsLeftToDoByHand() {
        Path file = Fixtures.write(folder.resolve("taskdef.json"), PRIVILEGED);
        Path fixed = folder.resolve("fixed.json");
        Gate run = Gate.run("taskdef", file, "--fix", fixed, "--format", "json");
        assertThat(run.err())
                .containsPattern("; fix by hand: .*\\b1 no-plaintext-secrets-env")
                .doesNotContain("correct-horse");
        assertThat(run.out()).startsWith("{").doesNotContain("--fix wrote");
        Gate again = Gate.run("taskdef", fixed, "--fix", folder.resolve("again.json"));
        assertThat(again.err()).contains("again.json: fixed 0 of ", "no-plaintext-secrets");
    }

    @Test
    void aTemplateWithUnknownValuesIsEvaluatedAndCannotBeWrittenOut() {
        Path file = Fixtures.write(folder.resolve("template.yaml"), TEMPLATE);
        Gate run = Gate.run("taskdef", file, "--fix", folder.resolve("fixed.json"));
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("--fix wrote nothing").contains("cannot be written out");
        assertThat(run.out()).contains("image-by-digest");
        assertThat(folder.resolve("fixed.json")).doesNotExist();
    }

    @Test
    void explainPrintsThePageOfARule() {
        assertThat(Gate.run("taskdef", "--explain", "no-privileged").out()).startsWith("# no-privileged");
        assertThat(Gate.run("taskdef", "--explain", "../README").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(Gate.run("taskdef").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void runJudgesTheImageAndItsTaskInOneVerdict() throws IOException {
        Path archive = OciLayout.of(Fixtures.debian().build(), "1.0").writeArchive(folder.resolve("app.tar"));
        Path file = Fixtures.write(folder.resolve("taskdef.json"), PRIVILEGED);
        Path osv = Fixtures.osv(folder, "LOW");
        Gate run = Gate.run(
                "run",
                "oci-archive:" + archive,
                "--osv",
                osv,
                "--offline",
                "--task-definition",
                file,
                "--format",
                "json");
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(new ObjectMapper().readTree(run.out()).at("/gates").findValuesAsText("gate"))
                .contains("vulnerabilities", "hardening", "taskDefinition");
        Path broken = Fixtures.write(folder.resolve("broken.json"), "{");
        assertThat(Gate.run("run", "oci-archive:" + archive, "--osv", osv, "--offline", "--task-definition", broken)
                        .exit())
                .isEqualTo(ExitCode.ERROR);
    }

    @Test
    void theImageDecidesTheUserAndItsDigestIsWritten() throws IOException {
        BuiltImage image = Fixtures.debian().build();
        try (FakeRegistry registry = FakeRegistry.start().with("shop/web", OciLayout.of(image, "1.4"))) {
            String name = registry.authority() + "/shop/web";
            Path file = Fixtures.write(
                    folder.resolve("taskdef.json"),
                    PRIVILEGED.replace("shop/web:1.4", name + ":1.4").replace("\"user\": \"10001\",", ""));
            Path fixed = folder.resolve("fixed.json");
            Gate silent = Gate.run("taskdef", file, "--format", "json");
            assertThat(silent.out()).contains("user is not set, and the image");
            Gate read = Gate.run(
                    "taskdef",
                    file,
                    "--read-images",
                    "--insecure-registry",
                    registry.authority(),
                    "--docker-config",
                    folder.resolve("docker"),
                    "--fix",
                    fixed,
                    "--format",
                    "json");
            assertThat(read.out()).doesNotContain("task-non-root-user").contains("image-by-digest");
            assertThat(read.err()).doesNotContain("image-by-digest", "task-non-root-user");
            assertThat(new ObjectMapper()
                            .readTree(Files.readString(fixed))
                            .at("/containerDefinitions/0/image")
                            .asText())
                    .isEqualTo(name + "@" + image.manifestDigest());
        }
    }

    @Test
    void anImageThatCannotBeReadIsAnErrorAndAFileOfThisMachineIsNoImage() throws IOException {
        for (String name : new String[] {"localhost:1/shop/web:1", "docker-archive:app.tar", "oci:" + folder}) {
            Path file = Fixtures.write(folder.resolve("taskdef.json"), PRIVILEGED.replace("shop/web:1.4", name));
            assertThat(Gate.run("taskdef", file, "--read-images", "--docker-config", folder)
                            .exit())
                    .isEqualTo(ExitCode.ERROR);
        }
    }
}
