package io.jenkins.lib.containergate.inventory.archive;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.inventory.json.JsonReading;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Archives of Electron: four little-endian numbers (4, size of the header, size of its content, length of its text), a directory
 * as JSON, then the files. Files that are marked as unpacked lie in a directory beside it.
 *
 * @see <a href="https://github.com/electron/asar#format">asar format</a>
 */
public final class AsarReader implements PackageReader {
    private static final int PREFIX = 16;
    private static final int SIZE_FIELDS = 8;
    private static final byte[] DIRECTORY = "{\"files\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MODE = 0644;

    private record Member(String path, long offset, long size) {}

    private final List<PackageReader> inner;
    private final InventoryLimits limits;

    /** @param inner readers of package files that may lie in an archive */
    public AsarReader(List<PackageReader> inner, InventoryLimits limits) {
        this.inner = List.copyOf(inner);
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        if (entry.kind() != LayerEntry.Kind.FILE || head.length < PREFIX + DIRECTORY.length) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        boolean directory = ByteBuffer.wrap(head, PREFIX, DIRECTORY.length).equals(ByteBuffer.wrap(DIRECTORY));
        return bytes.getInt(0) == Integer.BYTES && (directory || entry.name().endsWith(".asar"));
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            ByteBuffer prefix = read(file, 0, PREFIX);
            long start = SIZE_FIELDS + Integer.toUnsignedLong(prefix.getInt(4));
            long length = Integer.toUnsignedLong(prefix.getInt(12));
            if (length > limits.maxMetadataBytes()) {
                throw new LimitExceededException(
                        "the directory of " + entry.path(), "maxMetadataBytes", limits.maxMetadataBytes());
            }
            for (Member member : members(read(file, PREFIX, length).array(), entry.path())) {
                packages(entry.path(), member, file, start, sink);
            }
        }
    }

    /** Those that a reader claims by their name. */
    private List<Member> members(byte[] directory, String archive)
            throws MalformedContentException, LimitExceededException, IOException {
        List<Member> members = new ArrayList<>();
        JsonReading.document(new ByteArrayInputStream(directory), root -> node(root, archive + "!", members));
        return members;
    }

    private void node(JsonParser node, String path, List<Member> members)
            throws IOException, MalformedContentException, LimitExceededException {
        String[] place = {"", ""};
        JsonReading.members(node, (name, value) -> {
            switch (name) {
                case "files" ->
                    JsonReading.members(value, (child, inside) -> node(inside, path + "/" + child, members));
                case "offset" -> place[0] = JsonReading.text(value);
                case "size" -> place[1] = value.getValueAsString("");
                default -> {
                    // checksums, links, permissions
                }
            }
        });
        if (place[0].isEmpty()) {
            return;
        }
        try {
            Member member = new Member(path, Long.parseLong(place[0]), Long.parseLong(place[1]));
            if (!claiming(member).isEmpty()) {
                members.add(member);
            }
        } catch (NumberFormatException e) {
            throw new MalformedContentException(Unreadable.ARCHIVE, "a file whose place is not a number");
        }
    }

    private List<PackageReader> claiming(Member member) {
        LayerEntry inside = inside(member);
        return inner.stream()
                .filter(reader -> reader.claims(inside, new byte[0]))
                .toList();
    }

    private static LayerEntry inside(Member member) {
        return new LayerEntry(member.path(), LayerEntry.Kind.FILE, Math.max(1, member.size()), MODE, 0, 0, "");
    }

    private void packages(String archive, Member member, FileWindow file, long start, PackageSink sink)
            throws GateException, IOException, InterruptedException {
        try {
            if (member.size() > limits.maxMetadataBytes()) {
                throw new LimitExceededException(member.path(), "maxMetadataBytes", limits.maxMetadataBytes());
            }
            long at = member.offset() < 0 ? member.offset() : start + member.offset();
            byte[] bytes = read(file, at, member.size()).array();
            for (PackageReader reader : claiming(member)) {
                reader.read(
                        inside(member),
                        new MemoryContent(member.path(), bytes),
                        new InArchive(archive, sink, listed -> {}));
            }
        } catch (MalformedContentException e) {
            sink.gap(e.gap(archive, member.path()));
        }
    }

    private static ByteBuffer read(FileWindow file, long at, long size) throws MalformedContentException, IOException {
        Optional<ByteBuffer> read = file.read(at, size, ByteOrder.LITTLE_ENDIAN);
        if (read.isEmpty()) {
            throw new MalformedContentException(Unreadable.ARCHIVE, "an asar archive that points outside of the file");
        }
        return read.get();
    }
}
