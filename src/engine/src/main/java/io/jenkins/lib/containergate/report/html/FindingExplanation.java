package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.LayerOrigin;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.report.WebLink;
import io.jenkins.lib.containergate.vulnerability.cvss.CvssScore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything known about one finding, as a list of terms. */
final class FindingExplanation {
    private static final int MAX_SHOWN = 20;

    private FindingExplanation() {}

    static void write(DecidedFinding decided, Subject subject, HtmlWriter html) throws IOException {
        Finding finding = decided.finding();
        html.open("dl").newLine();
        text("What to do", finding.help(), html);
        text("Found", finding.actual(), html);
        text("Expected", finding.expected(), html);
        html.open("div").element("dt", "Decision").open("dd");
        Labels.chip(decided.decision(), html);
        html.label(" ").text(decided.decidedBy()).close().close().newLine();
        location(finding.location(), html);
        Optional<LayerOrigin> layer = subject.layerOf(finding.location());
        if (layer.isPresent()) {
            text("Brought by", layer.get().text(), html);
        }
        if (finding instanceof VulnerabilityFinding vulnerability) {
            vulnerability(vulnerability, html);
        }
        if (finding instanceof SecretFinding secret) {
            secret(secret.details(), html);
        }
        List<String> exposure = finding.exposure().facts();
        if (!exposure.isEmpty()) {
            text("Exposure", String.join(", ", exposure), html);
        }
        code("Fingerprint", finding.fingerprint().value(), html);
        html.close();
    }

    private static void location(Location location, HtmlWriter html) throws IOException {
        if (location.path().isPresent()) {
            String line = location.line().isPresent() ? ":" + location.line().getAsInt() : "";
            code("Path", location.path().get() + line, html);
        }
        if (location.pointer().isPresent()) {
            code("JSON pointer", location.pointer().get(), html);
        }
        if (location.layer().isPresent()) {
            code("Layer", location.layer().get().toString(), html);
        }
    }

    private static void secret(SecretFinding.Details details, HtmlWriter html) throws IOException {
        if (details.fixture()) {
            text("Classification", "fixture: in tests or examples, in no issuer's own format", html);
        }
        if (details.commit().isPresent()) {
            SecretFinding.Commit commit = details.commit().get();
            code("Commit", commit.id(), html);
            if (!commit.author().isEmpty()) {
                text("Author", commit.author(), html);
            }
            html.open("div").element("dt", "Committed").open("dd");
            Moments.write(commit.time(), html);
            html.close().close().newLine();
        }
    }

    private static void vulnerability(VulnerabilityFinding finding, HtmlWriter html) throws IOException {
        AffectedPackage affected = finding.affected();
        code("Package URL", affected.purl(), html);
        if (affected.fixedSince().isPresent()) {
            html.open("div").element("dt", "Fix known since").open("dd");
            Moments.write(affected.fixedSince().get(), html);
            html.close().close().newLine();
        }
        if (!finding.aliases().isEmpty()) {
            String shown = finding.aliases().stream()
                    .limit(MAX_SHOWN)
                    .map(RuleId::value)
                    .collect(Collectors.joining(", "));
            text("Also known as", shown + more(finding.aliases()), html);
        }
        if (finding.cvss().isPresent()) {
            String vector = finding.cvss().get();
            html.open("div").element("dt", "CVSS").open("dd");
            Optional<CvssScore> scored = CvssScore.of(vector);
            if (scored.isPresent()) {
                html.text(String.valueOf(scored.get().score())).label(" ");
            }
            html.element("code", vector).close().close().newLine();
        }
        String exploitation = exploitation(finding.exploitation());
        if (!exploitation.isEmpty()) {
            text("Exploitation", exploitation, html);
        }
        references(finding.references(), html);
    }

    /** Not that it is not known to be exploited: a finding does not say whether the catalogue was read. */
    private static String exploitation(Exploitation exploitation) {
        Stream<String> listed = exploitation.knownExploited()
                ? Stream.concat(
                        Stream.of("in the CISA catalogue of known exploited vulnerabilities"),
                        exploitation.listed().facts().stream())
                : Stream.empty();
        return Stream.concat(listed, exploitation.epssPhrase().stream()).collect(Collectors.joining("; "));
    }

    /** Addresses a reader could be lured to are links only when they are web addresses; the rest is text. */
    private static void references(List<String> references, HtmlWriter html) throws IOException {
        if (references.isEmpty()) {
            return;
        }
        html.open("div").element("dt", "References").open("dd").open("ul");
        for (String reference : references.subList(0, Math.min(MAX_SHOWN, references.size()))) {
            html.open("li");
            Optional<WebLink> link = WebLink.parse(reference);
            if (link.isPresent()) {
                html.link(link.get());
            } else {
                html.text(reference);
            }
            html.close();
        }
        html.close().text(more(references)).close().close().newLine();
    }

    private static String more(List<?> all) {
        return all.size() > MAX_SHOWN ? " and " + (all.size() - MAX_SHOWN) + " more in verdict.json" : "";
    }

    private static void text(String term, String value, HtmlWriter html) throws IOException {
        html.open("div").element("dt", term).element("dd", value).close().newLine();
    }

    private static void code(String term, String value, HtmlWriter html) throws IOException {
        html.open("div")
                .element("dt", term)
                .open("dd")
                .element("code", value)
                .close()
                .close()
                .newLine();
    }
}
