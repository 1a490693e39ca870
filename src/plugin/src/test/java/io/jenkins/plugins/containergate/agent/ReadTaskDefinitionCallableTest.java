package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTaskDefinitionCallableTest {
    @TempDir
    private Path workspace;

    @Test
    void theFileComesBackAsItIsUnderTheNameItWasAskedForWith() throws Exception {
        Files.writeString(workspace.resolve("taskdef.json"), "{\"a\": \"hunter2\"}");
        TaskDefinitionContents contents = travelled("taskdef.json");
        assertThat(contents.contents("taskdef.json")).containsOnlyKeys("taskdef.json");
        assertThat(contents.contents("taskdef.json").get("taskdef.json"))
                .asString()
                .isEqualTo("{\"a\": \"hunter2\"}");
        assertThat(contents.toString()).doesNotContain("hunter2");
    }

    @Test
    void everyTemplateOfADirectoryComesBack() throws Exception {
        Files.createDirectory(workspace.resolve("cdk.out"));
        Files.writeString(workspace.resolve("cdk.out/a.template.json"), "{}");
        Files.writeString(workspace.resolve("cdk.out/b.template.json"), "{}");
        assertThat(travelled("cdk.out").contents("cdk.out"))
                .containsOnlyKeys("cdk.out/a.template.json", "cdk.out/b.template.json");
    }

    @Test
    void whatCannotBeReadIsAnErrorOnTheController() throws Exception {
        TaskDefinitionContents missing = travelled("nothing.json");
        assertThatThrownBy(() -> missing.contents("nothing.json"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("nothing.json")
                .hasMessageContaining("check that it is there");
        Files.write(workspace.resolve("huge.json"), new byte[ReadTaskDefinitionCallable.LIMITS.maxBytes() + 1]);
        assertThatThrownBy(() -> travelled("huge.json").contents("huge.json")).hasMessageContaining("maxBytes");
    }

    @Test
    void anotherFileThanTheOneAskedForIsRefused() throws Exception {
        Files.writeString(workspace.resolve("good.json"), "{}");
        TaskDefinitionContents good = travelled("good.json");
        for (String asked : List.of("bad.json", "good.jso", "good.json/a")) {
            assertThatThrownBy(() -> good.contents(asked))
                    .hasMessageContaining("the file is good.json, expected " + asked);
        }
    }

    @Test
    void nothingAtAllIsNoAnswer() {
        assertThatThrownBy(() -> read("{\"files\": {}}")).hasMessageContaining("malformed");
        assertThatThrownBy(() -> read("{\"files\": {\"a\": \"###\"}}").contents("a"))
                .hasMessageContaining("malformed: a");
    }

    private TaskDefinitionContents travelled(String file) throws GateException {
        return InspectionJson.read(
                new ReadTaskDefinitionCallable(file).invoke(workspace.toFile(), null), TaskDefinitionContents.class);
    }

    private static TaskDefinitionContents read(String json) throws GateException {
        return InspectionJson.read(json.getBytes(StandardCharsets.UTF_8), TaskDefinitionContents.class);
    }
}
