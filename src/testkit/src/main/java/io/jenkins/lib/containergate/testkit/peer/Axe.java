package io.jenkins.lib.containergate.testkit.peer;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** axe, which knows what makes a page inaccessible, in a browser without a screen. Without the browser a test is skipped. */
public final class Axe {
    private static final String VERSION = "4.14.1";
    private static final String BROWSER = "chromium";
    private static final int SECONDS = 120;
    private static final Pattern RESULT = Pattern.compile("<pre>axe:\\[(.*?)\\]</pre>", Pattern.DOTALL);

    private final Path script;

    private Axe(Path script) {
        this.script = script;
    }

    public static Axe fetched() throws IOException, InterruptedException {
        boolean there = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(each -> Files.isExecutable(Path.of(each, BROWSER)));
        assumeTrue(there, BROWSER + " is not installed: the pages were not checked with axe");
        Peer.needs("npm");
        return new Axe(Peer.tree(
                        "axe-" + VERSION,
                        root -> Peer.run(root, "npm", "install", "--no-audit", "--no-fund", "axe-core@" + VERSION))
                .resolve("node_modules/axe-core/axe.min.js"));
    }

    /**
     * Ids of the rules of axe that a page breaks, each with the places; empty when it breaks none.
     *
     * @param html the page; what it names is loaded from there
     * @param part a selector: what is outside of it is not looked at
     * @param scratch a directory for files of this call
     */
    public String objections(String html, String part, boolean dark, Path scratch)
            throws IOException, InterruptedException {
        String run = """
            <script src="%s"></script>
            <script>
              axe.run('%s', {resultTypes: ['violations']}).then(
                found => found.violations.map(each => each.id + ' at ' + each.nodes.map(node => node.target).join(' | ')).join('; '),
                problem => 'failed: ' + problem
              ).then(text => {
                const result = document.createElement('pre');
                result.textContent = 'axe:[' + text + ']';
                document.body.append(result);
              });
            </script>
            """.formatted(script.toUri(), part);
        // the policy of a page forbids scripts, which is right and would keep axe out
        String open = html.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
        Path page = scratch.resolve("page.html");
        Files.writeString(page, open.replaceFirst("</body>", Matcher.quoteReplacement(run + "</body>")));
        Matcher result = RESULT.matcher(rendered(page, dark, scratch));
        if (!result.find()) {
            abort(BROWSER + " did not run axe");
        }
        return result.group(1);
    }

    private static String rendered(Path page, boolean dark, Path scratch) throws IOException, InterruptedException {
        Path out = scratch.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        BROWSER,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--allow-file-access-from-files",
                        "--user-data-dir=" + scratch.resolve("profile"),
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
