package io.jenkins.lib.containergate.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlPartsTest {
    private static final XmlBounds BOUNDS = new XmlBounds(1 << 20, 4, 10, 1 << 15);

    private static List<XmlElement> read(InputStream in, int level, XmlBounds bounds) throws Exception {
        List<XmlElement> parts = new ArrayList<>();
        new XmlParts(bounds).forEach(in, "the file", "updates", level, "fetch it again", parts::add);
        return parts;
    }

    private static List<XmlElement> read(String xml) throws Exception {
        return read(bytes(xml), 1, BOUNDS);
    }

    private static InputStream bytes(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void partsHaveNamesAttributesTextAndChildren() throws Exception {
        List<XmlElement> parts = read(
                "<?xml version='1.0'?><!-- c --><x:updates xmlns:x='urn:x'> <x:update type='a&amp;b'>"
                        + "<id> one </id><id>two</id> &lt;t&gt;<![CDATA[<]]></x:update><update/></x:updates><!-- end -->");

        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).attribute("type")).contains("a&b");
        assertThat(parts.get(0).children("id")).extracting(XmlElement::text).containsExactly("one", "two");
        assertThat(parts.get(0).text()).isEqualTo("<t><");
        assertThat(parts.get(1).textOf("id")).isEmpty();
    }

    @Test
    void partsMayBeTheChildrenOfTheRootsChildren() throws Exception {
        assertThat(read(bytes("<updates><a><x/><y/></a><b><z/></b></updates>"), 2, BOUNDS))
                .extracting(XmlElement::name)
                .containsExactly("x", "y", "z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "<updates>",
                "<updates><update></updates>",
                "<updates></updates><updates/>",
                "<updates><update a='1' a='2'/></updates>",
                "<html/>",
                "<!DOCTYPE updates><updates/>",
                "<!DOCTYPE updates SYSTEM 'file:///etc/passwd'><updates/>",
                "<!DOCTYPE u [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;'>]><updates><update>&b;</update></updates>",
                "<!DOCTYPE u [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><updates><update>&f;</update></updates>",
                "<updates><update>&undeclared;</update></updates>"
            })
    void whatIsNotPlainXmlToItsEndIsAnError(String xml) {
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> read(xml))
                .withMessageContaining("the file")
                .withMessageContaining("fetch it again")
                .withMessageNotContaining("root:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<updates><a><b><c><d><e/></d></c></b></a></updates>",
                "<updates><a><b/><b/><b/><b/><b/><b/><b/><b/><b/><b/></a></updates>"
            })
    void depthAndNumberOfElementsAreBounded(String xml) {
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> read(xml))
                .withMessageContaining("the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<updates><a x='", "<updates><a>", "<updates><!--", "<updates><a><![CDATA["})
    void aPieceWithoutEndIsGivenUpBeforeItIsInMemory(String start) {
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> read(new Endless(start), 1, BOUNDS))
                .satisfies(e -> assertThat(e.limit()).isEqualTo("maxPartBytes"));
    }

    @Test
    void theWholeDocumentIsBoundedToo() {
        assertThatExceptionOfType(LimitExceededException.class)
                .isThrownBy(() -> read("<updates>" + "<a/>".repeat(1 << 18) + "</updates>"))
                .satisfies(e -> assertThat(e.limit()).isEqualTo("maxBytes"));
    }

    @Test
    void aLargeDocumentWithManyCharacterReferencesIsRead() throws Exception {
        InputStream large =
                new Repeated("<updates>", "<a>&amp;&#39;" + "x".repeat(1000) + "</a>", 52_000, "</updates>");
        List<String> names = new ArrayList<>();

        new XmlParts(new XmlBounds(1 << 28, 4, 10, 1 << 15))
                .forEach(large, "the file", "updates", 1, "fetch it again", part -> {
                    if (names.size() < 2) {
                        names.add(part.text().substring(0, 3));
                    }
                });

        assertThat(names).containsExactly("&'x", "&'x");
    }

    @Test
    void whatTheStreamSaysIsPassedOn() {
        InputStream damaged = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gzip data is damaged");
            }
        };

        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> read(damaged, 1, BOUNDS))
                .withMessageContaining("gzip data is damaged");
    }

    /** {@code start}, then letters for ever. */
    private static final class Endless extends InputStream {
        private final byte[] start;
        private int position;

        Endless(String start) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return position < start.length ? start[position++] : 'x';
        }
    }

    private static final class Repeated extends InputStream {
        private final byte[] unit;
        private final byte[] end;
        private byte[] current;
        private int position;
        private int left;

        Repeated(String start, String unit, int times, String end) {
            this.current = start.getBytes(StandardCharsets.UTF_8);
            this.unit = unit.getBytes(StandardCharsets.UTF_8);
            this.end = end.getBytes(StandardCharsets.UTF_8);
            this.left = times + 1;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (position == current.length) {
                if (left == 0) {
                    return -1;
                }
                left--;
                current = left == 0 ? end : unit;
                position = 0;
            }
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, buffer, offset, count);
            position += count;
            return count;
        }
    }
}
