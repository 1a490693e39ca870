package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.LayerFiles.Whiteout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one layer did to which path, in tar order, written down compactly: each path shares its beginning with the one
 * before.
 */
final class PathJournal {
    enum Action {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        HARD_LINK,
        /** Devices and pipes. */
        SPECIAL,
        /** A file of AUFS, see {@link Whiteout#isMetadata}. */
        METADATA,
        DELETE,
        EMPTY_DIRECTORY;

        boolean hasTarget() {
            return this == SYMBOLIC_LINK || this == HARD_LINK;
        }
    }

    /** Receives the entries again. */
    @FunctionalInterface
    interface Reader {
        /** @param target of links, empty otherwise */
        void entry(Action action, String path, String target) throws GateException;
    }

    private static final Action[] ACTIONS = Action.values();

    private byte[] data = new byte[4096];
    private int length;
    private byte[] previous = new byte[0];

    PathJournal() {}

    /** A journal that was written before, from {@link #toByteArray}. */
    PathJournal(byte[] written) {
        this.data = written;
        this.length = written.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(data, length);
    }

    void add(Action action, String path, String target) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        int shared = Arrays.mismatch(previous, bytes);
        shared = shared < 0 ? bytes.length : shared;
        previous = bytes;
        byte[] link = action.hasTarget() ? target.getBytes(StandardCharsets.UTF_8) : new byte[0];
        reserve(16 + bytes.length + link.length);
        data[length++] = (byte) action.ordinal();
        number(shared);
        text(bytes, shared);
        if (action.hasTarget()) {
            text(link, 0);
        }
    }

    /** Bytes of memory in use. */
    int size() {
        return length;
    }

    void replay(Reader reader) throws GateException {
        int[] position = {0};
        byte[] path = new byte[0];
        while (position[0] < length) {
            Action action = ACTIONS[data[position[0]++]];
            int shared = number(position);
            byte[] rest = bytes(position);
            path = Arrays.copyOf(path, shared + rest.length);
            System.arraycopy(rest, 0, path, shared, rest.length);
            byte[] target = action.hasTarget() ? bytes(position) : new byte[0];
            reader.entry(action, new String(path, StandardCharsets.UTF_8), new String(target, StandardCharsets.UTF_8));
        }
    }

    private void reserve(int more) {
        if (length + more > data.length) {
            data = Arrays.copyOf(data, Math.max(data.length * 2, length + more));
        }
    }

    private void text(byte[] bytes, int from) {
        number(bytes.length - from);
        System.arraycopy(bytes, from, data, length, bytes.length - from);
        length += bytes.length - from;
    }

    private byte[] bytes(int[] position) {
        int count = number(position);
        byte[] bytes = Arrays.copyOfRange(data, position[0], position[0] + count);
        position[0] += count;
        return bytes;
    }

    /** Seven bits a byte, lowest first. */
    private void number(int value) {
        int rest = value;
        for (; rest > 0x7f; rest >>>= 7) {
            data[length++] = (byte) (rest | 0x80);
        }
        data[length++] = (byte) rest;
    }

    private int number(int[] position) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = data[position[0]++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
