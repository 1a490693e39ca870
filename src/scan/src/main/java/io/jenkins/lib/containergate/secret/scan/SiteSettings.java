package io.jenkins.lib.containergate.secret.scan;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.finding.RuleId;
import java.util.Locale;

/**
 * Settings of sources from which a site of documentation is made. The key of its search is sent to every reader, so it can do
 * nothing but search; nobody revokes it.
 *
 * @see <a href="https://docusaurus.io/docs/search#using-algolia-docsearch">search in Docusaurus</a>
 * @see <a href="https://vitepress.dev/reference/default-theme-search#algolia-search">search in VitePress</a>
 */
final class SiteSettings {
    private static final RuleId SECRET = new RuleId("generic-secret");
    private static final Pattern SITE =
            Pattern.compile("(?:.*/)?(?:docusaurus\\.config|\\.vitepress/config)\\.(?:js|cjs|mjs|ts|cts|mts)");
    /** Up to its end, or to an object within one of its objects. */
    private static final Pattern SEARCH = Pattern.compile("(?:algolia[\"']?[ \\t]*:|"
            + "provider[\"']?[ \\t]*:[ \\t]*[\"']algolia[\"'],\\s*[\"']?options[\"']?[ \\t]*:)"
            + "[ \\t]*\\{(?:[^{}]|\\{[^{}]*\\})*");

    private static final Pattern KEY = Pattern.compile("(?i).*\\bapi_?key[\"']?[ \\t]*:[ \\t]*[\"'`]");

    private final boolean site;
    private final SourceText text;

    /** @param path with {@code /} between its segments */
    SiteSettings(String path, SourceText text) {
        this.site = SITE.matcher(path.toLowerCase(Locale.ROOT)).matches();
        this.text = text;
    }

    /** Whether it is the key of the site's search, wherever the file has it. */
    boolean searchKey(Hit hit) {
        return site
                && hit.rule().equals(SECRET)
                && !SEARCH.matcher(text.content()).replaceAll("").contains(hit.value())
                && text.everywhere(
                        hit.value(), (before, behind) -> KEY.matcher(before).matches());
    }
}
