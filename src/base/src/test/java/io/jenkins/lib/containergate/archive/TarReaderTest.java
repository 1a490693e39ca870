package io.jenkins.lib.containergate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LongNames;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import io.jenkins.lib.containergate.testkit.image.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTest {
    @Test
    void skippedAndReadContentLeadToTheSameNextEntry() throws IOException {
        byte[] tar = tar(
                TarEntry.file("a", Content.noise(1, 300_000)),
                TarEntry.file("b", Content.noise(2, 511)),
                TarEntry.file("c", Content.of("")),
                TarEntry.file("d", Content.noise(3, 512)));
        TarReader reader = reader(tar);

        assertThat(reader.next().orElseThrow().name()).isEqualTo("a");
        byte[] head = reader.head(5_000);
        byte[] begin = new byte[200_000];
        reader.readFully(begin);
        assertThat(Arrays.copyOf(begin, 5_000)).isEqualTo(head);
        assertThat(reader.next().orElseThrow().name()).isEqualTo("b");
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        reader.transferTo(rest);
        assertThat(rest.size()).isEqualTo(511);
        assertThat(reader.next().orElseThrow().size()).isZero();
        assertThat(reader.head(10)).isEmpty();
        assertThat(reader.read(new byte[1], 0, 1)).isEqualTo(-1);
        assertThat(reader.next().orElseThrow().name()).isEqualTo("d");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
        assertThat(reader.endMarked()).isTrue();
        reader.finish();
    }

    @Test
    void theOffsetIsThatOfTheContent() throws IOException {
        byte[] tar = tar(TarEntry.file("a".repeat(200), Content.of("first")), TarEntry.file("b", Content.of("second")));
        TarReader reader = reader(tar);

        for (String content : List.of("first", "second")) {
            reader.next();
            int offset = (int) reader.offset();
            assertThat(new String(tar, offset, content.length(), StandardCharsets.US_ASCII))
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 511, 512, 513, 100_000})
    void aStreamThatComesInPiecesIsReadAlike(int piece) throws IOException {
        byte[] tar = tar(
                TarEntry.file("x/".repeat(100) + "a", Content.noise(1, 5_000)), TarEntry.file("b", Content.of("b")));
        InputStream trickle = new ByteArrayInputStream(tar) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(piece, length));
            }

            @Override
            public synchronized long skip(long bytes) {
                return 0;
            }
        };

        assertThat(names(new TarReader(trickle))).containsExactly("x/".repeat(100) + "a", "b");
    }

    @Test
    void whatAnotherWriterWritesIsReadInAllItsForms() throws IOException {
        List<Consumer<TarArchiveOutputStream>> forms = List.of(
                out -> out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX),
                out -> out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU));
        String longName = "dir/" + "name".repeat(60) + "/ü";
        for (Consumer<TarArchiveOutputStream> form : forms) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
                form.accept(out);
                out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
                out.setAddPaxHeadersForNonAsciiNames(true);
                TarArchiveEntry entry = new TarArchiveEntry(longName);
                entry.setSize(3);
                entry.setMode(04711);
                entry.setUserId(0xfffffffeL);
                entry.setGroupId(70_000);
                out.putArchiveEntry(entry);
                out.write(new byte[] {1, 2, 3});
                out.closeArchiveEntry();
                TarArchiveEntry link = new TarArchiveEntry("link", (byte) '2');
                link.setLinkName("../" + longName);
                out.putArchiveEntry(link);
                out.closeArchiveEntry();
            }

            TarReader reader = reader(bytes.toByteArray());

            TarHeader file = reader.next().orElseThrow();
            assertThat(file.name()).isEqualTo(longName);
            assertThat(file.size()).isEqualTo(3);
            assertThat(file.mode() & 07777).isEqualTo(04711);
            assertThat(file.userId()).isEqualTo(0xfffffffeL);
            assertThat(file.groupId()).isEqualTo(70_000);
            assertThat(reader.next().orElseThrow().linkName()).isEqualTo("../" + longName);
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void theUstarPrefixIsPutBeforeTheNameOnlyWhereItIsOne() throws IOException {
        assertThat(names(reader(patched(header -> text(header, 345, "some/prefix")))))
                .containsExactly("some/prefix/file");
        // GNU: times, not a prefix
        assertThat(names(reader(patched(header -> {
                    text(header, 257, "ustar  \0");
                    text(header, 345, "00000000001\00000000000001\0");
                }))))
                .containsExactly("file");
        // what old Go programs wrote into GNU headers
        assertThat(names(reader(patched(header -> {
                    text(header, 257, "ustar  \0");
                    text(header, 345, "some/prefix");
                }))))
                .containsExactly("some/prefix/file");
        // before ustar: neither
        assertThat(names(reader(patched(header -> {
                    Arrays.fill(header, 257, 265, (byte) 0);
                    text(header, 345, "some/prefix");
                }))))
                .containsExactly("file");
        // star: a shorter prefix
        assertThat(names(reader(patched(header -> {
                    text(header, 345, "p".repeat(140));
                    text(header, 476, "00000000000\000000000000 ");
                    text(header, 508, "tar\0");
                }))))
                .containsExactly("p".repeat(131) + "/file");
    }

    @Test
    void anOldTypeIsAFileOrByItsSlashADirectory() throws IOException {
        assertThat(reader(tar(TarEntry.of('\0', "a"))).next().orElseThrow().type())
                .isEqualTo(TarHeader.FILE);
        assertThat(reader(tar(TarEntry.of('\0', "a/"))).next().orElseThrow().type())
                .isEqualTo(TarHeader.DIRECTORY);
        assertThat(reader(tar(TarEntry.of('0', "a/"))).next().orElseThrow().type())
                .isEqualTo(TarHeader.FILE);
    }

    @Test
    void onlyFilesHaveContentWhateverTheHeaderSays() throws IOException {
        for (char type : new char[] {'1', '2', '3', '4', '5', '6'}) {
            byte[] tar = tar(TarEntry.of(type, "a").withDeclaredSize(700), TarEntry.file("next", Content.of("x")));

            TarReader reader = reader(tar);
            assertThat(reader.next().orElseThrow().size()).isZero();
            assertThat(reader.next().orElseThrow().name()).isEqualTo("next");
        }
    }

    @Test
    void anExtendedSizeReplacesThePlainOne() throws IOException {
        byte[] tar = tar(
                TarEntry.file("a", Content.noise(1, 600)).withDeclaredSize(0).withPax("size", "600"),
                TarEntry.file("b", Content.of("")));

        TarReader reader = reader(tar);
        assertThat(reader.next().orElseThrow().size()).isEqualTo(600);
        assertThat(reader.next().orElseThrow().name()).isEqualTo("b");
    }

    @Test
    void theLastExtendedHeaderCountsAndAGnuNameBeforeAnyOther() throws IOException {
        byte[] twice = concat(meta('x', "12 path=one\n"), meta('x', "12 path=two\n"), tar(TarEntry.of('0', "plain")));
        assertThat(names(reader(twice))).containsExactly("two");

        byte[] gnuFirst = concat(meta('L', "gnu\0"), meta('x', "12 path=pax\n"), tar(TarEntry.of('0', "plain")));
        assertThat(names(reader(gnuFirst))).containsExactly("gnu");

        byte[] emptyValue = concat(meta('x', "8 path=\n"), tar(TarEntry.of('0', "plain")));
        assertThat(names(reader(emptyValue))).containsExactly("plain");
    }

    @Test
    void aGlobalHeaderIsIgnoredTogetherWithWhatCameBeforeIt() throws IOException {
        byte[] tar = concat(meta('x', "12 path=one\n"), meta('g', "13 path=glob\n"), tar(TarEntry.of('0', "plain")));

        assertThat(names(reader(tar))).containsExactly("plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11 path=one\n",
                "13 path=one\n",
                "12 path=one ",
                "x path=one\n",
                "99999999999999999999 path=one\n",
                "4 a=\n",
                "-12 path=one\n",
                "8 =val\n",
                "8 value\n",
                "13 path=on\0e\n",
                "12 path=one",
                " 12 path=one\n"
            })
    void aMalformedExtendedHeaderIsAnError(String records) throws IOException {
        byte[] tar = concat(meta('x', records), tar(TarEntry.of('0', "plain")));

        assertThatThrownBy(() -> names(reader(tar)))
                .isInstanceOf(MalformedArchiveException.class)
                .hasMessageContaining("extended tar header");
    }

    @Test
    void aTarMayEndWithItsMarkerWithHalfOfItOrWithTheStream() throws IOException {
        byte[] whole = tar(TarEntry.of('0', "a"));
        for (int cut : new int[] {0, 512, 1024}) {
            TarReader reader = reader(Arrays.copyOf(whole, whole.length - cut));
            assertThat(names(reader)).containsExactly("a");
            assertThat(reader.endMarked()).isEqualTo(cut == 0);
        }
        for (int cut : new int[] {1, 511, 513, 1023, 1025, 1535}) {
            assertThatThrownBy(() -> names(reader(Arrays.copyOf(whole, whole.length - cut))))
                    .as("cut by %d", cut)
                    .isInstanceOf(MalformedArchiveException.class);
        }
    }

    @Test
    void aZeroBlockBetweenEntriesIsAnError() throws IOException {
        byte[] tar = concat(new byte[512], tar(TarEntry.of('0', "a")));

        assertThatThrownBy(() -> names(reader(tar))).hasMessageContaining("single zero block");
    }

    @Test
    void whatFollowsTheEndMustBeZero() throws IOException {
        TarReader padded = reader(concat(tar(TarEntry.of('0', "a")), new byte[700_000]));
        names(padded);
        padded.finish();

        byte[] hidden = concat(tar(TarEntry.of('0', "a")), new byte[700_000], new byte[] {1});
        TarReader reader = reader(hidden);
        names(reader);
        assertThatThrownBy(reader::finish).hasMessageContaining("follows the end");
    }

    @Test
    void aDamagedHeaderIsAnError() throws IOException {
        byte[] tar = tar(TarEntry.of('0', "a"));
        for (int i = 0; i < 155; i++) { // what follows the checksum's digits does not count
            byte[] damaged = tar.clone();
            damaged[i] += 1;
            assertThatThrownBy(() -> names(reader(damaged)))
                    .as("byte %d", i)
                    .isInstanceOf(MalformedArchiveException.class);
        }
    }

    @Test
    void noiseIsNeverMoreThanAnError() {
        long seed = 4711;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);
            try {
                names(reader(noise));
                assertThat(noise.length).as("seed %d, round %d", seed, i).isZero();
            } catch (IOException expected) {
                assertThat(expected).isInstanceOf(MalformedArchiveException.class);
            }
        }
    }

    private static TarReader reader(byte[] tar) {
        return new TarReader(new ByteArrayInputStream(tar));
    }

    private static List<String> names(TarReader reader) throws IOException {
        List<String> names = new ArrayList<>();
        for (Optional<TarHeader> next = reader.next(); next.isPresent(); next = reader.next()) {
            names.add(next.get().name());
        }
        return names;
    }

    private static byte[] tar(TarEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarWriter writer = new TarWriter(bytes, LongNames.PAX);
        for (TarEntry entry : entries) {
            writer.write(entry);
        }
        writer.end();
        return bytes.toByteArray();
    }

    /** A header of a type that describes the next entry, without an end marker. */
    private static byte[] meta(char type, String content) throws IOException {
        byte[] tar = tar(TarEntry.of(type, "meta").withContent(Content.of(content)));
        return Arrays.copyOf(tar, tar.length - 1024);
    }

    /** A tar of one empty file named {@code file} whose header is changed and its checksum set right again. */
    private static byte[] patched(Consumer<byte[]> change) throws IOException {
        byte[] tar = tar(TarEntry.of('0', "file"));
        change.accept(tar);
        Arrays.fill(tar, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xff;
        }
        text(tar, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return tar;
    }

    private static void text(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
