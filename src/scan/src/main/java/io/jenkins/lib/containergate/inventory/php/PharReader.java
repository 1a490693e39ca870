package io.jenkins.lib.containergate.inventory.php;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.binary.BytePattern;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Archives of PHP that are installed as commands, without the ending {@code .phar}: {@code /usr/bin/composer}, {@code wp}. A script
 * loads what lies behind it, and holds the packages that it needs.
 *
 * @see <a href="https://www.php.net/manual/en/phar.fileformat.php">Phar file format</a>
 */
public final class PharReader implements PackageReader {
    /** Known by its name alone. */
    private static final String ENDING = ".phar";

    private static final Pattern INTERPRETER = Pattern.compile("#!.*php.*");
    /** What a script has that loads the archive behind it, or the end of the script itself. */
    private static final List<String> LOADS = List.of("Phar::", "phar://", "__HALT_COMPILER();");

    private static final BytePattern END = new BytePattern("__HALT_COMPILER();".getBytes(StandardCharsets.US_ASCII));
    private static final Pattern BEHIND_END = Pattern.compile("[ \n]\\?>(?:\r?\n)?");
    /** The longest of them, and what the list of files begins with: its length, how many it lists, the version of the format. */
    private static final int BEGINNING = 5 + 2 * Integer.BYTES + Short.BYTES;

    private static final int OLDEST_VERSION = 0x1000;

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        if (entry.name().endsWith(ENDING) || head.length == 0 || head[0] != '#' && head[0] != '<') {
            return false;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return INTERPRETER.matcher(text).lookingAt()
                || text.startsWith("<?") && LOADS.stream().anyMatch(text::contains);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, IOException {
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            long end = file.find(END, 0, file.size());
            if (end >= 0 && listsFiles(file, end + END.length())) {
                throw new MalformedContentException(
                        Unreadable.BUNDLE, "the program holds PHP packages in a phar archive");
            }
        }
    }

    /** As PHP reads it; a script may also have data of another kind behind its end. */
    private static boolean listsFiles(FileWindow file, long end) throws IOException {
        Matcher behind = BEHIND_END.matcher(StandardCharsets.ISO_8859_1.decode(file.upTo(end, BEGINNING)));
        long list = behind.lookingAt() ? end + behind.end() : end;
        Optional<ByteBuffer> beginning = file.read(list, 2L * Integer.BYTES + Short.BYTES, ByteOrder.LITTLE_ENDIAN);
        if (beginning.isEmpty()) {
            return false;
        }
        long length = Integer.toUnsignedLong(beginning.get().getInt());
        int version =
                Short.toUnsignedInt(beginning.get().order(ByteOrder.BIG_ENDIAN).getShort(2 * Integer.BYTES));
        return version >= OLDEST_VERSION && length <= file.size() - list;
    }
}
