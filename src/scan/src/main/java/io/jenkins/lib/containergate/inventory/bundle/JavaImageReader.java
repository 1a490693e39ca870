package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The image of modules that {@code jlink} makes, {@code lib/modules} of a Java runtime. What is not Java's own is in there
 * without coordinates.
 *
 * <p>An image is a header of seven numbers, two tables with a number for each resource, and for each resource its attributes: a
 * byte that says which and how long, then its value. The attribute 1 is the place of the module's name.
 *
 * @see <a href="https://openjdk.org/jeps/282">JEP 282, jlink</a>
 * @see <a href="https://github.com/openjdk/jdk/blob/master/src/java.base/share/native/libjimage/imageFile.hpp">layout of the
 *     image</a>
 */
public final class JavaImageReader implements PackageReader {
    private static final int MAGIC = 0xCAFEDADA;
    private static final int HEADER = 28;
    private static final int MODULE = 1;
    private static final int LONGEST_NAME = 256;
    /** Not modules, but where the image lists its packages and modules. */
    private static final Set<String> LISTS = Set.of("modules", "packages");

    private final InventoryLimits limits;

    public JavaImageReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return order(head).isPresent();
    }

    private static Optional<ByteOrder> order(byte[] head) {
        if (head.length < HEADER) {
            return Optional.empty();
        }
        int magic = ByteBuffer.wrap(head).getInt();
        if (magic == MAGIC) {
            return Optional.of(ByteOrder.BIG_ENDIAN);
        }
        return Integer.reverseBytes(magic) == MAGIC ? Optional.of(ByteOrder.LITTLE_ENDIAN) : Optional.empty();
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            Optional<ByteOrder> order = order(file.upTo(0, HEADER).array());
            if (order.isPresent()) {
                JavaModules.report(modules(file, order.get(), entry.path()), entry.path(), sink);
            }
        }
    }

    private Set<String> modules(FileWindow file, ByteOrder order, String path)
            throws MalformedContentException, LimitExceededException, IOException {
        ByteBuffer header = read(file, 0, HEADER, order);
        long tables = Integer.toUnsignedLong(header.getInt(16)) * 2 * Integer.BYTES;
        long attributes = Integer.toUnsignedLong(header.getInt(20));
        long strings = Integer.toUnsignedLong(header.getInt(24));
        if (attributes > limits.maxMetadataBytes() || strings > limits.maxMetadataBytes()) {
            throw new LimitExceededException("the tables of " + path, "maxMetadataBytes", limits.maxMetadataBytes());
        }
        Set<Long> places = places(read(file, HEADER + tables, attributes, order));
        ByteBuffer names = read(file, HEADER + tables + attributes, strings, order);
        Set<String> modules = new TreeSet<>();
        for (long place : places) {
            String name = name(names, place);
            if (!LISTS.contains(name)) {
                modules.add(name);
            }
        }
        return modules;
    }

    /** Where the names of modules begin, of all resources. */
    private static Set<Long> places(ByteBuffer attributes) {
        Set<Long> places = new TreeSet<>();
        while (attributes.hasRemaining()) {
            int first = Byte.toUnsignedInt(attributes.get());
            int kind = first >> 3;
            if (kind != 0) {
                long value = 0;
                for (int i = 0; i <= (first & 7) && attributes.hasRemaining(); i++) {
                    value = value << Byte.SIZE | Byte.toUnsignedInt(attributes.get());
                }
                if (kind == MODULE) {
                    places.add(value);
                }
            }
        }
        return places;
    }

    private static String name(ByteBuffer names, long place) throws MalformedContentException {
        if (place < 0 || place >= names.limit()) {
            throw damaged();
        }
        int end = (int) place;
        while (end < names.limit() && end - place < LONGEST_NAME && names.get(end) != 0) {
            end++;
        }
        return new String(names.array(), (int) place, end - (int) place, StandardCharsets.UTF_8);
    }

    private static ByteBuffer read(FileWindow file, long at, long size, ByteOrder order)
            throws MalformedContentException, IOException {
        return file.read(at, size, order).orElseThrow(JavaImageReader::damaged);
    }

    private static MalformedContentException damaged() {
        return new MalformedContentException(
                Unreadable.ARCHIVE, "an image of Java modules that points outside of itself");
    }
}
