package io.jenkins.plugins.containergate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTaskDefinitionCallableTest {
    @TempDir
    private Path workspace;

    @Test
    void theFileComesBackAsItIsUnderTheNameItWasAskedForWith() throws Exception {
        Files.writeString(workspace.resolve("taskdef.json"), "{\"a\": \"hunter2\"}");
        TaskDefinitionContents contents = travelled(read("taskdef.json"));
        assertThat(contents.contents()).containsOnlyKeys("taskdef.json");
        assertThat(contents.contents().get("taskdef.json")).asString().isEqualTo("{\"a\": \"hunter2\"}");
        assertThat(contents.toString()).doesNotContain("hunter2");
    }

    @Test
    void everyTemplateOfADirectoryComesBack() throws Exception {
        Files.createDirectory(workspace.resolve("cdk.out"));
        Files.writeString(workspace.resolve("cdk.out/a.template.json"), "{}");
        Files.writeString(workspace.resolve("cdk.out/b.template.json"), "{}");
        assertThat(travelled(read("cdk.out")).contents())
                .containsOnlyKeys("cdk.out/a.template.json", "cdk.out/b.template.json");
    }

    @Test
    void whatCannotBeReadIsAnErrorOnTheController() throws Exception {
        TaskDefinitionContents missing = travelled(read("nothing.json"));
        assertThatThrownBy(missing::contents)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("nothing.json")
                .hasMessageContaining("check that it is there");
        Files.write(workspace.resolve("huge.json"), new byte[TaskDefinitionJudge.LIMITS.maxBytes() + 1]);
        assertThatThrownBy(travelled(read("huge.json"))::contents).hasMessageContaining("maxBytes");
    }

    private TaskDefinitionContents read(String file) {
        return new ReadTaskDefinitionCallable(file).invoke(workspace.toFile(), null);
    }

    private static TaskDefinitionContents travelled(TaskDefinitionContents contents)
            throws IOException, ClassNotFoundException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(contents);
        }
        try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            return (TaskDefinitionContents) objects.readObject();
        }
    }
}
