package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of a publisher on what was found.
 *
 * @param publisher as readers know it: {@code NVD}, {@code Debian}
 */
public record Advisory(String publisher, WebLink link) {
    private static final String RULES = ToolIdentity.HOME + "/blob/main/docs/rules/";
    private static final String CVE = "CVE-[0-9]{4}-[0-9]{4,19}";

    /** Where distributions say what they make of a CVE; the beginning of a package URL says which. */
    private static final Map<String, Tracker> TRACKERS = Map.of(
            "pkg:deb/debian/", new Tracker("Debian", "https://security-tracker.debian.org/tracker/%s"),
            "pkg:deb/ubuntu/", new Tracker("Ubuntu", "https://ubuntu.com/security/%s"),
            "pkg:apk/alpine/", new Tracker("Alpine", "https://security.alpinelinux.org/vuln/%s"),
            "pkg:apk/wolfi/", new Tracker("Wolfi", "https://images.chainguard.dev/security/%s"),
            "pkg:rpm/redhat/", new Tracker("Red Hat", "https://access.redhat.com/security/cve/%s"),
            "pkg:rpm/amzn/", new Tracker("Amazon Linux", "https://explore.alas.aws.amazon.com/%s.html"),
            "pkg:rpm/sles/", new Tracker("SUSE", "https://www.suse.com/security/cve/%s.html"));

    private record Tracker(String publisher, String address) {
        Optional<Advisory> of(String id) {
            return WebLink.parse(address.formatted(id)).map(link -> new Advisory(publisher, link));
        }
    }

    /**
     * Pages on a finding, the distribution's first: on a vulnerability those of the distribution, NVD, GitHub and OSV; on a
     * rule our own page of it.
     */
    public static List<Advisory> of(Finding finding) {
        return finding instanceof VulnerabilityFinding vulnerability
                ? ofVulnerability(
                        Stream.concat(Stream.of(vulnerability.rule()), vulnerability.aliases().stream())
                                .map(RuleId::value)
                                .toList(),
                        vulnerability.affected().purl())
                : ofRule(finding.rule().value());
    }

    /** Our own page of a rule, if it is one of ours. */
    public static List<Advisory> ofRule(String rule) {
        return KnownRules.builtIn().names().contains(rule)
                ? new Tracker("container-gate", RULES + "%s.md")
                        .of(rule).stream().toList()
                : List.of();
    }

    /**
     * @param ids of the vulnerability, the one it was found by first
     * @param purl of the affected package
     */
    public static List<Advisory> ofVulnerability(List<String> ids, String purl) {
        Optional<String> cve = ids.stream().filter(id -> id.matches(CVE)).findFirst();
        List<Advisory> advisories = new ArrayList<>();
        TRACKERS.entrySet().stream()
                .filter(tracker -> purl.startsWith(tracker.getKey()))
                .findFirst()
                .flatMap(tracker -> cve.flatMap(tracker.getValue()::of))
                .ifPresent(advisories::add);
        cve.flatMap(new Tracker("NVD", "https://nvd.nist.gov/vuln/detail/%s")::of)
                .ifPresent(advisories::add);
        ids.stream()
                .filter(id -> id.startsWith("GHSA-"))
                .findFirst()
                .flatMap(id -> new Tracker("GitHub", "https://github.com/advisories/%s").of(encoded(id)))
                .ifPresent(advisories::add);
        if (advisories.isEmpty()) {
            new Tracker("OSV", "https://osv.dev/vulnerability/%s")
                    .of(encoded(ids.get(0)))
                    .ifPresent(advisories::add);
        }
        return advisories;
    }

    /** Ids come from databases of others. */
    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
