package io.jenkins.lib.containergate.inventory.dotnet;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.binary.BytePattern;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HexFormat;
import java.util.Optional;

/**
 * .NET programs published as a single file: their {@code deps.json} is in the program itself. The host program has a
 * marker that says where what was bundled begins; a host without a bundle has zero there.
 *
 * @see <a href="https://github.com/dotnet/designs/blob/main/accepted/2020/single-file/bundler.md">bundle layout</a>
 */
public final class SingleFileReader implements PackageReader {
    /** SHA-256 of {@code .net core bundle}. */
    private static final BytePattern MARKER = new BytePattern(
            HexFormat.of().parseHex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae"));

    /** The host itself is smaller, the bundle follows it. */
    private static final long SEARCHED = 32L << 20;

    private static final int BLOCK = 64 << 10;
    private static final int HEADER = 12;
    private static final int OFFSETS = 16;
    private static final int FIRST_WITH_OFFSETS = 2;

    private final InventoryLimits limits;

    public SingleFileReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return ExecutableLayout.isProgram(head) && !ExecutableLayout.isNamedLibrary(entry.name());
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            long bundle = bundle(file);
            if (bundle != 0) {
                DepsJsonReader.report(dependencies(file, bundle), entry.path(), sink);
            }
        }
    }

    /** Where the bundle's header is; 0 when there is none. */
    private static long bundle(FileWindow file) throws IOException {
        long end = Math.min(file.size(), SEARCHED);
        for (long at = 0; at < end; at += BLOCK) {
            ByteBuffer block = file.upTo(at, BLOCK + MARKER.length());
            int marker = MARKER.in(block.array(), block.limit());
            if (marker >= 0) {
                Optional<ByteBuffer> offset = file.read(at + marker - Long.BYTES, Long.BYTES, ByteOrder.LITTLE_ENDIAN);
                return offset.isEmpty() ? 0 : offset.get().getLong();
            }
        }
        return 0;
    }

    private byte[] dependencies(FileWindow file, long bundle) throws MalformedContentException, IOException {
        ByteBuffer header = read(file, bundle, HEADER);
        int version = header.getInt();
        if (version < FIRST_WITH_OFFSETS) {
            throw unreadable("a bundle of .NET Core 3, which does not say where its deps.json is");
        }
        int[] length = {0};
        long names = bundle + HEADER + lengthPrefix(file, bundle + HEADER, length);
        ByteBuffer offsets = read(file, names + length[0], OFFSETS);
        long at = offsets.getLong();
        long size = offsets.getLong();
        if (size < 1 || size > limits.maxMetadataBytes()) {
            throw unreadable("a bundle without a deps.json, or with one of " + size + " bytes");
        }
        return bytes(read(file, at, size));
    }

    /** The length of the bundle's name, seven bits a byte, lowest first. */
    private static int lengthPrefix(FileWindow file, long at, int[] length)
            throws MalformedContentException, IOException {
        for (int i = 0; i < 2; i++) {
            byte next = read(file, at + i, 1).get();
            length[0] |= (next & 0x7f) << 7 * i;
            if (next >= 0) {
                return i + 1;
            }
        }
        throw unreadable("a bundle with a name that is too long");
    }

    private static ByteBuffer read(FileWindow file, long at, long size) throws MalformedContentException, IOException {
        Optional<ByteBuffer> read = file.read(at, size, ByteOrder.LITTLE_ENDIAN);
        if (read.isEmpty()) {
            throw unreadable("a .NET bundle that points outside of the file");
        }
        return read.get();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static MalformedContentException unreadable(String problem) {
        return new MalformedContentException(Unreadable.EXECUTABLE, problem);
    }
}
