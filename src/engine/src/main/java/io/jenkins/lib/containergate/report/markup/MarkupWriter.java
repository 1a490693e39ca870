package io.jenkins.lib.containergate.report.markup;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Writes XML, or HTML in XML syntax, that is well-formed whatever the data: elements close in order, text and
 * attribute values are escaped by where they stand, characters XML 1.0 forbids become U+FFFD. There is no way to write
 * markup from data.
 *
 * @see <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0, characters</a>
 */
public final class MarkupWriter {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inStartTag;

    /** @param prolog the XML declaration or document type, written as it is */
    public MarkupWriter(Writer out, String prolog) throws IOException {
        this.out = out;
        out.write(prolog);
        out.write('\n');
    }

    /** @throws IllegalArgumentException when it is not a name of ASCII letters, digits and hyphens */
    public MarkupWriter open(String element) throws IOException {
        endStartTag();
        out.write('<');
        out.write(requireName(element));
        open.push(element);
        inStartTag = true;
        return this;
    }

    /** Of the element just opened. */
    public MarkupWriter attribute(String name, String value) throws IOException {
        if (!inStartTag) {
            throw new IllegalStateException("attribute " + name + " outside of a start tag");
        }
        out.write(' ');
        out.write(requireName(name));
        out.write("=\"");
        escape(value, true);
        out.write('"');
        return this;
    }

    /** Within the innermost open element. */
    public MarkupWriter text(String text) throws IOException {
        endStartTag();
        escape(text, false);
        return this;
    }

    /** An element of only text. */
    public MarkupWriter element(String name, String text) throws IOException {
        return open(name).text(text).close();
    }

    /** Closes the innermost open element with an end tag: in HTML only void elements may do without. */
    public MarkupWriter close() throws IOException {
        endStartTag();
        out.write("</");
        out.write(open.pop());
        out.write('>');
        return this;
    }

    /** Ends the element just opened as one that never has content, such as HTML's {@code meta}. */
    public MarkupWriter closeVoid() throws IOException {
        if (!inStartTag) {
            throw new IllegalStateException("a void element has no content");
        }
        open.pop();
        inStartTag = false;
        out.write("/>");
        return this;
    }

    /** White space between elements, for people who read the source. */
    public MarkupWriter newLine() throws IOException {
        endStartTag();
        out.write('\n');
        return this;
    }

    /**
     * Content an HTML parser does not decode, that of {@code style}.
     *
     * @param constant of the program, never data; must mean the same to an XML parser
     */
    public MarkupWriter undecodedText(String constant) throws IOException {
        if (constant.indexOf('<') >= 0 || constant.indexOf('&') >= 0) {
            throw new IllegalArgumentException("would need escapes, which are not decoded here");
        }
        endStartTag();
        out.write(constant);
        return this;
    }

    /** @throws IllegalStateException when an element is still open */
    public void finish() throws IOException {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        out.write('\n');
        out.flush();
    }

    private void endStartTag() throws IOException {
        if (inStartTag) {
            out.write('>');
            inStartTag = false;
        }
    }

    private void escape(String text, boolean attribute) throws IOException {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            switch (codePoint) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write(attribute ? "&quot;" : "\"");
                case '\'' -> out.write(attribute ? "&#39;" : "'");
                case '\t', '\n', '\r' ->
                    out.write(attribute || codePoint == '\r' ? "&#" + codePoint + ";" : Character.toString(codePoint));
                default -> out.write(isXmlCharacter(codePoint) ? Character.toString(codePoint) : "\uFFFD");
            }
        }
    }

    private static boolean isXmlCharacter(int codePoint) {
        return codePoint >= 0x20 && codePoint <= 0xD7FF
                || codePoint >= 0xE000 && codePoint <= 0xFFFD
                || codePoint >= 0x10000;
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of an element or attribute: " + name);
        }
        return name;
    }
}
