package io.jenkins.lib.containergate.report.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.html.PostureHtml;
import io.jenkins.lib.containergate.report.posture.SamplePostures;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** axe, in a browser without a screen, finds nothing to object to in the reports in HTML, in light and in dark. */
@Tag("peers")
class AxePeerTest {
    private static final String AXE = "4.14.1";
    private static final String BROWSER = "chromium";
    private static final int SECONDS = 120;
    private static final Pattern RESULT = Pattern.compile("<pre>axe:\\[(.*?)\\]</pre>", Pattern.DOTALL);

    private static Path axe;

    @TempDir
    private Path directory;

    @BeforeAll
    static void fetch() throws IOException, InterruptedException {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, BROWSER)));
        assumeTrue(there, BROWSER + " is not installed: the reports were not checked with axe");
        Peer.needs("npm");
        axe = Peer.tree(
                        "axe-" + AXE,
                        root -> Peer.run(root, "npm", "install", "--no-audit", "--no-fund", "axe-core@" + AXE))
                .resolve("node_modules/axe-core/axe.min.js");
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
        List<Posture> postures = List.of(SamplePostures.of(12), SamplePostures.of(3));
        PostureHtml.write(postures, out);

        assertThat(objections(out.toString(StandardCharsets.UTF_8), dark)).isEmpty();
    }

    @Test
    void aPageThatIsNotAccessibleIsNoticed() throws Exception {
        assertThat(objections(
                        "<!doctype html><html><head><title>t</title></head><body><img src=\"x.png\"></body></html>",
                        false))
                .contains("image-alt", "html-has-lang");
    }

    /** Ids of the rules of axe that the page breaks, each with the places. */
    private String objections(String page, boolean dark) throws IOException, InterruptedException {
        String script = """
            <script src="%s"></script>
            <script>
              axe.run(document, {resultTypes: ['violations']}).then(
                found => found.violations.map(each => each.id + ' at ' + each.nodes.map(node => node.target).join(' | ')).join('; '),
                problem => 'failed: ' + problem
              ).then(text => {
                const result = document.createElement('pre');
                result.textContent = 'axe:[' + text + ']';
                document.body.append(result);
              });
            </script>
            """.formatted(axe.toUri());
        // the policy of the page forbids scripts, which is right and would keep axe out
        String open = page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
        Path file = directory.resolve("page.html");
        Files.writeString(file, open.replaceFirst("</body>", Matcher.quoteReplacement(script + "</body>")));
        Matcher result = RESULT.matcher(rendered(file, dark));
        if (!result.find()) {
            abort(BROWSER + " did not run axe");
        }
        return result.group(1);
    }

    private String rendered(Path page, boolean dark) throws IOException, InterruptedException {
        Path out = directory.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        BROWSER,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--allow-file-access-from-files",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                        "--window-size=1280,900",
                        "--virtual-time-budget=60000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        browser.getOutputStream().close();
        if (!browser.waitFor(SECONDS, TimeUnit.SECONDS)) {
            browser.destroyForcibly();
            abort(BROWSER + " did not end in " + SECONDS + " seconds");
        }
        return Files.readString(out);
    }
}
