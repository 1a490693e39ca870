package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.source.ImageLocation;
import org.jspecify.annotations.Nullable;

/** Whether an AWS account is of use for reading an image: an option that cannot be honoured is never ignored. */
final class AwsUse {
    private AwsUse() {}

    /** @throws GateException when an account is named for an image that is not in ECR */
    static void check(@Nullable String account, @Nullable String image) throws GateException {
        if (account == null) {
            return;
        }
        boolean ecr = image != null
                && ImageLocation.parse(image) instanceof ImageLocation.Registry location
                && EcrRegistry.of(location.reference().registry()).isPresent();
        if (!ecr) {
            throw new GateException(
                    "awsAccount is of use for images in ECR only, and this is none", "leave awsAccount away");
        }
    }
}
