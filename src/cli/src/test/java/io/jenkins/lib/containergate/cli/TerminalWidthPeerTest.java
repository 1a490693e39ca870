package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a pseudo-terminal, whose width only the terminal itself knows: {@code COLUMNS} is not exported. */
@Tag("peers")
class TerminalWidthPeerTest {
    private static final Pattern CONTROLS = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]|\r");
    /** One word each: cut, they would name nothing. */
    private static final Pattern LONG_WORDS = Pattern.compile("\\S{40,}");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 200})
    void everyLineOfAVerdictFits(int columns) throws Exception {
        Peer.needs("script", "stty");
        Path archive = OciLayout.of(Fixtures.debian().build(), "1").writeArchive(folder.resolve("app.tar"));
        String gate = String.join(
                " ",
                "stty",
                "cols",
                Integer.toString(columns) + ";",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dcontainer-gate.terminal.out=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "scan",
                archive.toString(),
                "--osv",
                Fixtures.osv(folder, "HIGH").toString(),
                "--offline");
        ProcessBuilder script = new ProcessBuilder("script", "--quiet", "--command", gate, "/dev/null");
        script.environment().remove("COLUMNS");
        script.environment().put("SHELL", "/bin/sh");
        Process process = script.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();

        List<String> lines = CONTROLS.matcher(shown).replaceAll("").lines().toList();
        assertThat(lines).anyMatch(line -> line.contains("SEVERITY") && line.contains("DECISION"));
        assertThat(lines)
                .filteredOn(line -> !LONG_WORDS.matcher(line).find())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(columns));
    }
}
