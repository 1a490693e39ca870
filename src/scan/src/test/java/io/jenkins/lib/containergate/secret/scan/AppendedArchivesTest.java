package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bytes;
import static io.jenkins.lib.containergate.secret.scan.Packed.bzip2;
import static io.jenkins.lib.containergate.secret.scan.Packed.gzip;
import static io.jenkins.lib.containergate.secret.scan.Packed.joined;
import static io.jenkins.lib.containergate.secret.scan.Packed.tar;
import static io.jenkins.lib.containergate.secret.scan.Packed.xz;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives behind the end of a program or a picture, kinds that are not opened, and streams that are damaged. */
class AppendedArchivesTest {
    private static final String RULE = "github-personal-access-token";

    private final String token = new SecretTemplate(41).fill("{github:ghp_}");
    private final byte[] file = bytes("first line\nTOKEN=" + token + "\n");

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "riff", "elf", "exe", "exe with symbols"})
    void whatFollowsAPictureOrAProgramIsOpened(String kind) throws IOException {
        for (byte[] archive : List.of(gzip(file), gzip(tar(file)), xz(file), bzip2(file))) {
            byte[] front = front(kind);

            assertThat(Searched.file("srv/a.bin", joined(front, archive)).rules())
                    .as(kind)
                    .containsExactly(RULE);
            assertThat(Searched.file("srv/a.bin", joined(front, joined(new byte[4096], archive)))
                            .rules())
                    .as(kind + " with zeros before the archive")
                    .containsExactly(RULE);
            assertThat(Searched.file("srv/a.bin", front).unsearched()).isEmpty();
            assertThat(Searched.file("srv/a.bin", joined(front, bytes("a note")))
                            .unsearched())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "elf"})
    void whatFollowsThemAndIsNotOpenedIsUndecided(String kind) throws IOException {
        Searched searched = Searched.file("srv/a.bin", joined(front(kind), bytes("Rar!\u001a\u0007\1\0rest")));

        assertUndecided(searched);
    }

    /** The first JPEG in it is a preview that ends before the picture does. */
    @Test
    void aPreviewInAPictureDoesNotEndIt() throws IOException {
        byte[] preview = picture("jpg");
        byte[] whole = picture("jpg");
        byte[] segment = joined(
                new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (preview.length + 2 >> 8), (byte) (preview.length + 2)},
                preview);
        byte[] with = joined(joined(Arrays.copyOf(whole, 2), segment), Arrays.copyOfRange(whole, 2, whole.length));

        assertThat(Searched.file("a.jpg", joined(with, gzip(file))).rules()).containsExactly(RULE);
    }

    @Test
    void compressedEntriesOfStaticLibrariesAreOpened() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
            byte[] content = gzip(file);
            ar.putArchiveEntry(new ArArchiveEntry("a.gz", content.length));
            ar.write(content);
            ar.closeArchiveEntry();
        }
        Searched searched = Searched.file("usr/lib/liba.a", out.toByteArray());

        assertThat(searched.found()).extracting(FoundSecret::path).containsExactly("usr/lib/liba.a!/a.gz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`\u00ea*\0\"\u000b\1\2\u0010\0\2",
                "\42\20-lh5-\0\0\0\0\0\0\0\0\0\0\0\0\u0020\1",
                "ZOO 2.10 Archive.\u001a\0\0\u00dc\u00a7\u00c4\u00fd",
                "\u0002!L\u0018",
                "LRZI\0\6",
                "QFI\u00fb\0\0\0\3",
                "KDMV\1\0\0\0",
                "vhdxfileM"
            })
    void olderArchivesAndImagesOfDisksAreUndecided(String beginning) {
        assertUndecided(Searched.file("a.bin", bytes(beginning + "\0".repeat(600))));
    }

    /** The first byte says how long the header is, which depends on the name of the first entry. */
    @ParameterizedTest
    @ValueSource(ints = {0x1f, '!', '(', '0', '7', 'B', 'E', 'P', 'Z', ']', '`', 'h', 0x7f, 0xed, 0xfd})
    void anLzhArchiveIsUndecidedWhateverTheLengthOfItsHeader(int length) {
        String beginning = (char) length + "\20-lh5-\0\0\0\0\0\0\0\0\0\0\0\0\u0020\1";

        assertUndecided(Searched.file("a.bin", bytes(beginning + "\0".repeat(600))));
    }

    @Test
    void fileSystemsInAFileAreUndecidedAndTheirTextIsSearched() {
        byte[] iso = new byte[64 << 10];
        System.arraycopy(bytes("\1CD001\1"), 0, iso, 32768, 7);
        byte[] ext = new byte[64 << 10];
        ByteBuffer.wrap(ext).order(ByteOrder.LITTLE_ENDIAN).putInt(1024, 16).putInt(1028, 64);
        ext[1080] = 0x53;
        ext[1081] = (byte) 0xef;
        ext[1082] = 1;
        for (byte[] image : List.of(iso, ext)) {
            System.arraycopy(file, 0, image, 40 << 10, file.length);
            Searched searched = Searched.file("var/disk.img", image);

            assertUndecided(searched);
            assertThat(searched.rules()).containsExactly(RULE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a-lh5-is a method of compression", "`\u00ea is two characters", "ZOO animals", "LRZIP", "KDM"})
    void textsThatBeginNearlySoAreTexts(String text) {
        Searched searched = Searched.file("notes.txt", bytes(text + "\n" + "word ".repeat(200) + "\ntoken " + token));

        assertThat(searched.unsearched()).isEmpty();
        assertThat(searched.rules()).containsExactly(RULE);
    }

    @Test
    void whatComesBeforeTheDamageOfAStreamIsSearched() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(5).nextBytes(noise);
        for (byte[] content : List.of(joined(file, noise), tar(joined(file, noise)))) {
            byte[] cut = gzip(content);
            byte[] damaged = cut.clone();
            Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 90, (byte) 0x5a);
            for (byte[] broken : List.of(Arrays.copyOf(cut, cut.length / 2), damaged)) {
                Searched searched = Searched.file("srv/a.gz", broken);

                assertThat(searched.rules()).containsExactly(RULE);
                assertUndecided(searched);
            }
        }
    }

    private static void assertUndecided(Searched searched) {
        assertThat(searched.unsearched())
                .extracting(place -> place.reason().rule())
                .containsExactly("secret-archive-unreadable");
    }

    private static byte[] front(String kind) throws IOException {
        return switch (kind) {
            case "elf" -> TestElf.elf().bytes();
            case "exe" -> exe().array();
            case "exe with symbols" -> {
                byte[] program = exe().putInt(0x4c, 1024).putInt(0x50, 3).array();
                byte[] symbols = bytes("symbol".repeat(9) + "\u000c\0\0\0_name_\0\0");
                yield joined(program, symbols);
            }
            case "riff" ->
                ByteBuffer.allocate(28)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(bytes("RIFF"))
                        .putInt(20)
                        .put(bytes("WEBPVP8 "))
                        .array();
            default -> picture(kind);
        };
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(2);
        for (int i = 0; i < 40 * 30; i++) {
            image.setRGB(i % 40, i / 40, random.nextInt());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** With one section of 512 bytes. */
    private static ByteBuffer exe() {
        ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(bytes("MZ")).putInt(0x3c, 0x40).putInt(0x40, 0x4550);
        bytes.putShort(0x46, (short) 1).putShort(0x54, (short) 0x70).putShort(0x58, (short) 0x20b);
        int section = 0x58 + 0x70;
        bytes.putInt(section + 12, 0x1000).putInt(section + 16, 512).putInt(section + 20, 512);
        return bytes;
    }
}
