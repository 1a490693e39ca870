package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static io.jenkins.lib.containergate.gate.HostFile.BLOCKING;
import static io.jenkins.lib.containergate.gate.HostFile.OPEN;
import static io.jenkins.lib.containergate.gate.HostFile.OTHER;
import static io.jenkins.lib.containergate.gate.HostFile.encoded;
import static io.jenkins.lib.containergate.gate.HostFile.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which instances of a file are container instances, and whether what they, their launch template and their image say holds. */
class DeclaredHostsTest {
    @Test
    void anImageForEcsRegistersWithoutUserData() throws GateException, InterruptedException {
        String image = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";
        expect("\"ImageId\": \"{{resolve:ssm:" + image + "}}\"", "imds-blocked");
        expect("\"ImageId\": \"resolve:ssm:" + image + "\"", "imds-blocked");
        expect("\"ImageId\": \"ami-1\"", null);
        expect("\"ImageId\": \"resolve:ssm:" + image + "\", " + encoded(OTHER), "imds-blocked");
        expect("\"ImageId\": \"resolve:ssm:" + image + "\", " + encoded(BLOCKING), null);
    }

    /**
     * @param template what its launch template says
     * @param instance what it says itself
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"KeyName\": \"k\"|\"ImageId\": \"IMAGE\"|imds-blocked",
                "\"UserData\": \"OTHER\"|\"ImageId\": \"IMAGE\"|imds-blocked",
                "\"UserData\": \"BLOCKING\"|\"ImageId\": \"IMAGE\"|",
                "\"ImageId\": \"IMAGE\"|\"UserData\": \"OTHER\"|imds-blocked",
                "\"ImageId\": \"IMAGE\"|\"UserData\": \"BLOCKING\"|",
                "\"ImageId\": \"IMAGE\", \"UserData\": \"BLOCKING\"|\"UserData\": \"OTHER\", \"ImageId\": \"ami-1\"|",
                "\"KeyName\": \"k\"|\"ImageId\": \"ami-1\"|",
            })
    void anInstanceOnAnImageForEcsIsAContainerInstanceWhicheverOfThemNamesIt(
            String template, String instance, String objection) throws GateException, InterruptedException {
        String own = "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, ";
        String resources =
                "\"Launch\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {"
                        + "\"MetadataOptions\": {\"HttpEndpoint\": \"disabled\"}, " + template
                        + "}}}, \"Host\": {\"Type\": \"AWS::EC2::Instance\", \"Properties\": {" + own
                        + "\"NetworkInterfaces\": [{\"DeviceIndex\": \"0\", \"SubnetId\": \"subnet-1\","
                        + " \"AssociatePublicIpAddress\": false}], \"LaunchTemplate\": {\"LaunchTemplateId\":"
                        + " {\"Ref\": \"Launch\"}, \"Version\": \"1\"}, " + instance + "}}";
        resources = resources
                .replace("IMAGE", "{{resolve:ssm:/aws/service/ecs/optimized-ami/a}}")
                .replace("\"UserData\": \"OTHER\"", encoded(OTHER))
                .replace("\"UserData\": \"BLOCKING\"", encoded(BLOCKING));
        assertThat(FileObjections.of(FileObjections.template(resources)))
                .isEqualTo(FileObjections.expected("imds-blocked", objection == null ? null : "fails"));
    }

    /** An image of a group or fleet counts before that of the launch template. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::EC2::EC2Fleet|\"LaunchTemplateConfigs\": [{\"LaunchTemplateSpecification\":"
                        + " {\"LaunchTemplateId\": {\"Ref\": \"Launch\"}}, \"Overrides\": [{\"SubnetId\": \"subnet-1\","
                        + " \"ImageId\": \"IMAGE\"}]}]",
                "AWS::AutoScaling::AutoScalingGroup|\"VPCZoneIdentifier\": [\"subnet-1\"], \"MixedInstancesPolicy\":"
                        + " {\"LaunchTemplate\": {\"LaunchTemplateSpecification\": {\"LaunchTemplateId\": {\"Ref\":"
                        + " \"Launch\"}}, \"Overrides\": [{\"ImageId\": \"IMAGE\"}]}}"
            })
    void anImageForEcsThatAFleetNamesMakesContainerInstances(String starter)
            throws GateException, InterruptedException {
        String[] words = starter.split("\\|", 2);
        String resources =
                "\"Launch\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\":"
                        + " {\"MetadataOptions\": {\"HttpTokens\": \"required\"}, \"KeyName\": \"k\"}}}, \"X\": {\"Type\":"
                        + " \""
                        + words[0] + "\", \"Properties\": {" + words[1] + "}}";
        assertThat(FileObjections.of(FileObjections.template(
                        resources.replace("IMAGE", "{{resolve:ssm:/aws/service/ecs/optimized-ami/a}}"))))
                .containsExactly("imds-blocked");
        assertThat(FileObjections.of(FileObjections.template(resources.replace("IMAGE", "ami-1"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"HttpTokens\": \"required\"|\"HttpTokens\": \"required\", \"HttpPutResponseHopLimit\": 2|undecided",
                "\"HttpPutResponseHopLimit\": 1|\"HttpTokens\": \"required\"|undecided",
                "\"HttpTokens\": \"required\", \"HttpPutResponseHopLimit\": 1|\"HttpPutResponseHopLimit\": 2|",
                "\"HttpTokens\": \"required\"|\"HttpEndpoint\": \"enabled\"|",
                "\"HttpTokens\": \"optional\"|\"HttpTokens\": \"required\"|fails"
            })
    void metadataOptionsThatAnInstanceAndItsTemplateSayInPartAreUndecided(String own, String template, String objection)
            throws GateException, InterruptedException {
        String file =
                "\"Template\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {"
                        + "\"MetadataOptions\": {" + template + "}, " + encoded(BLOCKING) + "}}}, "
                        + "\"Host\": {\"Type\": \"AWS::EC2::Instance\", \"Properties\": {\"SubnetId\": \"subnet-1\","
                        + " \"LaunchTemplate\": {\"LaunchTemplateId\": {\"Ref\": \"Template\"}}, \"MetadataOptions\": {"
                        + own
                        + "}}}";
        assertThat(FileObjections.findings(FileObjections.template(file)).stream()
                        .filter(finding -> finding.rule().value().equals("imds-blocked")
                                && finding.location().toString().contains("Host"))
                        .map(finding -> finding.undecided() ? "undecided" : "fails"))
                .isEqualTo(objection == null ? List.of() : List.of(objection));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"MetadataOptions\": {\"HttpTokens\": \"optional\"}|fails",
                "\"MetadataOptions\": {\"HttpTokens\": \"required\", \"HttpPutResponseHopLimit\": 2}|fails",
                "\"MetadataOptions\": {\"HttpTokens\": {\"Ref\": \"Unknown\"}}|undecided",
                "\"MetadataOptions\": {\"HttpEndpoint\": \"disabled\"}|",
                "\"EbsOptimized\": true|"
            })
    void whatAnInstanceSaysCountsBeforeItsLaunchTemplate(String own, String objection)
            throws GateException, InterruptedException {
        String template =
                "\"Template\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {"
                        + "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, " + encoded(BLOCKING) + "}}}, ";
        String instance = "\"Host\": {\"Type\": \"AWS::EC2::Instance\", \"Properties\": {\"SubnetId\": \"subnet-1\","
                + " \"LaunchTemplate\": {\"LaunchTemplateId\": LT}, " + own + "}}";
        assertThat(FileObjections.of(
                        FileObjections.template(template + instance.replace("LT", "{\"Ref\": \"Template\"}"))))
                .isEqualTo(
                        objection == null
                                ? List.of()
                                : List.of(objection.equals("fails") ? "imds-blocked" : "imds-blocked undecided"));
        // whether a template of another file starts container instances is not known
        assertThat(FileObjections.of(FileObjections.template(instance.replace("LT", "\"lt-1\""))))
                .filteredOn(each -> each.startsWith("imds-blocked"))
                .isEqualTo(objection == null ? List.of() : List.of("imds-blocked undecided"));
        String plan = plan(
                Stream.of(
                        change(
                                "aws_launch_template",
                                "template",
                                "{\"user_data\": \"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\","
                                        + " \"metadata_options\": [{\"http_tokens\": \"required\"}]}",
                                "{\"id\": true}"),
                        change(
                                "aws_instance",
                                "host",
                                "{\"launch_template\": [{\"version\": \"1\"}], \"metadata_options\": [{\"http_tokens\":"
                                        + " \"optional\"}], \"subnet_id\": \"subnet-1\"}",
                                "{\"launch_template\": [{\"id\": true}]}")),
                Stream.of());
        assertThat(FileObjections.of(plan)).containsExactly("imds-blocked");
    }

    private static List<String> instance(String properties) throws GateException, InterruptedException {
        return FileObjections.of(FileObjections.template(
                "\"Host\": {\"Type\": \"AWS::EC2::Instance\", \"Properties\": {\"SubnetId\": \"subnet-1\", "
                        + properties + "}}"));
    }

    @Test
    void anInstanceWithoutALaunchTemplateIsHeldToTheSame() throws GateException, InterruptedException {
        String required = "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, ";
        assertThat(instance(required + encoded(BLOCKING))).isEmpty();
        assertThat(instance(encoded(BLOCKING))).containsExactly("imds-blocked");
        assertThat(instance(required + encoded(OPEN))).containsExactly("imds-blocked");
        assertThat(instance(encoded(OTHER))).isEmpty();
        String of = "\"NetworkInterfaces\": [{\"AssociatePublicIpAddress\": false}],"
                + " \"LaunchTemplate\": {\"LaunchTemplateId\": \"lt-1\"}";
        assertThat(instance(of)).isEmpty();
        assertThat(instance(of + ", " + encoded(OTHER))).isEmpty();
        // what an instance says itself counts before its launch template
        assertThat(instance(of + ", " + encoded(OPEN))).containsExactly("imds-blocked undecided");
        assertThat(instance(of + ", " + required + encoded(OPEN))).containsExactly("imds-blocked");
        assertThat(instance(of + ", " + required + encoded(BLOCKING))).isEmpty();
        assertThat(instance(encoded("\"export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI9K7MDENGbPxRfiCYzzTuVQpa12\"")))
                .containsExactly("no-secrets-in-deployments");
        assertThat(FileObjections.of(plan(
                        Stream.of(change(
                                "aws_instance",
                                "host",
                                "{\"user_data\": \"ECS_CLUSTER=a\", \"subnet_id\": \"subnet-1\"}",
                                "{}")),
                        Stream.of())))
                .containsExactly("imds-blocked");
        assertThat(FileObjections.of(plan(
                        Stream.of(change(
                                "aws_instance",
                                "host",
                                "{\"user_data\": \"c765373c563b260626d113c4a56a46e8a8c5ca33\"}",
                                "{}")),
                        Stream.of())))
                .isEmpty();
    }
}
