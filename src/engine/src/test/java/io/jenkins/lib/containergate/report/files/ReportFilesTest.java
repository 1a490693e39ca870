package io.jenkins.lib.containergate.report.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    private static final PackageInventory INVENTORY = new PackageInventory(Optional.empty(), List.of(), 1, List.of());

    @TempDir
    Path directory;

    @Test
    void theFiveReportsHaveTheirFixedNames() throws Exception {
        Path out = directory.resolve("a/b");
        new ReportFiles().write(out, ExampleVerdicts.mixed(), Optional.of(INVENTORY));
        assertThat(names(out))
                .containsExactlyInAnyOrder("verdict.json", "report.html", "report.sarif", "junit.xml", "sbom.cdx.json");
    }

    @Test
    void theVerdictIsTheLastToAppear() throws Exception {
        List<Path> written = new ReportFiles().write(directory, ExampleVerdicts.mixed(), Optional.empty());
        assertThat(written).last().isEqualTo(directory.resolve("verdict.json"));
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        new ReportFiles().write(directory, ExampleVerdicts.mixed(), Optional.empty());
        try (InputStream in = Files.newInputStream(directory.resolve("verdict.json"))) {
            assertThat(new VerdictReader().read("verdict.json", in).verdict()).isEqualTo(ExampleVerdicts.mixed());
        }
    }

    @Test
    void theSameVerdictGivesTheSameBytes() throws Exception {
        new ReportFiles().write(directory.resolve("1"), ExampleVerdicts.mixed(), Optional.of(INVENTORY));
        new ReportFiles().write(directory.resolve("2"), ExampleVerdicts.mixed(), Optional.of(INVENTORY));
        for (String name : names(directory.resolve("1"))) {
            assertThat(directory.resolve("2").resolve(name))
                    .hasSameBinaryContentAs(directory.resolve("1").resolve(name));
        }
    }

    @Test
    void anInventoryOfAnEarlierRunDoesNotStay() throws Exception {
        new ReportFiles().write(directory, ExampleVerdicts.mixed(), Optional.of(INVENTORY));
        new ReportFiles().write(directory, ExampleVerdicts.mixed(), Optional.empty());
        assertThat(names(directory)).doesNotContain("sbom.cdx.json").contains("verdict.json");
    }

    @Test
    void aReportThatCannotBeWrittenLeavesNoVerdictNorDrafts() throws Exception {
        new ReportFiles().write(directory, ExampleVerdicts.passing(), Optional.empty());
        Report broken = new Report() {
            @Override
            public String fileName() {
                return "broken.txt";
            }

            @Override
            public void write(ReportInput input, OutputStream out) throws IOException {
                out.write(1);
                throw new IOException("no space left");
            }
        };
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> new ReportFiles(List.of(new VerdictJson(), broken))
                        .write(directory, ExampleVerdicts.mixed(), Optional.empty()))
                .withMessageContaining("no space left")
                .withMessageContaining(directory.toString());
        assertThat(names(directory)).containsExactlyInAnyOrder("report.html", "report.sarif", "junit.xml");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsAnErrorThatSaysWhatToDo() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> new ReportFiles().write(file, ExampleVerdicts.mixed(), Optional.empty()))
                .withMessageContaining("make that directory writable");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
