package io.jenkins.lib.containergate.ecs.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.ecs.TaskFiles;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskDefinitionReaderTest {
    private static final String REGISTER = """
        {
          "family": "shop",
          "requiresCompatibilities": ["EC2", "FARGATE"],
          "containerDefinitions": [
            {
              "name": "web",
              "image": "shop/web:1.4",
              "privileged": true,
              "memory": 512,
              "user": null
            }
          ]
        }
        """;

    @Test
    void theInputOfRegisterTaskDefinitionIsReadWithPlaces() {
        TaskDefinition task = TaskFiles.only(REGISTER);
        assertThat(task.name()).isEqualTo("shop");
        assertThat(task.launchTypes()).containsExactlyInAnyOrder(LaunchType.EC2, LaunchType.FARGATE);
        ContainerDefinition web = task.containers().values().get(0);
        assertThat(web.security().privileged().known()).contains(true);
        assertThat(web.security().privileged().place().pointer()).isEqualTo("/containerDefinitions/0/privileged");
        assertThat(web.security().privileged().place().mark().line()).isEqualTo(8);
        assertThat(web.limits().memory().known()).contains(512L);
        assertThat(web.security().user().absent()).as("null is absent").isTrue();
    }

    @Test
    void theOutputOfDescribeTaskDefinitionIsUnwrapped() {
        TaskDefinition task = TaskFiles.only("{\"taskDefinition\": " + REGISTER + ", \"tags\": []}");
        assertThat(task.containers()
                        .values()
                        .get(0)
                        .security()
                        .privileged()
                        .place()
                        .mark()
                        .pointer())
                .isEqualTo("/taskDefinition/containerDefinitions/0/privileged");
    }

    @Test
    void filesThatOtherToolsMakeDefinitionsOfAreRefusedWithTheWay() {
        assertThatThrownBy(() -> TaskFiles.read("services:\n  web:\n    image: nginx:1.27\n  api: {build: .}\n"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("Compose file")
                .hasMessageContaining("check what is deployed of it");
        assertThatThrownBy(() -> TaskFiles.read("name: api\ntype: Backend Service\nimage: {location: nginx}\n"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("copilot svc package");
    }

    @Test
    void membersAreFoundInAnyCaseBecauseSomeDoorsOfEcsTakeThemSo() {
        TaskDefinition task = TaskFiles.only(REGISTER.replace("\"privileged\"", "\"Privileged\""));
        assertThat(task.containers().values().get(0).security().privileged().known())
                .contains(true);
        assertThatThrownBy(() -> TaskFiles.read(
                        REGISTER.replace("\"privileged\": true", "\"Privileged\": true, \"privileged\": false")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("twice, in different case");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[]",
                "7",
                "\"text\"",
                "{}",
                "{\"family\": \"x\"}",
                "{\"containerDefinitions\": []}",
                "{\"containerDefinitions\": {}}",
                "{\"containerDefinitions\": null}",
                "{\"containerDefinitions\": [7]}",
                "{\"containerDefinitions\": [{\"name\": \"a\", \"privileged\": \"perhaps\"}]}",
                "{\"containerDefinitions\": [{\"name\": \"a\", \"privileged\": 1}]}",
                "{\"containerDefinitions\": [{\"name\": \"a\", \"memory\": \"much\"}]}",
                "{\"containerDefinitions\": [{\"name\": \"a\", \"environment\": {\"A\": \"b\"}}]}",
                "{\"containerDefinitions\": [{\"name\": \"a\", \"linuxParameters\": []}]}",
                "{\"containerDefinitions\": [{\"name\": \"a\"}], \"requiresCompatibilities\": [\"MOON\"]}",
                "{\"containerDefinitions\": [{\"name\": \"a\", \"name\": \"b\"}]}",
                "{\"containerDefinitions\": [{\"name\": \"a\"}]} trailing",
                "{\"containerDefinitions\": [{\"name\": \"a\"}",
                "{\"Resources\": {}}",
                "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}}",
                "{\"planned_values\": {}}",
                "{\"resource_changes\": []}",
                "a: [b",
                "a: 1\n---\nb: 2\n",
            })
    void whatHoldsNoReadableTaskDefinitionIsAnError(String text) {
        assertThatThrownBy(() -> TaskFiles.read(text))
                .isInstanceOf(GateException.class)
                .satisfies(e -> assertThat(((GateException) e).problem()).contains("taskdef.file"))
                .satisfies(e -> assertThat(((GateException) e).remedy()).isNotBlank());
    }

    @Test
    void bytesThatAreNoTextAreAnError() {
        assertThatThrownBy(() -> new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                        .read("f", new byte[] {'{', (byte) 0xC3, '}'}))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void eachBoundIsAnErrorWhenCrossed() {
        DocumentLimits small = new DocumentLimits(2_000, 10, 50, 100, 3, 2);
        String deep = "{\"containerDefinitions\": " + "[".repeat(20) + "]".repeat(20) + "}";
        String many = "{\"containerDefinitions\": [" + "1,".repeat(100) + "1]}";
        String longText = "{\"family\": \"" + "x".repeat(200) + "\"}";
        String items = "{\"containerDefinitions\": [{}, {}, {}, {}]}";
        String task = "{\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": {\"containerDefinitions\": [{}]}}";
        String definitions = "{\"Resources\": {\"A\": " + task + ", \"B\": " + task + ", \"C\": " + task + "}}";
        for (String text : new String[] {deep, many, longText, items, definitions}) {
            assertThatThrownBy(() ->
                            new TaskDefinitionReader(small, Map.of()).read("f", text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(GateException.class);
        }
        assertThatThrownBy(() -> new TaskDefinitionReader(small, Map.of()).read("f", new byte[2_001]))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void noErrorShowsAValue() {
        String secret = "hunter2-hunter2";
        for (String text : new String[] {
            "{\"containerDefinitions\": [{\"privileged\": \"" + secret + "\"}]}",
            "{\"containerDefinitions\": [{\"memory\": \"" + secret + "\"}]}",
            "{\"containerDefinitions\": \"" + secret + "\"}",
            "{\"requiresCompatibilities\": [\"" + secret + "\"], \"containerDefinitions\": [{\"name\": \"a\"}]}",
            "{\"a\": \"" + secret + "\" " + secret + "}",
            "a: " + secret + "\nb: [" + secret,
        }) {
            assertThatThrownBy(() -> TaskFiles.read(text))
                    .isInstanceOf(GateException.class)
                    .hasMessageNotContaining(secret);
        }
    }
}
