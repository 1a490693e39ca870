package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.network.EnvironmentProxies;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.ecosystem.SupportEnds;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.feed.DataDirectorySource;
import io.jenkins.lib.containergate.feed.VexRepositories;
import io.jenkins.lib.containergate.gate.KnownExposure;
import io.jenkins.lib.containergate.gate.VulnerabilityKnowledge;
import io.jenkins.lib.containergate.gate.posture.PostureExposure;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.ReportUse;
import io.jenkins.lib.containergate.vulnerability.SourcesBeside;
import io.jenkins.lib.containergate.vulnerability.VulnerabilitySource;
import io.jenkins.lib.containergate.vulnerability.ecr.AwsScanner;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScanSource;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScans;
import io.jenkins.lib.containergate.vulnerability.exploitation.EpssScores;
import io.jenkins.lib.containergate.vulnerability.exploitation.ExploitationData;
import io.jenkins.lib.containergate.vulnerability.exploitation.KnownExploitedCatalogue;
import io.jenkins.lib.containergate.vulnerability.osv.OsvLimits;
import io.jenkins.lib.containergate.vulnerability.osv.api.ApiLimits;
import io.jenkins.lib.containergate.vulnerability.osv.api.OsvApiSource;
import io.jenkins.lib.containergate.vulnerability.osv.export.OsvExportSource;
import io.jenkins.lib.containergate.vulnerability.reports.ReportSource;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocuments;
import io.jenkins.lib.containergate.vulnerability.vex.VexFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens the vulnerability source and the feeds that the options name. */
public final class KnowledgeLoader {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final VulnerabilityOptions options;
    private final Setting<ReportUse> reports;
    private final boolean onlyFixable;
    private final Optional<DataDirectory> data;
    private final ListRefresh lists;
    private final VexRepositories repositories;
    private final ImageScans scans;
    private final Clock clock;

    /** @param scans asked where the options want a scanner of AWS */
    public KnowledgeLoader(VulnerabilityOptions options, EffectivePolicy policy, ImageScans scans, Clock clock) {
        this.options = options;
        this.scans = scans;
        this.lists = new ListRefresh(options, policy, clock);
        this.repositories = new VexRepositories(policy, clock);
        this.data = options.data().map(DataDirectory::new);
        this.reports = policy.get(PolicyKeys.REPORTS);
        this.onlyFixable = policy.get(PolicyKeys.ONLY_FIXABLE).value();
        this.clock = clock;
    }

    public VulnerabilityKnowledge load() throws GateException {
        VulnerabilitySource source = withReport();
        if (data.isPresent()) {
            lists.run(data.get());
        }
        Optional<KnownExploitedCatalogue> kev = Optional.empty();
        Optional<Path> catalogue = options.kev().or(() -> data.flatMap(DataDirectory::knownExploited));
        if (catalogue.isPresent()) {
            kev = Optional.of(KnownExploitedCatalogue.read(catalogue.get()));
        }
        Optional<EpssScores> epss = Optional.empty();
        Optional<Path> scores = options.epss().or(() -> data.flatMap(DataDirectory::epss));
        if (scores.isPresent()) {
            epss = Optional.of(EpssScores.read(scores.get()));
        }
        VexDocuments vex = new VexDocuments(options.vex().isEmpty() ? List.of() : new VexFiles().read(options.vex()));
        if (data.isPresent()) {
            vex = repositories.read(data.get()).map(vex::withRepositories).orElse(vex);
        }
        return new VulnerabilityKnowledge(source, new ExploitationData(kev, epss), vex, supportEnds(), exposure());
    }

    private KnownExposure exposure() throws GateException {
        if (options.posture().isEmpty()) {
            return KnownExposure.none();
        }
        Path file = options.posture().get();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return PostureExposure.read(file.toString(), in);
        } catch (IOException e) {
            throw new UsageException(
                    file + " cannot be read: " + FileProblem.of(e), "check the path given with --posture");
        }
    }

    private SupportEnds supportEnds() throws GateException {
        if (options.endOfLife().isPresent()) {
            return SupportEnds.read(options.endOfLife().get());
        }
        return data.isEmpty() ? SupportEnds.builtIn() : data.get().supportEnds();
    }

    /** Who calls this names the sources, so a report may be the only one unless a policy says otherwise. */
    private VulnerabilitySource withReport() throws GateException {
        long named = Stream.of(
                        !options.osv().isEmpty(),
                        options.osvApi(),
                        !options.trivy().servers().isEmpty())
                .filter(present -> present)
                .count();
        Optional<VulnerabilitySource> aws = aws();
        if (named > 1) {
            throw new UsageException(
                    "--osv, --osv-api and --trivy exclude each other", "choose one source of vulnerabilities");
        }
        if (options.report().isEmpty()) {
            return named == 0 && !fetched() && aws.isPresent() ? aws.get() : with(aws);
        }
        ReportSource report = ReportSource.read(options.report().get());
        if (named == 1 || aws.isPresent() && fetched()) {
            return SourcesBeside.withReport(with(aws), report, onlyFixable);
        }
        if (aws.isPresent()) {
            return SourcesBeside.withReport(aws.get(), report, onlyFixable);
        }
        if (reports.value() == ReportUse.BESIDE && !reports.origin().equals(Origin.DEFAULT)) {
            throw new GateException(
                    "a report alone is not a source of vulnerabilities (" + reports.decidedBy() + ")",
                    "name the source that it adds to, too: --osv, --osv-api or --trivy");
        }
        return report;
    }

    private VulnerabilitySource with(Optional<VulnerabilitySource> aws) throws GateException {
        VulnerabilitySource source = source();
        return aws.isEmpty() ? source : SourcesBeside.both(source, aws.get(), onlyFixable);
    }

    /** Whether there are fetched vulnerabilities, which are a source without being named. */
    private boolean fetched() {
        return data.filter(present -> !present.ecosystems().isEmpty()).isPresent();
    }

    private Optional<VulnerabilitySource> aws() throws GateException {
        Optional<AwsScanner> scanner = options.awsScans().scanner();
        if (scanner.isEmpty()) {
            return Optional.empty();
        }
        if (options.offline()) {
            throw new GateException(
                    "the scans of AWS cannot be read offline",
                    "remove --" + scanner.get().key() + " or --offline");
        }
        return Optional.of(new ImageScanSource(
                scans,
                scanner.get(),
                options.awsScans().repository(),
                ImageScanSource.Patience.defaults(),
                clock,
                Pause.sleeping()));
    }

    private VulnerabilitySource source() throws GateException {
        if (!options.osv().isEmpty()) {
            return new OsvExportSource(
                    options.osv(),
                    options.osvCache(),
                    OsvLimits.defaults(),
                    clock,
                    Runtime.getRuntime().availableProcessors());
        }
        boolean asked = options.osvApi() || !options.trivy().servers().isEmpty();
        if (!asked && fetched()) {
            return new DataDirectorySource(
                    data.get(),
                    OsvLimits.defaults(),
                    clock,
                    Runtime.getRuntime().availableProcessors());
        }
        if (options.offline()) {
            return unavailableOffline();
        }
        EnvironmentProxies proxies = EnvironmentProxies.of(System.getenv());
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(proxies);
        proxies.login().ifPresent(client::authenticator);
        return options.trivy().servers().isEmpty()
                ? new OsvApiSource(client.build(), options.osvApiUrl(), ApiLimits.defaults(), clock)
                : new TrivyLoader(options.trivy(), clock).load(client);
    }

    /** Fails only when vulnerabilities are looked for: the other gates need no source. */
    private static VulnerabilitySource unavailableOffline() {
        return (inventory, deadline, progress) -> {
            throw new GateException(
                    "there is no vulnerability source that works offline",
                    "run gate data update while there is a network, name an OSV export with --osv DIR|ZIP, or drop"
                            + " --offline to use the OSV API");
        };
    }
}
