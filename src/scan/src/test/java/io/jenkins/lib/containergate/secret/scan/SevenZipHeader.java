package io.jenkins.lib.containergate.secret.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;

/** Writes 7z archives whose headers say whatever is wanted, as 7zFormat.txt of 7-Zip lays them out. */
final class SevenZipHeader {
    private static final byte[] SIGNATURE = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0, 4};
    private static final int START = 32;

    private SevenZipHeader() {}

    /** An archive of this header and no content. */
    static byte[] archive(byte[] header) {
        return archive(new byte[0], header);
    }

    /** An archive whose header is that many zeros, stored under LZMA2. */
    static byte[] encoded(int length) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options(0);
        byte[] zeros = new byte[1 << 20];
        try (var out = options.getOutputStream(new FinishableWrapperOutputStream(packed))) {
            out.write(zeros);
        }
        // a stream of LZMA2 starts with a chunk that needs nothing before it, and ends with a zero
        byte[] once = Arrays.copyOf(packed.toByteArray(), packed.size() - 1);
        packed.reset();
        for (int done = 0; done < length; done += zeros.length) {
            packed.writeBytes(once);
        }
        packed.write(0);
        // EncodedHeader: PackInfo at 0, one stream; UnpackInfo: one folder of one coder, LZMA2 with 256 KiB
        byte[] streams = HostileArchivesTest.joined(
                new byte[] {23, 6, 0, 1, 9},
                number(packed.size()),
                new byte[] {0, 7, 11, 1, 0, 1, 0x21, 0x21, 1, 12, 12},
                number(length),
                new byte[] {0, 0});
        return archive(packed.toByteArray(), streams);
    }

    private static byte[] archive(byte[] content, byte[] header) {
        ByteBuffer archive =
                ByteBuffer.allocate(START + content.length + header.length).order(ByteOrder.LITTLE_ENDIAN);
        archive.put(SIGNATURE).position(12);
        archive.putLong(content.length).putLong(header.length).putInt(checksum(header, 0, header.length));
        archive.put(content).put(header);
        archive.putInt(8, checksum(archive.array(), 12, 20));
        return archive.array();
    }

    /** In the form that takes five bytes: the first says that four follow. */
    static byte[] number(long value) {
        return ByteBuffer.allocate(5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xf0)
                .putInt((int) value)
                .array();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }
}
