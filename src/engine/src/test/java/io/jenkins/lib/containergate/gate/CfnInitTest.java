package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.HostFile.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cfn-init carries out on a container instance. */
class CfnInitTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo ECS_CLUSTER=a >> /etc/ecs/ecs.config|imds-blocked",
                "echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config|",
                "yum -y update|"
            })
    void whatCfnInitCarriesOutIsUserDataAsWell(String command, String objection)
            throws GateException, InterruptedException {
        String resources =
                "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {"
                        + "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, "
                        + encoded("{\"Fn::Sub\": \"cfn-init -s ${AWS::StackName} -r Group\"}")
                        + "}}}, \"Group\": {\"Type\": \"AWS::AutoScaling::AutoScalingGroup\", \"Metadata\":"
                        + " {\"AWS::CloudFormation::Init\": {\"config\": {\"commands\": {\"01\": {\"command\":"
                        + " {\"Fn::Sub\": \"" + command
                        + "\"}}}}}}}";
        assertThat(FileObjections.of(FileObjections.template(resources)))
                .isEqualTo(objection == null ? List.of() : List.of(objection));
    }

    /** @param data around what a launch template says */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATA",
                "{\"Fn::If\": [\"Yes\", DATA, {\"Ref\": \"AWS::NoValue\"}]}",
                "{\"Fn::If\": [\"No\", {\"Ref\": \"AWS::NoValue\"}, {\"Fn::If\": [\"Yes\", DATA, {}]}]}",
                "{\"Fn::Select\": [0, [DATA, {}]]}"
            })
    void aLaunchTemplateThatAFunctionChoosesRunsWhatItSays(String data) throws GateException, InterruptedException {
        String conditions =
                "{\"Conditions\": {\"Yes\": {\"Fn::Equals\": [\"a\", \"a\"]}, \"No\": {\"Fn::Equals\": [\"a\","
                        + " \"b\"]}}, ";
        String init = ", \"Metadata\": {\"AWS::CloudFormation::Init\": {\"config\": {\"commands\":"
                + " {\"01\": {\"command\": \"echo ECS_CLUSTER=a\"}}}}}";
        for (String says : List.of(
                encoded("\"cfn-init -s a -r Host\""),
                "\"ImageId\": \"{{resolve:ssm:/aws/service/ecs/optimized-ami/a}}\"")) {
            String properties = "{\"LaunchTemplateData\": "
                    + data.replace("DATA", "{\"MetadataOptions\": {\"HttpTokens\": \"required\"}, " + says + "}") + "}";
            for (String whole : List.of("ALL", "{\"Fn::If\": [\"Yes\", ALL, {}]}")) {
                String host = "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": "
                        + whole.replace("ALL", properties) + init + "}";
                assertThat(FileObjections.of(FileObjections.template(host).replaceFirst("\\{", conditions)))
                        .containsExactly("imds-blocked");
            }
        }
        String host = "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\":"
                + " {\"MetadataOptions\": {\"HttpTokens\": \"required\"}, " + encoded("\"cfn-init -s a -r Host\"")
                + "}}" + init.replaceFirst("(\\{\"AWS.*)", "{\"Fn::If\": [\"Yes\", $1, {}]}") + "}";
        assertThat(FileObjections.of(FileObjections.template(host).replaceFirst("\\{", conditions)))
                .containsExactly("imds-blocked");
    }

    @Test
    void whatCfnInitSwitchesOffIsOffWhateverTheScriptSays() throws GateException, InterruptedException {
        String host = "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {"
                + "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, "
                + encoded("{\"Fn::Sub\": \"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\\ncfn-init -s a -r Off\"}")
                + "}}}";
        String off = ", \"Off\": {\"Type\": \"AWS::AutoScaling::AutoScalingGroup\", \"Metadata\":"
                + " {\"AWS::CloudFormation::Init\": {\"config\": {\"commands\": {\"01\": {\"command\": \"echo"
                + " ECS_AWSVPC_BLOCK_IMDS=VALUE\"}}}}}}";
        assertThat(FileObjections.of(FileObjections.template(host + off.replace("VALUE", "false"))))
                .containsExactly("imds-blocked");
        assertThat(FileObjections.of(FileObjections.template(host + off.replace("VALUE", "true"))))
                .isEmpty();
    }

    /** @param resource that the script of the second launch template names */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Blocking|",
                "Open|imds-blocked",
                "${Unknown}|imds-blocked undecided",
                "Other|imds-blocked undecided"
            })
    void cfnInitIsForTheResourceThatItsCommandLineNames(String resource, String objection)
            throws GateException, InterruptedException {
        String host = "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {"
                + "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, "
                + encoded("{\"Fn::Sub\": \"echo ECS_CLUSTER=a\\ncfn-init -s a -r " + resource + "\"}") + "}}}";
        String group = ", \"NAME\": {\"Type\": \"AWS::AutoScaling::AutoScalingGroup\", \"Metadata\":"
                + " {\"AWS::CloudFormation::Init\": {\"config\": {\"commands\": {\"01\": {\"command\": \"echo"
                + " VALUE\"}}}}}}";
        String blocking =
                group.replace("NAME", "Blocking").replace("VALUE", "ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true");
        String open = group.replace("NAME", "Open").replace("VALUE", "ECS_CLUSTER=b");
        assertThat(FileObjections.of(FileObjections.template(host + blocking + open)))
                .isEqualTo(objection == null ? List.of() : List.of(objection));
    }
}
