package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are wrong, with a secret where it is wrong: the error says the place and what is wrong, and not the secret. */
class SecretsInFaultyInputTest {
    private static final String PASSWORD = new SecretTemplate(32).fill("{password}{alnum:6}");

    private final String token = new SecretTemplate(31).fill("{github:ghp_}");

    @TempDir
    private Path folder;

    private WatchedGate gate;
    private String archive;

    @BeforeEach
    void prepare() {
        gate = new WatchedGate(List.of(token.substring("ghp_".length()), PASSWORD), folder);
        archive = "oci-archive:" + OciLayout.of(Fixtures.debian().build(), "1").writeArchive(folder.resolve("app.tar"));
    }

    /** TOKEN and PASSWORD stand for the secrets. */
    private Path file(String name, String text) {
        return Fixtures.write(folder.resolve(name), text.replace("TOKEN", token).replace("PASSWORD", PASSWORD));
    }

    private void assertRefused(Object... words) throws IOException {
        Gate refused = gate.run(words);
        assertThat(refused.exit()).as(refused.out() + refused.err()).isIn(ExitCode.USAGE, ExitCode.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: TOKEN",
                "version: 1\nmode: TOKEN",
                "version: 1\nmode: PASSWORD",
                "version: 1\nTOKEN: 1",
                "version: 1\npassword: PASSWORD",
                "version: 1\nPASSWORD: 1",
                "version: 1\nonError: PASSWORD",
                "version: 1\nsecrets: {max: {critical: PASSWORD}}",
                "version: 1\nsecrets: {max: PASSWORD}",
                "version: 1\nsecrets: PASSWORD",
                "version: 1\nvulnerabilities: {databaseMaxAge: PASSWORD}",
                "version: 1\nvulnerabilities: {epss: {deny: PASSWORD}}",
                "version: 1\nhardening: {profile: PASSWORD}",
                "version: 1\nhardening: {rules: {PASSWORD: off}}",
                "version: 1\nhardening: {rules: {no-sudo: PASSWORD}}",
                "version: 1\ntaskDefinition: {profile: TOKEN}",
                "version: 1\nmode: *TOKEN",
                "version: 1\nmode: !TOKEN enforce",
                "version: 1\nTOKEN: 1\nTOKEN: 2",
                "version: 1\nmode: \"PASSWORD",
                "version: 1\nmode: [PASSWORD",
                "version: 1\n\tPASSWORD",
                "PASSWORD",
                "- PASSWORD",
                "version: 1\nwaivers:\n- {rule: PASSWORD, owner: a, reason: b, expires: PASSWORD}",
                "version: 1\nwaivers:\n- {rule: CVE-2024-1234, PASSWORD: a, owner: a, reason: b, expires: 2027-01-01}",
                "version: 1\nsignatures:\n- repositories: [\"**\"]\n  signers:\n  - {name: a, cosign: {key: PASSWORD}}",
                "version: 1\nsignatures:\n- repositories: [\"**\"]\n  require: PASSWORD\n  signers: []",
                "version: 1\nsignatures:\n- repositories: PASSWORD",
            })
    void aPolicy(String text) throws IOException {
        Path policy = file("policy.yaml", text);
        assertRefused("policy", "validate", policy);
        assertRefused("policy", "merge", policy);
        assertRefused("secrets", folder, "--policy", policy);
        assertRefused("scan", archive, "--offline", "--waivers", policy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKEN",
                "TOKEN = 1",
                "title = TOKEN",
                "title = \"TOKEN\n",
                "[[rules]]\nid = \"TOKEN!\"\nregex = \"a\"",
                "[[rules]]\nid = \"a\"\nregex = \"TOKEN(\"",
                "[[rules]]\nid = \"a\"\nregex = \"(?<=TOKEN)x\"",
                "[[rules]]\nid = \"a\"\nregex = \"[z-PASSWORD]\"",
                "[[rules]]\nid = \"a\"\nregex = \"PASSWORD{9999}\"",
                "[[rules]]\nid = \"a\"\nregex = \"\\\\pPASSWORD\"",
                "[[rules]]\nid = \"PASSWORD PASSWORD\"",
                "[[rules]]\nid = \"PASSWORD\"",
                "[[rules]]\nid = \"a\"\nPASSWORD = 1",
                "[[rules]]\nid = \"a\"\nregex = \"a\"\nentropy = \"PASSWORD\"",
                "[[rules]]\nid = \"a\"\nregex = \"a\"\n[[rules.allowlists]]\ncondition = \"PASSWORD\"",
                "[[rules]]\nid = \"a\"\nregex = \"a\"\n[[rules.allowlists]]\nregexTarget = \"TOKEN\"\nstopwords=[\"a\"]",
                "[[rules]]\nid = \"a\"\nregex = \"a\"\n[[rules]]\nid = \"a\"\nregex = \"PASSWORD)\"",
                "[extend]\npath = \"PASSWORD\"",
                "[PASSWORD]\na = 1",
                "a = 1\na = \"PASSWORD\"",
                "PASSWORD.a = 1\nPASSWORD = 2",
                "title = 2026-99-99TPASSWORD",
            })
    void aFileOfRules(String text) throws IOException {
        assertRefused("secrets", folder, "--secret-rules", file("rules.toml", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKEN",
                "{\"TOKEN\": 1}",
                "{\"schemaVersion\": \"TOKEN\"}",
                "{\"schemaVersion\": 1, \"outcome\": \"PASSWORD\"}",
                "{\"schemaVersion\": 1, \"outcome\": PASSWORD}",
                "{\"schemaVersion\": 1, \"outcome\": \"PASSWORD",
                "[\"PASSWORD\"]",
                "{\"schemaVersion\": 1, \"outcome\": \"PASS\", \"subject\": \"PASSWORD\"}",
                "{\"schemaVersion\": 1, \"outcome\": \"PASS\", \"subject\": {\"reference\": \"a\", \"digest\": \"PASSWORD\"}}",
                "{\"a\": \"\\u00zzPASSWORD\"}",
            })
    void aFileOfJson(String text) throws IOException {
        Path json = file("some.json", text);
        Path policy = Fixtures.write(folder.resolve("team.yaml"), "version: 1\n");
        Path osv = Fixtures.osv(folder.resolve("good"), "LOW");
        assertRefused("scan", archive, "--osv", osv, "--offline", "--baseline", json);
        assertRefused(
                "scan",
                archive,
                "--offline",
                "--osv",
                file("bad/DEBIAN-CVE-1.json", text).getParent());
        assertRefused("scan", archive, "--osv", osv, "--offline", "--kev", json);
        assertRefused("scan", archive, "--offline", "--report", json);
        assertRefused("policy", "try", json, "--policy", policy);
        assertRefused("attest", "127.0.0.1:1/shop/app:1", "--verdict", json, "--key", json);
        assertRefused("verify", "127.0.0.1:1/shop/app:1", "--trusted-root", json, "--key", json);
        assertRefused("taskdef", json);
        assertRefused("run", archive, "--osv", osv, "--offline", "--task-definition", json);
        assertRefused(
                "scan",
                "127.0.0.1:1/a:1",
                "--osv",
                osv,
                "--plain-http",
                "--docker-config",
                docker(text).getParent());
    }

    private Path docker(String text) {
        return file("docker/config.json", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auths\": {\"127.0.0.1:1\": {\"auth\": \"PASSWORD\"}}}",
                "{\"auths\": {\"127.0.0.1:1\": \"PASSWORD\"}}",
                "{\"auths\": \"PASSWORD\"}",
                "{\"credHelpers\": {\"127.0.0.1:1\": \"../PASSWORD\"}}",
                "{\"credHelpers\": {\"127.0.0.1:1\": \"PASSWORD\"}}",
                "{\"auths\": {\"127.0.0.1:1\": {\"username\": \"u\", \"password\": \"PASSWORD\"}}}",
            })
    void loginsOfDocker(String text) throws IOException {
        assertRefused(
                "secrets",
                "127.0.0.1:1/a:1",
                "--plain-http",
                "--docker-config",
                docker(text).getParent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSTemplateFormatVersion: TOKEN\nResources:\n  TOKEN:\n    Type: PASSWORD",
                "Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n    Properties: PASSWORD",
                "Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions: PASSWORD",
                "Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Cpu: [PASSWORD",
                "Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Family: !Ref PASSWORD",
                "Resources:\n  A:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Family: !PASSWORD x",
                "Resources:\n  A: &x\n    Type: *PASSWORD",
                "family: \"PASSWORD",
                "family: a\ncontainerDefinitions:\n- {name: PASSWORD, name: TOKEN}",
                "{\"family\": \"a\", \"containerDefinitions\": [{\"name\": \"a\", \"image\": \"b\", \"essential\": \"PASSWORD\"}]}",
                "{\"family\": \"a\", \"containerDefinitions\": [{\"name\": \"a\", \"image\": \"https://u:PASSWORD@h/x\"}]}",
                "{\"family\": \"a\", \"containerDefinitions\": [{\"name\": \"a\", \"image\": \"b\", \"cpu\": \"PASSWORD\"}]}",
                "{\"family\": \"a\", \"PASSWORD\": 1, \"containerDefinitions\": [{\"name\": \"a\", \"image\": \"127.0.0.1:1/b\"}]}",
            })
    void aTaskDefinition(String text) throws IOException {
        for (String name : List.of("task.yaml", "task.json")) {
            Path file = file(name, text);
            Gate judged = gate.reporting("taskdef", file);
            assertThat(judged.exit()).isNotEqualTo(ExitCode.PASSED);
            gate.run("taskdef", file, "--format", "json");
            gate.run("taskdef", file, "--read-images", "--docker-config", folder);
        }
    }

    @Test
    void otherFiles() throws IOException {
        Path wrong = file("wrong", "-----BEGIN PRIVATE KEY-----\nTOKEN\nPASSWORD\n-----END PRIVATE KEY-----\n");
        Path short_ = file("short", "PASSWORD".substring(0, 8));
        Path osv = Fixtures.osv(folder, "LOW");
        assertRefused("secrets", folder, "--fingerprint-key-file", folder.resolve("none"));
        assertRefused("secrets", archive, "--fingerprint-key-file", Files.write(folder.resolve("k"), new byte[3]));
        assertRefused("secrets", "127.0.0.1:1/a:1", "--registry-ca", wrong, "--docker-config", folder);
        assertRefused("verify", "127.0.0.1:1/a:1", "--key", wrong, "--docker-config", folder);
        assertRefused("attest", "127.0.0.1:1/a:1", "--verdict", wrong, "--key", wrong, "--docker-config", folder);
        assertRefused("scan", archive, "--osv", osv, "--offline", "--epss", file("epss", "cve,epss\nTOKEN,PASSWORD\n"));
        assertRefused("scan", archive, "--trivy", "http://127.0.0.1:1", "--trivy-token-file", file("t", "PASSWORD"));
        assertRefused("scan", archive, "--trivy", "http://u:" + PASSWORD + "@127.0.0.1:1");
        assertRefused("secrets", "oci-archive:" + file("no.tar", "TOKEN\nPASSWORD\n".repeat(600)));
        assertRefused("secrets", "docker-archive:" + short_);
    }

    @Test
    void optionsThatNobodyKnows() throws IOException {
        assertRefused("secrets", archive, "--registry-password", PASSWORD);
        assertRefused("secrets", archive, "--registry-password=" + PASSWORD);
        assertRefused("secrets", archive, "--trivy-token=" + token);
        assertRefused("secrets", "https://robot:" + PASSWORD + "@127.0.0.1:1/a:1");
        assertRefused("secrets", "robot:" + PASSWORD + "@127.0.0.1:1/a:1");
    }

    static List<RegistryFault> registryFaults() {
        return List.of(
                new RegistryFault.Status(500),
                new RegistryFault.Status(401),
                new RegistryFault.Redirect("http://127.0.0.1:1/?token=" + PASSWORD),
                new RegistryFault.Redirect("http://robot:" + PASSWORD + "@127.0.0.1:1/"),
                new RegistryFault.Redirect("ftp://robot:" + PASSWORD + "@127.0.0.1:1/"),
                new RegistryFault.CutAfter(10));
    }

    /** Most of the time is waiting before a request is repeated. */
    @ParameterizedTest(name = "{index}") // the fault would name the secret
    @MethodSource("registryFaults")
    @Execution(ExecutionMode.CONCURRENT)
    void aRegistryThatFails(RegistryFault fault) throws IOException {
        Path right = file("right", PASSWORD);
        for (String path : List.of("/manifests/", "/blobs/", "/token")) {
            try (FakeRegistry registry = FakeRegistry.start()
                    .with("shop/app", OciLayout.of(Fixtures.debian().build(), "1"))
                    .requireToken("robot", PASSWORD)
                    .failAlways(path, fault)) {
                Gate failed = gate.reporting(
                        "secrets",
                        registry.authority() + "/shop/app:1",
                        "--plain-http",
                        "--registry-user",
                        "robot",
                        "--registry-password-file",
                        right);
                assertThat(failed.exit()).as(failed.out()).isEqualTo(ExitCode.ERROR);
            }
        }
    }

    @Test
    void aLayerThatIsCut() throws IOException {
        byte[] text = ("TOKEN=" + token + "\n").repeat(2000).getBytes(StandardCharsets.UTF_8);
        Path cut = OciLayout.of(Fixtures.debian()
                        .layer(io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer()
                                .file("a", text)
                                .raw(text)
                                .damage(bytes -> java.util.Arrays.copyOf(bytes, bytes.length - 9)))
                        .build())
                .writeArchive(folder.resolve("cut.tar"));
        assertThat(gate.reporting("secrets", "oci-archive:" + cut).exit()).isEqualTo(ExitCode.ERROR);
    }
}
