package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;

/** Where an archive ends whose entries are not compressed, so that what begins in it is not taken for one more behind it. */
final class ArchiveExtent {
    static final long UNKNOWN = -1;

    private ArchiveExtent() {}

    /** Position behind it; {@link #UNKNOWN} of one that does not say how long it is or is damaged. */
    static long end(ArchiveFormat format, FileContent content, long begin) throws IOException {
        try (InputStream in = content.open()) {
            in.skipNBytes(begin);
            long length =
                    switch (format) {
                        case TAR -> tar(new TarReader(in));
                        case CPIO -> cpio(in);
                        case SEVEN_ZIP -> SevenZipHeaderSize.end(in);
                        default -> UNKNOWN;
                    };
            return length > 0 && length <= content.size() - begin ? begin + length : UNKNOWN;
        } catch (IOException | IllegalArgumentException e) {
            return UNKNOWN; // whoever opens it says what is wrong with it
        }
    }

    private static long tar(TarReader tar) throws IOException {
        while (tar.next().isPresent()) {
            // the next header says that the entry ended
        }
        return tar.offset();
    }

    private static long cpio(InputStream in) throws IOException {
        try (CpioArchiveInputStream cpio = new CpioArchiveInputStream(in)) {
            while (cpio.getNextEntry() != null) {
                // the next header says that the entry ended
            }
            return cpio.getBytesRead();
        }
    }
}
