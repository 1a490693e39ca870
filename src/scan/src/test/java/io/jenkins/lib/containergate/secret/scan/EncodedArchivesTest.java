package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bytes;
import static io.jenkins.lib.containergate.secret.scan.Packed.gzip;
import static io.jenkins.lib.containergate.secret.scan.Packed.joined;
import static io.jenkins.lib.containergate.secret.scan.Packed.tar;
import static io.jenkins.lib.containergate.secret.scan.Packed.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Archives in base 64, as manifests, templates and scripts hold them. */
class EncodedArchivesTest {
    private static final String RULE = "github-personal-access-token";

    private final SecretTemplate template = new SecretTemplate(47);
    private final byte[] file =
            bytes("first line\nTOKEN=" + template.fill("{github:ghp_}") + "\n" + "word ".repeat(200) + "\n");

    @Test
    void archivesOfAllKindsAreOpened() throws IOException {
        for (Map.Entry<String, byte[]> archive : archives(file).entrySet()) {
            String line = Base64.getEncoder().encodeToString(archive.getValue());
            String block = Base64.getMimeEncoder(76, bytes("\n    ")).encodeToString(archive.getValue());
            String escaped = Base64.getMimeEncoder(64, bytes("\n"))
                    .encodeToString(archive.getValue())
                    .replace("/", "\\/")
                    .replace("\n", "\\n");
            for (String text : new String[] {
                "data: " + line, "data: |\n    " + block + "\nother: 1\n", "{\"data\":\"" + escaped + "\"}"
            }) {
                Searched searched = Searched.file("srv/a.yaml", text);

                assertThat(searched.rules()).as(archive.getKey()).containsExactly(RULE);
                assertThat(searched.found().get(0).path()).startsWith("srv/a.yaml!/(base 64)");
                assertThat(searched.unsearched()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#!/bin/sh\ntail -n +4 \"$0\" | tar -xz\nexit 0\n", "\u007fELF\2\1\1\0", "MZ\u0090\0\3\0\0\0"})
    void archivesBehindAScriptOrAProgramAreOpenedWhateverTheirSize(String beginning) throws IOException {
        byte[] noise = new byte[400_000];
        new Random(3).nextBytes(noise);
        for (byte[] archive : new byte[][] {zip(file), zip(joined(noise, file))}) {
            String text = Base64.getEncoder().encodeToString(joined(bytes(beginning), archive));

            Searched searched = Searched.file("srv/a.yaml", "userData: " + text + "\n");

            assertThat(searched.rules()).containsExactly(RULE);
            assertThat(searched.found().get(0).path()).startsWith("srv/a.yaml!/(base 64)");
        }
    }

    @Test
    void aScriptWithNothingBehindItIsSearchedOnce() {
        String script = "#!/bin/sh\nexport " + new String(file, StandardCharsets.ISO_8859_1).substring(11);

        Searched searched =
                Searched.file("srv/a.yaml", "userData: " + Base64.getEncoder().encodeToString(bytes(script)) + "\n");

        assertThat(searched.found()).extracting(FoundSecret::path).containsExactly("srv/a.yaml");
    }

    @Test
    void gzipThatIsLongerThanWhatIsInMemoryIsReadToItsEnd() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);
        byte[] packed = gzip(joined(noise, file));

        Searched searched =
                Searched.file("srv/a.yaml", "data: " + Base64.getEncoder().encodeToString(packed));

        assertThat(searched.rules()).containsExactly(RULE);
        assertThat(searched.unsearched()).isEmpty();
    }

    /** As Helm keeps its releases: gzip in base 64, in base 64 as Kubernetes has all values of secrets. */
    @Test
    void archivesInWhatIsDecodedAreOpenedWhateverTheirSize() throws IOException {
        Map<String, byte[]> archives = archives(file);
        byte[] noise = new byte[200_000];
        new Random(3).nextBytes(noise);
        archives.put("gzip", gzip(joined(noise, file)));
        for (Map.Entry<String, byte[]> archive : archives.entrySet()) {
            String once = Base64.getEncoder().encodeToString(archive.getValue());
            String twice = Base64.getEncoder().encodeToString(bytes(once));

            Searched searched = Searched.file("srv/a.yaml", "data:\n  release: " + twice + "\n");

            assertThat(searched.rules()).as(archive.getKey()).containsExactly(RULE);
            assertThat(searched.found().get(0).path()).startsWith("srv/a.yaml!/(base 64)");
            assertThat(searched.unsearched()).isEmpty();
        }
    }

    @Test
    void moreArchivesInWhatIsDecodedThanAreOpenedAreUndecided() throws IOException {
        String line = "data: " + Base64.getEncoder().encodeToString(zip(bytes("x"))) + "\n";
        String encoded = Base64.getEncoder().encodeToString(bytes(line.repeat(1_001)));

        assertThat(Searched.file("srv/a.yaml", "data: " + encoded + "\n").unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("more archives in base 64 than are opened"));
    }

    /** Of each kind what a test of an archive library may hold, cut off or with other bytes behind its beginning. */
    @Test
    void whatNobodyCanOpenIsNoArchive() throws IOException {
        Random random = new Random(11);
        for (Map.Entry<String, byte[]> archive : archives(file).entrySet()) {
            if (archive.getKey().equals("7z")) {
                continue;
            }
            byte[] cut = Arrays.copyOf(archive.getValue(), archive.getValue().length / 3);
            byte[] other = archive.getValue().clone();
            for (int i = 12; i < other.length && !archive.getKey().equals("tar"); i++) {
                other[i] = (byte) random.nextInt();
            }
            for (byte[] broken : new byte[][] {cut, other}) {
                String text = "\"" + Base64.getEncoder().encodeToString(broken) + "\"";

                assertThat(Searched.file("srv/a.json", text).unsearched())
                        .as(archive.getKey())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rar!\u001a\u0007\1\0", "7z\u00bc\u00af'\u001c\0\4"})
    void kindsThatAreNotOpenedAreUndecidedOnceForTheFile(String beginning) {
        String encoded = Base64.getEncoder().encodeToString(bytes(beginning + "some content ".repeat(20)));

        assertThat(Searched.file("srv/a.json", "[\"" + encoded + "\", \"" + encoded + "\"]")
                        .unsearched())
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.reason()).isEqualTo(Unsearched.Reason.ARCHIVE);
                    assertThat(place.path()).isEqualTo("srv/a.json");
                });
    }

    /** As variables of an environment and labels have them. */
    @Test
    void archivesInATextThatIsInNoFileAreOpened() throws Exception {
        CollectedSecrets collected = new CollectedSecrets(10);

        SecretSearch.standard(Limits.defaults())
                .scanner(Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()))
                .scanText("image.env", "BUNDLE=" + Base64.getEncoder().encodeToString(zip(file)), collected);

        assertThat(collected.found()).extracting(found -> found.rule().value()).containsExactly(RULE);
        assertThat(collected.unsearched()).isEmpty();
    }

    @Test
    void archivesInEachOtherComeToAnEnd() throws IOException {
        byte[] content = file;
        for (int i = 0; i < 10; i++) {
            content = zip(bytes("data: " + Base64.getEncoder().encodeToString(content) + "\n"));
        }
        assertThat(Searched.file("srv/a.zip", content).unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("maxArchiveDepth"));
    }

    private static Map<String, byte[]> archives(byte[] content) throws IOException {
        Map<String, byte[]> archives = new LinkedHashMap<>();
        archives.put("zip", zip(content));
        archives.put("tar", tar(content));
        ByteArrayOutputStream xz = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(xz, new LZMA2Options(1))) {
            out.write(content);
        }
        archives.put("xz", xz.toByteArray());
        ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
            out.write(content);
        }
        archives.put("bzip2", bzip2.toByteArray());
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName("a.env");
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        }
        archives.put("7z", Arrays.copyOf(channel.array(), (int) channel.size()));
        return archives;
    }
}
