package io.jenkins.lib.containergate.inventory.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {
    private static final int BIG = 3 << 20;

    private static Limits limits(int ratio, long bytes, int entries) {
        return new Limits(8 << 20, 512, 64L << 30, ratio, 2_000_000, 4096, 40, bytes, 8, entries);
    }

    private static Map<String, String> read(byte[] zip) throws Exception {
        return read(zip, Limits.defaults());
    }

    private static Map<String, String> read(byte[] zip, Limits limits) throws Exception {
        Map<String, String> contents = new LinkedHashMap<>();
        try (ZipArchive archive =
                ZipArchive.open(new SeekableInMemoryByteChannel(zip), new ArchiveBudget(limits, "test.jar"))) {
            archive.forEach(member ->
                    contents.put(member.name(), new String(archive.head(member, 8 << 20), StandardCharsets.UTF_8)));
        }
        return contents;
    }

    private static byte[] two() throws Exception {
        return TestJar.jar()
                .with("a", "first")
                .stored("b", "second".getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    /** Position of the n-th central directory header, from 0. */
    private static int central(byte[] zip, int n) {
        int seen = 0;
        for (int i = 0; i < zip.length - 4; i++) {
            boolean header = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2;
            if (header && seen++ == n) {
                return i;
            }
        }
        throw new AssertionError("no central header " + n);
    }

    private static ByteBuffer edit(byte[] zip) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void storedAndDeflatedEntriesAreRead() throws Exception {
        assertThat(read(two())).containsExactly(Map.entry("a", "first"), Map.entry("b", "second"));
    }

    @Test
    void somethingBeforeOrBehindTheArchiveIsTolerated() throws Exception {
        byte[] zip = two();
        for (int before : new int[] {0, 1, 5000}) {
            for (int behind : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 5000, 65_000}) {
                byte[] padded = new byte[before + zip.length + behind];
                System.arraycopy(zip, 0, padded, before, zip.length);
                assertThat(read(padded)).as(before + ", " + behind).containsKeys("a", "b");
            }
        }
    }

    @Test
    void zip64RecordsAreRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(new SeekableInMemoryByteChannel() {
            @Override
            public void close() {
                bytes.write(array(), 0, (int) size());
            }
        })) {
            zip.setUseZip64(Zip64Mode.Always);
            zip.putArchiveEntry(new ZipArchiveEntry("a"));
            zip.write("first".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
        assertThat(read(bytes.toByteArray())).containsExactly(Map.entry("a", "first"));
    }

    @Test
    void moreThan65535EntriesAreAllSeen() throws Exception {
        TestJar jar = TestJar.jar();
        for (int i = 0; i < 70_000; i++) {
            jar.with("f" + i, new byte[0]);
        }
        assertThat(read(jar.bytes())).hasSize(70_000);
    }

    @Test
    void theCentralDirectoryDecidesTheNameAsForTheClassLoader() throws Exception {
        byte[] zip = two();
        int local = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0003\u0004");
        zip[local + 30] = 'x';
        assertThat(read(zip)).containsEntry("a", "first");
    }

    @Test
    void contentNoDirectoryNamesDoesNotExist() throws Exception {
        byte[] zip = two();
        int second = central(zip, 1);
        int end = zip.length - 22;
        edit(zip).putInt(end + 12, end - second).putInt(end + 16, second);
        assertThat(read(zip)).containsOnlyKeys("b");
    }

    @Test
    void anEncryptedEntryCannotBeRead() throws Exception {
        byte[] zip = two();
        zip[central(zip, 0) + 8] |= 1;
        assertThatThrownBy(() -> read(zip))
                .isInstanceOf(MalformedContentException.class)
                .hasMessageContaining("encrypted");
    }

    @Test
    void anUnknownCompressionMethodCannotBeRead() throws Exception {
        byte[] zip = two();
        edit(zip).putShort(central(zip, 0) + 10, (short) 12);
        assertThatThrownBy(() -> read(zip))
                .isInstanceOf(MalformedContentException.class)
                .hasMessageContaining("method 12");
    }

    @Test
    void anEntryThatPointsElsewhereCannotBeRead() throws Exception {
        byte[] zip = two();
        edit(zip).putInt(central(zip, 0) + 42, 3);
        assertThatThrownBy(() -> read(zip))
                .isInstanceOf(MalformedContentException.class)
                .hasMessageContaining("header");
    }

    @Test
    void anEntryThatReachesIntoTheDirectoryCannotBeRead() throws Exception {
        byte[] zip = two();
        edit(zip).putInt(central(zip, 1) + 20, 5000);
        assertThatThrownBy(() -> read(zip))
                .isInstanceOf(MalformedContentException.class)
                .hasMessageContaining("beyond");
    }

    @Test
    void damagedDeflatedDataCannotBeRead() throws Exception {
        byte[] zip = two();
        zip[31] = (byte) 0xff;
        assertThatThrownBy(() -> read(zip)).isInstanceOf(MalformedContentException.class);
    }

    @Test
    void aDirectoryThatEndsInTheMiddleOfAnEntryCannotBeRead() throws Exception {
        byte[] zip = two();
        int end = zip.length - 22;
        edit(zip).putShort(central(zip, 1) + 28, (short) 4000);
        assertThat(end).isPositive();
        assertThatThrownBy(() -> read(zip)).isInstanceOf(MalformedContentException.class);
    }

    @Test
    void aBombEndsAtTheRatio() throws Exception {
        byte[] zip = TestJar.jar().with("a", new byte[BIG]).bytes();
        assertThat(read(zip, limits(5_000, BIG * 4L, 10)).get("a")).hasSize(BIG);
        assertThatThrownBy(() -> read(zip, limits(100, BIG * 4L, 10)))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("maxCompressionRatio"));
    }

    @Test
    void aBombEndsAtTheTotalOfAllEntries() throws Exception {
        byte[] zip =
                TestJar.jar().with("a", new byte[BIG]).with("b", new byte[BIG]).bytes();
        assertThat(read(zip, limits(5_000, 2 * BIG + 10_000, 10))).hasSize(2);
        assertThatThrownBy(() -> read(zip, limits(5_000, 2 * BIG - 1, 10)))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("maxFileBytes"));
    }

    @Test
    void moreEntriesThanAllowedAreRefused() throws Exception {
        byte[] zip = two();
        assertThat(read(zip, limits(100, BIG, 2))).hasSize(2);
        assertThatThrownBy(() -> read(zip, limits(100, BIG, 1)))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("maxArchiveEntries"));
    }

    @Test
    void largeInnerContentIsSpooledAndStoredContentIsAView() throws Exception {
        byte[] noise = new byte[BIG];
        new java.util.Random(7).nextBytes(noise);
        byte[] zip =
                TestJar.jar().with("deflated", noise).stored("stored", noise).bytes();
        try (ZipArchive archive = ZipArchive.open(
                new SeekableInMemoryByteChannel(zip), new ArchiveBudget(Limits.defaults(), "test.jar"))) {
            archive.forEach(member -> {
                try (SeekableByteChannel channel = archive.channel(member)) {
                    ByteBuffer tail = ByteBuffer.allocate(16);
                    assertThat(channel.size()).isEqualTo(BIG);
                    assertThat(channel.position(BIG - 16).read(tail)).isEqualTo(16);
                    assertThat(tail.array()).isEqualTo(java.util.Arrays.copyOfRange(noise, BIG - 16, BIG));
                    assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                }
            });
        }
    }

    @Test
    void contentThatIsShorterOrLongerThanItsEntrySaysIsReadWhole() throws Exception {
        byte[] content =
                "all of it, whatever the directory says. ".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        for (int stated : new int[] {0, 1, 1_000, content.length - 1, content.length + 1, Integer.MAX_VALUE}) {
            byte[] zip = TestJar.jar().with("lies", content).stating(stated);
            try (ZipArchive archive = ZipArchive.open(
                    new SeekableInMemoryByteChannel(zip), new ArchiveBudget(Limits.defaults(), "test.jar"))) {
                archive.forEach(member -> {
                    try (SeekableByteChannel channel = archive.channel(member)) {
                        byte[] read = Channels.newInputStream(channel).readAllBytes();
                        assertThat(read).isEqualTo(content);
                    }
                });
            }
        }
    }
}
