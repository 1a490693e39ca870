package io.jenkins.plugins.containergate.config;

import hudson.util.FormValidation;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.ServiceClient;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import io.jenkins.lib.containergate.vulnerability.trivy.ServerSlots;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyLimits;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivySource;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks a Trivy server about one package, through the proxy Jenkins is configured with: address, token, version and
 * database all have to be right for an answer.
 */
public final class TrivyConnection {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final TrivyLimits LIMITS =
            new TrivyLimits(new ServiceClient.Bounds(1 << 20, 1, PATIENCE, PATIENCE), PATIENCE, 1, 10, 1_000);

    private TrivyConnection() {}

    static FormValidation test(TrivyServer server) throws InterruptedException {
        try {
            VulnerabilityReport report = ask(server);
            String version = report.source().version();
            String updated =
                    report.source().databaseUpdatedAt().map(Instant::toString).orElse("");
            return report.gaps().isEmpty()
                    ? FormValidation.ok(Messages.TrivyConnection_works(version, updated))
                    : FormValidation.warning(Messages.TrivyConnection_empty(version, updated));
        } catch (GateException e) {
            return FormValidation.error(Messages.TrivyConnection_problem(JenkinsWords.of(e.getMessage())));
        }
    }

    /**
     * What a server makes of one package.
     *
     * @throws GateException when it does not answer
     */
    public static VulnerabilityReport ask(TrivyServer server) throws GateException, InterruptedException {
        Clock clock = Clock.systemUTC();
        HttpClient client = CustomCertificates.client().connectTimeout(PATIENCE).build();
        return new TrivySource(client, List.of(server.endpoint()), LIMITS, new ServerSlots(1), clock)
                .match(
                        new PackageInventory(Optional.empty(), List.of(probe()), 1, List.of()),
                        Deadline.after(PATIENCE.multipliedBy(4), clock),
                        ProgressListener.none());
    }

    private static InstalledPackage probe() {
        return new InstalledPackage(
                Ecosystem.NPM,
                "lodash",
                "4.17.4",
                "pkg:npm/lodash@4.17.4",
                Optional.empty(),
                Digest.of("test of the connection".getBytes(StandardCharsets.UTF_8)),
                "package.json",
                List.of());
    }
}
