package io.jenkins.lib.containergate.report.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jenkins.lib.containergate.report.HostileVerdicts;
import io.jenkins.lib.containergate.report.XmlDocuments;
import java.io.StringWriter;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;

class MarkupWriterTest {
    static final List<String> TEXTS = HostileVerdicts.TEXTS;

    private final StringWriter out = new StringWriter();

    @Test
    void elementsAttributesAndTextAreEscapedByPosition() throws Exception {
        markup().open("p")
                .attribute("title", "a\"<&>'\n")
                .text("\"<&>'")
                .close()
                .finish();

        assertThat(out)
                .hasToString(
                        "<?xml version=\"1.0\"?>\n<p title=\"a&quot;&lt;&amp;&gt;&#39;&#10;\">\"&lt;&amp;&gt;'</p>\n");
    }

    @ParameterizedTest
    @FieldSource("TEXTS")
    void hostileDataComesBackAsDataFromAParser(String data) throws Exception {
        markup().open("p").attribute("title", data).text(data).close().finish();

        Element root = XmlDocuments.parse(out.toString()).getDocumentElement();
        String expected = data.codePoints()
                .map(c -> c < 0x20 && c != '\t' && c != '\n' && c != '\r'
                                || c >= 0xD800 && c <= 0xDFFF
                                || c == 0xFFFE
                                || c == 0xFFFF
                        ? 0xFFFD
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(root.getTextContent()).isEqualTo(expected);
        assertThat(root.getAttribute("title")).isEqualTo(expected);
        assertThat(root.getChildNodes().getLength()).isLessThanOrEqualTo(1);
    }

    @Test
    void aVoidElementHasNoEndTagAndAnEmptyOneHas() throws Exception {
        markup().open("p").open("br").closeVoid().open("b").close().close().finish();

        assertThat(out.toString()).endsWith("<p><br/><b></b></p>\n");
    }

    @Test
    void noNameComesFromData() {
        assertThatIllegalArgumentException().isThrownBy(() -> markup().open("p onclick=x"));
        assertThatIllegalArgumentException().isThrownBy(() -> markup().open("p").attribute("a b", ""));
    }

    @Test
    void undecodedTextIsRefusedWhenItCouldEndItsElement() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> markup().open("style").undecodedText("</style>"));
    }

    @Test
    void aDocumentIsFinishedOnlyWhenAllElementsAreClosed() {
        assertThatIllegalStateException().isThrownBy(() -> markup().open("p").finish());
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> markup().open("p").close().close());
    }

    @Test
    void anAttributeBelongsToAnOpenStartTag() {
        assertThatIllegalStateException()
                .isThrownBy(() -> markup().open("p").text("x").attribute("a", "b"));
    }

    private MarkupWriter markup() throws Exception {
        return new MarkupWriter(out, "<?xml version=\"1.0\"?>");
    }
}
