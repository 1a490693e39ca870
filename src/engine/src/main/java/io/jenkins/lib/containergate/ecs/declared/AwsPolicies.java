package io.jenkins.lib.containergate.ecs.declared;

import java.util.Map;
import java.util.Optional;

/**
 * Documents of policies that AWS manages, for the few that most roles of tasks have. The others are known to AWS alone.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS managed policies</a>
 */
final class AwsPolicies {
    private static final String OWNER = ":iam::aws:policy/";
    private static final Map<String, String> KNOWN = Map.of(
            "AdministratorAccess",
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}",
            "service-role/AmazonECSTaskExecutionRolePolicy",
            "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Resource\": \"*\", \"Action\": ["
                    + "\"ecr:GetAuthorizationToken\", \"ecr:BatchCheckLayerAvailability\", \"ecr:GetDownloadUrlForLayer\","
                    + " \"ecr:BatchGetImage\", \"logs:CreateLogStream\", \"logs:PutLogEvents\"]}]}");

    private AwsPolicies() {}

    /** @param arn of any partition */
    static Optional<String> document(String arn) {
        int owner = arn.indexOf(OWNER);
        return owner < 0 ? Optional.empty() : Optional.ofNullable(KNOWN.get(arn.substring(owner + OWNER.length())));
    }
}
