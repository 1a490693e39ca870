package io.jenkins.lib.containergate.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntFunction;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Whole files that are made to be slow to search, of about any size. */
enum HostileFile {
    /** To compare with: settings, sentences and a little source. */
    ORDINARY(
            "srv/app/settings.yaml",
            size -> repeated(
                    "# how often the shop asks for prices\n"
                            + "prices:\n"
                            + "  interval: 15s\n"
                            + "  url: https://prices.acme.net/v1\n"
                            + "int total = basket.stream().mapToInt(Item::price).sum();\n"
                            + "The quick answer is kept for as long as nobody changes it, and asked for again.\n",
                    size,
                    "")),
    ONE_LINE(
            "srv/app/app.min.js", size -> repeated("a=b.c(d,e);function f(g){return g?h:i}", size, HostileFile.SECRET)),
    ONE_LINE_OF_NAMES("srv/app/app.min.js", size -> repeated("token:t,password:p,", size, HostileFile.SECRET)),
    ONE_LINE_OF_PARAMETERS("srv/app/app.min.js", size -> repeated("token=t&password=p&", size, HostileFile.SECRET)),
    ONE_LINE_OF_QUOTED_NAMES(
            "srv/app/app.min.js", size -> repeated("token:'t',password:\"p\",", size, HostileFile.SECRET)),
    ONE_WORD("srv/app/data.txt", size -> repeated("a", size, HostileFile.SECRET)),
    KEYWORDS_WITHOUT_END("srv/app/settings.yaml", size -> repeated("password", size, "=\"" + HostileFile.SECRET)),
    EQUALS_SIGNS("srv/app/settings.yaml", size -> after("api_key", "=", size)),
    QUOTES("srv/app/settings.yaml", size -> after("api_key=", "\"", size)),
    BACKSLASHES("srv/app/settings.yaml", size -> after("api_key=\"", "\\", size)),
    UNICODE_ESCAPES("srv/app/settings.json", size -> after("\"api_key\":\"", "\\u0041", size)),
    PERCENT_OF_PERCENT("srv/app/settings.yaml", size -> after("api_key=", "%25%25", size)),
    PERCENT_OF_LETTERS("srv/app/settings.yaml", size -> after("api_key=", "%41%42", size)),
    CHARACTER_REFERENCES("srv/app/settings.xml", size -> after("<api_key>", "&#x41;", size)),
    NESTED_JSON("srv/app/settings.json", size -> nested("[", "]", size)),
    NESTED_OBJECTS("srv/app/settings.json", size -> nested("{\"a\":", "}", size)),
    NESTED_YAML("srv/app/settings.yaml", size -> nested("[", "]", size)),
    NESTED_YAML_LISTS("srv/app/settings.yaml", size -> nested("- ", "", size)),
    BASE64_OF_BASE64("srv/app/settings.yaml", HostileFile::base64),
    BEGINS_WITHOUT_ENDS(
            "srv/app/keys.pem", size -> repeated("-----BEGIN RSA PRIVATE KEY-----\n", size, HostileFile.SECRET)),
    BEGINS_WITH_LETTERS(
            "srv/app/keys.pem",
            size -> repeated(
                    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n", size, HostileFile.SECRET)),
    SMALL_MEMBERS_OF_A_ZIP("srv/app/bundle.zip", HostileFile::zip),
    SMALL_MEMBERS_OF_A_TAR("srv/app/bundle.tar", HostileFile::tar);

    /** At the end, so that its place in the document has to be worked out. */
    private static final String SECRET = " glpat-" + "Xk7RpQ2vTn9LwYc4Bz6H ";

    private final String path;
    private final IntFunction<byte[]> content;

    HostileFile(String path, IntFunction<byte[]> content) {
        this.path = path;
        this.content = content;
    }

    String path() {
        return path;
    }

    byte[] of(int size) {
        return content.apply(size);
    }

    private static byte[] repeated(String piece, int size, String end) {
        byte[] content = HostileContents.repeated(piece, size);
        byte[] last = end.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(last, 0, content, size - last.length, last.length);
        return content;
    }

    /** The beginning, the piece for four thousand characters, the beginning again... */
    private static byte[] after(String beginning, String piece, int size) {
        return repeated(beginning + piece.repeat(4_000 / piece.length()), size, SECRET);
    }

    private static byte[] nested(String open, String close, int size) {
        int depth = (size - SECRET.length() - 2) / (open.length() + close.length());
        return (open.repeat(depth) + '"' + SECRET + '"' + close.repeat(depth)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] base64(int size) {
        byte[] content = repeated("api_key=\"a\" ", size / 8, SECRET);
        for (int depth = 0; depth < 7; depth++) {
            content = Base64.getEncoder().encode(content);
        }
        return content;
    }

    private static byte[] zip(int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            byte[] content = "a=1".getBytes(StandardCharsets.US_ASCII);
            CRC32 crc = new CRC32();
            crc.update(content);
            for (int i = 0; bytes.size() < size / 2; i++) {
                ZipEntry entry = new ZipEntry("m" + i);
                entry.setSize(content.length);
                entry.setCompressedSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; bytes.size() < size; i++) {
                TarArchiveEntry entry = new TarArchiveEntry("m" + i);
                entry.setSize(3);
                tar.putArchiveEntry(entry);
                tar.write("a=1".getBytes(StandardCharsets.US_ASCII));
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
