package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.vulnerability.vex.VexFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListVexCallableTest {
    @TempDir
    private Path workspace;

    private String[] listed() throws Exception {
        return new ListVexCallable("vex").invoke(workspace.toFile(), null);
    }

    @Test
    void theDocumentsOfADirectoryAndBelowAreNamed() throws Exception {
        Files.createDirectories(workspace.resolve("vex/team"));
        Files.writeString(workspace.resolve("vex/a.json"), "{}");
        Files.writeString(workspace.resolve("vex/team/b.json"), "{}");
        Files.writeString(workspace.resolve("vex/readme.md"), "");
        Files.writeString(workspace.resolve("outside.json"), "{}");
        Files.createSymbolicLink(workspace.resolve("vex/link.json"), workspace.resolve("outside.json"));
        assertThat(listed()).containsExactly("a.json", "team/b.json");
    }

    @Test
    void noMoreNamesTravelThanTellThatTheyAreTooMany() throws Exception {
        Files.createDirectories(workspace.resolve("vex"));
        for (int i = 0; i < VexFiles.MAX_FILES + 100; i++) {
            Files.createFile(workspace.resolve("vex/" + i + ".json"));
        }
        assertThat(listed()).hasSize(VexFiles.MAX_FILES + 1);
    }
}
