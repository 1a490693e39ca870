package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.vulnerability.ecr.AwsScanner;
import io.jenkins.lib.containergate.vulnerability.ecr.EcrImage;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScan;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScans;
import java.util.function.Function;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Asks ECR and Amazon Inspector about scans of images, each in the region of the registry. */
final class AwsImageScans implements ImageScans {
    private final Function<EcrRegistry, EcrClient> ecr;
    private final Function<String, RestService> inspector;

    /** @param inspector in a region */
    AwsImageScans(Function<EcrRegistry, EcrClient> ecr, Function<String, RestService> inspector) {
        this.ecr = ecr;
        this.inspector = inspector;
    }

    @Override
    public ImageScan read(AwsScanner scanner, EcrImage image, Deadline deadline)
            throws GateException, InterruptedException {
        try {
            return scanner == AwsScanner.ECR
                    ? new EcrScan(ecr.apply(image.registry()), image).read(deadline)
                    : new InspectorScan(inspector.apply(image.registry().region()), image).read(deadline);
        } catch (UnansweredException e) {
            throw e.asError();
        }
    }
}
