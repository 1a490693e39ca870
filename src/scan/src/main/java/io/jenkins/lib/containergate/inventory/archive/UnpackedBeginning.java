package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.UnsupportedArchiveException;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.layer.LayerReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** How content begins that was compressed as one stream, and whether all of it is unpacked for how it ends. */
final class UnpackedBeginning {
    private UnpackedBeginning() {}

    /** The first bytes; of data that is damaged behind them those that can be read, since nothing but an archive matters here. */
    static byte[] of(InputStream in, String path) throws IOException {
        byte[] head = new byte[LayerReader.HEAD_BYTES];
        int filled = 0;
        try {
            for (int read = in.read(head); read > 0; read = in.read(head, filled, head.length - filled)) {
                filled += read;
            }
        } catch (UnsupportedArchiveException e) {
            throw e;
        } catch (MalformedArchiveException e) {
            if (ArchiveKind.isTarred(path)) {
                throw e;
            }
        }
        return Arrays.copyOf(head, filled);
    }

    /** Pages of manuals are many: what begins with as much text is not unpacked for its last bytes. */
    static boolean mayEndAsZip(byte[] head, InputStream unpacked) throws IOException {
        if (head.length < LayerReader.HEAD_BYTES || CompressedText.is(head, head.length)) {
            return head.length < LayerReader.HEAD_BYTES && ZipArchive.mayEndAsOne(head);
        }
        try {
            return ZipArchive.mayEndAsOne(unpacked);
        } catch (UnsupportedArchiveException e) {
            throw e;
        } catch (MalformedArchiveException e) {
            return false; // nobody can unpack so far
        }
    }
}
