package io.jenkins.lib.containergate.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.VerdictDiff;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static String render(Verdict verdict) throws IOException {
        return Rendered.text(new MarkdownReport(), verdict);
    }

    @Test
    void whatBlocksIsListedAndEachGateHasItsRow() throws Exception {
        String text = render(ExampleVerdicts.failing());

        assertThat(text)
                .startsWith("### container-gate: FAIL\n")
                .contains("| vulnerabilities | FAIL | 1 | 1 | 1 | 1 |\n");
        assertThat(text).contains("| CRITICAL | CVE\\-2021\\-44228 |");
    }

    @Test
    void aPassListsNothing() throws Exception {
        assertThat(render(ExampleVerdicts.passing()))
                .startsWith("### container-gate: PASS\n")
                .doesNotContain("| severity |");
    }

    @Test
    void aLongListIsCutOffAndSaysSo() throws Exception {
        DecidedFinding one = new DecidedFinding(ExampleVerdicts.log4Shell(), Decision.BLOCKED, "org");
        GateResult gate = new GateResult(
                GateName.VULNERABILITIES,
                Outcome.FAIL,
                "too many",
                Optional.empty(),
                Optional.empty(),
                Collections.nCopies(1251, one));
        String text = render(ExampleVerdicts.verdict(List.of(gate), List.of()));

        assertThat(text.lines().filter(line -> line.startsWith("| CRITICAL"))).hasSize(20);
        assertThat(text).endsWith("\nand 1231 more in verdict.json\n");
    }

    @Test
    void aDifferenceIsCutOffAndItsTextsStayText() throws Exception {
        Verdict older = ExampleVerdicts.passing();
        DecidedFinding one = new DecidedFinding(ExampleVerdicts.log4Shell(), Decision.BLOCKED, "org");
        GateResult gate = new GateResult(
                GateName.VULNERABILITIES,
                Outcome.FAIL,
                "too many",
                Optional.empty(),
                Optional.empty(),
                Collections.nCopies(21, one));
        Verdict newer = new Verdict(
                new Subject("a](b) @c | `d`", Optional.empty(), Optional.empty(), Optional.empty()),
                older.policy(),
                List.of(gate),
                List.of(),
                older.judgedAt());

        String text = DiffMarkdown.of(VerdictDiff.of(older, newer));

        assertThat(text.lines().filter(line -> line.startsWith("| CRITICAL"))).hasSize(20);
        assertThat(text).startsWith("### container-gate: 21 new").contains("\nand 1 more\n");
        assertThat(text).contains("a\\]\\(b\\) &#64;c \\| \\`d\\`");
    }

    @Test
    void hostileNamesStayText() throws Exception {
        Verdict example = ExampleVerdicts.passing();
        String name = "x](http://evil.example) @everyone <img src=y> | `z` &lt; www.evil.example\n# big";
        Verdict hostile = new Verdict(
                new Subject(name, Optional.empty(), Optional.empty(), Optional.empty()),
                example.policy(),
                example.gates(),
                List.of(),
                example.judgedAt());

        String line = render(hostile).lines().skip(2).findFirst().orElseThrow();

        assertThat(line)
                .doesNotContain("](", "://", "@", "<", " | ", " `", "&lt;", "www.")
                .contains("x\\]\\(http&#58;//evil", "&#64;everyone", "&#60;img", "\\|", "\\`z\\`", "&#38;lt;");
    }
}
