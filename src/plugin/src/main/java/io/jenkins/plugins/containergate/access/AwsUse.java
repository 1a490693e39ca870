package io.jenkins.plugins.containergate.access;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.source.ImageLocation;

/** Whether an AWS account is of use for reading an image: an option that cannot be honoured is never ignored. */
public final class AwsUse {
    private AwsUse() {}

    /** @throws GateException when an account is named for an image that is not in ECR */
    public static void check(ImageTarget target) throws GateException {
        if (target.awsAccount() == null) {
            return;
        }
        boolean ecr = !target.archive()
                && ImageLocation.parse(target.name()) instanceof ImageLocation.Registry location
                && EcrRegistry.of(location.reference().registry()).isPresent();
        if (!ecr) {
            throw new GateException(
                    "awsAccount is used for images in ECR only, and " + target.name() + " is not one",
                    "remove the option awsAccount");
        }
    }
}
