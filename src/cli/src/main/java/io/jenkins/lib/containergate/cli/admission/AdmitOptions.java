package io.jenkins.lib.containergate.cli.admission;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.DurationConverter;
import io.jenkins.lib.containergate.gate.admission.WaitingDeployments;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which deployments are admitted, and for how long. */
final class AdmitOptions {
    @Option(
            names = "--cluster",
            required = true,
            paramLabel = "NAME|ARN",
            description = "Cluster whose deployments are admitted.")
    private String cluster = "";

    @Option(names = "--service", paramLabel = "NAME|ARN", description = "Only deployments of this service.")
    private Optional<String> service = Optional.empty();

    @Option(names = "--all-services", description = "Deployments of every service of the cluster.")
    private boolean all;

    @Option(
            names = "--wait",
            description =
                    "Wait for deployments: for the next one of --service, or for all that come with --all-services.")
    private boolean wait;

    @Option(
            names = "--wait-limit",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = DurationConverter.class,
            description = "End --wait after this time (90s, 10m, 2h); default ${DEFAULT-VALUE}.")
    private Duration limit = Duration.ofHours(24);

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "With --wait, how often to look for deployments that wait; default ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ofSeconds(10);

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "Time to evaluate one deployment; default ${DEFAULT-VALUE}. Past it: ERROR, and ROLLBACK.")
    private Duration deadline = Duration.ofMinutes(10);

    /** @throws UsageException when it is not clear which services are meant */
    WaitingDeployments wanted() throws UsageException {
        if (service.isPresent() == all) {
            throw new UsageException(
                    "which services are admitted is not clear", "give either --service NAME or --all-services");
        }
        return new WaitingDeployments(cluster, service);
    }

    boolean waits() {
        return wait;
    }

    Duration limit() {
        return limit;
    }

    Duration interval() {
        return interval;
    }

    Duration deadline() {
        return deadline;
    }
}
