package io.jenkins.lib.containergate.testkit.rpm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One package as rpm's database keeps it: index entries and the data they point to.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/format_header.html">RPM header format</a>
 */
public final class RpmHeaderBuilder {
    public static final int EPOCH = 1003;
    public static final int SOURCE_RPM = 1044;
    public static final int MODULARITY_LABEL = 5096;
    public static final int VENDOR = 1011;
    public static final int FILE_DIGESTS = 1035;
    public static final int DIRECTORY_INDEXES = 1116;
    public static final int BASE_NAMES = 1117;
    public static final int DIRECTORY_NAMES = 1118;

    private static final int INT32 = 4;
    private static final int STRING = 6;
    private static final int STRING_ARRAY = 8;

    private record Entry(int tag, int type, int count, byte[] data) {}

    private final List<Entry> entries = new ArrayList<>();

    private RpmHeaderBuilder() {}

    /** @param versionRelease {@code VERSION-RELEASE} */
    public static RpmHeaderBuilder header(String name, String versionRelease) {
        int dash = versionRelease.lastIndexOf('-');
        return new RpmHeaderBuilder()
                .string(1000, name)
                .string(1001, versionRelease.substring(0, dash))
                .string(1002, versionRelease.substring(dash + 1))
                .string(1014, "MIT")
                .string(1022, "x86_64");
    }

    /** A header with no tag yet. */
    public static RpmHeaderBuilder empty() {
        return new RpmHeaderBuilder();
    }

    public RpmHeaderBuilder epoch(int epoch) {
        return number(EPOCH, epoch);
    }

    /** @param file {@code NAME-VERSION-RELEASE.src.rpm} */
    public RpmHeaderBuilder source(String file) {
        return string(SOURCE_RPM, file);
    }

    public RpmHeaderBuilder module(String label) {
        return string(MODULARITY_LABEL, label);
    }

    public RpmHeaderBuilder vendor(String name) {
        return string(VENDOR, name);
    }

    /** The one file of the package. */
    public RpmHeaderBuilder file(String directory, String name, String digest) {
        return number(DIRECTORY_INDEXES, 0)
                .strings(BASE_NAMES, name)
                .strings(DIRECTORY_NAMES, directory)
                .strings(FILE_DIGESTS, digest);
    }

    public RpmHeaderBuilder strings(int tag, String... values) {
        byte[] text = (String.join("\0", values) + "\0").getBytes(StandardCharsets.UTF_8);
        entries.add(new Entry(tag, STRING_ARRAY, values.length, text));
        return this;
    }

    public RpmHeaderBuilder string(int tag, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return entry(tag, STRING, java.util.Arrays.copyOf(text, text.length + 1));
    }

    public RpmHeaderBuilder number(int tag, int value) {
        return entry(tag, INT32, ByteBuffer.allocate(4).putInt(value).array());
    }

    /** @param type as the format numbers it */
    public RpmHeaderBuilder entry(int tag, int type, byte[] data) {
        entries.add(new Entry(tag, type, 1, data.clone()));
        return this;
    }

    /** Makes the header this much longer, as lists of files do. */
    public RpmHeaderBuilder padding(int bytes) {
        return entry(DIRECTORY_INDEXES, STRING, new byte[bytes]);
    }

    public byte[] bytes() {
        int length = 0;
        for (Entry entry : entries) {
            length += 4 + entry.data.length;
        }
        ByteBuffer data = ByteBuffer.allocate(length);
        ByteBuffer index = ByteBuffer.allocate(16 * entries.size());
        for (Entry entry : entries) {
            while (entry.type == INT32 && data.position() % 4 != 0) {
                data.put((byte) 0);
            }
            index.putInt(entry.tag).putInt(entry.type).putInt(data.position()).putInt(entry.count);
            data.put(entry.data);
        }
        return ByteBuffer.allocate(8 + index.capacity() + data.position())
                .putInt(entries.size())
                .putInt(data.position())
                .put(index.array())
                .put(data.flip())
                .array();
    }
}
