package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.report.WebLink;
import io.jenkins.lib.containergate.report.markup.MarkupWriter;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.Writer;

/**
 * HTML in XML syntax. Data enters as text, or as the address of a {@link WebLink}; nowhere else. Every piece of data is
 * bounded and shown with its invisible characters.
 */
final class HtmlWriter {
    /** UTF-16 units of one piece of data. */
    static final int MAX_DATA = 1_000;

    private final MarkupWriter markup;

    HtmlWriter(Writer out) throws IOException {
        this.markup = new MarkupWriter(out, "<!DOCTYPE html>");
    }

    HtmlWriter open(String element) throws IOException {
        markup.open(element);
        return this;
    }

    /** @param cssClass a constant of the program */
    HtmlWriter open(String element, String cssClass) throws IOException {
        markup.open(element).attribute("class", cssClass);
        return this;
    }

    /** For attributes that hold constants of the program: {@code lang}, {@code scope}, {@code id}. */
    HtmlWriter constant(String attribute, String value) throws IOException {
        markup.attribute(attribute, value);
        return this;
    }

    HtmlWriter close() throws IOException {
        markup.close();
        return this;
    }

    HtmlWriter closeVoid() throws IOException {
        markup.closeVoid();
        return this;
    }

    HtmlWriter newLine() throws IOException {
        markup.newLine();
        return this;
    }

    HtmlWriter text(String data) throws IOException {
        markup.text(SafeText.visible(data, MAX_DATA));
        return this;
    }

    /** Text of the program whose white space matters, such as the space between two inline elements. */
    HtmlWriter label(String constant) throws IOException {
        markup.text(constant);
        return this;
    }

    HtmlWriter element(String name, String cssClass, String data) throws IOException {
        return open(name, cssClass).text(data).close();
    }

    HtmlWriter element(String name, String data) throws IOException {
        return open(name).text(data).close();
    }

    /** Tells the opened page nothing about this one. */
    HtmlWriter link(WebLink target) throws IOException {
        return link(target, "address", target.address());
    }

    /** @param cssClass a constant of the program */
    HtmlWriter link(WebLink target, String cssClass, String text) throws IOException {
        markup.open("a")
                .attribute("class", cssClass)
                .attribute("href", target.address())
                .attribute("rel", "noopener noreferrer nofollow");
        return text(text).close();
    }

    /** @param id of an element of this page, a constant of the program */
    HtmlWriter anchor(String id, String text) throws IOException {
        markup.open("a").attribute("href", "#" + id);
        return text(text).close();
    }

    HtmlWriter style(String css) throws IOException {
        markup.open("style").undecodedText(css).close();
        return this;
    }

    void finish() throws IOException {
        markup.finish();
    }
}
