package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.cli.UsageException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** With which rights AWS is asked. Without an option: as other AWS tools would. */
public final class AwsOptions {
    private static final String SESSION = "container-gate";

    @Option(names = "--aws-profile", paramLabel = "NAME", description = "Profile of the AWS configuration to use.")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--aws-role", paramLabel = "ARN", description = "Role to assume, such as one of another account.")
    private Optional<String> role = Optional.empty();

    @Option(
            names = "--aws-external-id",
            paramLabel = "ID",
            description = "External ID that the trust policy of --aws-role requires.")
    private Optional<String> externalId = Optional.empty();

    @Option(
            names = "--aws-region",
            paramLabel = "NAME",
            description = "Region to use. Default: that of the environment or profile; for ECR, that of the registry.")
    private Optional<String> region = Optional.empty();

    /** @throws UsageException when an option makes no sense */
    public AwsAccess access() throws UsageException {
        if (externalId.isPresent() && role.isEmpty()) {
            throw new UsageException("--aws-external-id is given without a role", "name the role with --aws-role");
        }
        Optional<AwsAccess.AssumedRole> assumed = Optional.empty();
        if (role.isPresent()) {
            Arn arn = Arn.of(role.get())
                    .filter(found ->
                            found.service().equals("iam") && found.resource().startsWith("role/"))
                    .orElseThrow(() -> new UsageException(
                            "--aws-role is not the ARN of a role",
                            "give one like arn:aws:iam::123456789012:role/gate"));
            assumed = Optional.of(new AwsAccess.AssumedRole(arn, externalId, SESSION));
        }
        return new AwsAccess(profile, assumed, region, Optional.empty());
    }
}
