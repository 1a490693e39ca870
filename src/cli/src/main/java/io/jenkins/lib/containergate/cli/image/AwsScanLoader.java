package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.vulnerability.ecr.AwsScanner;
import io.jenkins.lib.containergate.vulnerability.ecr.EcrImage;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScan;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScans;
import java.util.Map;
import java.util.Optional;

/**
 * Asks AWS about scans, with the credentials for the account of each registry.
 *
 * @param accounts by their numbers; the others are asked with {@code own}
 */
public record AwsScanLoader(AwsAccess own, Map<String, AwsAccess> accounts) implements ImageScans {
    public AwsScanLoader {
        accounts = Map.copyOf(accounts);
    }

    public AwsScanLoader(AwsAccess own) {
        this(own, Map.of());
    }

    @Override
    public ImageScan read(AwsScanner scanner, EcrImage image, Deadline deadline)
            throws GateException, InterruptedException {
        AwsAccess access = accounts.getOrDefault(image.registry().account(), own);
        AwsAccess there = new AwsAccess(
                access.profile(),
                access.role(),
                access.region().or(() -> Optional.of(image.registry().region())),
                access.endpoint());
        try (AwsSession session = AwsConnections.open(there)) {
            return session.imageScans().read(scanner, image, deadline);
        }
    }
}
