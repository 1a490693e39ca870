package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.layer.FileContent;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Headers of directories that a zip begins with. They come before its first entry that has content, so they end what lies before the
 * zip, and are no zip themselves.
 */
final class DirectoryHeaders {
    private static final int HEADER = 30;
    private static final int SIGNATURE = 0x04034b50;
    private static final String ZIP = "PK\3\4";
    private static final int FLAGS = 6;
    private static final int DESCRIBED = 8;
    private static final int SIZES = 18;
    private static final int NAME = 26;
    private static final int EXTRA = 28;
    /** Nothing that is deflated, and a descriptor that says so. */
    private static final byte[] DESCRIPTOR = "\3\0PK\7\b\0\0\0\0\2\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private DirectoryHeaders() {}

    /** Whether nothing but such headers lies between a position and the end of content. */
    static boolean fill(FileContent content, long begin) throws IOException {
        if (begin >= content.size()) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(content.open()))) {
            in.skipNBytes(begin);
            long at = begin;
            while (at < content.size()) {
                int length = directory(in);
                if (length == 0) {
                    return false;
                }
                at += length;
            }
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    /** How long it is; 0 where there is no header of a directory. */
    private static int directory(DataInputStream in) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        in.readFully(header.array());
        int name = Short.toUnsignedInt(header.getShort(NAME));
        int extra = Short.toUnsignedInt(header.getShort(EXTRA));
        if (header.getInt(0) != SIGNATURE || header.getLong(SIZES) != 0 || name == 0) {
            return 0;
        }
        byte[] rest = new byte[name + extra];
        in.readFully(rest);
        if (new String(rest, StandardCharsets.ISO_8859_1).contains(ZIP)) {
            return 0; // a whole zip fits into a name and into extra fields
        }
        boolean described = (header.getShort(FLAGS) & DESCRIBED) != 0;
        if (rest[name - 1] != '/' || described && !Arrays.equals(in.readNBytes(DESCRIPTOR.length), DESCRIPTOR)) {
            return 0;
        }
        return HEADER + rest.length + (described ? DESCRIPTOR.length : 0);
    }
}
