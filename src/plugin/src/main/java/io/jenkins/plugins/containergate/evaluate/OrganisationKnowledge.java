package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.feed.DataDirectorySource;
import io.jenkins.lib.containergate.feed.VexRepositories;
import io.jenkins.lib.containergate.gate.VulnerabilityKnowledge;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.vulnerability.SourcesBeside;
import io.jenkins.lib.containergate.vulnerability.VulnerabilitySource;
import io.jenkins.lib.containergate.vulnerability.ecr.AwsScanner;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScanSource;
import io.jenkins.lib.containergate.vulnerability.exploitation.EpssScores;
import io.jenkins.lib.containergate.vulnerability.exploitation.ExploitationData;
import io.jenkins.lib.containergate.vulnerability.exploitation.KnownExploitedCatalogue;
import io.jenkins.lib.containergate.vulnerability.osv.OsvLimits;
import io.jenkins.lib.containergate.vulnerability.osv.api.ApiLimits;
import io.jenkins.lib.containergate.vulnerability.osv.api.OsvApiSource;
import io.jenkins.lib.containergate.vulnerability.osv.export.OsvExportSource;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocuments;
import io.jenkins.plugins.containergate.access.OrganisationAws;
import io.jenkins.plugins.containergate.config.CustomCertificates;
import io.jenkins.plugins.containergate.config.FetchedData;
import io.jenkins.plugins.containergate.config.VulnerabilityData;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is asked about vulnerabilities, as the organisation configured it. */
final class OrganisationKnowledge {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final Path cache;
    private final DataDirectory fetched = FetchedData.directory();
    private final TrivyServers trivy;
    private final VexRepositories repositories;
    private final Clock clock;

    /**
     * @param cache directory of the controller for indexes of OSV exports
     * @param policy says which VEX repositories are trusted
     */
    OrganisationKnowledge(Path cache, TrivyServers trivy, EffectivePolicy policy, Clock clock) {
        this.repositories = new VexRepositories(policy, FetchedData.vexRepositories(), clock);
        this.cache = cache;
        this.trivy = trivy;
        this.clock = clock;
    }

    /**
     * @param trivyServers names of servers a job wants to ask instead
     * @param awsAccount that a job names for the scanners of AWS
     * @param onlyFixable as the policy has it
     * @throws GateException when nobody is configured, or what is configured cannot be read
     */
    VulnerabilityKnowledge load(
            @Nullable VulnerabilityData configured,
            @Nullable String trivyServers,
            @Nullable String awsAccount,
            boolean onlyFixable)
            throws GateException {
        VulnerabilityData data = configured == null ? new VulnerabilityData() : configured;
        Optional<VulnerabilitySource> named =
                trivyServers == null ? source(data) : Optional.of(trivy.named(trivyServers));
        Optional<VulnerabilitySource> scanner = data.scannerOfAws().map(each -> scans(each, awsAccount));
        if (named.isEmpty()) {
            return load(data, scanner.orElseThrow(OrganisationKnowledge::nobody));
        }
        return load(
                data,
                scanner.map(each -> (VulnerabilitySource) SourcesBeside.both(named.get(), each, onlyFixable))
                        .orElse(named.get()));
    }

    private VulnerabilitySource scans(AwsScanner scanner, @Nullable String awsAccount) {
        return new ImageScanSource(
                OrganisationAws.scans(awsAccount),
                scanner,
                Optional.empty(),
                ImageScanSource.Patience.defaults(),
                clock,
                Pause.sleeping());
    }

    /** The feeds as configured, around another source. */
    VulnerabilityKnowledge load(@Nullable VulnerabilityData configured, VulnerabilitySource source)
            throws GateException {
        VulnerabilityData data = configured == null ? new VulnerabilityData() : configured;
        Optional<KnownExploitedCatalogue> kev = Optional.empty();
        Optional<Path> catalogue = data.getKnownExploited() == null
                ? fetched.knownExploited()
                : Optional.of(path(data.getKnownExploited()));
        if (catalogue.isPresent()) {
            kev = Optional.of(KnownExploitedCatalogue.read(catalogue.get()));
        }
        Optional<EpssScores> epss = Optional.empty();
        Optional<Path> scores = data.getEpss() == null ? fetched.epss() : Optional.of(path(data.getEpss()));
        if (scores.isPresent()) {
            epss = Optional.of(EpssScores.read(scores.get()));
        }
        return new VulnerabilityKnowledge(source, new ExploitationData(kev, epss), vex(data), fetched.supportEnds());
    }

    /** Of the VEX repositories that are configured and that the policy trusts. */
    private VexDocuments vex(VulnerabilityData data) throws GateException {
        VexDocuments none = VexDocuments.none();
        try {
            return repositories
                    .read(fetched, data.vexManifests())
                    .map(none::withRepositories)
                    .orElse(none);
        } catch (GateException e) {
            throw new GateException(
                    e.problem(),
                    "have an administrator read the log of the task that fetches it (logs/tasks/Container gate:"
                            + " vulnerability data.log), and check it under Manage Jenkins, Security, Container gate",
                    e);
        }
    }

    /** @return empty where none is configured */
    private Optional<VulnerabilitySource> source(VulnerabilityData data) throws GateException {
        Optional<URI> api = data.osvApiAddress();
        boolean exports = !data.getOsvExports().isEmpty();
        String servers = data.getTrivyServers();
        if (Stream.of(api.isPresent(), exports, servers != null)
                        .filter(chosen -> chosen)
                        .count()
                > 1) {
            throw new GateException(
                    "several sources of vulnerabilities are configured: choose one of OSV API, OSV exports and Trivy"
                            + " servers",
                    "have an administrator choose one under Manage Jenkins, Security, Container gate");
        }
        if (servers != null) {
            return Optional.of(trivy.named(servers));
        }
        if (api.isPresent()) {
            return Optional.of(api(api.get()));
        }
        if (exports) {
            return Optional.of(exports(data.getOsvExports()));
        }
        if (!data.getFetchedEcosystems().isEmpty()) {
            return Optional.of(new DataDirectorySource(
                    fetched, OsvLimits.defaults(), clock, Runtime.getRuntime().availableProcessors()));
        }
        return Optional.empty();
    }

    private static GateException nobody() {
        return new GateException(
                "no source of vulnerabilities is configured",
                "have an administrator choose the OSV API, OSV exports, data to fetch, Trivy servers or a scanner of"
                        + " AWS under Manage Jenkins, Security, Container gate");
    }

    private VulnerabilitySource api(URI address) throws GateException {
        HttpClient client = CustomCertificates.client().connectTimeout(CONNECT).build();
        return new OsvApiSource(client, address, ApiLimits.defaults(), clock);
    }

    private VulnerabilitySource exports(List<String> exports) throws GateException {
        List<Path> paths = new ArrayList<>();
        for (String export : exports) {
            paths.add(path(export));
        }
        return new OsvExportSource(
                paths,
                Optional.of(cache),
                OsvLimits.defaults(),
                clock,
                Runtime.getRuntime().availableProcessors());
    }

    private static Path path(String text) throws GateException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new GateException(
                    "'" + text + "' is not a file name on this system",
                    "have an administrator correct it under Manage Jenkins, Security, Container gate",
                    e);
        }
    }
}
