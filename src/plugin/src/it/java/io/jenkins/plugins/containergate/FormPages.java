package io.jenkins.plugins.containergate;

import java.io.IOException;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jvnet.hudson.test.JenkinsRule;
import org.xml.sax.SAXException;

/**
 * Pages with forms. They check their fields in the background when they are shown and change themselves with what they learn,
 * so none is read before that ends.
 */
final class FormPages {
    /** What starts later is a timer, not a check. */
    private static final int MILLIS = 1_000;

    private FormPages() {}

    static HtmlPage open(JenkinsRule.WebClient client, String url) throws IOException, SAXException {
        return settled(client.goTo(url));
    }

    /** @param button name of the button */
    static HtmlPage submit(JenkinsRule jenkins, HtmlForm form, String button) throws Exception {
        return settled(jenkins.submit(form, button));
    }

    private static HtmlPage settled(HtmlPage page) {
        page.getWebClient().waitForBackgroundJavaScriptStartingBefore(MILLIS);
        return page;
    }
}
