package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is new since another verdict: shown by {@code gate diff}, and as a demand of the policy. */
class DiffCommandTest {
    private static final String OPEN = "version: 1\nvulnerabilities: {max: {}%s}\n";

    @TempDir
    private Path folder;

    private Path archive;
    private Path osv;
    private Path open;
    private Path ratchet;

    @BeforeEach
    void prepare() {
        archive = OciLayout.of(Fixtures.debian().build(), "1.0").writeArchive(folder.resolve("app.tar"));
        osv = Fixtures.osv(folder, "HIGH");
        open = Fixtures.write(folder.resolve("open.yaml"), OPEN.formatted(""));
        ratchet = Fixtures.write(folder.resolve("ratchet.yaml"), OPEN.formatted(", newFindings: {deny: high}"));
    }

    private void publish(String cve, String severity) {
        Fixtures.publish(osv, cve, severity);
    }

    /** One of which no fix is known. */
    private void publishUnfixed(String cve, String severity) throws IOException {
        publish(cve, severity);
        Path file = osv.resolve("DEBIAN-" + cve + ".json");
        Files.writeString(file, Files.readString(file).replace(", {\"fixed\": \"3.0.11-1~deb12u9\"}", ""));
    }

    private Path kev(String cve) {
        return Fixtures.write(
                folder.resolve("kev.json"),
                "{\"dateReleased\": \"2026-11-20T00:00:00Z\", \"vulnerabilities\": [{\"cveID\": \"" + cve + "\"}]}");
    }

    private Path verdict(String name, Object... more) {
        scan(
                open,
                Stream.concat(Stream.of("--out", folder.resolve(name)), Stream.of(more))
                        .toArray());
        return folder.resolve(name).resolve("verdict.json");
    }

    private void withdraw(String cve) throws IOException {
        Files.delete(osv.resolve("DEBIAN-" + cve + ".json"));
    }

    private Gate scan(Path policy, Object... more) {
        Object[] arguments = new Object[more.length + 6];
        Object[] first = {"scan", "oci-archive:" + archive, "--osv", osv, "--policy", policy};
        System.arraycopy(first, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Gate.run(arguments);
    }

    @Test
    void whatIsNewAndWhatIsFixedIsListedWithWhereItIs() throws Exception {
        Path older = verdict("older");
        publish("CVE-2026-1000", "HIGH");
        withdraw("CVE-2023-5363");
        Path newer = verdict("newer");

        Gate text = Gate.run("diff", older, newer);
        assertThat(text.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(text.out())
                .containsPattern("(?s)New\n.*HIGH +ALLOWED +vulnerabilities +CVE-2026-1000.*Fixed\n.*CVE-2023-5363")
                .contains("note: both verdicts are about the same digest")
                .contains("1 new, 1 fixed, 0 not evaluated again, 0 changed");

        JsonNode json = new ObjectMapper()
                .readTree(Gate.run("diff", older, newer, "--format", "json").out());
        assertThat(json.at("/newFindings/0/gate").asText()).isEqualTo("vulnerabilities");
        assertThat(json.at("/newFindings/0/finding/rule").asText()).isEqualTo("CVE-2026-1000");
        assertThat(json.at("/fixedFindings/0/finding/rule").asText()).isEqualTo("CVE-2023-5363");
        assertThat(json.at("/older/subject/digest").asText()).startsWith("sha256:");

        assertThat(Gate.run("diff", older, newer, "--format", "markdown").out())
                .startsWith("### container-gate: 1 new, 1 fixed\n")
                .containsPattern(
                        "(?s)\\*\\*New\\*\\*.*\\| HIGH \\| ALLOWED \\| CVE\\\\-2026\\\\-1000 \\|.*\\*\\*Fixed\\*\\*");
    }

    /** Whether or not the policy compares anything with the baseline. */
    @Test
    void aScanWithABaselineSaysWhatIsNewAndFixedInEveryReport() throws Exception {
        Path older = verdict("older");
        publish("CVE-2026-1000", "HIGH");
        withdraw("CVE-2023-5363");
        Path out = folder.resolve("newer");

        for (Path policy : new Path[] {open, ratchet}) {
            Gate scan = scan(policy, "--baseline", older, "--out", out);
            String said = "vulnerabilities, hardening: 1 new and 1 fixed since the verdict in ";
            assertThat(scan.out()).contains("compared: " + said, "CVE-2026-1000", "fixed: HIGH CVE-2023-5363");
            for (String report : new String[] {"verdict.json", "report.html", "junit.xml", "report.sarif"}) {
                assertThat(Files.readString(out.resolve(report)))
                        .as(report)
                        .contains(said)
                        .contains("fixed: HIGH CVE-2023-5363");
            }
            assertThat(scan(policy, "--baseline", older, "--format", "markdown").out())
                    .contains("1 new and 1 fixed since the verdict in ");
        }
        assertThat(scan(open).out()).doesNotContain("compared:");
    }

    @Test
    void aDecisionThatChangedIsNeitherNewNorFixed() {
        Path older = verdict("older");
        scan(Fixtures.write(folder.resolve("strict.yaml"), "version: 1\n"), "--out", folder.resolve("newer"));

        Gate diff = Gate.run("diff", older, folder.resolve("newer/verdict.json"), "--deny-new", "low");
        assertThat(diff.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(diff.out())
                .containsPattern("(?s)Changed\n.*HIGH +ALLOWED +BLOCKED")
                .contains("note: the policies differ", "0 new, 0 fixed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIGH", "CRITICAL", "strange"})
    void somethingNewOfADeniedSeverityFails(String severity) {
        Path older = verdict("older");
        publish("CVE-2026-1000", severity);
        Path newer = verdict("newer");

        Gate denied = Gate.run("diff", older, newer, "--deny-new", "high");
        assertThat(denied.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(denied.err()).contains("CVE-2026-1000");
        assertThat(Gate.run("diff", older, newer).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void somethingNewBelowTheDeniedSeverityPasses() {
        Path older = verdict("older");
        publish("CVE-2026-1000", "MEDIUM");

        assertThat(Gate.run("diff", older, verdict("newer"), "--deny-new", "high")
                        .exit())
                .isEqualTo(ExitCode.PASSED);
    }

    @Test
    void anErrorFixesNothingAndCannotSayWhatIsNew() throws Exception {
        Path older = verdict("older");
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, java.util.Arrays.copyOf(whole, whole.length / 2));
        Path newer = verdict("newer");

        Gate diff = Gate.run("diff", older, newer, "--deny-new", "critical");
        assertThat(diff.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(diff.err()).contains("the newer verdict could not decide everything", "evaluate again");
        assertThat(diff.out())
                .contains("Not evaluated again", "0 new, 0 fixed", "what it does not list can still be there");
    }

    @Test
    void aGateThatTheNewerVerdictLacksFixesNothing() {
        Path older = verdict("older");
        Path tree = Fixtures.write(folder.resolve("tree/a.txt"), "nothing\n").getParent();
        Gate.run("secrets", tree, "--out", folder.resolve("secrets"));
        Path secrets = folder.resolve("secrets/verdict.json");

        Gate diff = Gate.run("diff", older, secrets, "--deny-new", "low");
        assertThat(diff.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(diff.err()).contains("does not have the gate vulnerabilities");
        assertThat(diff.out()).contains("not evaluated by the newer verdict", "0 fixed");
        Gate back = Gate.run("diff", secrets, older, "--deny-new", "high");
        assertThat(back.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(back.out())
                .contains("vulnerabilities: not evaluated by the older verdict, so all of it counts as new");
    }

    /** Without a key, another secret at the same place has the same fingerprint. */
    @Test
    void aSecretOfWhichThePlaceAloneIsKnownIsNotTakenForTheSame() {
        Path key = Fixtures.write(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
        Path[] places = {secrets("old", 1), secrets("new", 2)};
        Path[] values = {
            secrets("keyed-old", 1, "--fingerprint-key-file", key),
            secrets("keyed-new", 2, "--fingerprint-key-file", key)
        };

        Gate unkeyed = Gate.run("diff", places[0], places[1], "--deny-new", "high");
        assertThat(unkeyed.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(unkeyed.err()).contains("the place only", "--fingerprint-key-file");
        assertThat(Gate.run("diff", places[0], places[1]).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(Gate.run("diff", values[0], values[1], "--deny-new", "high").exit())
                .isEqualTo(ExitCode.FAILED);
        assertThat(Gate.run("diff", values[0], values[0], "--deny-new", "high").exit())
                .isEqualTo(ExitCode.PASSED);
    }

    private Path secrets(String name, int seed, Object... more) {
        Path tree = folder.resolve("tree");
        Fixtures.write(tree.resolve("key.txt"), "token = " + new SecretTemplate(seed).fill("{github:ghp_}") + "\n");
        Object[] first = {"secrets", tree, "--out", folder.resolve(name)};
        Gate.run(Stream.concat(Stream.of(first), Stream.of(more)).toArray());
        return folder.resolve(name).resolve("verdict.json");
    }

    @Test
    void whatAWaiverExcusedBeforeIsNewWhenItIsGone() {
        Path waived = Fixtures.write(
                folder.resolve("waived.yaml"),
                OPEN.formatted("") + "waivers: [{rule: CVE-2023-5363, owner: a, reason: b, expires: 2027-01-31}]\n");
        scan(waived, "--out", folder.resolve("older"));
        Path older = folder.resolve("older/verdict.json");

        Path newer = verdict("newer");
        assertThat(Gate.run("diff", older, newer, "--deny-new", "high").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(Gate.run("diff", newer, older, "--deny-new", "high").exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void whatIsNoVerdictOrNoSeverityIsAMistake() {
        Path verdict = verdict("older");
        Path damaged = Fixtures.write(folder.resolve("damaged.json"), "{\"outcome\": \"PASS\"}");

        assertThat(Gate.run("diff", verdict, damaged).exit()).isEqualTo(ExitCode.USAGE);
        assertThat(Gate.run("diff", folder.resolve("none.json"), verdict).exit())
                .isEqualTo(ExitCode.USAGE);
        Gate unknown = Gate.run("diff", verdict, verdict, "--deny-new", "unknown");
        assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("--deny-new");
    }

    @ParameterizedTest
    @CsvSource({
        "LOW, HIGH, 1",
        "HIGH, CRITICAL, 1",
        "HIGH, strange, 1",
        "HIGH, LOW, 0",
        "strange, HIGH, 0",
        "LOW, MEDIUM, 0"
    })
    void aSeverityThatRoseIsAsGoodAsNew(String before, String now, int exit) throws Exception {
        publish("CVE-2026-1000", before);
        Path older = verdict("older");
        publish("CVE-2026-1000", now);
        Path newer = verdict("newer");

        Gate diff = Gate.run("diff", older, newer, "--deny-new", "high");
        assertThat(diff.exit()).as(diff.out()).isEqualTo(exit);
        assertThat(scan(ratchet, "--baseline", older).exit()).isEqualTo(exit);
        if (exit == 1) {
            assertThat(diff.out())
                    .containsPattern("(?s)Changed\n.*ALLOWED, severity was " + (before.equals("LOW") ? "LOW" : "HIGH"));
            assertThat(scan(ratchet, "--baseline", older).out()).contains("worse than in the last passed verdict");
            assertThat(Gate.run("diff", older, newer, "--format", "markdown").out())
                    .contains("severity was");
            assertThat(new ObjectMapper()
                            .readTree(Gate.run("diff", older, newer, "--format", "json")
                                    .out())
                            .at("/changedDecisions/0/worse/0")
                            .asText())
                    .startsWith("severity was");
        }
    }

    @Test
    void whatIsKnownToBeExploitedSinceThenIsAsGoodAsNew() {
        publish("CVE-2026-1000", "HIGH");
        Path older = verdict("older", "--kev", kev("CVE-2020-1000"));
        Path newer = verdict("newer", "--kev", kev("CVE-2026-1000"));

        Gate diff = Gate.run("diff", older, newer, "--deny-new", "high");
        assertThat(diff.exit()).as(diff.out()).isEqualTo(ExitCode.FAILED);
        assertThat(diff.out()).contains("was not known to be exploited");
        assertThat(scan(ratchet, "--baseline", older, "--kev", kev("CVE-2026-1000"))
                        .exit())
                .isEqualTo(ExitCode.FAILED);
        assertThat(Gate.run("diff", newer, older, "--deny-new", "high").exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aFixIsAChangeAndNewWhereTheLackOfOneExcusedIt() throws Exception {
        publishUnfixed("CVE-2026-1000", "HIGH");
        Path older = verdict("older");
        Path fixable = Fixtures.write(
                folder.resolve("fixable.yaml"),
                OPEN.formatted(", onlyFixable: true, baseline: new-only, newFindings: {deny: high}"));
        withdraw("CVE-2023-5363");
        scan(fixable, "--out", folder.resolve("excused"));
        Path excused = folder.resolve("excused/verdict.json");
        assertThat(Gate.run("diff", excused, excused, "--deny-new", "high").exit())
                .isEqualTo(ExitCode.PASSED);
        assertThat(scan(fixable, "--baseline", excused).exit()).isEqualTo(ExitCode.PASSED);

        publish("CVE-2026-1000", "HIGH");
        Path newer = verdict("newer");
        Gate diff = Gate.run("diff", older, newer, "--deny-new", "high");
        assertThat(diff.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(diff.out()).contains("ALLOWED, had no fix", "1 changed");
        assertThat(Gate.run("diff", excused, newer, "--deny-new", "high").exit())
                .isEqualTo(ExitCode.FAILED);
        assertThat(scan(fixable, "--baseline", excused).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aPolicyDeniesWhatTheLastPassedVerdictDidNotHave() {
        Path passed = verdict("older");
        assertThat(scan(ratchet, "--baseline", passed).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan(ratchet).exit()).as("without an earlier verdict").isEqualTo(ExitCode.FAILED);

        publish("CVE-2026-1000", "MEDIUM");
        assertThat(scan(ratchet, "--baseline", passed).exit()).isEqualTo(ExitCode.PASSED);
        publish("CVE-2026-1001", "HIGH");
        Gate grown = scan(ratchet, "--baseline", passed);
        assertThat(grown.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(grown.out())
                .contains(
                        "CVE-2026-1001", "vulnerabilities.newFindings.deny=high", "new since the last passed verdict");
    }

    @Test
    void aTeamCanDenyMoreThatIsNewAndNotLess() {
        Path passed = verdict("older");
        publish("CVE-2026-1000", "MEDIUM");
        Path team = Fixtures.write(
                folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {newFindings: {deny: medium}}\n");
        assertThat(scan(ratchet, "--policy", team, "--baseline", passed).exit()).isEqualTo(ExitCode.FAILED);

        Path loose = Fixtures.write(
                folder.resolve("loose.yaml"), "version: 1\nvulnerabilities: {newFindings: {deny: critical}}\n");
        Gate refused = scan(ratchet, "--policy", loose, "--baseline", passed);
        assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("denies from high");
    }

    @Test
    void aTrialSaysThatItDoesNotKnowWhatWasNew() {
        Gate trial = Gate.run("policy", "try", verdict("older"), "--policy", ratchet);
        assertThat(trial.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(trial.out()).contains("newFindings.deny=high is not tried", "gate diff");
    }
}
