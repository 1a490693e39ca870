package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import java.util.List;
import java.util.Optional;

/** Distributions as documents name them: by the {@code ID} of {@code os-release}, or as Trivy calls them. */
final class SbomSystems {
    private SbomSystems() {}

    /** From the component that stands for it. */
    static OsRelease of(SbomEntry entry) {
        String like = entry.property(SbomProperties.NAMESPACE + SbomProperties.OS_LIKE);
        String codename = entry.property(SbomProperties.NAMESPACE + SbomProperties.OS_CODENAME);
        String id = first(entry.property("syft:distro:id"), entry.name());
        String pretty = first(entry.property("syft:distro:prettyName"), entry.description());
        return new OsRelease(
                Distribution.ofScanner(id).map(Distribution::id).orElse(id),
                like.isEmpty() ? List.of() : List.of(like.split(" ")),
                Optional.of(entry.version()).filter(text -> !text.isEmpty()),
                Optional.of(codename).filter(text -> !text.isEmpty()),
                pretty.isEmpty() ? (id + " " + entry.version()).strip() : pretty);
    }

    /** From the {@code distro} qualifier of package URLs: {@code debian-12}, {@code opensuse-leap-15.5}, {@code bookworm}. */
    static OsRelease of(String distro) {
        return Distribution.debian(distro).orElseGet(() -> released(distro));
    }

    private static OsRelease released(String distro) {
        int cut = distro.lastIndexOf('-');
        boolean released = cut > 0 && cut < distro.length() - 1 && Character.isDigit(distro.charAt(cut + 1));
        String id = released ? distro.substring(0, cut) : distro;
        Optional<String> version = released ? Optional.of(distro.substring(cut + 1)) : Optional.empty();
        return new OsRelease(
                Distribution.ofScanner(id).map(Distribution::id).orElse(id),
                List.of(),
                version,
                Optional.empty(),
                version.map(release -> id + " " + release).orElse(id));
    }

    /** Whether two names of a release may mean the same one: {@code 12} and {@code 12.5} may. */
    static boolean fits(String release, String other) {
        return release.isEmpty()
                || other.isEmpty()
                || release.equals(other)
                || release.startsWith(other + ".")
                || other.startsWith(release + ".");
    }

    private static String first(String preferred, String otherwise) {
        return preferred.isEmpty() ? otherwise : preferred;
    }
}
