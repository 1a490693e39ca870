package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bytes;
import static io.jenkins.lib.containergate.secret.scan.Packed.joined;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts in places that formats have for them: headers, comments, attributes, compressed streams. */
class TextInFormatsTest {
    private final String token = new SecretTemplate(37).fill("{github:ghp_}");

    @Test
    void nameAndCommentOfEveryMemberOfAGzipAreSearched() throws IOException {
        GzipParameters comment = new GzipParameters();
        comment.setComment("built with " + token);
        GzipParameters name = new GzipParameters();
        name.setFileName(token);

        assertFound("a.gz", gzip("text", comment), "a.gz!/(header)");
        assertFound("a.gz", joined(gzip("text", new GzipParameters()), gzip("text", name)), "a.gz!/(header)");
        assertThat(Searched.file("a.gz", gzip("text", new GzipParameters())).unsearched())
                .isEmpty();
    }

    @Test
    void commentsAndExtraFieldsOfEntriesOfAZipAreSearched() throws IOException {
        byte[] extra = ByteBuffer.allocate(4 + token.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x7777)
                .putShort((short) token.length())
                .put(token.getBytes(StandardCharsets.US_ASCII))
                .array();
        ZipEntry commented = new ZipEntry("a.txt");
        commented.setComment("token: " + token);
        ZipEntry extended = new ZipEntry("a.txt");
        extended.setExtra(extra);

        assertFound("a.zip", zip(commented), "a.zip!/(comments and attributes of entries)");
        assertThat(Searched.file("a.zip", zip(extended)).rules()).contains("github-personal-access-token");
    }

    @Test
    void whatLiesBetweenEntriesOfAZipIsSearched() throws IOException {
        byte[] zip = zip(new ZipEntry("a.txt"), new ZipEntry("b.txt"));
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        int second = text.indexOf("PK\3\4", 4);
        int directory = text.indexOf("PK\1\2");
        byte[] secret = ("\n" + token + "\n").getBytes(StandardCharsets.US_ASCII);

        assertFound("a.zip", inserted(zip, directory, secret, 1), "a.zip!/(between entries)");
        assertFound("a.zip", inserted(zip, second, secret, 2), "a.zip!/(between entries)");
        assertThat(Searched.file("a.zip", zip).unsearched()).isEmpty();
    }

    @Test
    void anEntryOfAZipThatIsCalledLikeADirectoryIsSearched() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a/"));
            zip.write(("token: " + token).getBytes(StandardCharsets.US_ASCII));
            zip.closeEntry();
        }
        assertFound("a.zip", out.toByteArray(), "a.zip!/a/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCHILY.xattr.user.note", "comment", "uname", "LIBARCHIVE.xattr.user.note"})
    void attributesAndCommentsOfATarAreSearched(String record) throws IOException {
        byte[] tar = LayerBuilder.layer()
                .entry(TarEntry.file("a.txt", Content.of("text".getBytes(StandardCharsets.US_ASCII)))
                        .withPax(record, "token " + token))
                .compression(Compression.NONE)
                .build()
                .blob()
                .bytes();

        assertFound("a.tar", tar, "a.tar!/(comments and attributes of entries)");
    }

    @Test
    void compressedStreamsOfAPdfAreSearched() throws IOException {
        byte[] pdf = joined(
                bytes("%PDF-1.7\n1 0 obj\n<</Filter /FlateDecode>>\nstream\r\n"),
                joined(
                        zlib(bytes("BT (token: " + token + ") Tj ET")),
                        bytes("\nendstream\nendobj\n2 0 obj <<>> stream\ntext\nendstream\n%%EOF")));

        assertFound("a.pdf", pdf, "a.pdf!/(stream 1)");
        assertFound("a.txt", joined(bytes("\n"), pdf), "a.txt!/(stream 1)");
        byte[] blanks = bytes(new String(pdf, StandardCharsets.ISO_8859_1).replace("stream\r\nx", "stream \t\nx"));
        assertThat(blanks).isNotEqualTo(pdf);
        assertFound("a.pdf", blanks, "a.pdf!/(stream 1)");
    }

    @Test
    void textsOfAPngAreSearched() throws IOException {
        byte[] packed = zlib(bytes("token: " + token));

        assertFound("a.png", png("tEXt", bytes("Comment\0token: " + token)), "a.png");
        assertFound("a.png", png("zTXt", joined(bytes("Comment\0\0"), packed)), "a.png!/(zTXt)");
        assertFound("a.png", png("iCCP", joined(bytes("Profile\0\0"), packed)), "a.png!/(iCCP)");
        assertFound("a.png", png("iTXt", joined(bytes("Comment\0\1\0en\0Comment\0"), packed)), "a.png!/(iTXt)");
        assertThat(Searched.file("a.png", png("IDAT", packed)).found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32LE", "UTF-32BE", "X-UTF-32LE-BOM", "X-UTF-32BE-BOM"})
    void textInUtf32IsSearched(String charset) {
        byte[] text = ("first line, long enough to tell\ntoken: " + token + "\n").getBytes(Charset.forName(charset));

        assertFound("a.txt", text, "a.txt");
    }

    @Test
    void zlibInBase64AndGzipInJsonWithEscapedSlashesAreSearched() throws IOException {
        byte[] content = bytes("settings of the application\ntoken: " + token + "\n");
        String zlib = Base64.getEncoder().encodeToString(zlib(content));
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(content);
        }
        String escaped = Base64.getEncoder().encodeToString(gzip.toByteArray()).replace("/", "\\/");

        assertFound("a.json", bytes("{\"a\": \"" + zlib + "\"}"), "a.json");
        assertFound("a.json", bytes("{\"a\": \"" + escaped + "\"}"), "a.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hsqs",
                "\u00ed\u00ab\u00ee\u00db\3\0",
                "\u007fELF\2\1\1\0AI\2",
                "MSCF\0\0\0\0",
                "\u001f\u009d\u0090",
                "\u0089LZO\0\r\n\u001a\n",
                "xar!\0\u001c"
            })
    void kindsThatAreNotOpenedAreUndecided(String beginning) {
        Searched searched = Searched.file("a.png", bytes(beginning + "\0".repeat(600)));

        assertThat(searched.unsearched())
                .extracting(place -> place.reason().rule())
                .containsExactly("secret-archive-unreadable");
    }

    @Test
    void whatAScriptUnpacksFromBehindItselfIsSearched() throws IOException {
        byte[] script = bytes("#!/bin/sh\ntail -n +3 \"$0\" | gunzip\n");
        byte[] payload = gzip("first\ntoken: " + token + "\n", new GzipParameters());

        assertFound("setup.run", joined(script, payload), "setup.run");
        assertThat(Searched.file("setup.sh", script).unsearched()).isEmpty();
    }

    @Test
    void entriesOfACpioAreOpened() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(out)) {
            byte[] content = gzip("first\ntoken: " + token + "\n", new GzipParameters());
            cpio.putArchiveEntry(new CpioArchiveEntry("etc/a.gz", content.length));
            cpio.write(content);
            cpio.closeArchiveEntry();
        }
        assertFound("initrd", out.toByteArray(), "initrd!/etc/a.gz");
    }

    @Test
    void gzipInAnIndentedBlockOfYamlIsSearched() throws IOException {
        byte[] noise = new byte[200];
        new Random(3).nextBytes(noise);
        String text = new String(noise, StandardCharsets.ISO_8859_1) + "\ntoken: " + token + "\n";
        String block = Base64.getMimeEncoder(76, bytes("\n    ")).encodeToString(gzip(text, new GzipParameters()));

        assertFound("a.yaml", bytes("binaryData:\n  a: |\n    " + block + "\nother: 1\n"), "a.yaml");
    }

    private static void assertFound(String name, byte[] content, String path) {
        Searched searched = Searched.file(name, content);
        assertThat(searched.rules()).as(path).containsExactly("github-personal-access-token");
        assertThat(searched.found()).extracting(FoundSecret::path).containsExactly(path);
        assertThat(searched.unsearched()).isEmpty();
    }

    private static byte[] gzip(String text, GzipParameters header) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GzipCompressorOutputStream(out, header)) {
            gzip.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] zip(ZipEntry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry : entries) {
                zip.putNextEntry(entry);
                zip.write(bytes("text of some length"));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** With bytes before a position, and the offsets of the directory moved: of all that is behind. */
    private static byte[] inserted(byte[] zip, int at, byte[] more, int movedFrom) {
        byte[] all = joined(joined(Arrays.copyOf(zip, at), more), Arrays.copyOfRange(zip, at, zip.length));
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("PK\5\6");
        bytes.putInt(end + 16, bytes.getInt(end + 16) + more.length);
        if (movedFrom == 2) {
            int second = text.indexOf("PK\1\2", text.indexOf("PK\1\2") + 4);
            bytes.putInt(second + 42, bytes.getInt(second + 42) + more.length);
        }
        return all;
    }

    private static byte[] png(String type, byte[] data) {
        byte[] chunk = ByteBuffer.allocate(8 + data.length + 4)
                .putInt(data.length)
                .put(bytes(type))
                .put(data)
                .array();
        byte[] start = joined(
                bytes("\u0089PNG\r\n\u001a\n"), joined(new byte[] {0, 0, 0, 13}, bytes("IHDR" + "\0".repeat(17))));
        return joined(joined(start, chunk), joined(new byte[4], bytes("IEND\0\0\0\0")));
    }

    private static byte[] zlib(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(content);
        }
        return out.toByteArray();
    }
}
