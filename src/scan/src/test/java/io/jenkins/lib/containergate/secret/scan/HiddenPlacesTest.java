package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bytes;
import static io.jenkins.lib.containergate.secret.scan.Packed.gzip;
import static io.jenkins.lib.containergate.secret.scan.Packed.joined;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places inside of files that no name gives away. */
class HiddenPlacesTest {
    private final SecretTemplate template = new SecretTemplate(31);

    @ParameterizedTest
    @ValueSource(strings = {"#!/bin/bash\nexec java -jar \"$0\"\nexit 0\n", "\u007fELF\2\1\1\0", "MZ\u0090\0\3\0\0\0"})
    void anArchiveBehindAProgramIsOpened(String beginning) throws IOException {
        byte[] content =
                joined(bytes(beginning), zip("app.properties", "db.password=" + template.fill("{password}") + "\n"));

        Searched searched = Searched.file("srv/app/app", content);

        assertThat(searched.found()).extracting(FoundSecret::path).containsExactly("srv/app/app!/app.properties");
        assertThat(searched.unsearched()).isEmpty();
    }

    /** Java and Python open them all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"logo.png", "notes.txt", "lib.so", "App.class", "page.html", "manual.pdf"})
    void anArchiveBehindAnythingElseIsOpenedWhateverTheFileIsCalled(String name) throws IOException {
        byte[] zip = zip("app.properties", "db.password=" + template.fill("{password}") + "\n");
        for (String beginning :
                new String[] {"\u0089PNG\r\n\u001a\n", "plain text\n", "\u00ca\u00fe\u00ba\u00be", "PPKK\5\6PK\5"}) {
            Searched searched = Searched.file("srv/app/" + name, joined(bytes(beginning), zip));

            assertThat(searched.found())
                    .extracting(FoundSecret::path)
                    .containsExactly("srv/app/" + name + "!/app.properties");
            assertThat(searched.unsearched()).isEmpty();
        }
    }

    @Test
    void anArchiveBehindAnArchiveIsOpenedAsWell() throws IOException {
        byte[] first = zip("old.properties", "db.password=" + template.fill("{password}") + "\n");
        byte[] second = zip("new.properties", "port=8080\n");
        for (String beginning : new String[] {"", "text\n"}) {
            byte[] all = joined(bytes(beginning), joined(first, second));

            assertThat(Searched.file("srv/app/data.bin", all).found())
                    .extracting(FoundSecret::path)
                    .containsExactly("srv/app/data.bin!/old.properties");
        }
    }

    @Test
    void whatAZipHasBeforeItsFirstEntryIsSearched() throws IOException {
        byte[] stale = joined(bytes("PK\3\4"), bytes("\ntoken: " + template.fill("{github:ghp_}") + "\n"));

        Searched searched = Searched.file("srv/app/data.zip", joined(stale, zip("a", "text")));

        assertThat(searched.rules()).containsExactly("github-personal-access-token");
        assertThat(searched.unsearched()).isEmpty();
    }

    @Test
    void namesOfEntriesAreSearched() throws IOException {
        String token = template.fill("{github:ghp_}");
        for (byte[] archive : new byte[][] {tar("srv/" + token + "/a", "text"), zip("srv/" + token, "text")}) {
            Searched searched = Searched.file("srv/a.data", archive);

            assertThat(searched.found()).singleElement().satisfies(found -> {
                assertThat(found.rule().value()).isEqualTo("github-personal-access-token");
                assertThat(found.path()).isEqualTo("srv/a.data!/(names of entries)");
            });
        }
    }

    @Test
    void passwordsInTheEnvironmentOfAProcessAreFound() {
        String environment = "PATH=/bin\0DB_PASSWORD=" + template.fill("{password}") + "\0HOME=/root\0";

        Searched searched = Searched.file("var/crash/environ", bytes(environment));

        assertThat(searched.found()).singleElement().satisfies(found -> {
            assertThat(found.rule().value()).isEqualTo("generic-password");
            assertThat(found.line()).isEqualTo(2);
        });
    }

    @Test
    void passwordsInWhatVimKeepsOfAFileAreFound() {
        String header = "b0VIM 8.2" + "\0".repeat(99) + "root" + "\0".repeat(3984);
        String block = "ad\1\0\2\0" + "\0".repeat(2000) + "PORT=80\0DB_PASSWORD=" + template.fill("{password}") + "\0";

        for (String name : new String[] {".env.swp", ".app.properties.swp"}) {
            assertThat(Searched.file("srv/" + name, bytes(header + block)).rules())
                    .as(name)
                    .containsExactly("generic-password");
        }
    }

    @Test
    void passwordsInTheChangesThatVimKeepsAreFound() {
        byte[] header = bytes("\0\2" + "\0".repeat(500) + "\1\0\0\0\15port=80\0\0\0 ");
        byte[] mark = {'V', 'i', 'm', (byte) 0x9f, 'U', 'n', 'D', 'o', (byte) 0xe5};
        byte[] line = bytes("db.password=" + template.fill("{password}"));
        byte[] end = {(byte) 0xf5, 0x18, 0, 0, 0, 0, 0x35, (byte) 0x81};

        for (String name : new String[] {".app.properties.un~", "..env.un~"}) {
            byte[] content = ByteBuffer.allocate(mark.length + header.length + line.length + end.length)
                    .put(mark)
                    .put(header)
                    .put(line)
                    .put(end)
                    .array();
            assertThat(Searched.file("srv/" + name, content).rules()).as(name).containsExactly("generic-password");
        }
    }

    @Test
    void aProgramWithANameAndAValueInItIsNoText() {
        String password = "DB_PASSWORD=" + template.fill("{password}");

        assertThat(Searched.file("usr/bin/tool", bytes("\u007fELF\2\1\1\0" + password + "\0"))
                        .rules())
                .isEmpty();
        assertThat(Searched.file("usr/bin/tool", bytes("A=b\0\0\0" + password + "\0\1\2"))
                        .rules())
                .isEmpty();
    }

    @Test
    void whatFollowsTheEndOfAZipIsSearched() throws IOException {
        byte[] secret = bytes("\ntoken: " + template.fill("{github:ghp_}") + "\n");

        Searched searched = Searched.file("srv/app/data.zip", joined(zip("a", "text"), secret));

        assertThat(searched.rules()).containsExactly("github-personal-access-token");
        assertThat(searched.unsearched()).isEmpty();
    }

    @Test
    void aStreamOfZlibIsSearchedAndSoIsWhatFollowsIt() throws IOException {
        byte[] first = zlib("words ".repeat(300) + template.fill("{github:ghp_}") + "\n");
        byte[] other = zlib("token: " + template.fill("glpat-{url64:20}") + "\n");

        assertThat(Searched.file("var/cache/dump", first).rules()).containsExactly("github-personal-access-token");
        assertThat(Searched.file("var/cache/dump", other).rules()).containsExactly("gitlab-personal-access-token");
        assertThat(Searched.file("var/cache/dump", joined(first, other)).rules())
                .containsExactlyInAnyOrder("github-personal-access-token", "gitlab-personal-access-token");
        assertThat(Searched.file("var/cache/dump", joined(first, other)).unsearched())
                .isEmpty();
    }

    @Test
    void aStreamOfZlibThatIsDamagedIsSaid() throws IOException {
        Random random = new Random(9);
        String letters =
                random.ints(4000, 'a', 'z').mapToObj(Character::toString).collect(Collectors.joining());
        byte[] whole = zlib(letters);

        assertThat(Searched.file("srv/a", Arrays.copyOf(whole, whole.length / 2))
                        .unsearched())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x^2 + y^2 = z^2\n", "x^", "x\u0001 and more of it", "h\u0005llo"})
    void aTextThatBeginsLikeAStreamOfZlibIsText(String text) {
        String token = template.fill("{github:ghp_}");
        for (String rest : new String[] {"", " ".repeat(600), "a line of text\n".repeat(60)}) {
            Searched searched = Searched.file("srv/notes.txt", bytes(text + rest + "\ntoken: " + token + "\n"));

            assertThat(searched.rules()).containsExactly("github-personal-access-token");
            assertThat(searched.unsearched()).isEmpty();
        }
    }

    @Test
    void whatFollowsTheEndOfATarIsSearched() throws IOException {
        String secret = "token: " + template.fill("{github:ghp_}") + "\n";
        byte[] tar = tar("a", "text");

        assertThat(Searched.file("srv/a.tar", joined(tar, bytes(secret))).rules())
                .containsExactly("github-personal-access-token");
        assertThat(Searched.file("srv/a.tar", joined(tar, tar("b", secret))).found())
                .extracting(FoundSecret::path)
                .containsExactly("srv/a.tar!/b");
        assertThat(Searched.file("srv/a.tar", joined(tar, zip("c", secret))).found())
                .extracting(FoundSecret::path)
                .containsExactly("srv/a.tar!/c");
        assertThat(Searched.file("srv/a.tar", joined(tar, new byte[9000])).unsearched())
                .isEmpty();
    }

    @Test
    void aProgramWithoutAnArchiveIsNone() {
        assertThat(Searched.file("usr/bin/tool", bytes("\u007fELF\2\1\1\0PK\5\6 nothing of the kind"))
                        .unsearched())
                .isEmpty();
    }

    @Test
    void anArchiveBehindAProgramThatLiesTooDeepIsSaidOnceForTheWholeFile() throws IOException {
        byte[] content = joined(bytes("#!/bin/sh\n"), zip("a", "text"));
        for (int depth = 0; depth < SecretLimits.defaults().maxArchiveDepth(); depth++) {
            content = depth == 0 ? zipOf(content, 3) : zipOf(content, 1);
        }

        Searched searched = Searched.file("srv/deep.zip", content);

        assertThat(searched.unsearched()).singleElement().satisfies(place -> {
            assertThat(place.path()).isEqualTo("srv/deep.zip");
            assertThat(place.problem()).contains("maxArchiveDepth = 6");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"github%sN", "%sZ\u000e", "z\u0014config%srun"})
    void inProgramsLettersMayTouchAToken(String constants) {
        String text = "\0\0\0" + constants.formatted(template.fill("{github:ghp_}")) + "\0\0";
        assertThat(Searched.file("app/__pycache__/main.cpython-312.pyc", bytes(text))
                        .rules())
                .containsExactly("github-personal-access-token");
    }

    @Test
    void inTextsTheyMayNot() {
        String token = template.fill("{github:ghp_}");
        assertThat(Searched.file("srv/app/notes.md", "abc" + token + "\n").rules())
                .isEmpty();
    }

    @Test
    void gzipInBase64IsUnpacked() throws IOException {
        String settings = "APP=shop\nDB_PASSWORD=" + template.fill("{password}") + "\n";
        String line =
                "- encoding: gz+b64\n  content: " + Base64.getEncoder().encodeToString(gzip(bytes(settings))) + "\n";

        assertThat(Searched.file("srv/user-data.yaml", line).rules()).containsExactly("generic-password");
    }

    @Test
    void gzipInBase64ThatUnpacksToTooMuchIsUndecided() throws IOException {
        byte[] packed = gzip(new byte[2 << 20]);

        Searched searched =
                Searched.file("srv/user-data.yaml", Base64.getEncoder().encodeToString(packed));

        assertThat(searched.unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("1048576 bytes"));
    }

    private static byte[] zlib(String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream stream = new DeflaterOutputStream(out)) {
            stream.write(bytes(content));
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes(text));
        }
        return out.toByteArray();
    }

    private static byte[] tar(String name, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(bytes(text).length);
            tar.putArchiveEntry(entry);
            tar.write(bytes(text));
            tar.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    private static byte[] zipOf(byte[] content, int times) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < times; i++) {
                zip.putNextEntry(new ZipEntry("entry" + i));
                zip.write(content);
            }
        }
        return out.toByteArray();
    }
}
