package io.jenkins.lib.containergate.inventory.golang;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Go string headers (address and length) in the data of an executable built before Go 1.18. */
final class PointedStrings {
    private final FileWindow file;
    private final ExecutableLayout layout;
    private final ByteOrder order;
    private final int pointerSize;
    private final int maxBytes;

    PointedStrings(FileWindow file, ExecutableLayout layout, ByteOrder order, int pointerSize, int maxBytes) {
        this.file = file;
        this.layout = layout;
        this.order = order;
        this.pointerSize = pointerSize;
        this.maxBytes = maxBytes;
    }

    /** The pointer stored at a position of the file. */
    long pointer(long offset) throws IOException, MalformedContentException {
        ByteBuffer bytes = file.read(offset, pointerSize, order).orElseThrow(BuildInfoBlob::malformed);
        return pointerSize == 8 ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
    }

    /** The string whose header is at this address; a null pointer is the empty string. */
    String at(long address) throws IOException, LimitExceededException, MalformedContentException {
        if (address == 0) {
            return "";
        }
        long header = offset(address);
        long data = pointer(header);
        long length = pointer(header + pointerSize);
        if (length == 0) {
            return "";
        }
        if (length > maxBytes) {
            throw new LimitExceededException("Go build information", "maxMetadataBytes", maxBytes);
        }
        ByteBuffer bytes = file.read(offset(data), length, order).orElseThrow(BuildInfoBlob::malformed);
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }

    private long offset(long address) throws MalformedContentException {
        return layout.offsetOf(address).orElseThrow(BuildInfoBlob::malformed);
    }
}
