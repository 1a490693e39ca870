package io.jenkins.lib.containergate.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsReleaseReaderTest {
    private static Optional<OsRelease> read(String path, String text) throws Exception {
        return TestLayer.file(path, text).inventory().files().stream()
                .flatMap(file -> file.osRelease().stream())
                .findFirst();
    }

    private static OsRelease read(String text) throws Exception {
        return read("usr/lib/os-release", text).orElseThrow();
    }

    @Test
    void quotedAndPlainValuesCommentsAndCarriageReturnsAreRead() throws Exception {
        OsRelease os = read("""
                # a comment
                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                ID=debian\r
                ID_LIKE='first  second'

                VERSION_ID="12"
                VERSION_CODENAME=bookworm
                HOME_URL="https://example.org/"
                """);
        assertThat(os)
                .isEqualTo(new OsRelease(
                        "debian",
                        List.of("first", "second"),
                        Optional.of("12"),
                        Optional.of("bookworm"),
                        "Debian GNU/Linux 12 (bookworm)"));
    }

    @Test
    void backslashesEscapeInDoubleQuotesAndNothingIsExpanded() throws Exception {
        OsRelease os = read("ID=x\nPRETTY_NAME=\"a \\\"b\\\" \\$HOME $(id) \\\\\"\n");
        assertThat(os.prettyName()).isEqualTo("a \"b\" $HOME $(id) \\");
    }

    @Test
    void theLastAssignmentCountsAndTheIdIsLowerCase() throws Exception {
        assertThat(read("ID=Debian\nID=Alpine\n").id()).isEqualTo("alpine");
    }

    @Test
    void linesThatAreNoAssignmentAreIgnored() throws Exception {
        assertThat(read("garbage\n=x\nid=debian\n export ID=debian\nID=ubuntu\n\u0000\n")
                        .id())
                .isEqualTo("ubuntu");
    }

    @Test
    void withoutIdTheSystemIsJustLinux() throws Exception {
        assertThat(read("NAME=Something\n").id()).isEqualTo("linux");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID=\"deb ian\"\n", "ID=../debian\n", "ID=debian\nVERSION_ID=\"12; rm\"\n", "ID='x\n"})
    void anIdOrVersionThatIsNoPlainWordIsAGap(String text) throws Exception {
        TestLayer layer = TestLayer.file("etc/os-release", text);
        assertThat(layer.inventory().files().get(0).osRelease()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("unreadable-package-metadata etc/os-release");
    }

    @Test
    void aFileOfHostileSizeIsAGap() throws Exception {
        TestLayer layer = TestLayer.file("etc/os-release", "ID=debian\n".repeat(10_000));
        assertThat(layer.gapRules()).containsExactly("package-data-limit etc/os-release");
    }

    @ParameterizedTest
    @CsvSource({"12.5, 12", "9.13, 9", "10, 10"})
    void debianVersionTellsTheRelease(String content, String release) throws Exception {
        OsRelease os = read("etc/debian_version", content + "\n").orElseThrow();
        assertThat(os.id()).isEqualTo("debian");
        assertThat(os.versionId()).contains(release);
    }

    @Test
    void debianVersionOfADerivativeTellsNothing() throws Exception {
        assertThat(read("etc/debian_version", "bookworm/sid\n")).isEmpty();
    }

    @Test
    void alpineReleaseTellsTheVersion() throws Exception {
        assertThat(read("etc/alpine-release", "3.20.1\n").orElseThrow().versionId())
                .contains("3.20.1");
        assertThat(read("etc/alpine-release", "rm -rf\n")).isEmpty();
    }
}
