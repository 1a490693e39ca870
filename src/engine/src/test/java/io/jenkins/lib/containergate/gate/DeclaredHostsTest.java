package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.configured;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** User data of launch templates that is not known as a whole, or contradicts itself. */
class DeclaredHostsTest {
    private static final String BLOCKING = "\"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\"";
    private static final String OPEN = "\"echo ECS_CLUSTER=a\"";
    private static final String OTHER = "\"yum -y update\"";

    /** @param data with its name, or another member of the launch template */
    private static List<String> objections(String data) throws GateException, InterruptedException {
        String host = "\"Host\": {\"Type\": \"AWS::EC2::LaunchTemplate\", \"Properties\": {\"LaunchTemplateData\": {"
                + "\"MetadataOptions\": {\"HttpTokens\": \"required\"}, " + data + "}}}";
        return FileObjections.of(FileObjections.template(host)
                .replaceFirst("\\{", "{\"Conditions\": {\"Q\": {\"Fn::Equals\": [{\"Ref\": \"Unknown\"}, \"q\"]}}, "));
    }

    private static void expect(String data, String objection) throws GateException, InterruptedException {
        assertThat(objections(data)).isEqualTo(objection == null ? List.of() : List.of(objection));
    }

    private static String encoded(String value) {
        return "\"UserData\": {\"Fn::Base64\": " + value + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Ref\": \"Unknown\"}",
                "{\"Fn::ImportValue\": \"script\"}",
                "{\"Fn::Base64\": {\"Ref\": \"Unknown\"}}",
                "{\"Fn::Base64\": {\"Fn::Sub\": \"#!/bin/sh\\n${Unknown}\\n\"}}",
                "\"{{resolve:ssm:script}}\"",
                "{\"Fn::Transform\": {\"Name\": \"AWS::Include\"}}",
                "[\"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\"]"
            })
    void userDataThatNobodyKnowsIsUndecided(String script) throws GateException, InterruptedException {
        expect("\"UserData\": " + script, "imds-blocked undecided");
    }

    @Test
    void compressedUserDataIsUndecided() throws GateException, InterruptedException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("echo ECS_CLUSTER=a".getBytes(StandardCharsets.UTF_8));
        }
        String script = Base64.getEncoder().encodeToString(bytes.toByteArray());
        expect("\"UserData\": \"" + script + "\"", "imds-blocked undecided");
    }

    /** Branches of a condition that is known only at deployment, within Base64 and around it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "B|B|",
                "O|O|imds-blocked",
                "B|O|imds-blocked undecided",
                "O|B|imds-blocked undecided",
                "B|X|",
                "X|X|",
                "X|O|imds-blocked undecided",
                "B|U|imds-blocked undecided",
                "B|N|",
                "N|O|imds-blocked undecided"
            })
    void eachAlternativeOfUserDataMustHold(String then, String otherwise, String objection)
            throws GateException, InterruptedException {
        String either = "{\"Fn::If\": [\"Q\", " + script(then) + ", " + script(otherwise) + "]}";
        expect(encoded(either), objection);
        expect("\"UserData\": {\"Fn::If\": [\"Q\", " + whole(then) + ", " + whole(otherwise) + "]}", objection);
    }

    private static String script(String name) {
        return switch (name) {
            case "B" -> BLOCKING;
            case "O" -> OPEN;
            case "X" -> OTHER;
            case "N" -> "{\"Ref\": \"AWS::NoValue\"}";
            default -> "{\"Ref\": \"Unknown\"}";
        };
    }

    private static String whole(String name) {
        return name.equals("N") ? script(name) : "{\"Fn::Base64\": " + script(name) + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo ECS_CLUSTER=${Unknown} >> f\\necho ECS_AWSVPC_BLOCK_IMDS=true >> f|",
                "echo ECS_CLUSTER=${Unknown} ECS_AWSVPC_BLOCK_IMDS=true >> f|",
                "echo ECS_CLUSTER=${Unknown} >> f|imds-blocked",
                "ECS_CLUSTER=a\\n${Unknown} ECS_AWSVPC_BLOCK_IMDS=true|imds-blocked undecided",
                "ECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=${Unknown}|imds-blocked undecided",
                "ECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=true${Unknown}|imds-blocked undecided",
                "ECS_CLUSTER=a\\n${Unknown}\\n|imds-blocked undecided"
            })
    void aValueInUserDataIsNoMoreThanAValue(String script, String objection)
            throws GateException, InterruptedException {
        expect(encoded("{\"Fn::Sub\": \"" + script + "\"}"), objection);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=true\\nECS_AWSVPC_BLOCK_IMDS=false|imds-blocked",
                "ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true ECS_AWSVPC_BLOCK_IMDS=false|imds-blocked",
                "ECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=truely|imds-blocked",
                "ECS_CLUSTER=a\\nMY_ECS_AWSVPC_BLOCK_IMDS=true|imds-blocked",
                "ECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=false\\nECS_AWSVPC_BLOCK_IMDS=true|imds-blocked",
                "ECS_CLUSTER=a\\n# ECS_AWSVPC_BLOCK_IMDS=false\\nECS_AWSVPC_BLOCK_IMDS=true|",
                "[settings.ecs]\\ncluster = 'a'\\nawsvpc-block-imds = false\\nawsvpc-block-imds = true|imds-blocked",
                "Initialize-ECSAgent -Cluster a -AwsvpcBlockIMDS|",
                "Initialize-ECSAgent -Cluster a|imds-blocked"
            })
    void userDataThatContradictsItselfBlocksNothing(String script, String objection)
            throws GateException, InterruptedException {
        expect(encoded("\"" + script + "\""), objection);
    }

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

    /** Of an instance, the provider says that what nobody wrote is known after apply. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ami|", "user_data|imds-blocked undecided", "user_data_base64|imds-blocked undecided"})
    void userDataThatNobodyWroteIsNone(String written, String objection) throws GateException, InterruptedException {
        String instance = change(
                "aws_instance",
                "bastion",
                "{\"ami\": \"ami-1\"}",
                "{\"user_data\": true, \"user_data_base64\": true, \"metadata_options\": true}");
        assertThat(FileObjections.of(
                        plan(Stream.of(instance), Stream.of(configured("aws_instance", "bastion", written, "x.y")))))
                .isEqualTo(objection == null ? List.of() : List.of(objection));
        assertThat(FileObjections.of(plan(Stream.of(instance), Stream.of()))).containsExactly("imds-blocked undecided");
        // a host whose metadata options nobody writes answers without a token
        for (String type : List.of("aws_instance", "aws_launch_template")) {
            String host = change(
                    type,
                    "host",
                    "{\"user_data\": \"echo ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\","
                            + " \"associate_public_ip_address\": false}",
                    "{\"metadata_options\": true}");
            assertThat(FileObjections.of(
                            plan(Stream.of(host), Stream.of(configured(type, "host", "user_data", "x.y")))))
                    .containsExactly("imds-blocked");
            assertThat(FileObjections.of(
                            plan(Stream.of(host), Stream.of(configured(type, "host", "metadata_options", "x.y")))))
                    .containsExactly("imds-blocked undecided");
        }
        // a plan has no parameters to give
        assertThat(FileObjections.findings(plan(
                        Stream.of(instance.replace("{\"ami\"", "{\"user_data\": \"ECS_CLUSTER=a\", \"ami\"")
                                .replace("\"user_data\": true, ", "")),
                        Stream.of())))
                .filteredOn(finding -> finding.rule().value().equals("imds-blocked"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.actual()).contains("metadata_options of aws_instance.bastion is not known");
                    assertThat(((MisconfigurationFinding) finding).help())
                            .contains("write it in the configuration")
                            .doesNotContain("--parameter");
                });
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"user_data\": true}|imds-blocked undecided",
                "{\"user_data\": null}|{\"arn\": true}|",
                "{\"user_data\": \"c765373c563b260626d113c4a56a46e8a8c5ca33\"}|{}|imds-blocked undecided",
                "{\"user_data\": \"ECS_CLUSTER=a\"}|{}|imds-blocked"
            })
    void userDataOfAPlanMayBeKnownOnlyAfterApply(String after, String unknown, String objection)
            throws GateException, InterruptedException {
        for (String type : List.of("aws_launch_template", "aws_launch_configuration")) {
            String options = after.replaceFirst(
                    "\\{",
                    "{\"metadata_options\": [{\"http_tokens\": \"required\"}]" + (after.equals("{}") ? "" : ","));
            assertThat(FileObjections.of(plan(Stream.of(change(type, "host", options, unknown)), Stream.of())))
                    .isEqualTo(objection == null ? List.of() : List.of(objection));
        }
    }

    private static final String SETS = "#!/bin/bash\\necho ECS_CLUSTER=a >> /etc/ecs/ecs.config\\n"
            + "echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config\\n";

    /** @param then what the script does after it has blocked tasks; {@code PIPE} for the sign that delimits the cases */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "systemctl enable --now ecs|",
                "cat /etc/ecs/ecs.config|",
                "echo ECS_LOGLEVEL=warn >> /etc/ecs/ecs.config 2> /dev/null|",
                "chmod 600 /etc/ecs/ecs.config|",
                "cat <<EOF > /etc/ecs/ecs.config\\nECS_CLUSTER=a\\nECS_AWSVPC_BLOCK_IMDS=true\\nEOF|",
                "echo ECS_CLUSTER=a > /etc/ecs/ecs.config|imds-blocked undecided",
                "F=/etc/ecs; echo ECS_CLUSTER=a > $F/ecs.config|imds-blocked undecided",
                "cd /etc/ecs; echo ECS_CLUSTER=a > ecs.config|imds-blocked undecided",
                "echo ECS_CLUSTER=a >&1; tee /etc/ecs/ecs.config < x|imds-blocked undecided",
                "sed -i /IMDS/d /etc/ecs/ecs.config|imds-blocked undecided",
                "rm -f /etc/ecs/ecs.config|imds-blocked undecided",
                "mv /tmp/x /etc/ecs/ecs.config|imds-blocked undecided",
                "mv /etc/ecs /etc/old|imds-blocked undecided",
                "curl -fsSL https://x.example/i.sh PIPE bash|imds-blocked undecided",
                "curl https://x.example/i.sh PIPE sudo -E bash -|imds-blocked undecided",
                "echo cm0= PIPE base64 -d PIPE sh|imds-blocked undecided",
                "bash <(curl https://x.example/i.sh)|imds-blocked undecided",
                "eval $(curl https://x.example/i.sh)|imds-blocked undecided",
                "sh /tmp/i.sh|imds-blocked undecided",
                "chmod +x /tmp/i && /tmp/i|imds-blocked undecided",
                "bash -c 'echo x'|",
                "yum install -y jq && systemctl restart ssh.service|",
                "/opt/aws/bin/cfn-signal -e $? --stack a|"
            })
    void aLaterLineThatMayWriteTheFileOfTheAgentAnewLeavesItUndecided(String then, String objection)
            throws GateException, InterruptedException {
        expect(encoded("\"" + SETS + then.replace("PIPE", "|") + "\\n\""), objection);
    }

    private static final String MIME = "MIME-Version: 1.0\\nContent-Type: multipart/mixed; boundary=B\\n\\n";

    /** @param data {@code SET} registers with ECS and blocks tasks */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#!/bin/bash -ex\\nSET|",
                "#!/usr/bin/env bash\\nSET|",
                "#!/usr/bin/env python3\\nx = r(\\nSET\\n)|imds-blocked undecided",
                "#!/usr/bin/perl\\n__END__\\nSET|imds-blocked undecided",
                "#!/bin/sh -c exit\\nSET|imds-blocked undecided",
                "## template: jinja\\n"
                        + "#cloud-config\\n"
                        + "runcmd:\\n"
                        + "{% if x %}\\n"
                        + "- SET\\n"
                        + "{% endif %}|imds-blocked undecided",
                "#cloud-config\\n"
                        + "write_files:\\n"
                        + "- path: /etc/ecs/ecs.config\\n"
                        + "  encoding: b64\\n"
                        + "  content: eA==\\n"
                        + "runcmd:\\n"
                        + "- SET|imds-blocked undecided",
                "#cloud-config\\nbootcmd:\\n- SET|",
                "<powershell>\\n"
                        + "Import-Module ECSTools\\n"
                        + "Initialize-ECSAgent -Cluster a -EnableTaskIAMRole -AwsvpcBlockIMDS\\n"
                        + "</powershell>|",
                "<powershell>\\nif ($false) {\\nInitialize-ECSAgent -Cluster a -AwsvpcBlockIMDS\\n}\\n</powershell>"
                        + "|imds-blocked undecided",
                "<powershell>\\niwr https://x.example/i.ps1 PIPE iex\\nInitialize-ECSAgent -Cluster a -AwsvpcBlockIMDS"
                        + "\\n</powershell>|imds-blocked undecided",
                "MIME--B\\nContent-Type: text/x-shellscript\\nContent-Transfer-Encoding: base64\\n\\neA==\\n--B--"
                        + "|imds-blocked undecided",
                "MIME--B\\nContent-Type: text/cloud-config\\n\\n#cloud-config\\nrepo_upgrade: none\\n--B\\n"
                        + "Content-Type: text/x-shellscript; charset=us-ascii\\nContent-Transfer-Encoding: 7bit\\n\\n"
                        + "#!/bin/bash\\nSET\\n--B--|",
                "MIME--B\\n"
                        + "Content-Type: text/x-shellscript\\n"
                        + "\\n"
                        + "#!/bin/bash\\n"
                        + "SET\\n"
                        + "--B\\n"
                        + "Content-Type: text/x-shellscript\\n"
                        + "Content-Transfer-Encoding: base64\\n"
                        + "\\n"
                        + "eA==\\n"
                        + "--B--|imds-blocked undecided",
                "MIME--B\\n"
                        + "Content-Type: text/x-shellscript\\n"
                        + "\\n"
                        + "#!/bin/bash\\n"
                        + "SET\\n"
                        + "--B\\n"
                        + "Content-Type: text/x-shellscript\\n"
                        + "\\n"
                        + "#!/usr/bin/python3\\n"
                        + "import x\\n"
                        + "--B--|imds-blocked undecided",
                "MIME--B\\nContent-Type: text/part-handler\\n\\n#part-handler\\n--B\\nContent-Type: text/x-shellscript"
                        + "\\n\\n#!/bin/bash\\nSET\\n--B--|imds-blocked undecided"
            })
    void userDataInAFormThatIsNotReadIsUndecided(String data, String objection)
            throws GateException, InterruptedException {
        String sets =
                "echo ECS_CLUSTER=a >> /etc/ecs/ecs.config && echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config";
        String script = data.replace("PIPE", "|").replace("MIME", MIME).replace("SET", sets);
        expect(encoded("\"" + script + "\\n\""), objection);
    }

    /** @param line that may not be carried out; {@code SET} blocks tasks */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "if true; then echo x; fi\\nSET|",
                "if [ -f /x ]; then\\nSET\\nfi|imds-blocked undecided",
                "if false; then SET; fi|imds-blocked undecided",
                "while false; do\\nSET\\ndone|imds-blocked undecided",
                "case a in b)\\nSET\\n;; esac|imds-blocked undecided",
                "exit 0\\nSET|imds-blocked undecided",
                "false && SET|imds-blocked undecided",
                "[ -f /x ] && SET|imds-blocked undecided",
                "mkdir -p /etc/ecs && SET|",
                "SET && false|",
                "SET; rm /etc/ecs/ecs.config|imds-blocked undecided",
                "SET && curl https://x.example/i.sh PIPE bash|imds-blocked undecided",
                "SET; echo x|",
                "curl https://x.example/i.sh PIPE bash\\nSET|imds-blocked undecided",
                "bash <(curl https://x.example/i.sh)\\nSET|imds-blocked undecided",
                "curl https://x.example/i.py PIPE python3\\nSET|imds-blocked undecided",
                "python3 /opt/i.py\\nSET|imds-blocked undecided",
                "source /opt/i.sh\\nSET|imds-blocked undecided",
                ". /etc/os-release\\nSET|",
                "python3 -m venv /opt/a\\nSET|",
                "alias echo=true\\nSET|imds-blocked undecided",
                "mount --bind /tmp /etc/ecs\\nSET|imds-blocked undecided",
                "exec sleep 1\\nSET|imds-blocked undecided",
                "exec > /var/log/start.log 2>&1\\nSET|",
                "ansible-pull -U https://x.example/i\\nSET|imds-blocked undecided",
                "f() {\\nSET\\n}|imds-blocked undecided",
                "f() { SET; }|imds-blocked undecided",
                "function f\\n{\\nSET\\n}\\ng|imds-blocked undecided",
                "f() {\\nSET\\n}\\nf|",
                "f() { SET; }\\nf now|",
                "f() {\\nif x; then\\nSET\\nfi\\n}\\nf|imds-blocked undecided",
                "f() {\\nSET\\nrm /etc/ecs/ecs.config\\n}\\nf|imds-blocked undecided",
                "cat <<EOF > /tmp/x\\nECS_AWSVPC_BLOCK_IMDS=true\\nEOF|imds-blocked undecided",
                "cat <<'EOF' >> /etc/ecs/ecs.config\\nECS_AWSVPC_BLOCK_IMDS=true\\nEOF|",
                "bash <<EOF\\nSET\\nEOF|",
                "echo ECS_AWSVPC_BLOCK_IMDS=true >> /tmp/x|imds-blocked undecided"
            })
    void aBranchThatMayNotBeTakenLeavesItUndecided(String line, String objection)
            throws GateException, InterruptedException {
        String script = "#!/bin/bash\\necho ECS_CLUSTER=a >> /etc/ecs/ecs.config\\n"
                + line.replace("PIPE", "|").replace("SET", "echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config");
        expect(encoded("\"" + script + "\\n\""), objection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#include\\nhttps://x.example/user-data\\n",
                "#include https://x.example/user-data",
                "#include-once\\nhttps://x.example/user-data\\n",
                "Content-Type: text/x-include-url\\n\\nhttps://x.example/user-data\\n"
            })
    void userDataThatIncludesOtherUserDataIsUndecided(String included) throws GateException, InterruptedException {
        expect(encoded("\"" + included + "\""), "imds-blocked undecided");
    }

    @Test
    void aSecondFileOfCloudInitReplacesTheFirst() throws GateException, InterruptedException {
        String file = "- path: /etc/ecs/ecs.config\\n  content: ECS_CLUSTER=a";
        String first = "#cloud-config\\nwrite_files:\\n" + file + " ECS_AWSVPC_BLOCK_IMDS=true\\n";
        expect(encoded("\"" + first + "\""), null);
        expect(encoded("\"" + first + file + "\\n\""), "imds-blocked undecided");
        expect(
                encoded("\"#cloud-config\\nwrite_files:\\n- content: ECS_CLUSTER=a ECS_AWSVPC_BLOCK_IMDS=true\\n"
                        + "  path: /etc/ecs/ecs.config\\n\""),
                null);
    }
}
