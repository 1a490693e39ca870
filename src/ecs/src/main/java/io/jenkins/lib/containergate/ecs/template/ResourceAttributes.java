package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.secret.setting.SecretName;
import java.util.Set;

/** What is known of the values that {@code Fn::GetAtt} gives. */
final class ResourceAttributes {
    private static final String OF_AWS = "AWS::";
    /** Types whose attributes are what somebody's program or another template says. */
    private static final Set<String> ANY =
            Set.of("AWS::CloudFormation::CustomResource", "AWS::CloudFormation::Stack", "AWS::SSM::Parameter");

    private ResourceAttributes() {}

    /**
     * @param type of the resource; empty where the template has no such resource
     * @param attribute such as {@code SecretAccessKey}
     */
    static Certainty certainty(String type, String attribute) {
        if (SecretName.matches(attribute)) {
            return Certainty.SECRET;
        }
        return type.startsWith(OF_AWS) && !ANY.contains(type) && !type.endsWith("::MODULE")
                ? Certainty.SET
                : Certainty.SOME;
    }
}
