package io.jenkins.lib.containergate.ecosystem;

import io.jenkins.lib.containergate.ecosystem.Ecosystem.Probe;
import io.jenkins.lib.containergate.ecosystem.version.VersionScheme;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One entry of {@link Ecosystem}'s table; its methods are described there. */
record EcosystemEntry(
        String purlType,
        boolean operatingSystem,
        VersionScheme versions,
        NameStyle names,
        Optional<String> osvName,
        BinaryOperator<String> osvVersion,
        Optional<String> trivyType,
        UnaryOperator<String> trivyVersion,
        List<Probe> probes) {
    /**
     * Packages that have had vulnerabilities in every release of some distribution: at least one of them is in the data
     * about any. Source and binary packages, since databases name either.
     */
    static final List<Probe> OF_DISTRIBUTIONS = Stream.of(
                    "openssl",
                    "openssl-libs",
                    "openssl-3",
                    "openssl-1_1",
                    "curl",
                    "glibc",
                    "linux",
                    "kernel",
                    "busybox",
                    "expat",
                    "bash")
            .map(name -> new Probe(name, "0"))
            .toList();

    private static final BinaryOperator<String> AS_INSTALLED = (name, version) -> version;

    EcosystemEntry {
        probes = List.copyOf(probes);
    }

    static EcosystemEntry operatingSystem(String purlType, VersionScheme versions) {
        return entry(purlType, true, versions, OF_DISTRIBUTIONS);
    }

    static EcosystemEntry language(String purlType, VersionScheme versions) {
        return entry(purlType, false, versions, List.of());
    }

    private static EcosystemEntry entry(
            String purlType, boolean operatingSystem, VersionScheme versions, List<Probe> probes) {
        return new EcosystemEntry(
                purlType,
                operatingSystem,
                versions,
                NameStyle.PLAIN,
                Optional.empty(),
                AS_INSTALLED,
                Optional.empty(),
                UnaryOperator.identity(),
                probes);
    }

    EcosystemEntry names(NameStyle style) {
        return new EcosystemEntry(
                purlType, operatingSystem, versions, style, osvName, osvVersion, trivyType, trivyVersion, probes);
    }

    EcosystemEntry osv(String name) {
        return osv(name, AS_INSTALLED);
    }

    /** @param version OSV's way to write the version (second) of a package (first) */
    EcosystemEntry osv(String name, BinaryOperator<String> version) {
        return new EcosystemEntry(
                purlType,
                operatingSystem,
                versions,
                names,
                Optional.of(name),
                version,
                trivyType,
                trivyVersion,
                probes);
    }

    EcosystemEntry trivy(String type) {
        return trivy(type, UnaryOperator.identity());
    }

    /** @param version Trivy's way to write the version of a distribution's package */
    EcosystemEntry trivy(UnaryOperator<String> version) {
        return new EcosystemEntry(
                purlType, operatingSystem, versions, names, osvName, osvVersion, trivyType, version, probes);
    }

    EcosystemEntry trivy(String type, UnaryOperator<String> version) {
        return new EcosystemEntry(
                purlType, operatingSystem, versions, names, osvName, osvVersion, Optional.of(type), version, probes);
    }

    EcosystemEntry probe(String name, String version) {
        return new EcosystemEntry(
                purlType,
                operatingSystem,
                versions,
                names,
                osvName,
                osvVersion,
                trivyType,
                trivyVersion,
                Stream.concat(probes.stream(), Stream.of(new Probe(name, version)))
                        .toList());
    }
}
