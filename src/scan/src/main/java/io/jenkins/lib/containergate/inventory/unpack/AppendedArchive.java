package io.jenkins.lib.containergate.inventory.unpack;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Archives behind a line of a script that unpacks them, as makeself writes them, or behind the end of a program or a picture. A
 * zip that a file ends with is known by that end, and what lies before it is to be looked at by itself.
 */
public final class AppendedArchive {
    private AppendedArchive() {}

    /**
     * Where archives lie, in the order in which they are to be opened.
     *
     * @param more whether there are more than that
     */
    public record Places(List<Place> all, boolean more) {
        public Places {
            all = List.copyOf(all);
        }

        /** Says what the rest of the places means. */
        public String problem() {
            return "archives begin at more than " + all.size() + " places in it, and those after them are not opened";
        }
    }

    /**
     * One of them.
     *
     * @param end of the archive, where its entries say how long it is; of the content otherwise
     */
    public record Place(long begin, long end) {
        /** All of it, and nothing of what follows. */
        public InputStream in(FileContent content) throws IOException {
            InputStream in = content.open();
            in.skipNBytes(begin);
            return new Part(in, end - begin);
        }
    }

    private static final class Part extends BulkInputStream.OnTop {
        private long left;

        Part(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }

    /** @param head the first bytes of content */
    public static boolean possible(byte[] head) {
        return script(head) || ExecutableLayout.isProgram(head);
    }

    /** @param head the first bytes of content */
    public static boolean script(byte[] head) {
        return head.length > 2 && head[0] == '#' && head[1] == '!';
    }

    /** After lines of a script, where its text ends, and after the end of what a file begins with. */
    public static Places of(byte[] head, FileContent content) throws IOException {
        ArchiveBegins begins = new ArchiveBegins(content);
        if (script(head)) {
            begins.behindLines();
            begins.behindText();
        } else {
            List<Long> ends = FileEnd.of(head, content);
            long last = 0;
            for (long end : ends) {
                begins.behindZeros(end);
                last = end <= content.size() ? Math.max(last, end) : last;
            }
            if (last > 0 && !begins.anyFrom(last)) {
                begins.anywhere(last);
            }
        }
        return begins.places();
    }

    /** Anywhere in what follows an archive that has ended, and is of no kind that is known. */
    public static Places within(FileContent content) throws IOException {
        ArchiveBegins begins = new ArchiveBegins(content);
        begins.anywhere(0);
        return begins.places();
    }
}
