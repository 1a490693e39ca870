package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bytes;
import static io.jenkins.lib.containergate.secret.scan.Packed.joined;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives behind programs and pictures that say something else of their length than is true, and dumps of memory. */
class HiddenEndsTest {
    private static final String RULE = "github-personal-access-token";
    /** Chunks of no content: more than a fixed number of them would be looked at. */
    private static final int MANY = 100_001;

    private final String token = new SecretTemplate(43).fill("{github:ghp_}");
    private final byte[] archive = gzip(bytes("first line\nTOKEN=" + token + "\n"));

    @Test
    void aTableOfSectionsBeyondTheFileHidesNothing() throws IOException {
        for (long table : new long[] {1L << 40, 400, Long.MAX_VALUE}) {
            byte[] front = elf(512);
            little(front).putLong(40, table).putShort(58, (short) 64).putShort(60, (short) 100);

            assertFound(front);
        }
    }

    @Test
    void aSegmentThatGoesOnToTheEndHidesNothing() throws IOException {
        assertFound(elf(512, 1 << 20));
    }

    @Test
    void whatLiesBehindTheSignatureOfAProgramIsOpened() throws IOException {
        ByteBuffer bytes = little(new byte[1024]);
        bytes.put(bytes("MZ")).putInt(0x3c, 0x40).putInt(0x40, 0x4550);
        bytes.putShort(0x46, (short) 1).putShort(0x54, (short) 0xf0).putShort(0x58, (short) 0x20b);
        int section = 0x58 + 0xf0;
        bytes.putInt(section + 12, 0x1000).putInt(section + 16, 512).putInt(section + 20, 512);
        bytes.putInt(0x58 + 112 + 32, 1024).putInt(0x58 + 112 + 36, 264);
        ByteBuffer signature = little(new byte[264]);
        signature.putInt(0, 264).putInt(4, 0x20200).putInt(8, 0xfc008230);

        assertFound(joined(bytes.array(), signature.array()));
        // the place for signatures is said to be larger, and holds an archive
        bytes.putInt(0x58 + 112 + 36, 264 + archive.length);
        assertFound(joined(bytes.array(), signature.array()));
        signature.putInt(0, 264 + archive.length);
        assertFound(joined(bytes.array(), signature.array()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 20, 1 << 30, -1})
    void aLengthOfRiffThatIsNotTrueHidesNothing(int length) throws IOException {
        byte[] front = new byte[28];
        little(front).put(bytes("RIFF")).putInt(length).put(bytes("WEBPVP8 ")).putInt(8);

        assertFound(front);
        little(front).putInt(4, 20 + archive.length);
        assertFound(front);
        little(front).putInt(16, 1 << 20);
        assertFound(Arrays.copyOf(front, 20));
    }

    @Test
    void aLengthOfABitmapThatIsNotTrueHidesNothing() throws IOException {
        byte[] front = picture("bmp");
        little(front).putInt(2, 1 << 30);
        assertFound(front);
        little(front).putInt(34, 0);
        assertFound(front);
    }

    @Test
    void aPictureWithoutItsLastPartHidesNothing() throws IOException {
        byte[] png = picture("png");
        byte[] open = Arrays.copyOf(png, png.length - 12);
        byte[] endless = joined(open, joined(new byte[] {0x7f, 0, 0, 0}, bytes("IDAT")));

        assertFound(open);
        assertFound(endless);
        byte[] gif = picture("gif");
        assertFound(Arrays.copyOf(gif, gif.length - 1));
    }

    @Test
    void aPictureOfManyPartsIsReadToItsEnd() throws IOException {
        byte[] png = picture("png");
        ByteBuffer chunks = ByteBuffer.allocate(MANY * 12);
        for (int i = 0; i < MANY; i++) {
            chunks.putInt(0).put(bytes("prIv")).putInt(0);
        }
        byte[] front = joined(Arrays.copyOf(png, png.length - 12), chunks.array());

        assertFound(joined(front, Arrays.copyOfRange(png, png.length - 12, png.length)));
    }

    @Test
    void whatLiesBehindTheSecondPictureIsOpened() throws IOException {
        byte[] picture = picture("jpg");

        assertFound(joined(picture, picture));
        assertFound(joined(joined(picture, new byte[100]), joined(picture, picture)));
    }

    @Test
    void aStreamOfZlibBehindAProgramIsOpened() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes("TOKEN=" + token));
        }

        assertThat(Searched.file("srv/a", joined(TestElf.elf().bytes(), out.toByteArray()))
                        .rules())
                .containsExactly(RULE);
    }

    @Test
    void whatAnArchiveOfGoHoldsIsOpened() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
            for (String name : new String[] {"__.PKGDEF", "a.gz"}) {
                ar.putArchiveEntry(new ArArchiveEntry(name, archive.length));
                ar.write(archive);
                ar.closeArchiveEntry();
            }
        }

        assertThat(Searched.file("srv/a.a", out.toByteArray()).found())
                .extracting(FoundSecret::path)
                .contains("srv/a.a!/a.gz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u007fELF\2\1\1\0\0\0\0\0\0\0\0\0\4\0\u003e\0",
                "\u007fELF\1\2\1\0\0\0\0\0\0\0\0\0\0\4\0\24",
                "JAVA PROFILE 1.0.2\0",
                "MDMP\u0093\u00a7\0\0",
                "PAGEDU64",
                "KDUMP   "
            })
    void aDumpOfMemoryIsUndecidedAndItsTokensAreFound(String beginning) {
        Searched searched = Searched.file("var/core.17", bytes(beginning + "\0".repeat(600) + token + "\0".repeat(99)));

        assertThat(searched.rules()).containsExactly(RULE);
        assertThat(searched.unsearched()).singleElement().satisfies(place -> {
            assertThat(place.reason().rule()).isEqualTo("secret-archive-unreadable");
            assertThat(place.problem()).contains("dump").contains("not passwords");
        });
    }

    /** With segments of these sizes, 256 bytes one behind the other. */
    private static byte[] elf(int... sizes) {
        ByteBuffer elf = little(new byte[512]);
        elf.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1).putShort(16, (short) 2);
        elf.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            int entry = 64 + 56 * i;
            elf.putInt(entry, 1).putLong(entry + 8, 256L * i).putLong(entry + 32, sizes[i]);
        }
        return elf.array();
    }

    private void assertFound(byte[] front) {
        Searched searched = Searched.file("srv/a.bin", joined(front, archive));

        assertThat(searched.rules()).containsExactly(RULE);
        assertThat(searched.unsearched()).isEmpty();
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] picture(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, out))
                .isTrue();
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
