package io.jenkins.lib.containergate.report.html;

import java.io.IOException;

/** The head of every page: its title, its one style, and that nothing else is loaded. */
final class HtmlHead {
    private HtmlHead() {}

    static void write(String title, Stylesheet style, HtmlWriter html) throws IOException {
        html.open("head").newLine();
        html.open("meta").constant("charset", "utf-8").closeVoid().newLine();
        html.open("meta")
                .constant("http-equiv", "Content-Security-Policy")
                .constant("content", style.contentSecurityPolicy())
                .closeVoid()
                .newLine();
        meta("viewport", "width=device-width, initial-scale=1", html);
        meta("color-scheme", "light dark", html);
        meta("referrer", "no-referrer", html);
        html.element("title", title).newLine();
        html.style(style.css()).newLine();
        html.close().newLine();
    }

    private static void meta(String name, String content, HtmlWriter html) throws IOException {
        html.open("meta")
                .constant("name", name)
                .constant("content", content)
                .closeVoid()
                .newLine();
    }
}
