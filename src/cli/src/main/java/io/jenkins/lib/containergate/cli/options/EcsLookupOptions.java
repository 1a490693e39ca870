package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.cli.UsageException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What AWS is asked about task definitions beyond their text. */
public final class EcsLookupOptions {
    @Option(
            names = "--cluster",
            paramLabel = "NAME|ARN",
            description = "Cluster that the tasks will run in: it is evaluated as well, as ECS describes it.")
    private Optional<String> cluster = Optional.empty();

    @Option(
            names = "--service",
            paramLabel = "NAME|ARN",
            description = "Service of the cluster: it is evaluated as well, and its task definition, unless another is"
                    + " named.")
    private Optional<String> service = Optional.empty();

    @Option(
            names = "--ask-aws",
            negatable = true,
            description =
                    "Look up the roles, repositories and instances of the tasks in AWS. Default: for what ECS knows,"
                            + " and where the policy demands answers.")
    private Optional<Boolean> ask = Optional.empty();

    public Optional<String> cluster() {
        return cluster;
    }

    /** @throws UsageException when it is named without its cluster */
    public Optional<String> service() throws UsageException {
        if (service.isPresent() && cluster.isEmpty()) {
            throw new UsageException("--service is given without a cluster", "name its cluster with --cluster");
        }
        return service;
    }

    /** Empty when nobody said. */
    public Optional<Boolean> ask() {
        return ask;
    }
}
