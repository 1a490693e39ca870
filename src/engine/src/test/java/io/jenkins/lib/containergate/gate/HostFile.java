package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files with one launch template, and scripts for its user data. */
final class HostFile {
    /** Registers with ECS and keeps tasks from the credentials of the instance. */
    static final String BLOCKING = "\"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\"";

    static final String OPEN = "\"echo ECS_CLUSTER=a\"";
    static final String OTHER = "\"yum -y update\"";

    private HostFile() {}

    private static List<String> objections(String data) throws GateException, InterruptedException {
        String host = "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {"
                + "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, " + data + "}}}";
        return FileObjections.of(FileObjections.template(host)
                .replaceFirst("\\{", "{\"Conditions\": {\"Q\": {\"Fn::Equals\": [{\"Ref\": \"Unknown\"}, \"q\"]}}, "));
    }

    /**
     * What the gate objects to in a launch template of these data.
     *
     * @param data with its name, or another member of the launch template
     * @param objection null where there is none
     */
    static void expect(String data, @Nullable String objection) throws GateException, InterruptedException {
        assertThat(objections(data)).isEqualTo(objection == null ? List.of() : List.of(objection));
    }

    /** User data that is encoded at deployment. */
    static String encoded(String value) {
        return "\"UserData\": {\"Fn::Base64\": " + value + "}";
    }
}
