package io.jenkins.lib.containergate.ecosystem;

import io.jenkins.lib.containergate.ecosystem.version.BitnamiVersion;
import io.jenkins.lib.containergate.ecosystem.version.VersionScheme;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of package manager, with everything the project knows about its packages: the one table from which package URLs,
 * version order, the questions to OSV and Trivy and the probes of their data follow.
 *
 * <p>To add one: an entry here, a reader in {@code inventory}, its line in {@code InventoryAnalyzer}, a test.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst">package URL types</a>
 * @see <a href="https://ossf.github.io/osv-schema/#defined-ecosystems">OSV schema, defined ecosystems</a>
 */
public enum Ecosystem {
    DEB(EcosystemEntry.operatingSystem("deb", VersionScheme.DPKG)),
    APK(EcosystemEntry.operatingSystem("apk", VersionScheme.APK).trivy(ApkVersion::withoutCommit)),
    RPM(EcosystemEntry.operatingSystem("rpm", VersionScheme.RPM)),
    MAVEN(EcosystemEntry.language("maven", VersionScheme.MAVEN)
            .names(NameStyle.GROUP_AND_ARTIFACT)
            .osv("Maven")
            .trivy("jar")
            .probe("org.apache.logging.log4j:log4j-core", "2.14.1")
            .probe("com.fasterxml.jackson.core:jackson-databind", "2.9.0")),
    NPM(EcosystemEntry.language("npm", VersionScheme.SEMVER)
            .names(NameStyle.SCOPED)
            .osv("npm")
            .trivy("node-pkg", NpmVersion::strict)
            .probe("lodash", "4.17.4")
            .probe("minimist", "0.0.8")),
    PYPI(EcosystemEntry.language("pypi", VersionScheme.PEP440)
            .names(NameStyle.PYTHON)
            .osv("PyPI")
            .trivy("python-pkg")
            .probe("django", "2.0")
            .probe("requests", "2.5.0")),
    GO(EcosystemEntry.language("golang", VersionScheme.SEMVER)
            .names(NameStyle.PATH)
            .osv("Go", GoVersion::inAdvisories)
            .trivy("gobinary", GoVersion::prefixed)
            .probe("stdlib", "1.16.0")
            .probe("golang.org/x/net", "v0.1.0")),
    GEM(EcosystemEntry.language("gem", VersionScheme.RUBYGEMS)
            .osv("RubyGems")
            .trivy("gemspec")
            .probe("rack", "1.0.0")
            .probe("rails", "3.0.0")),
    COMPOSER(EcosystemEntry.language("composer", VersionScheme.PACKAGIST)
            .names(NameStyle.VENDOR_AND_NAME)
            .osv("Packagist")
            .trivy("composer-vendor")
            .probe("guzzlehttp/guzzle", "6.0.0")
            .probe("symfony/http-foundation", "2.0.0")),
    NUGET(EcosystemEntry.language("nuget", VersionScheme.NUGET)
            .names(NameStyle.CASELESS)
            .osv("NuGet")
            .trivy("dotnet-core")
            .probe("Newtonsoft.Json", "12.0.1")
            .probe("System.Text.Encodings.Web", "4.5.0")),
    CARGO(EcosystemEntry.language("cargo", VersionScheme.SEMVER)
            .osv("crates.io")
            .trivy("rustbinary")
            .probe("time", "0.1.40")
            .probe("regex", "1.0.0")),
    PUB(EcosystemEntry.language("pub", VersionScheme.PUB)
            .osv("Pub")
            .trivy("pub")
            .probe("http", "0.12.0")
            .probe("dio", "4.0.0")),
    /** Components that Bitnami compiles and installs beside the distribution's packages. */
    BITNAMI(EcosystemEntry.language("bitnami", VersionScheme.BITNAMI)
            .osv("Bitnami", (name, version) -> BitnamiVersion.withoutRevision(version))
            .trivy("bitnami", BitnamiVersion::withoutRevision)
            .probe("postgresql", "9.6.0")
            .probe("wordpress", "4.0.0"));

    /**
     * Ecosystems of OSV that have an order of versions, but whose packages no reader finds: records about packages that
     * are found may name them beside.
     */
    static final Map<String, VersionScheme> UNREAD_IN_OSV = Map.ofEntries(
            Map.entry("BellSoft Hardened Containers", VersionScheme.APK),
            Map.entry("Bioconductor", VersionScheme.SEMVER),
            Map.entry("CleanStart", VersionScheme.APK),
            Map.entry("CRAN", VersionScheme.DOTTED),
            Map.entry("GHC", VersionScheme.SEMVER),
            Map.entry("GitHub Actions", VersionScheme.SEMVER),
            Map.entry("Hackage", VersionScheme.DOTTED),
            Map.entry("Hex", VersionScheme.SEMVER),
            Map.entry("Julia", VersionScheme.SEMVER),
            Map.entry("Kubernetes", VersionScheme.SEMVER),
            Map.entry("Linux", VersionScheme.SEMVER),
            Map.entry("opam", VersionScheme.DPKG),
            Map.entry("SwiftURL", VersionScheme.SEMVER),
            Map.entry("VSCode", VersionScheme.SEMVER));

    /**
     * A package that has had vulnerabilities for years. A database that knows nothing of it knows nothing of the
     * ecosystem, so that its silence about other packages means nothing.
     *
     * @param version one that has known vulnerabilities
     */
    public record Probe(String name, String version) {}

    private final EcosystemEntry entry;

    Ecosystem(EcosystemEntry entry) {
        this.entry = entry;
    }

    /** The ecosystem that is no distribution's and has this name in OSV, without what may follow a colon. */
    public static Optional<Ecosystem> ofOsv(String name) {
        return Arrays.stream(values())
                .filter(known -> known.osvName().equals(Optional.of(name)))
                .findFirst();
    }

    public String purlType() {
        return entry.purlType();
    }

    /** Its vulnerabilities depend on the {@link Distribution} and its release. */
    public boolean operatingSystem() {
        return entry.operatingSystem();
    }

    public VersionScheme versions() {
        return entry.versions();
    }

    public NameStyle names() {
        return entry.names();
    }

    /** Its name in OSV; empty for the packages of distributions, which have one each. */
    public Optional<String> osvName() {
        return entry.osvName();
    }

    /** The part of OSV's data about its packages in an image of this distribution; empty when OSV has nothing. */
    public Optional<OsvScope> osvScope(Optional<OsRelease> os) {
        return operatingSystem()
                ? os.flatMap(Distribution::osvScope)
                : osvName().map(OsvScope::language);
    }

    /** A package's version as OSV writes it. */
    public String osvVersion(String name, String version) {
        return entry.osvVersion().apply(name, version);
    }

    /** Trivy's type of an application with such packages; empty for the packages of distributions. */
    public Optional<String> trivyType() {
        return entry.trivyType();
    }

    /** A package's version as Trivy writes it. */
    public String trivyVersion(String version) {
        return entry.trivyVersion().apply(version);
    }

    /** At least two. */
    public List<Probe> probes() {
        return entry.probes();
    }

    /** Versions of apk packages, as Trivy reads them. */
    static final class ApkVersion {
        private static final Pattern COMMIT = Pattern.compile("~[0-9a-f]++");

        private ApkVersion() {}

        /** A commit has no place in the order, and Trivy takes no version with one. */
        static String withoutCommit(String version) {
            return COMMIT.matcher(version).replaceFirst("");
        }
    }

    /** Versions in the {@code package.json} of a package, which are not always those that the registry made of them. */
    static final class NpmVersion {
        private static final Pattern LOOSE =
                Pattern.compile("[v=]*+([0-9]++\\.[0-9]++\\.[0-9]++)(?:-?([0-9A-Za-z-].*+)|(\\+.*+))?");

        private NpmVersion() {}

        /** As npm itself makes semantic versions of them: {@code v1.2.3}, {@code =1.2.3}, {@code 1.2.3beta}. */
        static String strict(String version) {
            Matcher loose = LOOSE.matcher(version);
            if (!loose.matches()) {
                return version;
            }
            String pre = loose.group(2) == null ? "" : "-" + loose.group(2);
            return loose.group(1) + pre + (loose.group(3) == null ? "" : loose.group(3));
        }
    }

    /** Versions of Go modules and of the toolchain, as databases write them. */
    static final class GoVersion {
        private static final Pattern RELEASE =
                Pattern.compile("([0-9]+)\\.([0-9]+)(?:\\.([0-9]+))?(?:(beta|rc)([0-9]+))?");

        private GoVersion() {}

        /** The toolchain says {@code go1.21rc2}, the Go vulnerability database {@code 1.21.0-rc.2}; modules lose their {@code v}. */
        static String inAdvisories(String module, String version) {
            if (!module.equals("stdlib") && !module.equals("toolchain")) {
                return version.startsWith("v") ? version.substring(1) : version;
            }
            String release = version.startsWith("go") ? version.substring(2) : version;
            int end = release.indexOf(' ');
            Matcher matcher = RELEASE.matcher(end < 0 ? release : release.substring(0, end));
            if (!matcher.matches()) {
                return version;
            }
            String patch = matcher.group(3) == null ? "0" : matcher.group(3);
            String pre = matcher.group(4) == null ? "" : "-" + matcher.group(4) + "." + matcher.group(5);
            return matcher.group(1) + "." + matcher.group(2) + "." + patch + pre;
        }

        /** Trivy writes a {@code v} before the version of the standard library, as modules have. */
        static String prefixed(String version) {
            return version.startsWith("v") ? version : "v" + version;
        }
    }
}
