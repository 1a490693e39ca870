package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.vulnerability.ecr.AwsScanner;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which scanner of AWS is asked about images in Amazon ECR. */
public final class AwsScanOptions {
    @Option(
            names = "--ecr",
            description =
                    "Use what the basic scanning of Amazon ECR found in this very digest. A source of its own, or beside the one"
                            + " that is named.")
    private boolean ecr;

    @Option(
            names = "--inspector",
            description =
                    "Use what Amazon Inspector (enhanced scanning) found in this very digest. A source of its own, or beside"
                            + " the one that is named.")
    private boolean inspector;

    @Option(
            names = "--ecr-repository",
            paramLabel = "HOST/PATH",
            description =
                    "Repository of ECR that holds the same digest, where IMAGE names another place: a mirror, an OCI layout.")
    private Optional<String> repository = Optional.empty();

    /** @throws UsageException when the options contradict each other */
    public Optional<AwsScanner> scanner() throws UsageException {
        if (ecr && inspector) {
            throw new UsageException(
                    "--ecr and --inspector exclude each other", "choose the one that scans your registry");
        }
        if (!ecr && !inspector) {
            if (repository.isPresent()) {
                throw new UsageException(
                        "--ecr-repository is where --ecr or --inspector look", "name one of them, or remove it");
            }
            return Optional.empty();
        }
        return Optional.of(ecr ? AwsScanner.ECR : AwsScanner.INSPECTOR);
    }

    /** @throws UsageException when it is no repository */
    public Optional<ImageReference> repository() throws UsageException {
        try {
            return repository.isEmpty() ? Optional.empty() : Optional.of(ImageReference.parse(repository.get()));
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }
}
