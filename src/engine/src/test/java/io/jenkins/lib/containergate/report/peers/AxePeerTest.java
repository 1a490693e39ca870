package io.jenkins.lib.containergate.report.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.html.PostureHtml;
import io.jenkins.lib.containergate.report.posture.SamplePostures;
import io.jenkins.lib.containergate.testkit.peer.Axe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** axe finds nothing to object to in the reports in HTML, in light and in dark. */
@Tag("peers")
class AxePeerTest {
    private static Axe axe;

    @TempDir
    private Path directory;

    @BeforeAll
    static void fetch() throws IOException, InterruptedException {
        axe = Axe.fetched();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVerdictIsAccessible(boolean dark) throws Exception {
        for (Verdict verdict : List.of(ExampleVerdicts.mixed(), ExampleVerdicts.failing(), ExampleVerdicts.passing())) {
            assertThat(objections(Rendered.text(new HtmlReport(Rendered.TOOL), verdict), dark))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostureIsAccessible(boolean dark) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PostureHtml.write(List.of(SamplePostures.of(12), SamplePostures.of(3)), out);

        assertThat(objections(out.toString(StandardCharsets.UTF_8), dark)).isEmpty();
    }

    @Test
    void aPageThatIsNotAccessibleIsNoticed() throws Exception {
        assertThat(objections(
                        "<!doctype html><html><head><title>t</title></head><body><img src=\"x.png\"></body></html>",
                        false))
                .contains("image-alt", "html-has-lang");
    }

    private String objections(String page, boolean dark) throws IOException, InterruptedException {
        return axe.objections(page, "html", dark, directory);
    }
}
