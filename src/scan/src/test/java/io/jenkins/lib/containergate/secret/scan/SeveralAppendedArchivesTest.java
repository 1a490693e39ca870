package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bytes;
import static io.jenkins.lib.containergate.secret.scan.Packed.gzip;
import static io.jenkins.lib.containergate.secret.scan.Packed.joined;
import static io.jenkins.lib.containergate.secret.scan.Packed.xz;
import static io.jenkins.lib.containergate.secret.scan.Packed.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a script, a program or a picture lies more than one archive: whichever comes first does not hide the others. */
class SeveralAppendedArchivesTest {
    private static final String RULE = "github-personal-access-token";
    private static final String SCRIPT = "#!/bin/sh\ntail -n +4 \"$0\" | tar x\nexit 0\n";

    private final byte[] file = bytes("first line\nTOKEN=" + new SecretTemplate(41).fill("{github:ghp_}") + "\n");
    private final byte[] nothing = bytes("nothing to see here\n");

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "tar", "zip", "cpio", "zstd", "7z damaged", "gzip damaged", "tar damaged"})
    void behindLinesOfAScriptEveryArchiveIsOpened(String decoy) throws IOException {
        for (Map.Entry<String, byte[]> real : archives(file).entrySet()) {
            byte[] script = joined(bytes(SCRIPT), decoy(decoy), bytes("\n"), real.getValue());

            assertThat(Searched.file("srv/install.run", script).rules())
                    .as("%s before %s", decoy, real.getKey())
                    .containsOnly(RULE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "tar", "zip", "cpio", "zstd"})
    void behindAProgramAFirstArchiveHidesNoSecond(String decoy) throws IOException {
        for (Map.Entry<String, byte[]> real : archives(file).entrySet()) {
            for (byte[] between : List.of(new byte[0], bytes("\n"), new byte[700], noise(90_000))) {
                byte[] program = joined(TestElf.elf().bytes(), decoy(decoy), between, real.getValue());

                Searched searched = Searched.file("usr/bin/tool", program);

                assertThat(searched.rules().isEmpty() && searched.unsearched().isEmpty())
                        .as("%s, %d bytes, %s: passed over", decoy, between.length, real.getKey())
                        .isFalse();
            }
        }
    }

    @Test
    void anArchiveBehindAnyNumberOfZerosIsOpened() throws IOException {
        byte[] program = joined(TestElf.elf().bytes(), new byte[1 << 20], gzip(file));

        assertThat(Searched.file("usr/bin/tool", program).rules()).containsOnly(RULE);
    }

    @Test
    void anArchiveBehindAnythingAfterTheEndOfAProgramIsOpened() throws IOException {
        for (byte[] archive : archives(file).values()) {
            byte[] program = joined(TestElf.elf().bytes(), bytes("some marks of a packer\1\2\3"), archive);

            assertThat(Searched.file("usr/bin/tool", program).rules()).containsOnly(RULE);
        }
    }

    @Test
    void twoZipsBehindAProgramAreBothOpened() throws IOException {
        for (byte[] between : List.of(new byte[0], bytes("\n"), new byte[70_000], noise(90_000))) {
            byte[] program = joined(TestElf.elf().bytes(), zip(file), between, zip(nothing));

            Searched searched = Searched.file("usr/bin/tool", program);

            assertThat(searched.rules().isEmpty() && searched.unsearched().isEmpty())
                    .as("%d bytes between", between.length)
                    .isFalse();
        }
    }

    @Test
    void aZipAtTheEndHidesNothingBehindAnArchive() throws IOException {
        byte[] noZip = bytes("PK\5\6" + "\0".repeat(18));
        for (Map.Entry<String, byte[]> real : archives(file).entrySet()) {
            for (byte[] end : List.of(zip(nothing), noZip)) {
                byte[] file = joined(tar(nothing, 1), noise(700), real.getValue(), end);

                Searched searched = Searched.file("srv/app/data.tar", file);

                assertThat(searched.rules().isEmpty() && searched.unsearched().isEmpty())
                        .as("%s before %d bytes", real.getKey(), end.length)
                        .isFalse();
            }
        }
    }

    @Test
    void aZipThatBeginsWithADirectoryIsDecided() throws IOException {
        for (int method : List.of(ZipEntry.STORED, ZipEntry.DEFLATED)) {
            byte[] zip = zipOfADirectory(method);
            for (byte[] before :
                    List.of(joined(tar(nothing, 1), noise(700)), TestElf.elf().bytes(), bytes(SCRIPT))) {
                Searched searched = Searched.file("srv/app/data", joined(before, zip));

                assertThat(searched.rules()).containsOnly(RULE);
                assertThat(searched.unsearched())
                        .as("behind %d bytes", before.length)
                        .isEmpty();
            }
        }
    }

    /** Makeself and others pad a script with comments; a length of it says nothing. */
    @Test
    void aLongScriptIsLookedThroughToItsEnd() throws IOException {
        byte[] script = joined(bytes(SCRIPT + "# padding\n".repeat(300_000)), gzip(file));

        assertThat(Searched.file("srv/install.run", script).rules()).containsOnly(RULE);
    }

    /** As {@code tail -c +47 "$0" | tar xz} unpacks it. */
    @Test
    void theLastLineOfAScriptNeedNoEnd() throws IOException {
        for (Map.Entry<String, byte[]> real : archives(file).entrySet()) {
            byte[] script = joined(bytes("#!/bin/sh\ntail -c +47 \"$0\"|tar x;exit 0;"), real.getValue());

            assertThat(Searched.file("srv/install.run", script).rules())
                    .as(real.getKey())
                    .containsOnly(RULE);
        }
    }

    @Test
    void moreArchivesThanAreOpenedAreUndecided() throws IOException {
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        script.write(bytes(SCRIPT));
        for (int i = 0; i < 100; i++) {
            script.write(gzip(nothing));
            script.write('\n');
        }
        script.write(gzip(file));

        assertThat(Searched.file("srv/install.run", script.toByteArray()).unsearched())
                .extracting(place -> place.reason().rule())
                .contains("secret-search-incomplete");
    }

    /** The headers of a tar and of a cpio archive often follow the end of a line. */
    @Test
    void theEntriesOfAnArchiveAreNoArchives() throws IOException {
        byte[] block = ("x".repeat(511) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] archive : List.of(tar(block, 40), cpio(block, 40), zipOf(block, 40))) {
            Searched searched = Searched.file("srv/install.run", joined(bytes(SCRIPT), archive));

            assertThat(searched.unsearched()).isEmpty();
        }
    }

    @Test
    void scriptsAndProgramsWithoutAnArchiveAreDecided() throws IOException {
        assertThat(Searched.file("srv/a.sh", SCRIPT + "# gzip begins with 1f 8b, tar has ustar\n".repeat(50))
                        .unsearched())
                .isEmpty();
        assertThat(Searched.file("srv/a", joined(TestElf.elf().bytes(), noise(2 << 20)))
                        .unsearched())
                .isEmpty();
    }

    private byte[] decoy(String kind) throws IOException {
        return switch (kind) {
            case "7z damaged" -> joined(bytes("7z\u00bc\u00af'\u001c"), noise(300));
            case "gzip damaged" -> joined(bytes("\u001f\u008b\b\0\0\0\0\0\0\3"), noise(300));
            case "tar damaged" -> Arrays.copyOf(tar(noise(4_000), 1), 1_500);
            default -> archives(nothing).get(kind);
        };
    }

    private static Map<String, byte[]> archives(byte[] content) throws IOException {
        Map<String, byte[]> archives = new LinkedHashMap<>();
        archives.put("gzip", gzip(content));
        archives.put("xz", xz(content));
        archives.put("tar", tar(content, 1));
        archives.put("zip", zip(content));
        archives.put("cpio", cpio(content, 1));
        archives.put("zstd", zstd(content));
        return archives;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private static byte[] tar(byte[] content, int entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (int i = 0; i < entries; i++) {
                TarArchiveEntry entry = new TarArchiveEntry(i + ".env");
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] cpio(byte[] content, int entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(out)) {
            for (int i = 0; i < entries; i++) {
                CpioArchiveEntry entry = new CpioArchiveEntry(i + ".env");
                entry.setSize(content.length);
                entry.setMode(CpioArchiveEntry.C_ISREG);
                cpio.putArchiveEntry(entry);
                cpio.write(content);
                cpio.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] zipOf(byte[] content, int entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            CRC32 crc = new CRC32();
            crc.update(content);
            for (int i = 0; i < entries; i++) {
                ZipEntry entry = new ZipEntry(i + ".env");
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    @Test
    void aZipInTheHeaderOfADirectoryIsNotPassedOver() throws IOException {
        byte[] hidden = zip(file);
        ByteBuffer header = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        header.put(bytes("PK\3\4")).putShort(26, (short) 1).putShort(28, (short) hidden.length);
        byte[] program = joined(TestElf.elf().bytes(), header.array(), bytes("/"), hidden, zip(nothing));

        Searched searched = Searched.file("usr/bin/tool", program);

        assertThat(searched.rules().isEmpty() && searched.unsearched().isEmpty())
                .isFalse();
    }

    private byte[] zipOfADirectory(int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry directory = new ZipEntry("srv/");
            directory.setMethod(method);
            if (method == ZipEntry.STORED) {
                directory.setSize(0);
                directory.setCrc(0);
            }
            zip.putNextEntry(directory);
            zip.putNextEntry(new ZipEntry("srv/a.env"));
            zip.write(file);
        }
        return bytes.toByteArray();
    }

    /** One frame of raw blocks, without a checksum. */
    private static byte[] zstd(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes("(\u00b5/\u00fd\u0020"));
        out.write(content.length);
        int block = content.length << 3 | 1;
        out.write(block);
        out.write(block >> 8);
        out.write(block >> 16);
        out.write(content);
        return out.toByteArray();
    }
}
