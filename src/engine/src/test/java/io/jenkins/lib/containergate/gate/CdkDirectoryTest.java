package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.JudgedFile.judge;
import static io.jenkins.lib.containergate.gate.JudgedFile.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CDK writes into a directory, and nested stacks: what is deployed is evaluated, or undecided. */
class CdkDirectoryTest {
    @TempDir
    private Path directory;

    private void assembly(String artifacts) throws IOException {
        Files.writeString(
                directory.resolve("manifest.json"), "{\"version\": \"36.0.0\", \"artifacts\": {" + artifacts + "}}");
    }

    @Test
    void whatAManifestOfCdkNamesIsDeployedAndMustBeThere() throws GateException, InterruptedException, IOException {
        String stack = "\"S\": {\"type\": \"aws:cloudformation:stack\", \"properties\": {\"templateFile\": \"%s\"%s}}";
        String stage = "\"assembly-P\": {\"type\": \"cdk:cloud-assembly\", \"properties\": {\"directoryName\":"
                + " \"assembly-P\"}}";
        Files.writeString(directory.resolve("A.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assembly(stack.formatted("A.template.json", ""));
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.PASS);

        Files.writeString(directory.resolve("B.tmpl"), template("{\"Type\": \"AWS::ECS::Gateway\"}"));
        for (String artifacts : List.of(
                stack.formatted("B.template.json", ""),
                stack.formatted("B.tmpl", ""),
                stack.formatted("../A.template.json", ""),
                stage)) {
            assembly(artifacts);
            assertThatThrownBy(() -> files.read(directory, "cdk.out"))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("which cdk.out/manifest.json names, is not among the files that are read");
        }
        Files.createDirectories(directory.resolve("assembly-P"));
        Files.writeString(directory.resolve("assembly-P").resolve("manifest.json"), "{\"version\": \"36.0.0\"}");
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aStackOfCdkIsEvaluatedWithTheParametersThatItIsDeployedWith()
            throws GateException, InterruptedException, IOException {
        String task =
                TestTask.ec2().container("\"privileged\": {\"Ref\": \"Debug\"}").json();
        Files.writeString(
                directory.resolve("A.template.json"),
                "{\"Parameters\": {\"Debug\": {\"Type\": \"String\", \"Default\": \"false\"}}, \"Resources\": {\"T\":"
                        + " {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": " + task + "}}}");
        for (String debug : List.of("false", "true")) {
            assembly("\"S\": {\"type\": \"aws:cloudformation:stack\", \"properties\": {\"templateFile\":"
                    + " \"A.template.json\", \"parameters\": {\"Debug\": \"" + debug + "\"}}}");
            for (Map<String, String> given : List.of(Map.<String, String>of(), Map.of("Debug", "false"))) {
                boolean privileged = debug.equals("true") && given.isEmpty();
                assertThat(judge(new TaskDefinitionFiles(DocumentLimits.defaults(), given).read(directory, "cdk.out"))
                                .outcome())
                        .isEqualTo(privileged ? Outcome.FAIL : Outcome.PASS);
            }
        }
    }

    @Test
    void aFileThatIsNamedWithASlashAtItsEndIsNoDirectory() throws GateException, InterruptedException, IOException {
        Path file = Files.writeString(
                directory.resolve("web.json"),
                TestTask.ec2().container("\"privileged\": true").json());
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(file, "web.json/")).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aTaskDefinitionInAFileThatIsCalledAsAManifestOfCdkIsEvaluated()
            throws GateException, InterruptedException, IOException {
        Files.writeString(
                directory.resolve("web.json"), TestTask.ec2().container("").json());
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        Files.writeString(directory.resolve("manifest.json"), "{\"name\": \"a web application\"}");
        assertThat(judge(files.read(directory, "tasks")).outcome()).isEqualTo(Outcome.PASS);

        String privileged = TestTask.ec2().container("\"privileged\": true").json();
        for (String text : List.of(
                privileged, "{\"version\": \"36.0.0\", " + privileged.strip().substring(1))) {
            Files.writeString(directory.resolve("manifest.json"), text);
            assertThat(judge(files.read(directory, "tasks")).outcome()).isNotEqualTo(Outcome.PASS);
        }
    }

    @Test
    void directoriesThatAreNotReadAreSaid() throws GateException, InterruptedException, IOException {
        Files.writeString(
                directory.resolve("web.json"), TestTask.ec2().container("").json());
        Files.createDirectories(directory.resolve("prod.json"));
        Files.createSymbolicLink(
                directory.resolve("assembly-x"), Files.createDirectories(directory.resolve("asset.1")));
        Verdict verdict = judge(new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of()).read(directory, "tasks"));
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .contains(new Account.NotEvaluated(
                        "directory", 3, "of the directories in a directory, only stages of CDK (assembly-*) are read"));
    }

    /** @param called as CDK calls its notes */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tree.json",
                "web.metadata.json",
                "cdk.context.json",
                "validation-report.json",
                "policy-validation-report.json",
                "web.assets.json"
            })
    void aTaskDefinitionInAFileThatIsCalledAsANoteOfCdkIsEvaluated(String called)
            throws GateException, InterruptedException, IOException {
        Files.writeString(
                directory.resolve("web.json"), TestTask.ec2().container("").json());
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        String privileged = TestTask.ec2().container("\"privileged\": true").json();
        for (String text : List.of(
                privileged,
                "[" + privileged + "]",
                "{\"version\": \"tree-0.1\", \"tree\": {}, "
                        + privileged.strip().substring(1),
                "{\"/a\": [], " + privileged.strip().substring(1))) {
            Path file = Files.writeString(directory.resolve(called), text);
            assertThat(judge(files.read(directory, "tasks")).outcome()).isNotEqualTo(Outcome.PASS);
            assertThat(judge(files.read(file, called)).outcome()).isNotEqualTo(Outcome.PASS);
        }
    }

    @Test
    void theNotesOfCdkAreReadOnlyAsFarAsTheirMembers() throws GateException, InterruptedException, IOException {
        DocumentLimits limits = new DocumentLimits(4_000, 64, 1_000, 1_000, 10, 10);
        Files.writeString(
                directory.resolve("web.json"), TestTask.ec2().container("").json());
        Files.writeString(
                directory.resolve("tree.json"),
                "{\"version\": \"tree-0.1\", \"tree\": {\"containerDefinitions\": [\"" + "x".repeat(5_000)
                        + "\"], \"a\":" + "[".repeat(100) + "]".repeat(100) + "}}");
        Files.writeString(
                directory.resolve("web.metadata.json"),
                "{\"/web/Task\": [{\"type\": \"aws:cdk:logicalId\", \"data\": \"" + "x".repeat(5_000) + "\"}]}");
        assertThat(judge(new TaskDefinitionFiles(limits, Map.of()).read(directory, "cdk.out"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aTemplateThatIsDeployedWithDifferentParametersIsNotEvaluatedWithThoseOfOneStackAlone() throws IOException {
        String stack = "\"%s\": {\"type\": \"aws:cloudformation:stack\", \"properties\": {\"templateFile\":"
                + " \"A.template.json\", \"parameters\": {\"Debug\": \"%s\"}}}";
        Files.writeString(directory.resolve("A.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        assembly(stack.formatted("A", "true") + ", " + stack.formatted("B", "false"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThatThrownBy(() -> files.read(directory, "cdk.out"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("several times with different parameters");
    }

    @Test
    void stagesAndOtherFilesOfADirectoryAreRead() throws GateException, InterruptedException, IOException {
        Path stage = Files.createDirectories(directory.resolve("assembly-Prod").resolve("assembly-Inner"));
        String bad = template("{\"Type\": \"AWS::ECS::Gateway\"}");
        Files.writeString(directory.resolve("Good.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        Files.writeString(directory.resolve("manifest.json"), "{\"version\": \"1\"}");
        Files.writeString(directory.resolve("Good.assets.json"), "{\"version\": \"1\"}");
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.PASS);

        Path inner = Files.writeString(stage.resolve("Bad.template.json"), bad);
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.ERROR);
        Files.delete(inner);
        Path beside = Files.writeString(directory.resolve("other.yaml"), bad);
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.ERROR);
        Files.delete(beside);
        Files.writeString(
                directory.resolve("taskdef.json"),
                TestTask.ec2().container("\"privileged\": true").json());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aNestedStackIsEvaluatedWhenItsTemplateIsThere() throws GateException, InterruptedException, IOException {
        String url = "{\"Fn::Join\": [\"\", [\"https://s3.\", {\"Ref\": \"AWS::Region\"}, \".\", {\"Ref\":"
                + " \"AWS::URLSuffix\"}, \"/cdk-hnb659fds-assets-\", {\"Ref\": \"AWS::AccountId\"}, \"-\","
                + " {\"Ref\": \"AWS::Region\"}, \"/0a1b.json\"]]}";
        Files.writeString(directory.resolve("Outer.template.json"), template(nested(url)));
        Files.writeString(
                directory.resolve("Outer.assets.json"),
                assets("cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.ERROR);
        Files.writeString(directory.resolve("Inner.nested.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.PASS);
    }

    /** Each is an address where somebody else may have put another template than the one that is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"https://evil.example/0a1b.json\"",
                "\"https://s3.eu-west-1.amazonaws.com/evil/0a1b.json\"",
                "\"https://evil.example/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/0a1b.json\"",
                "{\"Fn::Sub\":"
                        + " \"https://s3.${AWS::Region}.evil.example/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/0a1b.json\"}",
                "{\"Fn::Sub\":"
                        + " \"https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/other.json\"}",
                "{\"Ref\": \"Where\"}",
                "{\"Fn::ImportValue\": \"x\"}"
            })
    void aNestedStackThatIsDeployedFromAnotherAddressIsUndecided(String url)
            throws GateException, InterruptedException, IOException {
        Files.writeString(directory.resolve("Outer.template.json"), template(nested(url)));
        Files.writeString(directory.resolve("Inner.nested.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        Files.writeString(
                directory.resolve("Outer.assets.json"),
                assets("cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"));
        Files.writeString(directory.resolve("Evil.assets.json"), assets("evil"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.ERROR);
    }

    /** @param passed by the outer template to the parameter of the inner one, whose default is safe */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"safe\"|PASS",
                "\"open\"|ERROR",
                "{\"Ref\": \"AWS::Region\"}|ERROR",
                "{\"Fn::Sub\": \"${Mode}\"}|ERROR",
                "{\"Ref\": \"Mode\"}|ERROR"
            })
    void aNestedStackIsDeployedWithTheValuesThatItIsGiven(String passed, Outcome outcome)
            throws GateException, InterruptedException, IOException {
        String url = "{\"Fn::Sub\":"
                + " \"https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/0a1b.json\"}";
        Files.writeString(
                directory.resolve("Outer.template.json"),
                template(nested(url)
                                .replace(
                                        "\"Properties\": {",
                                        "\"Properties\": {\"Parameters\": {\"Inner\": " + passed + "}, "))
                        .replaceFirst(
                                "\\{", "{\"Parameters\": {\"Mode\": {\"Type\": \"String\", \"Default\": \"open\"}}, "));
        Files.writeString(
                directory.resolve("Inner.nested.template.json"),
                template("{\"Type\": \"AWS::S3::Bucket\"}")
                        .replaceFirst(
                                "\\{",
                                "{\"Parameters\": {\"Inner\": {\"Type\": \"String\", \"Default\": \"safe\"}}, "));
        Files.writeString(
                directory.resolve("Outer.assets.json"),
                assets("cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(outcome);
    }

    private static String nested(String url) {
        return "{\"Type\": \"AWS::CloudFormation::Stack\", \"Properties\": {\"TemplateURL\": " + url
                + "}, \"Metadata\": {\"aws:asset:path\": \"Inner.nested.template.json\"}}";
    }

    private static String assets(String bucket) {
        return "{\"version\": \"38.0.1\", \"files\": {\"0a1b\": {\"source\": {\"path\":"
                + " \"Inner.nested.template.json\"}, \"destinations\": {\"current\": {\"bucketName\": \"" + bucket
                + "\", \"objectKey\": \"0a1b.json\"}}}}}";
    }

    private void started(String file, String more) throws IOException {
        Files.writeString(
                directory.resolve(file),
                "{\"Resources\": {\"Task\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": "
                        + TestTask.ec2().json() + "}, \"M\": {\"Type\": \"AWS::StepFunctions::StateMachine\","
                        + " \"Properties\": {\"StateMachineName\": \"orders\", \"Definition\": {\"States\": {}}}},"
                        + " \"R\": {\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"Id\": \"a\","
                        + " \"Arn\": \"arn:aws:states:eu-central-1:123456789012:stateMachine:orders\"}]}}" + more
                        + "}}");
    }

    private static String stack(String name, String environment) {
        return "\"" + name + "\": {\"type\": \"aws:cloudformation:stack\", \"environment\": \"" + environment
                + "\", \"properties\": {\"templateFile\": \"A.template.json\"}}";
    }

    /** Without the option of CDK that writes the file of each asset into the template. */
    @ParameterizedTest
    @CsvSource({"a.json, PASS", "b.json, ERROR"})
    void aNestedStackIsFoundByTheAddressThatCdkUploadsItTo(String key, Outcome outcome)
            throws GateException, InterruptedException, IOException {
        started("N.nested.template.json", "");
        started(
                "A.template.json",
                ", \"N\": {\"Type\": \"AWS::CloudFormation::Stack\", \"Properties\": {\"TemplateURL\":"
                        + " \"https://s3.eu-central-1.amazonaws.com/cdk-hnb659fds-assets-123456789012-eu-central-1/"
                        + key + "\"}}");
        Files.writeString(
                directory.resolve("A.assets.json"),
                "{\"version\": \"36.0.0\", \"files\": {\"a\": {\"source\": {\"path\": \"N.nested.template.json\"},"
                        + " \"destinations\": {\"d\": {\"bucketName\":"
                        + " \"cdk-hnb659fds-assets-123456789012-eu-central-1\", \"objectKey\": \"a.json\"}}}}}");
        assembly(stack("S", "aws://123456789012/eu-central-1"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(outcome);
    }
}
