package io.jenkins.lib.containergate.inventory.golang;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small ELF executables with or without Go build information. */
public final class TestElf {
    static final int DATA = 0x1000;
    static final long ADDRESS = 0x400000;
    private static final int PADDING = 48;

    private boolean wide = true;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean sections = true;
    private String sectionName = ".go.buildinfo";
    private byte[] data = new byte[64];
    private boolean note;

    public static TestElf elf() {
        return new TestElf();
    }

    TestElf narrow() {
        wide = false;
        return this;
    }

    TestElf bigEndian() {
        order = ByteOrder.BIG_ENDIAN;
        return this;
    }

    TestElf withoutSections() {
        sections = false;
        return this;
    }

    public TestElf sectionName(String name) {
        sectionName = name;
        return this;
    }

    public TestElf data(byte[] value) {
        data = value;
        return this;
    }

    /** The program's only segment holds a note instead of data. */
    public TestElf note(String owner) {
        byte[] name = (owner + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes =
                ByteBuffer.allocate(12 + (name.length + 3) / 4 * 4 + 4).order(order);
        bytes.putInt(name.length).putInt(4).putInt(1).put(name);
        note = true;
        return data(bytes.array());
    }

    /** As linked since Go 1.18. */
    public TestElf inline(String version, String modules) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(magic(8, 2));
        out.writeBytes(new byte[16]);
        string(out, version.getBytes(StandardCharsets.UTF_8));
        string(out, framed(modules));
        return data(out.toByteArray());
    }

    /** As linked before Go 1.18: string headers behind pointers. Call after {@link #narrow} and {@link #bigEndian}. */
    TestElf pointed(String version, String modules) {
        int pointer = wide ? 8 : 4;
        byte[] first = version.getBytes(StandardCharsets.UTF_8);
        byte[] second = framed(modules);
        long headers = ADDRESS + PADDING + 32;
        long texts = headers + 4L * pointer;
        ByteBuffer bytes = ByteBuffer.allocate(32 + 4 * pointer + first.length + second.length)
                .order(order);
        bytes.put(magic(pointer, order == ByteOrder.BIG_ENDIAN ? 1 : 0));
        word(bytes, headers);
        word(bytes, headers + 2L * pointer);
        bytes.position(32);
        word(bytes, texts);
        word(bytes, first.length);
        word(bytes, texts + first.length);
        word(bytes, second.length);
        bytes.put(first).put(second);
        return data(bytes.array());
    }

    private static byte[] magic(int pointerSize, int flags) {
        byte[] magic = "\u00ff Go buildinf:??".getBytes(StandardCharsets.ISO_8859_1);
        magic[14] = (byte) pointerSize;
        magic[15] = (byte) flags;
        return magic;
    }

    private static byte[] framed(String modules) {
        if (modules.isEmpty()) {
            return new byte[0];
        }
        return ("1234567890123456" + modules + "6543210987654321").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void string(ByteArrayOutputStream out, byte[] text) {
        int length = text.length;
        while (length >= 0x80) {
            out.write(length & 0x7f | 0x80);
            length >>= 7;
        }
        out.write(length);
        out.writeBytes(text);
    }

    public byte[] bytes() {
        byte[] names = ("\0.shstrtab\0" + sectionName + "\0").getBytes(StandardCharsets.US_ASCII);
        int namesAt = DATA + PADDING + data.length;
        int tableAt = (namesAt + names.length + 7) / 8 * 8;
        int sectionSize = wide ? 64 : 40;
        ByteBuffer file = ByteBuffer.allocate(tableAt + 3 * sectionSize).order(order);
        header(file, tableAt);
        program(file);
        file.position(DATA + PADDING);
        file.put(data).put(names);
        if (sections) {
            section(file, tableAt + sectionSize, 1, 0, namesAt, names.length);
            section(file, tableAt + 2 * sectionSize, 11, ADDRESS + PADDING, DATA + PADDING, data.length);
        }
        return file.array();
    }

    private void header(ByteBuffer file, int tableAt) {
        file.put(new byte[] {
            0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1), 1
        });
        file.position(16);
        file.putShort((short) 2).putShort((short) 62).putInt(1);
        word(file, ADDRESS);
        word(file, wide ? 64 : 52);
        word(file, sections ? tableAt : 0);
        file.putInt(0)
                .putShort((short) (wide ? 64 : 52))
                .putShort((short) (wide ? 56 : 32))
                .putShort((short) 1);
        file.putShort((short) (wide ? 64 : 40))
                .putShort((short) (sections ? 3 : 0))
                .putShort((short) (sections ? 1 : 0));
    }

    private void program(ByteBuffer file) {
        int padding = note ? PADDING : 0;
        long size = PADDING - padding + data.length;
        file.putInt(note ? 4 : 1);
        if (wide) {
            file.putInt(6);
        }
        word(file, DATA + padding);
        word(file, ADDRESS);
        word(file, ADDRESS);
        word(file, size);
        word(file, size);
        if (!wide) {
            file.putInt(6);
        }
    }

    private void section(ByteBuffer file, int at, int name, long address, long offset, long size) {
        file.position(at);
        file.putInt(name).putInt(1);
        word(file, 3);
        word(file, address);
        word(file, offset);
        word(file, size);
    }

    private void word(ByteBuffer bytes, long value) {
        if (wide) {
            bytes.putLong(value);
        } else {
            bytes.putInt((int) value);
        }
    }
}
