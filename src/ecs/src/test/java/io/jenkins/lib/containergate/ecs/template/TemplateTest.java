package io.jenkins.lib.containergate.ecs.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.ecs.TaskFiles;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates read as a whole, because that is how functions meet each other. */
class TemplateTest {
    private static final String HEAD = """
        AWSTemplateFormatVersion: "2010-09-09"
        Parameters:
          Image: {Type: String, Default: "shop/web:1.4"}
          Tag: {Type: String}
          Password: {Type: String, NoEcho: true, Default: hunter2}
          Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /shop/image}
          Stage: {Type: String, Default: test}
          Options: {Type: CommaDelimitedList, Default: "no-new-privileges, apparmor:docker-default"}
        Mappings:
          Stages:
            test: {User: "0", Memory: 512}
            prod: {User: "10001", Memory: 1024}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsTest: !Not [!Condition IsProd]
          HasTag: !Not [!Equals [!Ref Tag, ""]]
          Both: !And [!Condition IsTest, !Equals [a, a]]
          Either: !Or [!Condition IsProd, !Condition HasTag]
          Loop: !Condition Loop
        Resources:
          Role: {Type: "AWS::IAM::Role"}
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: shop
              ContainerDefinitions:
                - Name: web
        """;

    private static ContainerDefinition web(String property) {
        return web(property, Map.of());
    }

    private static ContainerDefinition web(String property, Map<String, String> parameters) {
        TaskDefinition task = TaskFiles.only(HEAD + "          " + property + "\n", parameters);
        return task.containers().values().get(0);
    }

    private static String image(String value) {
        return web("Image: " + value).image().known().orElseThrow();
    }

    private static Unresolved<String> unresolved(String value) {
        Field<String> image = web("Image: " + value).image();
        assertThat(image).isInstanceOf(Unresolved.class);
        return (Unresolved<String>) image;
    }

    @Nested
    class Resolved {
        @Test
        void whatIsEscapedIsLeftAsItIs() {
            assertThat(web("Hostname: !Sub 'a${!Literal}'").network().hostname().known())
                    .contains("a${Literal}");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "!Ref Image | shop/web:1.4",
                    "{Ref: Image} | shop/web:1.4",
                    "!Sub '${Image}-x' | shop/web:1.4-x",
                    "!Sub ['${a}/${b}', {a: shop, b: !Ref Stage}] | shop/test",
                    "!Join ['/', [shop, !Ref Stage]] | shop/test",
                    "!Join ['', []] | ''",
                    "!Select [1, [a, b]] | b",
                    "!Select [0, !Split [':', !Ref Image]] | shop/web",
                    "!FindInMap [Stages, !Ref Stage, User] | 0",
                    "!If [IsProd, a, b] | b",
                    "!If [IsTest, a, b] | a",
                    "!If [Both, a, b] | a",
                    "{'Fn::If': [IsProd, a, {'Fn::Sub': '${Stage}'}]} | test",
                })
        void aFunctionOfKnownValuesIsItsValue(String value, String expected) {
            assertThat(image(value)).isEqualTo(expected);
        }

        @Test
        void whatTheUserGivesWinsOverTheDefault() {
            assertThat(web("User: !FindInMap [Stages, !Ref Stage, User]", Map.of("Stage", "prod"))
                            .security()
                            .user()
                            .known())
                    .contains("10001");
            assertThat(web("Image: !Sub '${AWS::Region}/x'", Map.of("AWS::Region", "eu-central-1"))
                            .image()
                            .known())
                    .contains("eu-central-1/x");
        }

        @Test
        void aListParameterIsAList() {
            assertThat(web("DockerSecurityOptions: !Ref Options")
                            .security()
                            .dockerSecurityOptions()
                            .values())
                    .extracting(Field.Known::value)
                    .containsExactly("no-new-privileges", "apparmor:docker-default");
        }

        @Test
        void noValueIsAbsent() {
            assertThat(web("User: !If [IsProd, '10001', !Ref 'AWS::NoValue']")
                            .security()
                            .user()
                            .absent())
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", "True", "yes", "on", "'true'"})
        void yamlOfCloudFormationHasManyWordsForTrue(String word) {
            assertThat(web("Privileged: " + word).security().privileged().known())
                    .contains(true);
        }

        @ParameterizedTest
        @CsvSource({"0, 0", "00, 0", "0x0, 0", "+0, 0", "0b0, 0", "'0', 0", "010, 8", "1_000, 1000"})
        void yamlOfCloudFormationHasManyWaysToWriteANumber(String written, String read) {
            assertThat(web("User: " + written).security().user().known()).contains(read);
        }

        @Test
        void theFindingPointsIntoTheTemplate() {
            assertThat(web("Image: x").image().place().mark().pointer())
                    .isEqualTo("/Resources/Task/Properties/ContainerDefinitions/0/Image");
            assertThat(web("Image: x").image().place().pointer()).isEqualTo("/containerDefinitions/0/image");
        }
    }

    @Nested
    class KnownOnlyAtDeployment {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "!Ref Tag | PERHAPS",
                    "!Ref Role | SET",
                    "!GetAtt Role.Arn | SET",
                    "!ImportValue x | SOME",
                    "!Ref Nothing | PERHAPS",
                    "!Ref Stored | SOME",
                    "!Ref Password | SECRET",
                    "!Sub 'postgres://u:${Password}@db' | SECRET",
                    "!Sub '${Tag}' | PERHAPS",
                    "!Sub 'x${Tag}' | SOME",
                    "!If [HasTag, a, b] | SET",
                    "!If [HasTag, a, !Ref 'AWS::NoValue'] | PERHAPS",
                    "!If [Either, a, ''] | PERHAPS",
                    "!If [Nothing, a, b] | SET",
                    "!FindInMap [Stages, !Ref Tag, User] | PERHAPS",
                    "!FindInMap [Stages, nowhere, User] | PERHAPS",
                    "!Select [5, [a]] | PERHAPS",
                    "!Join [!Ref Tag, [a, b]] | PERHAPS",
                    "!Base64 {Ref: Tag} | PERHAPS",
                    "!Base64 {Ref: Password} | SECRET",
                    "!Split [x, !Ref Password] | PERHAPS_SECRET",
                    "!Select [0, !Split [x, !Ref Password]] | PERHAPS_SECRET",
                    "!If [HasTag, a, !Ref Password] | SECRET",
                    "!If [HasTag, !Ref Password, !Ref AWS::NoValue] | PERHAPS_SECRET",
                    "!GetAtt Role.SecretAccessKey | SECRET",
                    "!Sub '${Role.ClientSecret}' | SECRET",
                    "!GetAtt Nothing.Value | SOME",
                    "!Sub '{{resolve:ssm:/shop/user}}' | SOME",
                    "!Sub '{{resolve:ssm-secure:/shop/user}}' | SECRET",
                    "!Sub '{{resolve:secretsmanager:shop}}' | SECRET",
                    "!Sub '{{resolve:${Tag}:shop}}' | SECRET",
                    "!Join ['', ['{{resolve:secrets', 'manager:', !Ref Role, '}}']] | SECRET",
                    "!Sub 'x{{resolve:ssm:/a}}y{{resolve:ssm-secure:/b}}' | SECRET",
                    "!Transform {Name: x} | PERHAPS",
                    "{Ref: Image, Other: x} | PERHAPS",
                })
        void isNamedAsSuch(String value, Certainty certainty) {
            assertThat(unresolved(value).certainty()).isEqualTo(certainty);
            assertThat(unresolved(value).reason()).isNotBlank().doesNotContain("hunter2");
        }

        @Test
        void whatIsKnownOfATextIsKept() {
            assertThat(unresolved("!Sub '${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/web:1'")
                            .shape())
                    .isEqualTo(Value.Unresolved.GAP + ".dkr.ecr.eu-west-1.amazonaws.com/web:1");
        }

        @Test
        void aWholeListMayBeUnknown() {
            ContainerDefinition web = web("DockerSecurityOptions: !If [HasTag, [a], [b]]");
            assertThat(web.security().dockerSecurityOptions().unresolved()).hasSize(1);
            assertThat(web.security().dockerSecurityOptions().empty()).isFalse();
        }
    }

    @Nested
    class Hostile {
        @Test
        void aConditionThatAsksItselfEndsInAnError() {
            assertThatThrownBy(() -> TaskFiles.read(HEAD + "          Image: !If [Loop, a, b]\n"))
                    .isInstanceOf(GateException.class);
        }

        @Test
        void textsThatDoubleTheirLengthEndInAnError() {
            String value = "'x'";
            for (int i = 0; i < 20; i++) {
                value = "!Sub ['${a}${a}${a}${a}', {a: " + value + "}]";
            }
            String template = HEAD + "          Image: " + value + "\n";
            assertThatThrownBy(() -> TaskFiles.read(template)).isInstanceOf(GateException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Image: &a x",
                    "Image: *a",
                    "<<: {Privileged: true}",
                    "Image: !Unknown x",
                    "Image: !!python/object x",
                    "Privileged: true\n          Privileged: false",
                    "{a: b}: c"
                })
        void whatCloudFormationRefusesIsAnError(String property) {
            assertThatThrownBy(() -> TaskFiles.read(HEAD + "          " + property + "\n"))
                    .isInstanceOf(GateException.class);
        }

        @Test
        void aMacroMayChangeEverythingSoItIsAnError() {
            assertThatThrownBy(() -> TaskFiles.read("Transform: MyMacro\n" + HEAD))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("Transform");
            assertThatThrownBy(() -> TaskFiles.read(HEAD.replace("  Role:", "  'Fn::ForEach::Tasks': []\n  Role:")))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("ForEach");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "  Other:\n    Type: AWS::SNS::Topic\n    Fn::Transform: {Name: MyMacro}\n",
                    "  Other: [{Type: AWS::SNS::Topic}]\n",
                    "Mappings:\n  M:\n    Fn::Transform: {Name: MyMacro}\n    a: {b: c}\n",
                    "Mappings:\n  Fn::ForEach::Maps: []\n",
                    "Conditions:\n  Fn::Transform: {Name: MyMacro}\n",
                    "Conditions:\n  Fn::ForEach::C: [N, [A], {'${N}': !Equals [a, a]}]\n",
                    "# a comment for YAML 1.2\u0085  Other: {Type: AWS::SNS::Topic}\n",
                    "# a comment for YAML 1.2\u2028  Other: {Type: AWS::SNS::Topic}\n"
                })
        void whatIsMadeBesideWhatIsWrittenIsAnError(String part) throws GateException {
            String task = "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n"
                    + "      ContainerDefinitions: [{Name: web, Image: x}]\n";
            assertThat(TaskFiles.read(task)).hasSize(1);
            assertThatThrownBy(() -> TaskFiles.read(task + part)).isInstanceOf(GateException.class);
        }
    }

    @Test
    void aTaskDefinitionWhoseConditionIsFalseIsNotThere() {
        String conditional = HEAD.replace(
                "    Type: AWS::ECS::TaskDefinition\n", "    Type: AWS::ECS::TaskDefinition\n    Condition: IsProd\n");
        assertThatThrownBy(() -> TaskFiles.read(conditional)).hasMessageContaining("no task definition");
        assertThat(TaskFiles.only(conditional, Map.of("Stage", "prod")).name()).isEqualTo("shop");
    }
}
