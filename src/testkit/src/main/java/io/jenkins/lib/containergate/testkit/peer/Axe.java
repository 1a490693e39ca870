package io.jenkins.lib.containergate.testkit.peer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** axe, which knows what makes a page inaccessible, in a browser without a screen. Without the browser a test is skipped. */
public final class Axe implements AutoCloseable {
    private static final String VERSION = "4.14.1";

    /** Ids of the rules that are broken, each with its places. */
    private static final String RUN = """
        axe.run('%s', {resultTypes: ['violations']}).then(found => found.violations
          .map(each => each.id + ' at ' + each.nodes.map(node => node.target).join(' | ')).join('; '))
        """;

    /** A colour on its way to another one is not judged. */
    private static final String STILL = """
        const still = document.createElement('style');
        still.textContent = '* { transition: none !important; animation: none !important }';
        document.head.append(still);
        """;

    /** Not part of axe: what is wider than its window has to be scrolled in two directions (WCAG 1.4.10). */
    private static final String TOO_WIDE = """
        (() => {
          const right = Math.max(...[...document.querySelectorAll('%s')].map(each => each.getBoundingClientRect().left + each.scrollWidth));
          return right > document.documentElement.clientWidth + 1 ? 'wider than the window: ' + right : '';
        })()
        """;

    private final Browser browser;
    private final String script;

    private Axe(Browser browser, String script) {
        this.browser = browser;
        this.script = script;
    }

    /** @param scratch a directory for files of the browser */
    public static Axe fetched(Path scratch) throws IOException, InterruptedException {
        Peer.needs("npm");
        Path script = Peer.tree(
                        "axe-" + VERSION,
                        root -> Peer.run(root, "npm", "install", "--no-audit", "--no-fund", "axe-core@" + VERSION))
                .resolve("node_modules/axe-core/axe.min.js");
        return new Axe(Browser.start(scratch.resolve("profile")), Files.readString(script));
    }

    /**
     * Ids of the rules of axe that a page breaks, each with the places; empty when it breaks none.
     *
     * @param part a selector: what is outside of it is not looked at
     * @param prepare a script that runs in the page before axe does
     */
    public String objections(URI page, String part, Browser.View view, String prepare)
            throws IOException, InterruptedException {
        browser.open(page, view);
        browser.evaluate("{" + STILL + "}");
        browser.evaluate(prepare);
        browser.evaluate(script + "\n''");
        String quoted = part.replace("'", "\\'");
        String found = browser.evaluate(RUN.formatted(quoted));
        String wide = browser.evaluate(TOO_WIDE.formatted(quoted));
        return found + (found.isEmpty() || wide.isEmpty() ? "" : "; ") + wide;
    }

    @Override
    public void close() {
        browser.close();
    }
}
