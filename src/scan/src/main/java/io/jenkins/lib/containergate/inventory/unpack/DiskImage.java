package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** Images of disks and whole file systems in one file, by what each has at a fixed place. */
public final class DiskImage {
    /** At the beginning: QEMU, VMware, VHDX, VHD, XFS. */
    private static final List<Sign> FIRST = List.of(
            new Sign(0, "QFI\u00fb"),
            new Sign(0, "KDMV"),
            new Sign(0, "COWD"),
            new Sign(0, "vhdxfile"),
            new Sign(0, "conectix"),
            new Sign(0, "XFSB"),
            new Sign(64, "\u007f\u0010\u00da\u00be"));
    /** Further behind: ISO 9660, Btrfs, EROFS. */
    private static final List<Sign> LATER =
            List.of(new Sign(32769, "CD001"), new Sign(65600, "_BHRfS_M"), new Sign(1024, "\u00e2\u00e1\u00f5\u00e0"));

    /** Of EROFS one block. */
    private static final int SMALLEST = 4 << 10;

    private static final int SECTOR = 512;
    private static final int EXT = 1024;
    /** Bytes of the superblock of ext2 to ext4 up to its mark and the three numbers behind it. */
    private static final int EXT_LENGTH = 64;

    private static final int EXT_MARK = 0xef53;
    private static final int LARGEST_BLOCK = 6;

    private DiskImage() {}

    private record Sign(int at, String magic) {
        boolean in(FileWindow file) throws IOException {
            ByteBuffer bytes = file.upTo(at, magic.length());
            return new Head(bytes.array(), 0, bytes.remaining()).starts(magic);
        }
    }

    /** @param head the first 512 bytes, or all of shorter content */
    public static boolean is(byte[] head, FileContent content) throws IOException {
        Head first = new Head(head);
        for (Sign sign : FIRST) {
            if (first.starts(sign.at(), sign.magic())) {
                return true;
            }
        }
        if (content.size() < SMALLEST || content.size() % SECTOR != 0) {
            return false;
        }
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            for (Sign sign : LATER) {
                if (sign.in(file)) {
                    return true;
                }
            }
            return ext(file);
        }
    }

    /** Its mark has two bytes only, so the numbers beside it have to be such as occur. */
    private static boolean ext(FileWindow file) throws IOException {
        return file.read(EXT, EXT_LENGTH, ByteOrder.LITTLE_ENDIAN)
                .filter(block -> Short.toUnsignedInt(block.getShort(56)) == EXT_MARK
                        && block.getInt(0) != 0
                        && block.getInt(4) != 0
                        && block.getInt(24) >= 0
                        && block.getInt(24) <= LARGEST_BLOCK
                        && block.getShort(58) >= 0
                        && block.getShort(58) < 8)
                .isPresent();
    }
}
