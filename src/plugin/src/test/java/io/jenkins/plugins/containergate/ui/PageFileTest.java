package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a verdict for its page: the same as the verdict says, or nothing. */
class PageFileTest {
    @TempDir
    Path build;

    private VerdictFile verdictFile() {
        return new VerdictFile(build, "1.json.gz");
    }

    private Path page() {
        return build.resolve("1.page.json.gz");
    }

    private static List<List<String>> texts(PageContent content) {
        return content.rows().stream().map(FindingRow::texts).toList();
    }

    private static void assertSame(PageContent shown, Verdict verdict) {
        PageContent expected = PageContent.of(verdict);
        assertThat(texts(shown)).isEqualTo(texts(expected));
        assertThat(shown.head()).usingRecursiveComparison().isEqualTo(expected.head());
        assertThat(shown.rows())
                .extracting(FindingRow::getId)
                .isEqualTo(expected.rows().stream().map(FindingRow::getId).toList());
        assertThat(shown.rows().stream()
                        .flatMap(row -> row.getAdvisories().stream())
                        .map(FindingRow.AdvisoryLink::getAddress))
                .containsExactlyElementsOf(expected.rows().stream()
                        .flatMap(row -> row.getAdvisories().stream())
                        .map(FindingRow.AdvisoryLink::getAddress)
                        .toList());
        FindingQuery grouped = FindingQuery.parse(Map.of("group", "package")::get);
        assertThat(FindingsPage.of(shown, grouped).getGroups())
                .extracting(FindingGroup::getUpdate)
                .isEqualTo(FindingsPage.of(expected, grouped).getGroups().stream()
                        .map(FindingGroup::getUpdate)
                        .toList());
    }

    @Test
    void aPageIsShownFromWhatIsKeptForIt() throws Exception {
        for (Verdict verdict :
                List.of(Verdicts.failing(300), Verdicts.passing(), Verdicts.undecided(), Verdicts.hostile())) {
            verdictFile().write(verdict);
            Path whole = build.resolve("1.json.gz");
            byte[] bytes = Files.readAllBytes(whole);
            bytes[bytes.length / 2] ^= 0x55; // reading it would fail, and its checksum at the end is as it was
            Files.write(whole, bytes);

            assertThatThrownBy(verdictFile()::read).isInstanceOf(GateException.class);
            assertSame(verdictFile().readPage(), verdict);
        }
    }

    @Test
    void aBuildOfAnEarlierVersionShowsItsVerdict() throws Exception {
        verdictFile().write(Verdicts.failing(20));
        Files.delete(page());

        assertSame(verdictFile().readPage(), Verdicts.failing(20));
    }

    @Test
    void whatIsKeptForThePageOfAnotherVerdictIsNotShown() throws Exception {
        verdictFile().write(Verdicts.passing());
        byte[] other = Files.readAllBytes(page());
        verdictFile().write(Verdicts.failing(20));
        Files.write(page(), other);

        assertSame(verdictFile().readPage(), Verdicts.failing(20));
    }

    @Test
    void whatIsDamagedIsNotShown() throws Exception {
        Verdict verdict = Verdicts.failing(3);
        verdictFile().write(verdict);
        byte[] whole = Files.readAllBytes(page());
        for (int at = 0; at < whole.length; at += 41) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x11;
            Files.write(page(), damaged);
            assertSame(verdictFile().readPage(), verdict);
        }
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(page(), java.util.Arrays.copyOf(whole, length));
            assertSame(verdictFile().readPage(), verdict);
        }
    }

    @Test
    void aVerdictThatIsGoneHasNoPage() throws IOException {
        verdictFile().write(Verdicts.passing());
        Files.delete(build.resolve("1.json.gz"));

        assertThatThrownBy(verdictFile()::readPage)
                .isInstanceOf(GateException.class)
                .hasMessageContaining("gone");
    }
}
