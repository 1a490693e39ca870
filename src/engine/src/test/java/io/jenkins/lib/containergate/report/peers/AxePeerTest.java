package io.jenkins.lib.containergate.report.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.html.PostureHtml;
import io.jenkins.lib.containergate.report.posture.SamplePostures;
import io.jenkins.lib.containergate.testkit.peer.Axe;
import io.jenkins.lib.containergate.testkit.peer.Browser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** axe finds nothing to object to in the reports in HTML, in light and in dark, in a wide and in a narrow window. */
@Tag("peers")
class AxePeerTest {
    private static Axe axe;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void fetch() throws IOException, InterruptedException {
        axe = Axe.fetched(directory);
    }

    @AfterAll
    static void end() {
        if (axe != null) {
            axe.close();
        }
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

    @Test
    void aFaultOfTheDarkOrTheNarrowPageAloneIsNoticed() throws Exception {
        String dark = page("@media (prefers-color-scheme: dark) { p { color: #777; background: #888 } }");
        assertThat(objections(dark, true)).contains("color-contrast", "1280 px, dark", "400 px, dark");
        assertThat(objections(dark, false)).isEmpty();
        assertThat(objections(page("p { width: 700px }"), false))
                .contains("400 px, light: wider than the window")
                .doesNotContain("1280 px");
    }

    private static String page(String style) {
        return "<!doctype html><html lang=\"en\"><head><title>t</title><style>" + style
                + "</style></head><body><main><h1>t</h1><p>text</p></main></body></html>";
    }

    /** Each with its view, a line each. */
    private String objections(String page, boolean dark) throws IOException, InterruptedException {
        Path file = directory.resolve("page.html");
        Files.writeString(file, page);
        StringBuilder objections = new StringBuilder();
        for (int width : List.of(1280, 400)) {
            Browser.View view = new Browser.View(width, dark);
            String found = axe.objections(file.toUri(), "html", view, "");
            if (!found.isEmpty()) {
                objections.append(view).append(": ").append(found).append('\n');
            }
        }
        return objections.toString();
    }
}
