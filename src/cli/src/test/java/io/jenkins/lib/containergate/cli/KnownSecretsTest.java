package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a gate is introduced where secrets are known to be: fixtures, a baseline, waivers of fingerprints. */
class KnownSecretsTest {
    private static final String FLOOR = "version: 1\nsecrets: {max: {%s}%s}\n";
    private static final String LIMITS = "critical: 0, high: 0";

    private final SecretTemplate template = new SecretTemplate(23);

    @TempDir
    private Path directory;

    private Path tree;
    private Path key;

    @BeforeEach
    void prepare() throws IOException {
        tree = directory.resolve("tree");
        key = Files.write(directory.resolve("key"), new byte[32]);
    }

    private Path policy(String name, String more) {
        return policy(name, LIMITS, more);
    }

    private Path policy(String name, String limits, String more) {
        return Fixtures.write(directory.resolve(name), FLOOR.formatted(limits, more));
    }

    private Gate secrets(Object... more) {
        Object[] arguments = new Object[more.length + 4];
        System.arraycopy(new Object[] {"secrets", tree, "--fingerprint-key-file", key}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Gate.run(arguments);
    }

    private static void commonParts(Gate gate, String... parts) {
        assertThat(gate.out() + gate.err()).contains(parts);
    }

    @Test
    void aKeyOfATestIsReportedAndNotCountedWhereTheFloorSaysSo() {
        Fixtures.write(tree.resolve("tests/certs/server.key"), template.fill("{pem:pkcs8}"));
        Path reporting = policy("report.yaml", ", tests: report");

        assertThat(secrets("--policy", policy("org.yaml", "")).exit()).isEqualTo(ExitCode.FAILED);
        Gate gate = secrets("--policy", reporting, "--format", "json");
        assertThat(gate.exit()).isEqualTo(ExitCode.PASSED);
        commonParts(gate, "tests/certs/server.key", "\"classification\": \"fixture\"", "secrets.tests=report");

        Fixtures.write(tree.resolve("deploy/server.key"), template.fill("{pem:pkcs8}"));
        assertThat(secrets("--policy", reporting).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void noNameOfADirectoryTakesASecretOutUnlessTheFloorSaysSo() {
        Path counting = policy("org.yaml", "critical: 0, medium: 0", "");
        Path reporting = policy("report.yaml", "critical: 0, medium: 0", ", tests: report");
        Path password = tree.resolve("playground/deploy/app.properties");
        Fixtures.write(password, template.fill("db.password={alnum:24}\n"));
        assertThat(secrets("--policy", counting).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(secrets("--policy", reporting).exit()).isEqualTo(ExitCode.PASSED);

        Fixtures.write(tree.resolve("demo/server.key"), template.fill("{pem:pkcs8}"));
        Gate gate = secrets("--policy", counting);
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        commonParts(gate, "demo/server.key", "in tests or examples");

        Fixtures.write(tree.resolve(".github/workflows/unit-test.yml"), template.fill("DB_PASSWORD: {alnum:24}\n"));
        assertThat(secrets("--policy", reporting).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aKeyThatAProgramOnlyShowsIsAFixtureAndOneThatItUsesIsNot() {
        Path program = tree.resolve("src/Sign.java");
        String key = template.fill("{pem:pkcs8}").strip();
        Path reporting = policy("report.yaml", ", tests: report");

        Fixtures.write(program, "/** Signs with\n * " + key.replace("\n", "\n * ") + "\n */\n");
        assertThat(secrets("--policy", policy("org.yaml", "")).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(secrets("--policy", reporting).exit()).isEqualTo(ExitCode.PASSED);

        Fixtures.write(program, "/** Signs. */\nString key = \"" + key + "\";\n");
        assertThat(secrets("--policy", reporting).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aTokenOfAnIssuerCountsInTestsToo() {
        Fixtures.write(tree.resolve("tests/api_test.py"), "TOKEN = '" + template.fill("{github:ghp_}") + "'\n");

        Gate gate = secrets("--policy", policy("report.yaml", ", tests: report"), "--format", "json");
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        commonParts(gate, "\"classification\": null");
    }

    @Test
    void aPasswordInAFileOfCredentialsOfATestIsAFixture() {
        Fixtures.write(tree.resolve("tests/.env"), template.fill("DB_PASSWORD={alnum:24}\n"));

        Path counting = policy("org.yaml", "medium: 0", "");
        Path reporting = policy("report.yaml", "medium: 0", ", tests: report");

        assertThat(secrets("--policy", counting).exit()).isEqualTo(ExitCode.FAILED);
        Gate gate = secrets("--policy", reporting, "--format", "json");
        assertThat(gate.exit()).isEqualTo(ExitCode.PASSED);
        commonParts(gate, "tests/.env", "\"classification\": \"fixture\"");
    }

    @Test
    void aPasswordThatAWorkflowUsesBesideItsServicesCountsWhereFixturesAreOnlyReported() {
        Path reporting = policy("report.yaml", "medium: 0", ", tests: report");
        Path counting = policy("org.yaml", "medium: 0", "");
        String password = template.fill("{alnum:24}");
        String service =
                "jobs:\n  test:\n    services:\n      db:\n        env:\n          DB_PASSWORD: " + password + "\n";
        Path workflow = tree.resolve(".github/workflows/ci.yml");

        Fixtures.write(workflow, service);
        assertThat(secrets("--policy", counting).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(secrets("--policy", reporting).exit()).isEqualTo(ExitCode.PASSED);

        Fixtures.write(workflow, service + "  deploy:\n    env:\n      DB_PASSWORD: " + password + "\n");
        assertThat(secrets("--policy", reporting).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void onlyTheFloorHasFixturesReported() {
        Fixtures.write(tree.resolve("tests/certs/server.key"), template.fill("{pem:pkcs8}"));

        Gate gate = secrets("--policy", policy("org.yaml", ""), "--policy", policy("team.yaml", ", tests: report"));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        commonParts(gate, "secrets.tests=report");
    }

    @Test
    void whatTheBaselineHadDoesNotBlockAndANewValueAtItsPlaceDoes() {
        Path settings = tree.resolve("deploy/.env");
        Fixtures.write(settings, "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        Path reports = directory.resolve("reports");
        Path audit = Fixtures.write(directory.resolve("audit.yaml"), "version: 1\nmode: audit\n");
        assertThat(secrets("--policy", audit, "--out", reports).exit()).isEqualTo(ExitCode.PASSED);
        Path newOnly = policy("new.yaml", ", baseline: new-only");
        Path baseline = reports.resolve("verdict.json");

        assertThat(secrets("--policy", newOnly).exit()).isEqualTo(ExitCode.FAILED);
        Gate known = secrets("--policy", newOnly, "--baseline", baseline);
        assertThat(known.exit()).isEqualTo(ExitCode.PASSED);
        commonParts(known, "1 known before");

        Fixtures.write(settings, "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        assertThat(secrets("--policy", newOnly, "--baseline", baseline).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aNewValueBlocksWhereTheFloorDeniesNewOnesAndLimitsDoNot() {
        Path settings = tree.resolve("deploy/.env");
        Fixtures.write(settings, "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        Path reports = directory.resolve("reports");
        Path open = Fixtures.write(directory.resolve("open.yaml"), "version: 1\nsecrets: {max: {}}\n");
        assertThat(secrets("--policy", open, "--out", reports).exit()).isEqualTo(ExitCode.PASSED);
        Path ratchet = Fixtures.write(
                directory.resolve("ratchet.yaml"), "version: 1\nsecrets: {max: {}, newFindings: {deny: medium}}\n");
        Path baseline = reports.resolve("verdict.json");

        assertThat(secrets("--policy", ratchet).exit())
                .as("without an earlier verdict all are new")
                .isEqualTo(ExitCode.FAILED);
        assertThat(secrets("--policy", ratchet, "--baseline", baseline).exit()).isEqualTo(ExitCode.PASSED);

        Fixtures.write(settings, "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        Gate fresh = secrets("--policy", ratchet, "--baseline", baseline);
        assertThat(fresh.exit()).isEqualTo(ExitCode.FAILED);
        commonParts(fresh, "secrets.newFindings.deny=medium", "new since the last passed verdict");
        Gate unkeyed = Gate.run("secrets", tree, "--baseline", baseline, "--policy", ratchet);
        assertThat(unkeyed.exit()).isEqualTo(ExitCode.USAGE);
        commonParts(unkeyed, "--fingerprint-key-file");
    }

    @Test
    void aBaselineThatWouldExcuseNothingIsAMistake() {
        Fixtures.write(tree.resolve("a.txt"), "nothing\n");
        Path reports = directory.resolve("reports");
        secrets("--out", reports);
        Path baseline = reports.resolve("verdict.json");

        Gate without = secrets("--baseline", baseline, "--policy", policy("org.yaml", ""));
        assertThat(without.exit()).isEqualTo(ExitCode.USAGE);
        commonParts(without, "--baseline has no effect", "baseline: new-only");
        Gate unkeyed = Gate.run(
                "secrets", tree, "--baseline", baseline, "--policy", policy("new.yaml", ", baseline: new-only"));
        assertThat(unkeyed.exit()).isEqualTo(ExitCode.USAGE);
        commonParts(unkeyed, "--fingerprint-key-file");
    }

    @Test
    void aVerdictThatFailedIsNoBaseline() {
        Fixtures.write(tree.resolve(".env"), "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        Path reports = directory.resolve("reports");
        secrets("--out", reports);

        Gate gate = secrets(
                "--baseline", reports.resolve("verdict.json"), "--policy", policy("new.yaml", ", baseline: new-only"));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        commonParts(gate, "only a verdict that passed can be a baseline");
    }

    @Test
    void oneCommandWaivesWhatAVerdictBlocksByFingerprint() throws IOException {
        String value = template.fill("{github:ghp_}");
        Fixtures.write(tree.resolve(".env"), "TOKEN=" + value + "\n");
        Fixtures.write(tree.resolve("copy/.env"), "TOKEN=" + value + "\n");
        Path reports = directory.resolve("reports");
        assertThat(secrets("--out", reports).exit()).isEqualTo(ExitCode.FAILED);
        Path waivers = directory.resolve("waivers.yaml");

        Gate written = waive(reports, waivers);
        assertThat(written.exit()).isEqualTo(ExitCode.PASSED);
        commonParts(written, "2 findings: 1 waiver");
        assertThat(Files.readString(waivers))
                .contains("# GitHub personal access token: .env:1 and 1 more places", "fingerprint:")
                .doesNotContain(value);

        Path admitting = Fixtures.write(
                directory.resolve("admit.yaml"), FLOOR.formatted(LIMITS, "") + "waiverRules: [{owners: [payments]}]\n");
        assertThat(secrets("--policy", admitting, "--waivers", waivers).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(secrets("--policy", policy("org.yaml", ""), "--waivers", waivers)
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        Fixtures.write(tree.resolve(".env"), "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        assertThat(secrets("--policy", admitting, "--waivers", waivers).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(waive(reports, waivers).exit()).as("an existing file").isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aFingerprintOfThePlaceIsNotWaived() {
        Fixtures.write(tree.resolve(".env"), "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        Path reports = directory.resolve("reports");
        Gate.run("secrets", tree, "--out", reports);

        Gate gate = waive(reports, directory.resolve("waivers.yaml"));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        commonParts(gate, "--fingerprint-key-file");
        assertThat(directory.resolve("waivers.yaml")).doesNotExist();
    }

    @Test
    void termsThatPoliciesDoNotTakeAreRefused() {
        Fixtures.write(tree.resolve(".env"), "TOKEN=" + template.fill("{github:ghp_}") + "\n");
        Path reports = directory.resolve("reports");
        secrets("--out", reports);
        Path verdict = reports.resolve("verdict.json");

        Gate over = Gate.run("policy", "waive", verdict, "--owner", "a", "--reason", "b", "--expires", "2020-01-31");
        assertThat(over.exit()).isEqualTo(ExitCode.USAGE);
        Gate blank = Gate.run("policy", "waive", verdict, "--owner", " ", "--reason", "b", "--expires", "2027-01-31");
        assertThat(blank.exit()).isEqualTo(ExitCode.USAGE);
        commonParts(blank, "owner");
        Gate none = Gate.run(
                "policy",
                "waive",
                verdict,
                "--owner",
                "a",
                "--reason",
                "b",
                "--expires",
                "2027-01-31",
                "--rule",
                "jwt");
        assertThat(none.exit()).isEqualTo(ExitCode.USAGE);
    }

    private static Gate waive(Path reports, Path waivers) {
        return Gate.run(
                "policy",
                "waive",
                reports.resolve("verdict.json"),
                "--owner",
                "payments",
                "--reason",
                "rotated",
                "--expires",
                "2027-01-31",
                "--write",
                waivers);
    }
}
