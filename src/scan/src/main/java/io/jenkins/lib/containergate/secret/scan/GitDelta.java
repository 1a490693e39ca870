package io.jenkins.lib.containergate.secret.scan;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The difference between two objects of a pack of git. One that is damaged ends in an unchecked exception of its buffers. */
final class GitDelta {
    private final ByteBuffer in;
    private final long baseSize;
    private final long size;

    GitDelta(byte[] difference) {
        in = ByteBuffer.wrap(difference);
        baseSize = number(in);
        size = number(in);
    }

    /** Of the object that it is the difference from. */
    long baseSize() {
        return baseSize;
    }

    /** Of what {@link #applied} makes. */
    long size() {
        return size;
    }

    /** What it copies from the base and what it brings. */
    byte[] applied(byte[] base) {
        ByteBuffer out = ByteBuffer.allocate((int) size);
        while (in.hasRemaining()) {
            int code = in.get() & 0xff;
            if ((code & 0x80) != 0) {
                int from = bytes(in, code, 4);
                int length = bytes(in, code >> 4, 3);
                out.put(base, from, length == 0 ? 0x10000 : length);
            } else {
                out.put(in.slice().limit(code));
                in.position(in.position() + code);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static int bytes(ByteBuffer in, int code, int most) {
        int value = 0;
        for (int i = 0; i < most; i++) {
            if ((code & 1 << i) != 0) {
                value |= (in.get() & 0xff) << 8 * i;
            }
        }
        return value;
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        int c = 0x80;
        for (int shift = 0; (c & 0x80) != 0 && shift < 56; shift += 7) {
            c = in.get() & 0xff;
            value |= (long) (c & 0x7f) << shift;
        }
        return value;
    }
}
