package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs built by the Go toolchain, compared with what {@code go version -m} reads from them. */
@Tag("peers")
class GoPeerTest {
    private static final String MAIN = """
        package main

        import (
            "fmt"
            "golang.org/x/text/language"
        )

        func main() { fmt.Println(language.German) }
        """;
    private static final String MODULE = """
        module example.org/shop

        go 1.21

        require golang.org/x/text v0.13.0

        replace golang.org/x/text => golang.org/x/text v0.14.0
        """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "stripped", "windows.exe"})
    void aProgramHoldsWhatGoSays(String program) throws Exception {
        Path tree = tree(program);
        String said = Peer.run(tree, "go", "version", "-m", program);
        List<String> expected = new ArrayList<>();
        String version = said.lines().findFirst().orElseThrow().replaceAll(".*: go(\\S+).*", "$1");
        expected.add("stdlib " + (version.matches("\\d+\\.\\d+") ? version + ".0" : version));
        said.lines()
                .map(line -> line.strip().split("\t"))
                .filter(columns -> columns[0].equals("=>"))
                .forEach(columns -> expected.add(columns[1] + " " + columns[2]));

        ScannedImage scanned = ScannedImage.of(
                directory, LayerBuilder.layer().file("app/" + program, Files.readAllBytes(tree.resolve(program))));

        assertThat(expected).contains("golang.org/x/text v0.14.0");
        assertThat(scanned.inventory().packages())
                .allMatch(found -> found.ecosystem() == Ecosystem.GO)
                .extracting(found -> found.name() + " " + found.version())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(scanned.gapRules()).isEmpty();
    }

    static Path tree(String program) throws IOException, InterruptedException {
        Peer.needs("go");
        return Peer.tree("go-" + program, root -> build(root, program));
    }

    private static void build(Path root, String program) throws IOException, InterruptedException {
        Files.writeString(root.resolve("main.go"), MAIN);
        Files.writeString(root.resolve("go.mod"), MODULE);
        String os = program.startsWith("windows") ? "GOOS=windows" : "GOOS=linux";
        List<String> environment = List.of(os, "CGO_ENABLED=0", "GOFLAGS=-mod=mod", "GOSUMDB=off");
        List<String> command = new ArrayList<>(List.of("go", "build", "-trimpath", "-buildvcs=false", "-o", program));
        if (program.equals("stripped")) {
            command.add("-ldflags=-s -w");
        }
        command.add(".");
        Peer.run(root, environment, command.toArray(String[]::new));
    }
}
