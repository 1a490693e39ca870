package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bzip2;
import static io.jenkins.lib.containergate.secret.scan.Packed.joined;
import static io.jenkins.lib.containergate.secret.scan.Packed.xz;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

/** Archives no image is made of, which may lie in one. */
class ForeignArchivesTest {
    private static final String RULE = "github-personal-access-token";

    private final String token = new SecretTemplate(31).fill("{github:ghp_}");
    private final byte[] file = ("TOKEN=" + token).getBytes(StandardCharsets.UTF_8);

    @Test
    void secretsUnderXzAndBzip2AreFound() throws IOException {
        assertThat(Searched.file("app.env.xz", xz(file)).rules()).containsExactly(RULE);
        assertThat(Searched.file("app.env.bz2", bzip2(file)).rules()).containsExactly(RULE);
    }

    @Test
    void allMembersOfAStreamAreSearched() throws IOException {
        byte[] first = "nothing\n".getBytes(StandardCharsets.UTF_8);

        assertThat(Searched.file("a.xz", joined(xz(first), xz(file))).rules()).containsExactly(RULE);
        assertThat(Searched.file("a.bz2", joined(bzip2(first), bzip2(file))).rules())
                .containsExactly(RULE);
    }

    @Test
    void aSecretInSevenZipIsFoundAtItsEntry() throws IOException {
        Searched searched = Searched.file("backup.7z", sevenZip(file));

        assertThat(searched.rules()).containsExactly(RULE);
        assertThat(searched.found().get(0).path()).isEqualTo("backup.7z!/conf/app.env");
    }

    @Test
    void aSecretAfterTheEndOfSevenZipIsFound() throws IOException {
        byte[] harmless = sevenZip("text".getBytes(StandardCharsets.UTF_8));

        assertThat(Searched.file("backup.7z", joined(harmless, file)).rules()).containsExactly(RULE);
        assertThat(Searched.file("backup.7z", joined(harmless, sevenZip(file))).rules())
                .containsExactly(RULE);
        assertThat(Searched.file("backup.7z", harmless).unsearched()).isEmpty();
    }

    @Test
    void aSecretInTheNameOfAnEntryOfSevenZipIsFound() throws IOException {
        String name = new SecretTemplate(8).fill("{github:ghp_}");
        byte[] archive = sevenZip(name + "/app.env", "text".getBytes(StandardCharsets.UTF_8));

        assertThat(Searched.file("backup.7z", archive).found())
                .extracting(FoundSecret::path)
                .containsExactly("backup.7z!/(names of entries)");
    }

    @Test
    void aSecretInADebianPackageIsFound() throws IOException {
        Searched searched = Searched.file("app.deb", debianPackage(xz(file)));

        assertThat(searched.rules()).containsExactly(RULE);
        assertThat(searched.found().get(0).path()).isEqualTo("app.deb!/data.tar.xz");
    }

    @Test
    void whatIsCutOffIsUnsearchedAndNotPassed() throws IOException {
        for (byte[] whole : List.of(xz(new byte[9_000]), bzip2(file), sevenZip(file))) {
            byte[] half = Arrays.copyOf(whole, whole.length * 2 / 3);
            assertThat(Searched.file("a", half).unsearched())
                    .extracting(Unsearched::reason)
                    .containsExactly(Unsearched.Reason.ARCHIVE);
        }
    }

    @Test
    void aDictionaryLargerThanAnyHonestOneIsRefused() throws IOException {
        byte[] archive = xz(file);
        int header = 12;
        int length = (archive[header] + 1) * 4;
        archive[header + 4] = 34; // 512 MiB, as the .xz format writes it
        CRC32 checksum = new CRC32();
        checksum.update(archive, header, length - 4);
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(header + length - 4, (int) checksum.getValue());

        assertThat(Searched.file("a.xz", archive).unsearched())
                .extracting(Unsearched::reason)
                .containsExactly(Unsearched.Reason.ARCHIVE);
    }

    @Test
    void aBombIsStoppedAndSaysSo() throws IOException {
        byte[] zeros = new byte[32 << 20];
        for (byte[] bomb : List.of(xz(zeros), bzip2(zeros), sevenZip(zeros))) {
            assertThat(Searched.file("a", bomb).unsearched())
                    .extracting(Unsearched::reason)
                    .containsExactly(Unsearched.Reason.TOO_LARGE);
        }
    }

    @Test
    void moreEntriesThanAreOpenedAreUnsearched() throws IOException {
        Limits d = Limits.defaults();
        Limits few = new Limits(
                d.maxManifestBytes(),
                d.maxLayers(),
                d.maxLayerBytes(),
                d.maxCompressionRatio(),
                d.maxEntries(),
                d.maxPathLength(),
                d.maxLinkDepth(),
                d.maxFileBytes(),
                d.maxArchiveDepth(),
                1);
        Searched searched = Searched.file(
                "a.deb",
                debianPackage(file),
                Searched.STANDARD,
                new ScanOptions(Redaction.withoutKey(), false),
                few,
                SecretLimits.defaults());

        assertThat(searched.unsearched()).hasSize(1);
        assertThat(searched.unsearched().get(0).problem()).contains("maxArchiveEntries");
    }

    @Test
    void kindsThatAreNotOpenedAreNotPassedOver() {
        for (String head : List.of("Rar!\u001a\u0007\1\0", "\4\"M\u0018d@", "LZIP\1\u0010")) {
            byte[] content = (head + "rest").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Searched.file("a", content).unsearched())
                    .extracting(Unsearched::reason)
                    .containsExactly(Unsearched.Reason.ARCHIVE);
        }
    }

    private static byte[] sevenZip(byte[] content) throws IOException {
        return sevenZip("conf/app.env", content);
    }

    private static byte[] sevenZip(String name, byte[] content) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName(name);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    private static byte[] debianPackage(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream out = new ArArchiveOutputStream(bytes)) {
            byte[] version = "2.0\n".getBytes(StandardCharsets.UTF_8);
            out.putArchiveEntry(new ArArchiveEntry("debian-binary", version.length));
            out.write(version);
            out.closeArchiveEntry();
            out.putArchiveEntry(new ArArchiveEntry("data.tar.xz", data.length));
            out.write(data);
            out.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
