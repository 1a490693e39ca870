package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the directory of a command that came to no verdict must not find the verdict of an earlier run. */
class EarlierReportsTest {
    @TempDir
    private Path folder;

    private Path out;
    private String image;
    private Path policy;

    @BeforeEach
    void anEarlierRunPassed() {
        out = folder.resolve("out");
        image = "docker-archive:"
                + DockerArchive.of(Fixtures.debian().build(), "shop:1.4").writeTo(folder.resolve("docker.tar"));
        policy = Fixtures.write(
                folder.resolve("org.yaml"), "version: 1\nvulnerabilities: {max: {critical: 0}, baseline: new-only}\n");
        assertThat(scan().exit()).isEqualTo(ExitCode.PASSED);
        assertThat(out.resolve("verdict.json")).exists();
    }

    private Gate scan(Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("scan", image, "--osv", Fixtures.osv(folder, "LOW"), "--policy", policy, "--out", out));
        words.addAll(List.of(more));
        return Gate.run(words.toArray());
    }

    private void assertNothingIsLeft(Gate gate) throws IOException {
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        try (var left = Files.list(out)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aNamedFileThatIsMissingLeavesNoVerdict() throws IOException {
        assertNothingIsLeft(scan("--kev", folder.resolve("gone.json")));
    }

    @Test
    void anOptionThatNobodyKnowsLeavesNoVerdict() throws IOException {
        assertNothingIsLeft(scan("--polcy", "x"));
    }

    @Test
    void aPolicyThatIsMalformedLeavesNoVerdict() throws IOException {
        Fixtures.write(policy, "version: 1\nvulnerabilitys: {}\n");
        assertNothingIsLeft(scan());
    }

    @Test
    void theDirectoryMayFollowAnEqualsSign() throws IOException {
        Gate gate = Gate.run("scan", image, "--out=" + out, "--kev", folder.resolve("gone.json"));
        assertNothingIsLeft(gate);
    }

    /** The next run needs it, and a script that reads it all the same was told. */
    @Test
    void aBaselineInTheDirectoryStaysAndThatItIsOldIsSaid() {
        Gate gate = scan("--baseline", out.resolve("verdict.json"), "--kev", folder.resolve("gone.json"));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(out.resolve("verdict.json")).exists();
        assertThat(out.resolve("report.html")).doesNotExist();
        assertThat(gate.err()).contains("verdict.json is of an earlier run");
    }

    @Test
    void filesThatNoGateWritesAndOtherCommandsOutputStay() throws IOException {
        Files.writeString(out.resolve("notes.txt"), "mine");
        Gate gate = Gate.run("learn", "segments", "--polcy", "--out", out);
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(out.resolve("verdict.json")).exists();
        scan("--polcy");
        assertThat(out.resolve("verdict.json")).doesNotExist();
        assertThat(out.resolve("notes.txt")).exists();
    }

    @Test
    void theDirectoryMayStandInAFileOfArguments() throws IOException {
        Path words = Fixtures.write(folder.resolve("words.txt"), "--out\n" + out + "\n");
        assertNothingIsLeft(Gate.run("scan", image, "@" + words, "--polcy", "x"));
    }

    private Gate scanPlatforms(Object... more) {
        OciIndex index = OciIndex.index();
        for (String architecture : List.of("amd64", "arm64")) {
            index.image(Fixtures.debian().platform("linux", architecture).build());
        }
        image = "oci-archive:" + OciLayout.of(index, "1.0").writeArchive(folder.resolve("index.tar"));
        return scan(more);
    }

    @Test
    void foldersOfPlatformsKeepNoVerdictOfARunThatPassedBeforeOneWithoutAVerdict() throws IOException {
        assertThat(scanPlatforms().exit()).isEqualTo(ExitCode.PASSED);
        Path mine = Files.createDirectories(out.resolve("mine"));
        Files.copy(out.resolve("linux-arm64/verdict.json"), mine.resolve("verdict.json"));
        Fixtures.write(out.resolve("linux-s390x/verdict.json"), "{}");
        Fixtures.write(out.resolve("linux-amd64/notes.txt"), "mine");
        assertThat(scan("--polcy").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(out.resolve("linux-amd64/verdict.json")).doesNotExist();
        assertThat(out.resolve("linux-arm64")).isEmptyDirectory();
        assertThat(out.resolve("linux-amd64/notes.txt")).exists();
        assertThat(mine.resolve("verdict.json")).exists();
        assertThat(out.resolve("linux-s390x/verdict.json")).exists();
    }

    @Test
    void aRunOverFewerPlatformsLeavesNoVerdictOnTheOthers() {
        assertThat(scanPlatforms().exit()).isEqualTo(ExitCode.PASSED);
        assertThat(out.resolve("linux-amd64/verdict.json")).exists();
        assertThat(scan("--platform", "linux/arm64").exit()).isEqualTo(ExitCode.PASSED);
        assertThat(out.resolve("verdict.json")).exists();
        assertThat(out.resolve("linux-amd64")).isEmptyDirectory();
        assertThat(out.resolve("linux-arm64")).isEmptyDirectory();
    }

    /** What another gate found in the same directory is no older answer to this question. */
    @Test
    void foldersOfAnotherGateStay() {
        assertThat(scanPlatforms().exit()).isEqualTo(ExitCode.PASSED);
        Gate.run("secrets", image, "--platform", "linux/arm64", "--out", out);
        assertThat(out.resolve("verdict.json")).exists();
        assertThat(out.resolve("linux-amd64/verdict.json")).exists();
    }
}
