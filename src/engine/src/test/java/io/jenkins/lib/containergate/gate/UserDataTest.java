package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.configured;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static io.jenkins.lib.containergate.gate.HostFile.BLOCKING;
import static io.jenkins.lib.containergate.gate.HostFile.OPEN;
import static io.jenkins.lib.containergate.gate.HostFile.OTHER;
import static io.jenkins.lib.containergate.gate.HostFile.encoded;
import static io.jenkins.lib.containergate.gate.HostFile.expect;
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

/** User data of launch templates that is not known as a whole, contradicts itself, or has a form that is not read. */
class UserDataTest {
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

    /** @param data {@code SET} registers with ECS and blocks tasks: wherever it is said, and whatever else the script does */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#!/bin/bash -ex\\nSET|",
                "#!/bin/bash\\nSET\\ncurl -fsSL https://x.example/i.sh PIPE bash|",
                "#!/bin/bash\\nif [ -f /x ]; then\\nSET\\nfi|",
                "#!/bin/bash\\nSET\\necho ECS_AWSVPC_BLOCK_IMDS=false >> /etc/ecs/ecs.config|imds-blocked",
                "#!/bin/bash\\necho ECS_CLUSTER=a >> /etc/ecs/ecs.config|imds-blocked",
                "#cloud-config\\nbootcmd:\\n- SET|",
                "#cloud-config\\nwrite_files:\\n- path: /etc/ecs/ecs.config\\n  encoding: b64\\n  content: eA==\\n"
                        + "|imds-blocked undecided",
                "<powershell>\\nInitialize-ECSAgent -Cluster a -AwsvpcBlockIMDS\\n</powershell>|",
                "--B\\nContent-Type: text/x-shellscript\\nContent-Transfer-Encoding: base64\\n\\neA==\\n--B--"
                        + "|imds-blocked undecided",
                "--B\\nContent-Type: text/x-shellscript\\nContent-Transfer-Encoding: 7bit\\n\\nSET\\n--B--|"
            })
    void theSettingIsLookedForAndNoScriptIsFollowed(String data, String objection)
            throws GateException, InterruptedException {
        String sets =
                "echo ECS_CLUSTER=a >> /etc/ecs/ecs.config && echo ECS_AWSVPC_BLOCK_IMDS=true >> /etc/ecs/ecs.config";
        String script = data.replace("PIPE", "|").replace("SET", sets);
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
}
