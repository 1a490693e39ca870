package io.jenkins.lib.containergate.inventory.golang;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Strings one after the other, each after its length as an unsigned LEB128 number. Decoded as Latin-1, so that a
 * character is a byte: the module list is framed by bytes that are no text.
 */
final class InlineStrings {
    private static final int MAX_VARINT = 10;

    private final FileWindow file;
    private final int maxBytes;
    private long position;

    InlineStrings(FileWindow file, long position, int maxBytes) {
        this.file = file;
        this.position = position;
        this.maxBytes = maxBytes;
    }

    String next() throws IOException, LimitExceededException, MalformedContentException {
        long length = length();
        if (length > maxBytes) {
            throw new LimitExceededException("Go build information", "maxMetadataBytes", maxBytes);
        }
        ByteBuffer bytes = file.read(position, length, ByteOrder.LITTLE_ENDIAN).orElseThrow(BuildInfoBlob::malformed);
        position += length;
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }

    private long length() throws IOException, MalformedContentException {
        ByteBuffer bytes = file.upTo(position, MAX_VARINT);
        long value = 0;
        for (int shift = 0; bytes.hasRemaining() && shift < 63; shift += 7) {
            byte next = bytes.get();
            position++;
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw BuildInfoBlob.malformed();
    }
}
