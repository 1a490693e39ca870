package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.version.Version;
import io.jenkins.lib.containergate.ecosystem.version.VersionScheme;
import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One update of one package that clears several vulnerabilities.
 *
 * @param purl of the installed package
 * @param name of the package
 * @param installed its version
 * @param to the highest of the versions that fix one of them; if versions of this package cannot be compared, the last one
 *     that was named
 * @param cleared how many vulnerabilities have a fix in that version
 */
public record Upgrade(String purl, String name, String installed, String to, int cleared) {
    private static final Comparator<Upgrade> MOST_FIRST =
            Comparator.comparingInt(Upgrade::cleared).reversed().thenComparing(Upgrade::name);

    /** What to update so that these vulnerabilities go, as far as they have fixes; what clears most comes first. */
    public static List<Upgrade> of(Collection<VulnerabilityFinding> findings) {
        return ofPackages(findings.stream().map(VulnerabilityFinding::affected).toList());
    }

    /** @param packages one for each vulnerability */
    public static List<Upgrade> ofPackages(Collection<AffectedPackage> packages) {
        Map<String, List<AffectedPackage>> byPackage = new LinkedHashMap<>();
        for (AffectedPackage each : packages) {
            if (each.fixedVersion().isPresent()) {
                byPackage
                        .computeIfAbsent(each.purl(), purl -> new ArrayList<>())
                        .add(each);
            }
        }
        return byPackage.values().stream()
                .map(Upgrade::clearing)
                .sorted(MOST_FIRST)
                .toList();
    }

    private static Upgrade clearing(List<AffectedPackage> fixable) {
        AffectedPackage first = fixable.get(0);
        Optional<VersionScheme> scheme = scheme(first.purl());
        String highest = fixable.stream()
                .flatMap(affected -> affected.fixedVersion().stream())
                .reduce((one, other) -> lower(one, other, scheme) ? other : one)
                .orElseThrow();
        return new Upgrade(first.purl(), first.name(), first.version(), highest, fixable.size());
    }

    private static boolean lower(String one, String other, Optional<VersionScheme> scheme) {
        Optional<Version> left = scheme.flatMap(each -> each.parse(one));
        Optional<Version> right = scheme.flatMap(each -> each.parse(other));
        return left.isEmpty() || right.isEmpty() || left.get().compareTo(right.get()) < 0;
    }

    /** {@code pkg:TYPE/...}: packages of one type have one order of versions. */
    private static Optional<VersionScheme> scheme(String purl) {
        return Arrays.stream(Ecosystem.values())
                .filter(ecosystem -> purl.startsWith("pkg:" + ecosystem.purlType() + "/"))
                .map(Ecosystem::versions)
                .findFirst();
    }
}
