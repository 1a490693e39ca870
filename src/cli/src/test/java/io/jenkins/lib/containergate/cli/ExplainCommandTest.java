package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.setting.UndecidedKind;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aRuleIsExplainedByItsPageAndASecretRuleByItsTitle() {
        assertThat(Gate.run("explain", "no-privileged").out()).contains("# no-privileged", "privileged");
        SecretRule secret = SecretCatalogue.standardRules().get(0);
        assertThat(Gate.run("explain", secret.id()).out()).contains("Secret rule", secret.title());
        assertThat(Gate.run("taskdef", "--explain", "no-priviledged").err()).contains("did you mean no-privileged?");
    }

    @Test
    void aPolicyKeyIsExplainedWithValuesDefaultAndWhatIsStricter() {
        Gate explained = Gate.run("explain", "vulnerabilities.databaseMaxAge");

        assertThat(explained.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(explained.out()).contains("values:     duration", "default:    none", "stricter:   the shorter");
    }

    @Test
    void everyKindOfUndecidedFindingIsExplainedWithWhatHappenedRemedyAndDefault() {
        assertThat(UndecidedKind.values())
                .allSatisfy(kind -> assertThat(Gate.run("explain", kind.rule()).out())
                        .contains("# " + kind.rule(), kind.title(), "happened:", "remedy:", "undecided." + kind.rule())
                        .doesNotContain("]("));
        assertThat(Gate.run("explain", "package-of-another-vendor").out()).contains("default:    warn");
        assertThat(Gate.run("explain", "package-of-other-vendor").err())
                .contains("did you mean package-of-another-vendor?");
    }

    @Test
    void aPartOfAKeyExplainsEveryKeyBelowIt() {
        Gate explained = Gate.run("explain", "vulnerabilities.max");

        assertThat(explained.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(explained.out())
                .contains("# vulnerabilities.max.critical", "# vulnerabilities.max.low")
                .containsOnlyOnce("An inner policy layer")
                .containsOnlyOnce("default:    `{critical: 0, high: 0}` without any `max`, else `unlimited`")
                .doesNotContain("vulnerabilities.onlyFixable");
        assertThat(Gate.run("explain", "vulnerabilities.ma").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(Gate.run("explain", "vulnerabilities.").exit()).isEqualTo(ExitCode.USAGE);
    }

    /** Headings below which the page says more are not on the screen. */
    @Test
    void noExplanationOfAKeyPointsToAPartOfThePage() {
        assertThat(PolicyKeys.all())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(Gate.run("explain", key.path()).out())
                        .contains("values: ")
                        .doesNotContain("see below", "]("));
    }

    @Test
    void aVulnerabilityIsExplainedFromWhatWasFetched() {
        Fixtures.write(
                folder.resolve("kev.json"),
                "{\"dateReleased\": \"2026-11-23T00:00:00Z\", \"vulnerabilities\": [{\"cveID\": \"CVE-2021-44228\"}]}");
        Fixtures.write(folder.resolve("epss.csv.gz"), "cve,epss,percentile\nCVE-2021-44228,0.97,1.0\n");

        Gate explained = Gate.run("explain", "CVE-2021-44228", "--data", folder);

        assertThat(explained.out())
                .contains("known exploited (CISA): yes, as of 2026-11-23T00:00:00Z", "EPSS score:             0.97")
                .contains("https://nvd.nist.gov/vuln/detail/CVE-2021-44228");
        assertThat(Gate.run("explain", "CVE-2021-44228").out()).contains("gate data update --lists-only");
    }

    @Test
    void whatNothingIsCalledIsAUsageErrorThatSaysWhatMayBeMeant() {
        Gate explained = Gate.run("explain", "no-priviledged");

        assertThat(explained.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(explained.err()).contains("nothing is called no-priviledged", "did you mean no-privileged?");
        assertThat(Gate.run("explain", "../README").exit()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void everyRuleIsListed() {
        Gate rules = Gate.run("rules");

        assertThat(rules.out()).contains(KnownRules.builtIn().names()).contains("secrets");
        assertThat(Gate.run("rules", "--section", "drift").out())
                .contains("drift")
                .doesNotContain("taskDefinition");
        assertThat(Gate.run("rules", "--section", "drft").err()).contains("did you mean drift?");
    }
}
