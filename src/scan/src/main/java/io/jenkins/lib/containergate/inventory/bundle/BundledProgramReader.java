package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.binary.ExecutableLayout;
import io.jenkins.lib.containergate.inventory.binary.FileWindow;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Programs into which a tool packed the packages of a language: nothing outside says which, and what is inside is not read.
 * Each is told by a section of the program or by the mark that its loader looks for at the end of the file.
 */
public final class BundledProgramReader implements PackageReader {
    /** The longest trailer stands some hundred bytes before the end, where a signature follows. */
    private static final int TAIL = 4096;

    /** The tools, with what they leave in a program. */
    private enum Tool {
        NATIVE_IMAGE("Java libraries compiled by GraalVM native-image", ".svm_heap", ""),
        PY_INSTALLER("Python packages packed by PyInstaller", "pydata", "MEI\014\013\012\013\016"),
        BUN("JavaScript packages compiled by Bun", "", "\n---- Bun! ----\n"),
        DENO("JavaScript packages compiled by Deno", "", "d3n0l4nd"),
        NEXE("JavaScript packages packed by nexe", "", "<nexe~~sentinel>");

        private final String what;
        private final String section;
        private final byte[] mark;

        Tool(String what, String section, String mark) {
            this.what = what;
            this.section = section;
            this.mark = mark.getBytes(StandardCharsets.ISO_8859_1);
        }

        boolean made(Optional<ExecutableLayout> layout, byte[] tail) {
            boolean named = !section.isEmpty()
                    && layout.flatMap(known -> known.section(section)).isPresent();
            return named || mark.length > 0 && holds(tail, mark);
        }

        private static boolean holds(byte[] tail, byte[] mark) {
            for (int at = tail.length - mark.length; at >= 0; at--) {
                if (Arrays.equals(tail, at, at + mark.length, mark, 0, mark.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return ExecutableLayout.isProgram(head);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws LimitExceededException, IOException {
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            Optional<ExecutableLayout> layout = ExecutableLayout.of(file);
            byte[] tail = file.upTo(Math.max(0, file.size() - TAIL), TAIL).array();
            for (Tool tool : Tool.values()) {
                if (tool.made(layout, tail)) {
                    sink.gap(Unreadable.BUNDLE.gap(entry.path(), entry.path(), "the program holds " + tool.what));
                }
            }
        }
    }
}
