package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a reader is sent to read on about a finding. */
class AdvisoryTest {
    @Test
    void aCveInAPackageOfADistributionLeadsThereFirst() {
        assertThat(addresses(vulnerability("pkg:deb/debian/openssl@3.0.9", "CVE-2023-0464", "GHSA-w2w6-xp88-5cvw")))
                .containsExactly(
                        "https://security-tracker.debian.org/tracker/CVE-2023-0464",
                        "https://nvd.nist.gov/vuln/detail/CVE-2023-0464",
                        "https://github.com/advisories/GHSA-w2w6-xp88-5cvw");
    }

    @Test
    void anAdvisoryOfOsvAloneLeadsToOsv() {
        assertThat(addresses(vulnerability("pkg:pypi/pillow@1.0", "PYSEC-2023-1")))
                .containsExactly("https://osv.dev/vulnerability/PYSEC-2023-1");
    }

    /** Ids come from databases and reports of others. */
    @Test
    void anIdCannotLeadElsewhere() {
        for (String id : List.of("GHSA-a/../../../evil.example", "CVE-2023-1/../../x", "MAL-a//evil.example:80/+x")) {
            assertThat(addresses(vulnerability("pkg:npm/x@1", id)))
                    .as(id)
                    .allSatisfy(address -> assertThat(address)
                            .matches("https://(osv\\.dev/vulnerability|github\\.com/advisories)/[^/?\"<>]+"));
        }
    }

    @Test
    void aRuleLeadsToOurPageOfIt() {
        assertThat(addresses(rule("non-root-user")))
                .containsExactly(
                        "https://github.com/jenkinsci/container-gate-plugin/blob/main/docs/rules/non-root-user.md");
        assertThat(addresses(rule("no-such-rule"))).isEmpty();
    }

    private static List<String> addresses(Finding finding) {
        return Advisory.of(finding).stream()
                .map(advisory -> advisory.link().address())
                .toList();
    }

    private static Finding rule(String id) {
        return new HardeningFinding(
                new RuleId(id), Severity.HIGH, "title", Location.atPointer("image", "/config"), "a", "b", "c");
    }

    private static Finding vulnerability(String purl, String... ids) {
        return new VulnerabilityFinding(
                new RuleId(ids[0]),
                Arrays.stream(ids).skip(1).map(RuleId::new).toList(),
                Severity.HIGH,
                Optional.empty(),
                "title",
                new AffectedPackage(purl, "name", "1", Optional.empty(), Optional.empty()),
                Exploitation.unknown(),
                Location.atPointer("image", "/config"),
                List.of());
    }
}
