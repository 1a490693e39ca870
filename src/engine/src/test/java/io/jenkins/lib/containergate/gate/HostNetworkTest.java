package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.configured;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Public addresses that container instances get from elsewhere in a file: from subnets, and as Elastic IP addresses. */
class HostNetworkTest {
    private static final String RULE = "host-no-public-address";
    private static final String SCRIPT = "\"UserData\": {\"Fn::Base64\": \"echo ECS_CLUSTER=a"
            + " ECS_AWSVPC_BLOCK_IMDS=true\"}, \"MetadataOptions\": {\"HttpTokens\": \"required\"}";
    private static final String PRIVATE = "\"SubnetId\": {\"Ref\": \"Private\"}";
    private static final String SUBNETS = resource("Private", "AWS::EC2::Subnet", "\"VpcId\": \"vpc-1\"") + ", "
            + resource("Public", "AWS::EC2::Subnet", "\"MapPublicIpOnLaunch\": true") + ", "
            + resource("Ipv6", "AWS::EC2::Subnet", "\"AssignIpv6AddressOnCreation\": true") + ", "
            + resource("Open", "AWS::EC2::Subnet", "\"MapPublicIpOnLaunch\": {\"Ref\": \"Unknown\"}");

    private static String resource(String name, String type, String properties) {
        return "\"" + name + "\": {\"Type\": \"" + type + "\", \"Properties\": {" + properties + "}}";
    }

    private static String instance(String settings) {
        return resource("Host", "AWS::EC2::Instance", SCRIPT + ", " + settings);
    }

    private static List<String> objections(String... resources) throws GateException, InterruptedException {
        return FileObjections.of(FileObjections.template(String.join(", ", resources)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"SubnetId\": {\"Ref\": \"Public\"}|fails",
                "\"SubnetId\": {\"Ref\": \"Ipv6\"}|fails",
                "\"SubnetId\": {\"Ref\": \"Open\"}|undecided",
                "\"SubnetId\": {\"Fn::If\": [\"Later\", {\"Ref\": \"Public\"}, {\"Ref\": \"Private\"}]}|undecided",
                "\"NetworkInterfaces\": [{\"SubnetId\": {\"Ref\": \"Public\"}}]|fails",
                "\"NetworkInterfaces\": [{\"SubnetId\": {\"Ref\": \"Ipv6\"}, \"AssociatePublicIpAddress\":"
                        + " false}]|fails",
                "\"NetworkInterfaces\": [{\"SubnetId\": {\"Ref\": \"Public\"}, \"AssociatePublicIpAddress\": false}]|",
                "\"NetworkInterfaces\": [{\"SubnetId\": {\"Ref\": \"Ipv6\"}, \"Ipv6AddressCount\": 0}]|",
                "\"SubnetId\": {\"Ref\": \"Private\"}|",
                "\"SubnetId\": {\"Ref\": \"Unknown\"}|",
                "\"NetworkInterfaces\": [{\"NetworkInterfaceId\": \"eni-1\"}]|",
                "\"ImageId\": \"ami-1\"|undecided"
            })
    void theSubnetOfAnInstanceGivesItNone(String where, String objection) throws GateException, InterruptedException {
        assertThat(objections(instance(where), SUBNETS)).isEqualTo(FileObjections.expected(RULE, objection));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::AutoScaling::AutoScalingGroup|\"LaunchTemplate\": {\"LaunchTemplateId\": {\"Ref\": \"Host\"}},"
                        + " \"VPCZoneIdentifier\": [{\"Ref\": \"Private\"}, {\"Ref\": \"Public\"}]|fails",
                "AWS::AutoScaling::AutoScalingGroup|\"LaunchTemplate\": {\"LaunchTemplateId\": {\"Ref\": \"Host\"}},"
                        + " \"VPCZoneIdentifier\": [{\"Ref\": \"Private\"}]|",
                "AWS::AutoScaling::AutoScalingGroup|\"MixedInstancesPolicy\": {\"LaunchTemplate\":"
                        + " {\"LaunchTemplateSpecification\": {\"LaunchTemplateId\": {\"Ref\": \"Host\"}}}},"
                        + " \"VPCZoneIdentifier\": [{\"Ref\": \"Public\"}]|fails",
                "AWS::AutoScaling::AutoScalingGroup|\"LaunchTemplate\": {\"LaunchTemplateId\": {\"Ref\": \"Host\"}},"
                        + " \"AvailabilityZones\": [\"a\"]|undecided",
                "AWS::AutoScaling::AutoScalingGroup|\"LaunchTemplate\": {\"LaunchTemplateId\": {\"Ref\": \"Host\"}},"
                        + " \"VPCZoneIdentifier\": {\"Ref\": \"Unknown\"}|",
                "AWS::AutoScaling::AutoScalingGroup|\"LaunchTemplate\": {\"LaunchTemplateId\": \"lt-1\"},"
                        + " \"VPCZoneIdentifier\": [{\"Ref\": \"Private\"}]|undecided",
                "AWS::AutoScaling::AutoScalingGroup|\"LaunchTemplate\": {\"LaunchTemplateName\": \"hosts\"},"
                        + " \"VPCZoneIdentifier\": [{\"Ref\": \"Public\"}]|fails",
                "AWS::AutoScaling::AutoScalingGroup|\"LaunchTemplate\": {\"LaunchTemplateName\": \"hosts\"},"
                        + " \"VPCZoneIdentifier\": [{\"Ref\": \"Private\"}]|",
                "AWS::EC2::EC2Fleet|\"LaunchTemplateConfigs\": [{\"LaunchTemplateSpecification\":"
                        + " {\"LaunchTemplateId\": {\"Ref\": \"Host\"}}, \"Overrides\": [{\"SubnetId\": {\"Ref\":"
                        + " \"Public\"}}]}]|fails"
            })
    void theSubnetsOfAGroupGiveItsInstancesNone(String type, String properties, String objection)
            throws GateException, InterruptedException {
        String template = resource(
                "Host",
                "AWS::EC2::LaunchTemplate",
                "\"LaunchTemplateName\": \"hosts\", \"LaunchTemplateData\": {" + SCRIPT + "}");
        assertThat(objections(template, resource("Group", type, properties), SUBNETS))
                .isEqualTo(FileObjections.expected(RULE, objection));
        String refusing = template.replace(
                SCRIPT,
                SCRIPT + ", \"NetworkInterfaces\": [{\"DeviceIndex\": 0, \"AssociatePublicIpAddress\": false,"
                        + " \"Ipv6AddressCount\": 0}]");
        assertThat(objections(refusing, resource("Group", type, properties), SUBNETS))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::AutoScaling::AutoScalingGroup|{\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}|undecided",
                "AWS::EC2::EC2Fleet|{\"LaunchTemplateConfigs\": {\"Ref\": \"Unknown\"}}|undecided",
                "AWS::EC2::EC2Fleet|{\"LaunchTemplateConfigs\": [{\"LaunchTemplateSpecification\":"
                        + " {\"LaunchTemplateId\": {\"Ref\": \"Host\"}}, \"Overrides\": [{\"Fn::Transform\": {\"Name\":"
                        + " \"AWS::Include\"}}]}]}|undecided"
            })
    void aGroupOfWhichTheSubnetsAreNotKnownIsUndecided(String type, String properties, String objection)
            throws GateException, InterruptedException {
        String group = "\"Group\": {\"Type\": \"" + type + "\", \"Properties\": " + properties + "}";
        for (String said : List.of("", ", \"NetworkInterfaces\": [{\"DeviceIndex\": 0, \"Groups\": [\"sg-1\"]}]")) {
            String template =
                    resource("Host", "AWS::EC2::LaunchTemplate", "\"LaunchTemplateData\": {" + SCRIPT + said + "}");
            String other = template.replace("\"Host\"", "\"Other\"");
            assertThat(objections(template, group, SUBNETS)).isEqualTo(FileObjections.expected(RULE, objection));
            assertThat(objections(template, other, group, SUBNETS)).isEqualTo(FileObjections.expected(RULE, objection));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AWS::EC2::EIP|\"InstanceId\": {\"Ref\": \"Host\"}|fails",
                "AWS::EC2::EIPAssociation|\"InstanceId\": {\"Ref\": \"Host\"}, \"AllocationId\": \"a\"|fails",
                "AWS::EC2::EIPAssociation|\"NetworkInterfaceId\": {\"Ref\": \"Interface\"}|fails",
                "AWS::EC2::EIPAssociation|\"NetworkInterfaceId\": {\"Ref\": \"Other\"}|",
                "AWS::EC2::EIPAssociation|\"NetworkInterfaceId\": {\"Ref\": \"Away\"}|undecided",
                "AWS::EC2::EIPAssociation|\"NetworkInterfaceId\": {\"Ref\": \"Unknown\"}|undecided",
                "AWS::EC2::EIPAssociation|\"NetworkInterfaceId\": \"eni-1\"|undecided",
                "AWS::EC2::EIPAssociation|\"InstanceId\": {\"Fn::If\": [\"Later\", {\"Ref\": \"Host\"}, {\"Ref\":"
                        + " \"Bastion\"}]}|undecided",
                "AWS::EC2::EIP|\"InstanceId\": {\"Ref\": \"Unknown\"}|undecided",
                "AWS::EC2::EIP|\"InstanceId\": \"i-1\"|undecided",
                "AWS::EC2::EIP|\"InstanceId\": {\"Ref\": \"Bastion\"}|",
                "AWS::EC2::EIP|\"Domain\": \"vpc\"|"
            })
    void anElasticAddressIsOfNoContainerInstance(String type, String properties, String objection)
            throws GateException, InterruptedException {
        String attachment = resource(
                "Attachment",
                "AWS::EC2::NetworkInterfaceAttachment",
                "\"InstanceId\": {\"Ref\": \"Host\"}, \"NetworkInterfaceId\": {\"Ref\": \"Interface\"}");
        assertThat(objections(
                        instance(PRIVATE),
                        SUBNETS,
                        attachment,
                        resource("Interface", "AWS::EC2::NetworkInterface", ""),
                        resource("Other", "AWS::EC2::NetworkInterface", ""),
                        resource("Away", "AWS::EC2::NetworkInterface", ""),
                        attachment
                                .replace("{\"Ref\": \"Host\"}", "\"i-1\"")
                                .replace("\"Interface\"", "\"Away\"")
                                .replace("\"Attachment\"", "\"AwayAttachment\""),
                        resource(
                                "Bastion", "AWS::EC2::Instance", "\"MetadataOptions\": {\"HttpTokens\": \"required\"}"),
                        resource("Address", type, properties)))
                .isEqualTo(FileObjections.expected(RULE, objection));
    }

    @Test
    void anAddressOfAnInstanceWhoseLaunchTemplateHasTheUserDataIsUndecided()
            throws GateException, InterruptedException {
        String host = resource(
                "Host",
                "AWS::EC2::Instance",
                "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, \"LaunchTemplate\": {\"LaunchTemplateId\":"
                        + " \"lt-1\"}");
        assertThat(objections(host)).isEmpty();
        assertThat(objections(host, resource("Address", "AWS::EC2::EIP", "\"InstanceId\": {\"Ref\": \"Host\"}")))
                .containsExactly(RULE + " undecided");
    }

    @Test
    void withTasksOnFargateAloneAnAddressOfAnotherInstanceIsLeftOut() throws GateException, InterruptedException {
        assertThat(objections(resource("Address", "AWS::EC2::EIP", "\"InstanceId\": \"i-1\"")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_eip|instance|aws_instance.host|fails",
                "aws_eip_association|instance_id|aws_instance.host|fails",
                "aws_eip|domain|aws_instance.other|",
                "aws_eip_association|instance_id|data.aws_instance.other|undecided",
                "aws_eip_association|instance_id|module.hosts|undecided"
            })
    void anAddressOfAPlanIsHeldToTheSame(String type, String attribute, String of, String objection)
            throws GateException, InterruptedException {
        String host = change("aws_instance", "host", values("\"subnet_id\": \"subnet-1\""), "{\"id\": true}");
        String address = change(type, "address", "{}", "{\"" + attribute + "\": true, \"network_interface\": true}");
        assertThat(FileObjections.of(FileObjections.plan(
                        Stream.of(host, address), Stream.of(configured(type, "address", attribute, of)))))
                .isEqualTo(FileObjections.expected(RULE, objection));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws_instance.host", "data.aws_instance.other", "module.hosts"})
    void anAddressOfAnInterfaceThatAPlanAttachesIsUndecided(String of) throws GateException, InterruptedException {
        String host = change("aws_instance", "host", values("\"subnet_id\": \"subnet-1\""), "{\"id\": true}");
        String bastion =
                change("aws_instance", "host", "{\"metadata_options\": [{\"http_tokens\": \"required\"}]}", "{}");
        String attached = change(
                "aws_network_interface",
                "eni",
                "{\"attachment\": [{\"device_index\": 1}]}",
                "{\"id\": true, \"attachment\": [{\"instance\": true}]}");
        String attachment = configured("aws_network_interface", "eni", "instance", of)
                .replace("{\"instance\": ", "{\"attachment\": [{\"instance\": ")
                .replace("]}}}", "]}}]}}");
        String address = change("aws_eip", "address", "{}", "{\"instance\": true, \"network_interface\": true}");
        String named = configured("aws_eip", "address", "network_interface", "aws_network_interface.eni");
        assertThat(FileObjections.of(
                        FileObjections.plan(Stream.of(host, attached, address), Stream.of(attachment, named))))
                .containsExactly(RULE + " undecided");
        String computed = attached.replace("[{\"device_index\": 1}]", "null").replace("[{\"instance\": true}]", "true");
        assertThat(FileObjections.of(
                        FileObjections.plan(Stream.of(bastion, attached, address), Stream.of(attachment, named))))
                .hasSize(of.equals("aws_instance.host") ? 0 : 1);
        String silent = configured("aws_network_interface", "eni", "subnet_id", "local.subnet");
        assertThat(FileObjections.of(FileObjections.plan(Stream.of(host, computed, address), Stream.of(silent, named))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"aws_eip,network_interface", "aws_eip_association,network_interface_id"})
    void anAddressOfAPlanForAnInterfaceOutsideItIsUndecided(String type, String attribute)
            throws GateException, InterruptedException {
        String host = change("aws_spot_fleet_request", "hosts", "{}", "{\"id\": true}");
        String address = change(type, "address", "{\"" + attribute + "\": \"eni-1\"}", "{}");
        assertThat(FileObjections.of(FileObjections.plan(
                        Stream.of(host, address), Stream.of(configured(type, "address", attribute, "local.eni")))))
                .containsExactly(RULE + " undecided");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"aws_subnet.public|fails", "aws_subnet.private|", "module.net|undecided"})
    void aSubnetOfAPlanIsHeldToTheSame(String of, String objection) throws GateException, InterruptedException {
        String host = change("aws_instance", "host", values("\"ami\": \"ami-1\""), "{\"subnet_id\": true}");
        String open = change("aws_subnet", "public", "{\"map_public_ip_on_launch\": true}", "{\"id\": true}");
        String closed = change("aws_subnet", "private", "{\"map_public_ip_on_launch\": false}", "{\"id\": true}");
        assertThat(FileObjections.of(FileObjections.plan(
                        Stream.of(host, open, closed), Stream.of(configured("aws_instance", "host", "subnet_id", of)))))
                .isEqualTo(FileObjections.expected(RULE, objection));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"aws_subnet.public|fails", "aws_subnet.private|"})
    void aGroupOfAPlanIsHeldToTheSame(String of, String objection) throws GateException, InterruptedException {
        String host = change("aws_launch_template", "host", values("\"name\": \"host\""), "{\"id\": true}");
        String group = change(
                "aws_autoscaling_group",
                "group",
                "{\"launch_template\": [{\"version\": \"1\"}]}",
                "{\"vpc_zone_identifier\": true, \"launch_template\": [{\"id\": true}]}");
        String open = change("aws_subnet", "public", "{\"map_public_ip_on_launch\": true}", "{\"id\": true}");
        String closed = change("aws_subnet", "private", "{\"map_public_ip_on_launch\": false}", "{\"id\": true}");
        assertThat(FileObjections.of(FileObjections.plan(
                        Stream.of(host, group, open, closed),
                        Stream.of(configured("aws_autoscaling_group", "group", "vpc_zone_identifier", of)))))
                .isEqualTo(FileObjections.expected(RULE, objection));
    }

    private static String values(String setting) {
        return "{\"user_data\": \"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\", \"metadata_options\":"
                + " [{\"http_tokens\": \"required\", \"http_put_response_hop_limit\": 1}], " + setting + "}";
    }
}
