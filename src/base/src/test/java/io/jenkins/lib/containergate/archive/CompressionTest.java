package io.jenkins.lib.containergate.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
    private static final byte[] CONTENT = content();

    @ParameterizedTest
    @EnumSource(Compression.class)
    void whatWasCompressedComesOutAgain(Compression compression) throws IOException {
        assertThat(decompress(compress(compression, CONTENT))).isEqualTo(CONTENT);
        assertThat(decompress(compress(compression, new byte[0]))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD"})
    void severalStreamsInARowAreOneEvenWhenNothingIsAvailable(Compression compression) throws IOException {
        byte[] one = compress(compression, "one".getBytes(StandardCharsets.US_ASCII));
        byte[] empty = compress(compression, new byte[0]);
        byte[] two = compress(compression, CONTENT);
        byte[] all = concat(one, empty, two, empty);

        assertThat(decompress(all)).isEqualTo(concat("one".getBytes(StandardCharsets.US_ASCII), CONTENT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD"})
    void aStreamCutAnywhereIsAnError(Compression compression) throws IOException {
        byte[] whole = compress(compression, CONTENT);
        for (int length = 6; length < whole.length; length += length < 100 || length > whole.length - 100 ? 1 : 61) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decompress(cut)).as("cut to %d", length).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD"})
    void anythingElseAfterTheStreamIsAnError(Compression compression) throws IOException {
        byte[] whole = compress(compression, CONTENT);
        for (byte[] tail : new byte[][] {
            {0}, {0, 0, 0, 0, 0, 0}, {0x1f}, {0x28, (byte) 0xb5}, "PK\3\4".getBytes(StandardCharsets.US_ASCII)
        }) {
            assertThatThrownBy(() -> decompress(concat(whole, tail)))
                    .as(Arrays.toString(tail))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD"})
    void changedBytesAreNeverMoreThanAnError(Compression compression) throws IOException {
        byte[] whole = compress(compression, CONTENT);
        long seed = 99 + compression.ordinal();
        Random random = new Random(seed);
        for (int i = 0; i < 1_500; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            try {
                decompress(damaged);
            } catch (IOException expected) {
                assertThat(expected).isNotNull();
            } catch (RuntimeException e) {
                fail("seed " + seed + ", round " + i, e);
            }
        }
    }

    @Test
    void aWrongChecksumOrLengthIsAnError() throws IOException {
        byte[] whole = compress(Compression.GZIP, CONTENT);
        for (int fromEnd : new int[] {1, 8}) {
            byte[] damaged = whole.clone();
            damaged[damaged.length - fromEnd] ^= 1;
            assertThatThrownBy(() -> decompress(damaged)).hasMessageContaining("is wrong");
        }
    }

    @Test
    void everyPartOfAGzipHeaderIsUnderstood() throws IOException {
        byte[] plain = compress(Compression.GZIP, CONTENT);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 0});
        header.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
        header.writeBytes("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        int value = (int) crc.getValue();
        byte[] body = Arrays.copyOfRange(plain, 10, plain.length);

        byte[] right = concat(header.toByteArray(), new byte[] {(byte) value, (byte) (value >> 8)}, body);
        assertThat(decompress(right)).isEqualTo(CONTENT);

        byte[] wrong = concat(header.toByteArray(), new byte[] {(byte) ~value, (byte) (value >> 8)}, body);
        assertThatThrownBy(() -> decompress(wrong)).hasMessageContaining("gzip header is wrong");
    }

    @Test
    void anEndlessNameInAGzipHeaderIsAnError() {
        byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] name = new byte[100_000];
        Arrays.fill(name, (byte) 'x');

        assertThatThrownBy(() -> decompress(concat(header, name))).hasMessageContaining("too long");
    }

    @Test
    void skippableFramesAreSkippedWhereverTheyAre() throws IOException {
        byte[] skippable = {0x5a, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5};
        byte[] frame = compress(Compression.ZSTD, CONTENT);

        assertThat(decompress(concat(skippable, frame, skippable, skippable, frame, skippable)))
                .isEqualTo(concat(CONTENT, CONTENT));
        assertThatThrownBy(() -> decompress(concat(frame, Arrays.copyOf(skippable, 12))))
                .hasMessageContaining("ends too early");
        assertThatThrownBy(() -> decompress(concat(skippable, skippable)))
                .isInstanceOf(MalformedArchiveException.class)
                .hasMessageContaining("no frame with content");
    }

    @Test
    void aWindowThatWouldTakeTooMuchMemoryIsAnError() {
        byte[] windowed = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (14 << 3), 1, 0, 0};
        byte[] single = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xa0, 0, 0, 0, 0x40, 1, 0, 0};
        byte[] negative = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xe0, 0, 0, 0, 0, 0, 0, 0, (byte) 0x80, 1, 0, 0
        };
        for (byte[] frame : new byte[][] {windowed, single, negative}) {
            assertThatThrownBy(() -> decompress(frame)).hasMessageContaining("more than 8 MiB");
        }
    }

    @Test
    void theLargestAllowedWindowIsRead() throws IOException {
        byte[] empty = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (13 << 3), 1, 0, 0};

        assertThat(decompress(empty)).isEmpty();
    }

    @Test
    void whatTheReferenceImplementationWroteIsRead() throws IOException {
        // printf 'hello hello hello hello\n' | zstd -19 --check
        byte[] zstd = Base64.getDecoder().decode("KLUv/QRobQAAOGhlbGxvIAoBAJlLEah8Lqg=");

        assertThat(decompress(zstd)).asString(StandardCharsets.US_ASCII).isEqualTo("hello hello hello hello\n");
    }

    @Test
    void formatsNoRuntimeReadsAreNamed() {
        assertThatThrownBy(() -> decompress("BZh91AY&SY".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("bzip2");
        assertThatThrownBy(() -> decompress(new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0}))
                .hasMessageContaining("xz");
    }

    @Test
    void aStreamShorterThanAnyMagicIsUncompressed() throws IOException {
        for (int length = 0; length < 6; length++) {
            byte[] few = Arrays.copyOf("abcdef".getBytes(StandardCharsets.US_ASCII), length);
            assertThat(decompress(few)).isEqualTo(few);
        }
    }

    /** Through a stream that gives few bytes at a time and never says that any are available. */
    private static byte[] decompress(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int available() {
                return 0;
            }

            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1_000));
            }
        };
        Compression.Detected detected = Compression.detect(in);
        try (InputStream out = detected.compression().decompress(detected.stream())) {
            return out.readAllBytes();
        }
    }

    private static byte[] compress(Compression compression, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (compression) {
                    case NONE -> bytes;
                    case GZIP -> new GZIPOutputStream(bytes);
                    case ZSTD -> new ZstdOutputStream(bytes);
                }) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] content() {
        byte[] content = new byte[400_000];
        new Random(1).nextBytes(content);
        Arrays.fill(content, 10_000, 390_000, (byte) 'x');
        return content;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
