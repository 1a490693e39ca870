package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.configured;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public addresses that a file gives container instances. */
class DeclaredAddressesTest {
    private static final String RULE = "host-no-public-address";
    private static final String SCRIPT =
            "\"UserData\": {\"Fn::Base64\": \"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\"}, ";
    private static final String OPTIONS = "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, ";

    private static List<String> objections(String type, String properties) throws GateException, InterruptedException {
        return FileObjections.of(
                FileObjections.template("\"Host\": {\"Type\": \"" + type + "\", \"Properties\": " + properties + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"NetworkInterfaces\": [{\"DeviceIndex\": 0, \"AssociatePublicIpAddress\": true}]|fails",
                "\"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": \"true\"}]|fails",
                "\"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": false}, {\"AssociatePublicIpAddress\":"
                        + " true}]|fails",
                "\"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": false, \"Ipv6AddressCount\": 1}]|fails",
                "\"NetworkInterfaces\": [{\"Ipv6Addresses\": [{\"Ipv6Address\": \"2001:db8::1\"}]}]|fails",
                "\"NetworkInterfaces\": [{\"AssociateCarrierIpAddress\": true}]|fails",
                "\"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": {\"Ref\": \"Unknown\"}}]| undecided",
                "\"NetworkInterfaces\": {\"Ref\": \"Unknown\"}| undecided",
                "\"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": false, \"Ipv6AddressCount\": 0}]|",
                "\"NetworkInterfaces\": [{\"SubnetId\": \"subnet-1\"}]|",
                "\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\"}]|",
                "\"SubnetId\": \"subnet-1\"|"
            })
    void aContainerInstanceIsGivenNoPublicAddress(String setting, String objection)
            throws GateException, InterruptedException {
        String data = "{" + SCRIPT + OPTIONS + setting + "}";
        assertThat(objections("AWS::EC2::Instance", data)).isEqualTo(FileObjections.expected(RULE, objection));
        assertThat(objections("AWS::EC2::LaunchTemplate", "{\"LaunchTemplateData\": " + data + "}"))
                .isEqualTo(FileObjections.expected(RULE, objection));
    }

    @Test
    void otherInstancesCanHaveOne() throws GateException, InterruptedException {
        String given = "\"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": true}]";
        assertThat(objections("AWS::EC2::Instance", "{" + OPTIONS + given + "}"))
                .isEmpty();
        assertThat(objections(
                        "AWS::EC2::Instance", "{" + OPTIONS + "\"UserData\": {\"Ref\": \"Unknown\"}, " + given + "}"))
                .containsExactly(RULE + " undecided", "imds-blocked undecided");
    }

    @Test
    void aLaunchConfigurationSaysItItself() throws GateException, InterruptedException {
        String type = "AWS::AutoScaling::LaunchConfiguration";
        String data = "{" + SCRIPT + OPTIONS + "\"AssociatePublicIpAddress\": ";
        assertThat(objections(type, data + "true}")).containsExactly(RULE);
        assertThat(objections(type, data + "false}")).isEmpty();
    }

    @Test
    void theLaunchTemplateOfAnInstanceMayGiveOne() throws GateException, InterruptedException {
        String data = "{" + SCRIPT + OPTIONS + "\"LaunchTemplate\": {\"LaunchTemplateId\": \"lt-1\"}";
        assertThat(objections("AWS::EC2::Instance", data + "}")).containsExactly(RULE + " undecided");
        assertThat(objections(
                        "AWS::EC2::Instance",
                        data + ", \"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": false}]}"))
                .isEmpty();
    }

    @Test
    void theLaunchTemplateOfAnInstanceMayStartAContainerInstance() throws GateException, InterruptedException {
        String data = "{" + OPTIONS + "\"LaunchTemplate\": {\"LaunchTemplateId\": \"lt-1\"}";
        String given = ", \"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": ";
        assertThat(objections("AWS::EC2::Instance", data + given + "true}]}")).containsExactly(RULE + " undecided");
        assertThat(objections("AWS::EC2::Instance", data + given + "{\"Ref\": \"Unknown\"}}]}"))
                .containsExactly(RULE + " undecided");
        assertThat(objections("AWS::EC2::Instance", data + given + "false}]}")).isEmpty();
        assertThat(objections("AWS::EC2::Instance", data + "}")).isEmpty();
        assertThat(objections(
                        "AWS::EC2::Instance", data + ", \"UserData\": {\"Fn::Base64\": \"echo\"}" + given + "true}]}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_instance|\"associate_public_ip_address\": true|fails",
                "aws_instance|\"associate_public_ip_address\": false, \"ipv6_address_count\": null|",
                "aws_instance|\"ipv6_address_count\": 1|fails",
                "aws_instance|\"subnet_id\": \"subnet-1\"|",
                "aws_instance|\"ami\": \"ami-1\"| undecided",
                "aws_spot_instance_request|\"associate_public_ip_address\": true|fails",
                "aws_launch_configuration|\"associate_public_ip_address\": true|fails",
                "aws_launch_template|\"network_interfaces\": [{\"associate_public_ip_address\": \"true\"}]|fails",
                "aws_launch_template|\"network_interfaces\": [{\"associate_public_ip_address\": \"\"}]|",
                "aws_launch_template|\"network_interfaces\": [{\"associate_public_ip_address\": \"false\","
                        + " \"ipv6_addresses\": [\"2001:db8::1\"]}]|fails",
                "aws_launch_template|\"network_interfaces\": []|"
            })
    void aPlanIsHeldToTheSame(String type, String setting, String objection)
            throws GateException, InterruptedException {
        String values = "{\"user_data\": \"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\","
                + " \"metadata_options\": [{\"http_tokens\": \"required\", \"http_put_response_hop_limit\": 1}], "
                + setting
                + "}";
        assertThat(FileObjections.of(plan(Stream.of(change(type, "host", values, "{}")), Stream.of())))
                .isEqualTo(FileObjections.expected(RULE, objection));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"subnet_id|", "ami| undecided", "associate_public_ip_address| undecided"})
    void whatTheProviderFillsInIsLeftToTheSubnet(String written, String objection)
            throws GateException, InterruptedException {
        String host = change(
                "aws_instance",
                "host",
                "{\"user_data\": \"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\", \"metadata_options\":"
                        + " [{\"http_tokens\": \"required\", \"http_put_response_hop_limit\": 1}]}",
                "{\"associate_public_ip_address\": true, \"ipv6_addresses\": true, \"ipv6_address_count\": true,"
                        + " \"subnet_id\": true}");
        assertThat(FileObjections.of(
                        plan(Stream.of(host), Stream.of(configured("aws_instance", "host", written, "x.y")))))
                .isEqualTo(FileObjections.expected(RULE, objection));
    }
}
