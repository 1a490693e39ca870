package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of a policy's own, from the command line to the reports, and their tests. */
class PolicyRulesTest {
    private static final String RULE =
            "  - {id: %s, gate: %s, severity: high, title: Not ours, remedy: Replace it., when: \"%s\"}\n";

    @TempDir
    private Path folder;

    private Path image;
    private Path osv;

    @BeforeEach
    void prepare() throws IOException {
        image = folder.resolve("image");
        OciLayout.of(Fixtures.debian().build(), "1.4").writeDirectory(image);
        osv = Fixtures.osv(folder, "LOW");
    }

    private Path policy(String... rules) {
        return Fixtures.write(folder.resolve("org.yaml"), "version: 1\nrules:\n" + String.join("", rules));
    }

    private static String rule(String id, String gate, String when) {
        return RULE.formatted(id, gate, when);
    }

    private Gate scan(Path policy, Object... more) {
        List<Object> words = new ArrayList<>(List.of("scan", "oci:" + image, "--osv", osv, "--policy", policy));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }

    private Path taskDefinition(String members) {
        return Fixtures.write(folder.resolve("taskdef.json"), """
                {"family": "shop", %s "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
                 "containerDefinitions": [{"name": "app", "image": "registry.example/shop/app:1.4",
                   "environment": [{"name": "DB_PASSWORD", "value": "hunter2-hunter2"}]}]}
                """.formatted(members));
    }

    @Test
    void aRuleOnPackagesFailsAScanAndEveryReportNamesIt() throws Exception {
        Path reports = folder.resolve("reports");
        Gate scan = scan(
                policy(rule("no-ssl", "vulnerabilities", "packages.filter(p, p.name == 'libssl3').map(p, p.purl)")),
                "--out",
                reports);
        assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("policy/no-ssl", "Replace it.");

        JsonNode found = new ObjectMapper()
                .readTree(reports.resolve("verdict.json").toFile())
                .at("/gates/0/findings/0");
        assertThat(found.path("rule").asText()).isEqualTo("policy/no-ssl");
        assertThat(found.path("decidedBy").asText()).isEqualTo("org.yaml: rules.no-ssl");
        assertThat(found.path("actual").asText()).startsWith("pkg:deb/debian/libssl3@3.0.11-1~deb12u1");
        for (String report : List.of("report.html", "report.sarif", "junit.xml")) {
            assertThat(Files.readString(reports.resolve(report))).as(report).contains("no-ssl", "libssl3");
        }
        // the verdict is read again by whatever reads verdicts
        assertThat(Gate.run("diff", reports.resolve("verdict.json"), reports.resolve("verdict.json"))
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aRuleThatDoesNotHoldChangesNothing() {
        assertThat(scan(policy(rule("no-zsh", "vulnerabilities", "packages.exists(p, p.name == 'zsh')")))
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aRuleThatCannotBeEvaluatedIsAnError() {
        Gate scan = scan(policy(rule("broken", "hardening", "image.labels['team'] == 'shop'")));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out() + scan.err())
                .contains("the rule broken of the policy could not be evaluated", "no such key");
    }

    @Test
    void aRuleOnAnImageIsNotForgottenWhereOnlyItsSbomIsEvaluated() {
        Path reports = folder.resolve("reports");
        scan(policy(rule("never", "vulnerabilities", "false")), "--out", reports);
        Gate sbom = Gate.run(
                "scan",
                "sbom:" + reports.resolve("sbom.cdx.json"),
                "--osv",
                osv,
                "--policy",
                policy(rule("no-root", "hardening", "image.user == ''")));
        assertThat(sbom.exit()).as(sbom.out() + sbom.err()).isEqualTo(ExitCode.ERROR);
        assertThat(sbom.out()).contains("an SBOM does not say how an image is built");
    }

    @Test
    void aMistakeStopsTheCommandWithItsLineAndColumn() {
        Gate scan = scan(policy(rule("typo", "vulnerabilities", "packages.exists(p, p.nam == 'zsh')")));
        assertThat(scan.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scan.err()).contains("org.yaml:3", "line 1, column 21 of the expression: undefined field 'nam'");
    }

    @Test
    void aTeamCannotReplaceARuleOfTheFloor() {
        Path org = policy(rule("no-ssl", "vulnerabilities", "packages.exists(p, p.name == 'libssl3')"));
        Path team = Fixtures.write(
                folder.resolve("team.yaml"), "version: 1\nrules:\n" + rule("no-ssl", "vulnerabilities", "false"));
        Gate refused = scan(org, "--policy", team);
        assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("team.yaml:2", "no other layer can replace");

        Path none = Fixtures.write(folder.resolve("team.yaml"), "version: 1\nrules: []\n");
        assertThat(scan(org, "--policy", none).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aRuleOnTaskDefinitionsSeesThemAndNoReportShowsTheirValues() throws Exception {
        Path reports = folder.resolve("reports");
        Path policy = policy(
                rule("cost-centre", "taskDefinition", "!has(task.tags) || !task.tags.exists(t, t.key == 'CostCentre')"),
                rule(
                        "odd",
                        "taskDefinition",
                        "task.containerDefinitions.exists(c, c.environment.exists(e, int(e.value) == 1))"));
        Gate untagged = Gate.run("taskdef", taskDefinition(""), "--policy", policy, "--out", reports);
        assertThat(untagged.out()).contains("policy/cost-centre", "policy/odd");
        for (String report : List.of("verdict.json", "report.html")) {
            assertThat(Files.readString(reports.resolve(report))).doesNotContain("hunter2");
        }
        Gate tagged = Gate.run(
                "taskdef",
                taskDefinition("\"tags\": [{\"key\": \"CostCentre\", \"value\": \"42\"}],"),
                "--policy",
                policy(rule("cost-centre", "taskDefinition", "!task.tags.exists(t, t.key == 'CostCentre')")));
        assertThat(tagged.out()).doesNotContain("policy/cost-centre");
    }

    @Test
    void aMemberThatIsNullIsAbsentAndNumbersAreOfAnySize() {
        Path policy = policy(
                rule("role", "taskDefinition", "!has(task.taskRoleArn)"),
                rule("cpu", "taskDefinition", "task.cpu > 4096"));
        Gate run = Gate.run(
                "taskdef", taskDefinition("\"taskRoleArn\": null, \"cpu\": 1e99999999999,"), "--policy", policy);
        assertThat(run.out()).as(run.err()).contains("policy/role", "policy/cpu");
    }

    @Test
    void aMemberThatAConditionMayLeaveOutIsUndecided() {
        Path template = Fixtures.write(folder.resolve("template.yaml"), """
                Parameters: {Stage: {Type: String}, Hidden: {Type: String, NoEcho: true}}
                Conditions: {Production: !Equals [!Ref Stage, production]}
                Resources:
                  Task:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      Family: shop
                      TaskRoleArn: !If [Production, "arn:aws:iam::123456789012:role/shop", !Ref AWS::NoValue]
                      ExecutionRoleArn: !If [Production, !Ref Hidden, !Ref AWS::NoValue]
                      ContainerDefinitions: [{Name: app, Image: registry.example/shop/app:1.4}]
                """);
        Gate run = Gate.run(
                "taskdef",
                template,
                "--policy",
                policy(
                        rule("role", "taskDefinition", "!has(task.taskRoleArn)"),
                        rule("hidden", "taskDefinition", "!has(task.executionRoleArn)"),
                        rule("keys", "taskDefinition", "!task.exists(key, key == 'taskRoleArn')"),
                        rule("count", "taskDefinition", "task.map(key, 1).size() < 3"),
                        rule("family", "taskDefinition", "!has(task.family) || task.family != 'shop'")));
        assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("policy/count, policy/hidden, policy/keys, policy/role -> give what it depends on")
                .doesNotContain("policy/family");
    }

    @Test
    void theSizeOfAListIsUndecidedWhereAConditionMayLeaveOutAnItem() {
        Path template = Fixtures.write(folder.resolve("template.yaml"), """
                Parameters: {Stage: {Type: String}}
                Conditions: {Production: !Equals [!Ref Stage, production]}
                Resources:
                  Task:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      Family: shop
                      ContainerDefinitions:
                        - {Name: app, Image: registry.example/shop/app:1.4, Command: [serve, --tls]}
                        - !If [Production, {Name: agent, Image: registry.example/agent:1}, !Ref AWS::NoValue]
                """);
        Path policy = policy(
                rule("alone", "taskDefinition", "task.containerDefinitions.size() == 1"),
                rule("more", "taskDefinition", "(task.containerDefinitions + []).size() < 2"),
                rule("less", "taskDefinition", "([] + task.containerDefinitions).size() < 2"),
                rule("loop", "taskDefinition", "task.containerDefinitions.map(c, 1).size() == 1"),
                rule("second", "taskDefinition", "task.containerDefinitions.filter(c, true).size() == 1"),
                rule("same", "taskDefinition", "task.containerDefinitions == []"),
                rule("plain", "taskDefinition", "size(task.containerDefinitions[0].command) != 2"),
                rule("tls", "taskDefinition", "task.containerDefinitions.exists(c, '--tls' in c.command)"));
        Gate run = Gate.run("taskdef", template, "--policy", policy);
        assertThat(run.exit()).as(run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains(
                        "policy/alone: task shop: the rule alone of the policy could not be evaluated",
                        "policy/more: task shop: the rule more of the policy could not be evaluated",
                        "policy/less: task shop: the rule less of the policy could not be evaluated",
                        "policy/loop: task shop: the rule loop of the policy could not be evaluated",
                        "policy/second: task shop: the rule second of the policy could not be evaluated",
                        "policy/same: task shop: the rule same of the policy could not be evaluated",
                        "policy/alone, policy/less, policy/loop, policy/more, policy/same and 1 more rule"
                                + " -> give what it depends on")
                .doesNotContain("policy/plain");
        assertThat(Gate.run("taskdef", template, "--parameter", "Stage=test", "--policy", policy)
                        .out())
                .contains("policy/alone", "policy/more", "policy/less", "policy/loop", "policy/second", "policy/tls")
                .doesNotContain("policy/same", "policy/plain", "give what it depends on");
    }

    @Test
    void numbersAndTextsOfATemplateAreComparedAsCloudFormationTakesThem() {
        Path template = Fixtures.write(folder.resolve("template.yaml"), """
                Resources:
                  Task:
                    Type: AWS::ECS::TaskDefinition
                    Properties:
                      Family: shop
                      Cpu: 256
                      ContainerDefinitions:
                        - {Name: app, Image: registry.example/shop/app:1.4, User: 0, PortMappings: [{ContainerPort: "22"}]}
                """);
        String port = "task.containerDefinitions.exists(c, c.portMappings.exists(p, p.containerPort %s))";
        Path policy = policy(
                rule("ssh", "taskDefinition", port.formatted("== 22")),
                rule("remote", "taskDefinition", port.formatted("in [22, 3389]")),
                rule("root", "taskDefinition", "task.containerDefinitions.exists(c, c.user in ['0', 'root'])"),
                rule("named", "taskDefinition", "task.containerDefinitions.exists(c, c.user == 'admin')"),
                rule("size", "taskDefinition", "task.cpu != '256'"));
        assertThat(Gate.run("taskdef", template, "--policy", policy).out())
                .contains("policy/ssh", "policy/remote", "policy/root")
                .doesNotContain("policy/named", "policy/size");
    }

    @Test
    void testsOfRulesPassAndFail() {
        policy(
                rule("no-gpl", "vulnerabilities", "packages.exists(p, p.licenses.exists(l, l.startsWith('GPL')))"),
                rule("host", "taskDefinition", "task.networkMode == 'host'"));
        taskDefinition("");
        Path tests = Fixtures.write(folder.resolve("org.test.yaml"), """
                policies: [org.yaml]
                tests:
                  - name: a package under the GPL is reported
                    gate: vulnerabilities
                    packages: [{name: bash, licenses: [GPL-3.0]}]
                    expect: {no-gpl: 1}
                  - {name: no packages are not known, gate: vulnerabilities, expect: {no-gpl: error}}
                  - {name: awsvpc passes, gate: taskDefinition, taskDefinition: taskdef.json, expect: {}}
                """);
        Gate passed = Gate.run("policy", "test", folder);
        assertThat(passed.exit()).as(passed.out() + passed.err()).isEqualTo(ExitCode.PASSED);
        assertThat(passed.out()).contains("org.test.yaml:3", "3 passed, 0 failed");

        Fixtures.write(tests, """
                policies: [org.yaml]
                tests:
                  - {name: wrong, gate: vulnerabilities, packages: [{name: bash}], expect: {no-gpl: 1}}
                  - {name: an error is not none, gate: vulnerabilities, expect: {}}
                """);
        Gate failed = Gate.run("policy", "test", tests);
        assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.out())
                .contains(
                        "no-gpl: expected 1 findings, but 0 findings", "could not be evaluated", "0 passed, 2 failed");
    }

    @Test
    void testsThatTestNothingAreMistakes() throws IOException {
        policy(rule("host", "taskDefinition", "task.networkMode == 'host'"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(Gate.run("policy", "test", empty).exit()).isEqualTo(ExitCode.USAGE);
        for (String test : List.of(
                "{name: no such rule, gate: taskDefinition, taskDefinition: taskdef.json, expect: {hots: 1}}",
                "{name: no rule of the gate, gate: drift, expect: {}}",
                "{name: no definition, gate: taskDefinition, expect: {}}",
                "{name: no file, gate: taskDefinition, taskDefinition: nowhere.json, expect: {}}",
                "{name: no expectation, gate: taskDefinition, taskDefinition: taskdef.json}",
                "{name: a word, gate: taskDefinition, taskDefinition: taskdef.json, expect: {host: many}}")) {
            taskDefinition("");
            Path file =
                    Fixtures.write(folder.resolve("org.test.yaml"), "policies: [org.yaml]\ntests:\n  - " + test + "\n");
            Gate run = Gate.run("policy", "test", file);
            assertThat(run.exit()).as(test + run.out() + run.err()).isEqualTo(ExitCode.USAGE);
        }
    }
}
