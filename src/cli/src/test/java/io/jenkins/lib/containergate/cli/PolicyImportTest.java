package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other scanners were told to ignore, as waivers. */
class PolicyImportTest {
    @TempDir
    Path directory;

    @Test
    void linesOfTrivyBecomeWaiversWithAnOwnerAndAnEnd() {
        Gate gate = imported(".trivyignore", """
            # accepted in the review
            CVE-2018-14618
            CVE-2019-14697 exp:2027-03-01   # until the next release
            CVE-2020-1 exp:2024-01-01
            AVD-DS-0002
            generic-unwanted-rule
            """);

        assertThat(gate.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(gate.out())
                .contains("rule: CVE-2018-14618", "expires: 2027-01-31")
                .contains("rule: CVE-2019-14697", "expires: 2027-03-01")
                .contains("owner: payments", "reason: imported from .trivyignore")
                .doesNotContain("CVE-2020-1", "AVD", "generic");
        assertThat(gate.err())
                .contains("2 waivers, 3 entries left out")
                .contains("CVE-2020-1: it expired on 2024-01-01")
                .contains("AVD-DS-0002: not the id of a vulnerability");
        assertThat(validated(gate)).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void conditionsOfTrivyAreKept() {
        Gate gate = imported(".trivyignore.yaml", """
            vulnerabilities:
              - id: CVE-2022-40897
                paths: ["usr/lib/a/METADATA", "usr/lib/b/METADATA"]
                statement: the setup tool is not reachable
                expired_at: 2026-12-31
              - id: CVE-2023-2650
                purls: ["pkg:deb/debian/openssl"]
            secrets:
              - id: aws-access-key-id
            """);

        assertThat(gate.out())
                .contains("path: usr/lib/a/METADATA", "path: usr/lib/b/METADATA")
                .contains("reason: the setup tool is not reachable", "expires: 2026-12-31")
                .contains("package: pkg:deb/debian/openssl");
        assertThat(gate.err()).contains("3 waivers, 1 entry left out").contains("aws-access-key-id");
        assertThat(validated(gate)).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aRuleOfGrypeIsAsNarrowAsItWasOrLeftOut() {
        Gate gate = imported(".grype.yaml", """
            ignore:
              - vulnerability: CVE-2008-4318
                package: {name: libcurl, version: 1.5.1, type: npm, location: "/usr/local/lib/node_modules/**"}
              - vulnerability: CVE-2014-1
                fix-state: wont-fix
              - package: {type: gem}
              - reason: everything
            """);

        assertThat(gate.out())
                .contains("package: pkg:npm/libcurl@1.5.1", "package: pkg:npm/*/libcurl@1.5.1")
                .contains("path: usr/local/lib/node_modules/**")
                .contains("package: pkg:gem/*")
                .doesNotContain("CVE-2014-1");
        assertThat(gate.err())
                .contains("3 waivers, 2 entries left out")
                .contains("CVE-2014-1: a waiver has no fix-state; see vulnerabilities.onlyFixable")
                .contains("ignores everything");
        assertThat(validated(gate)).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void idsOfSnykAreListedAndNotGuessed() {
        Gate gate = imported(".snyk", """
            version: v1.25.0
            ignore:
              SNYK-JS-LODASH-590103:
                - '*':
                    reason: None given
                    expires: 2027-06-19T20:36:54.553Z
              CVE-2021-23337:
                - '*':
                    reason: not reachable
                    expires: 2026-12-19T20:36:54.553Z
                - 'app > lodash':
                    reason: not reachable
            """);

        assertThat(gate.out())
                .contains("rule: CVE-2021-23337", "expires: 2026-12-19")
                .doesNotContain("SNYK");
        assertThat(gate.err())
                .contains("1 waiver, 2 entries left out")
                .contains("SNYK-JS-LODASH-590103")
                .contains("its page at Snyk names the CVE");
        assertThat(validated(gate)).isEqualTo(ExitCode.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vulnerabilities: [{id: CVE-2023-1, purls: 'pkg:deb/debian/openssl'}]",
                "vulnerabilities: [{id: CVE-2023-1, purls: []}]",
                "vulnerabilities: [{id: CVE-2023-1, purls: }]",
                "vulnerabilities: [{id: CVE-2023-1, purls: ['']}]",
                "vulnerabilities: [{id: CVE-2023-1, paths: {a: b}}]",
                "vulnerabilities: [{id: CVE-2023-1, paths: [{a: b}]}]",
                "vulnerabilities: [{id: CVE-2023-1, paths: [usr/lib/a, [b]]}]",
                "vulnerabilities: [{id: CVE-2023-1, expired_at: [2026-12-31]}]",
                "vulnerabilities: [{id: CVE-2023-1, expired_at: }]",
                "vulnerabilities: [{id: CVE-2023-1, severity: LOW}]",
                "vulnerabilities: [{id: '*', purls: ['pkg:deb/debian/openssl']}]",
                "vulnerabilities: [CVE-2023-1]",
                "vulnerabilities: {id: CVE-2023-1}",
                "ignore: [{vulnerability: CVE-2023-1, package: openssl}]",
                "ignore: [{vulnerability: CVE-2023-1, package: [{name: openssl}]}]",
                "ignore: [{vulnerability: CVE-2023-1, package: {name: [openssl]}}]",
                "ignore: [{vulnerability: CVE-2023-1, package: {name: openssl, version: }}]",
                "ignore: [{vulnerability: CVE-2023-1, package: {type: npm, version: 1.0.0}}]",
                "ignore: [{vulnerability: CVE-2023-1, package: {name: 'lib.*'}}]",
                "ignore: [{vulnerability: CVE-2023-1, package: {location: {a: b}}}]",
                "ignore: [{vulnerability: CVE-2023-1, package: {language: ruby}}]",
                "ignore: [{vulnerability: [CVE-2023-1], package: {name: openssl}}]",
                "ignore: [{vulnerability: '*', package: {name: openssl}}]",
                "ignore: [{vulnerability: CVE-2023-1, namespace: 'nvd:cpe'}]",
                "ignore: {CVE-2023-1: [{'*': {reason: x, disregardIfFixable: true}}]}",
                "ignore: {CVE-2023-1: [{'*': {expires: [2026-12-31]}}]}",
                "ignore: {CVE-2023-1: [{'*': [reason]}]}",
                "ignore: {CVE-2023-1: ['*']}",
            })
    void aConditionThatIsNotUnderstoodLeavesTheEntryOut(String text) {
        Gate gate = imported("ignores.yaml", text);

        assertThat(gate.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(gate.out()).isEmpty();
        assertThat(gate.err()).contains("0 waivers, 1 entry left out");
    }

    @Test
    void aLineOfTrivyWithMoreThanAnExpiryIsLeftOut() {
        Gate gate = imported(".trivyignore", "CVE-2018-14618 exp: 2026-12-31\nCVE-2018-1 pkg:deb/debian/openssl\n");

        assertThat(gate.out()).isEmpty();
        assertThat(gate.err())
                .contains("0 waivers, 2 entries left out")
                .contains("CVE-2018-14618: there is more than exp:DATE behind it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[", "a: b", "ignore: text", "&a [*a]", "{ignore: {CVE-1: [{'*': {expires: 2027-99-99}}]}}"})
    void whatIsNoIgnoreFileIsAUsageError(String text) {
        Gate gate = imported("ignores.yaml", text);

        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.out()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Gate gate = Gate.run(
                "policy", "import", directory.resolve(".trivyignore"), "--owner", "a", "--expires", "2027-01-31");

        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("there is no file", ".trivyignore");
    }

    @Test
    void aLastDayThatIsNotADateIsRefusedWithAnExample() {
        for (String command : List.of("import", "waive")) {
            Gate gate = Gate.run("policy", command, "x", "--owner", "a", "--reason", "b", "--expires", "31.1.2027");
            assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(gate.err())
                    .contains("--expires", "'31.1.2027' is not a date; write it like 2027-01-31")
                    .doesNotContain("java.");
        }
    }

    private Gate imported(String name, String text) {
        return Gate.run(
                "policy",
                "import",
                Fixtures.write(directory.resolve(name), text),
                "--owner",
                "payments",
                "--expires",
                "2027-01-31");
    }

    private int validated(Gate gate) {
        return Gate.run("policy", "validate", Fixtures.write(directory.resolve("waivers.yaml"), gate.out()))
                .exit();
    }
}
