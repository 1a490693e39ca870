package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.finding.*;
import io.jenkins.lib.containergate.policy.*;
import io.jenkins.lib.containergate.report.*;
import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class RenderTmp_Test {
    @Test
    void render() throws Exception {
        Path dir = Path.of("/tmp/rep/out");
        Files.createDirectories(dir);
        HtmlReport report = new HtmlReport(ToolIdentity.ofThisBuild());
        Map<String, Verdict> all = new LinkedHashMap<>();
        all.put("mixed", ExampleVerdicts.mixed());
        all.put("failing", ExampleVerdicts.failing());
        all.put("passing", ExampleVerdicts.passing());
        all.put(
                "undecided",
                ExampleVerdicts.verdict(
                        List.of(ExampleVerdicts.undecidedVulnerabilities(), ExampleVerdicts.hardening()), List.of()));
        all.put(
                "hostile",
                java.util.stream.IntStream.range(0, 50)
                        .mapToObj(i -> new HostileVerdicts(i).verdict())
                        .filter(v -> v.gates().size() == 4)
                        .findFirst()
                        .orElseThrow());
        List<DecidedFinding> many = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            Severity s = Severity.values()[i * 5 / 6000];
            many.add(new DecidedFinding(
                    ExampleVerdicts.libssl("CVE-2024-" + (10000 + i), s),
                    i < 900 ? Decision.BLOCKED : Decision.ALLOWED,
                    "org: x"));
        }
        all.put(
                "many",
                ExampleVerdicts.verdict(
                        List.of(new GateResult(
                                GateName.VULNERABILITIES,
                                Outcome.FAIL,
                                "900 CRITICAL vulnerabilities, at most 0 are allowed",
                                Optional.empty(),
                                Optional.empty(),
                                many)),
                        List.of()));
        for (var e : all.entrySet()) {
            try (var out = Files.newOutputStream(dir.resolve(e.getKey() + ".html"))) {
                report.write(ReportInput.of(e.getValue()), out);
            }
        }
    }
}
