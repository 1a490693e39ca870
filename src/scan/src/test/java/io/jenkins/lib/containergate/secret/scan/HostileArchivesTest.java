package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bzip2;
import static io.jenkins.lib.containergate.secret.scan.Packed.xz;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.airlift.compress.zstd.ZstdCompressor;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

/** Archives made to hide something or to exhaust who opens them: each is bounded, and never passed over in silence. */
class HostileArchivesTest {
    private static final String RULE = "github-personal-access-token";
    /** Of everything made while searching, garbage included: the buffer of a scanner is small against it. */
    private static final long MOST_ALLOCATED = 400L << 20;

    private final String token = new SecretTemplate(31).fill("{github:ghp_}");
    private final byte[] file = ("TOKEN=" + token).getBytes(StandardCharsets.UTF_8);

    @Test
    void anEntryThatIsSaidToBeEmptyIsSearchedAllTheSame() throws IOException {
        byte[] jar = TestJar.jar().with("app.env", file).stating(0);
        assertThat(Searched.file("app.jar", jar).rules()).containsExactly(RULE);
    }

    @Test
    void anEncrypted7zIsUnsearched() throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel, "correct horse".toCharArray())) {
            entry(out, file);
        }
        assertUnreadable(Searched.file("backup.7z", Arrays.copyOf(channel.array(), (int) channel.size())));
    }

    @Test
    void aHeaderThatStatesMoreThanItHoldsIsRefusedBeforeMemoryIsTakenForIt() {
        byte[] huge = {(byte) 0xf0, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put("files", joined(new byte[] {1, 5}, huge, new byte[] {0, 0}));
        headers.put("pack streams", joined(new byte[] {1, 4, 6, 0}, huge, new byte[] {9, 0, 0, 0, 0}));
        headers.put("folders", joined(new byte[] {1, 4, 6, 0, 1, 9, 0, 0, 7, 11}, huge, new byte[] {0, 0, 0, 0}));
        headers.put("coders", joined(new byte[] {1, 4, 6, 0, 1, 9, 0, 0, 7, 11, 1, 0}, huge, new byte[] {0, 0, 0, 0}));
        headers.put(
                "an encoded header",
                joined(new byte[] {23, 6, 0, 1, 9, 5, 0, 7, 11, 1, 0, 1, 0x21, 0x21, 1, 24, 12}, huge, new byte[] {0, 0
                }));

        headers.forEach((what, header) -> assertBounded(what, SevenZipHeader.archive(header)));
    }

    @Test
    void aHeaderOfMillionsOfFilesIsRefused() {
        int files = 8_000_000;
        byte[] names = new byte[files * 2];
        byte[] number = SevenZipHeader.number(files);
        byte[] empty = new byte[files / 8];
        Arrays.fill(empty, (byte) 0xff);
        byte[] header = joined(
                new byte[] {1, 5},
                number,
                joined(new byte[] {14}, SevenZipHeader.number(empty.length), empty),
                joined(new byte[] {17}, SevenZipHeader.number(names.length + 1), new byte[] {0}, names),
                new byte[] {0, 0});

        assertBounded("files", SevenZipHeader.archive(header));
    }

    @Test
    void aHeaderThatUnpacksToHundredsOfMegabytesIsRefused() throws IOException {
        assertBounded("an encoded header", SevenZipHeader.encoded(1 << 29));
    }

    @Test
    void nested7zIsOpenedAsDeepAsOthers() throws IOException {
        byte[] nested = file;
        for (int depth = 0; depth < 6; depth++) {
            nested = sevenZip(nested);
        }
        assertThat(Searched.file("a.7z", nested).rules()).containsExactly(RULE);
        assertThat(Searched.file("a.7z", sevenZip(nested)).unsearched())
                .extracting(Unsearched::reason)
                .containsExactly(Unsearched.Reason.TOO_LARGE);
    }

    @Test
    void manyBrokenArchivesInOneAreOneUndecidedPlace() throws IOException {
        byte[] broken = Arrays.copyOf(sevenZip(file), 40);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 50; i++) {
                zip.putNextEntry(new ZipEntry("lib/" + i + ".7z"));
                zip.write(broken);
            }
        }

        assertThat(Searched.file("app.war", bytes.toByteArray()).unsearched())
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.path()).isEqualTo("app.war");
                    assertThat(place.places()).isEqualTo(50);
                    assertThat(place.first()).isEqualTo("app.war!/lib/0.7z");
                });
    }

    @Test
    void bombsOfEachKindAreStoppedAndSaySo() throws IOException {
        byte[] zeros = new byte[32 << 20];
        byte[] sevenZip = sevenZip(zeros);
        byte[] bzip2 = bzip2(zeros);
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("a.zst", zstd(zeros));
        bombs.put("a.xz", xz(zeros));
        bombs.put("a.bz2", bzip2);
        bombs.put("a.7z", sevenZip);
        bombs.put("a.7z in a.zip", zip(sevenZip));
        bombs.put("a.bz2 in a.xz", xz(bzip2));

        for (Map.Entry<String, byte[]> bomb : bombs.entrySet()) {
            assertThat(Searched.file(bomb.getKey(), bomb.getValue()).unsearched())
                    .as(bomb.getKey())
                    .extracting(Unsearched::reason)
                    .containsExactly(Unsearched.Reason.TOO_LARGE);
        }
    }

    @Test
    void aWindowLargerThanAnyHonestOneIsRefused() {
        // frame header of RFC 8878: no content size, window descriptor of 2^41 bytes
        byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xf8, 3, 0, 0, 'x'};

        assertBounded("a window", frame);
    }

    @Test
    void anEncryptedEntryOfAZipIsUnsearchedAndTheOthersAreSearched() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("locked.txt"));
            zip.write(file);
            zip.putNextEntry(new ZipEntry("open.txt"));
            zip.write(file);
        }
        byte[] archive = bytes.toByteArray();
        archive[6] |= 1;
        archive[indexOf(archive, "PK\1\2") + 8] |= 1;
        Searched searched = Searched.file("a.zip", archive);

        assertThat(searched.found().stream().map(FoundSecret::path)).containsExactly("a.zip!/open.txt");
        assertThat(searched.unsearched().stream().map(Unsearched::path)).containsExactly("a.zip!/locked.txt");
    }

    @Test
    void howeverShortAnArchiveIsCutEitherTheSecretIsFoundOrSomethingIsUnsearched() throws IOException {
        for (Map.Entry<String, byte[]> archive : archives().entrySet()) {
            byte[] whole = archive.getValue();
            for (int length = 10; length <= whole.length; length++) {
                Searched searched = Searched.file(archive.getKey(), Arrays.copyOf(whole, length));
                assertThat(searched.found().size() + searched.unsearched().size())
                        .as(archive.getKey() + " cut to " + length)
                        .isPositive();
            }
        }
    }

    @Test
    void whateverIsBrokenInAnArchiveTheSearchGoesOn() throws IOException {
        Random random = new Random(23);
        for (Map.Entry<String, byte[]> archive : archives().entrySet()) {
            for (int round = 0; round < 300; round++) {
                byte[] broken = archive.getValue().clone();
                for (int i = 0; i < 1 + random.nextInt(4); i++) {
                    broken[6 + random.nextInt(broken.length - 6)] = (byte) random.nextInt(256);
                }
                assertBounded(archive.getKey() + " broken in round " + round, broken, false);
            }
        }
    }

    private Map<String, byte[]> archives() throws IOException {
        Map<String, byte[]> archives = new LinkedHashMap<>();
        archives.put("a.zip", zip(file));
        archives.put("a.7z", sevenZip(file));
        archives.put("a.xz", xz(file));
        archives.put("a.bz2", bzip2(file));
        archives.put("a.zst", zstd(file));
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(file);
        }
        archives.put("a.gz", gzipped.toByteArray());
        return archives;
    }

    private static void assertUnreadable(Searched searched) {
        assertThat(searched.found()).isEmpty();
        assertThat(searched.unsearched()).extracting(Unsearched::reason).containsExactly(Unsearched.Reason.ARCHIVE);
    }

    private static void assertBounded(String what, byte[] archive) {
        assertBounded(what, archive, true);
    }

    private static void assertBounded(String what, byte[] archive, boolean unsearched) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        Searched searched = Searched.file("a", archive);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes allocated for " + what).isLessThan(MOST_ALLOCATED);
        if (unsearched) {
            assertThat(searched.unsearched()).as(what).isNotEmpty();
        }
    }

    private static int indexOf(byte[] bytes, String magic) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(magic);
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("inner"));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(byte[] content) {
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] compressed = new byte[compressor.maxCompressedLength(content.length)];
        int length = compressor.compress(content, 0, content.length, compressed, 0, compressed.length);
        return Arrays.copyOf(compressed, length);
    }

    private static byte[] sevenZip(byte[] content) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            entry(out, content);
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    private static void entry(SevenZOutputFile out, byte[] content) throws IOException {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName("inner");
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
