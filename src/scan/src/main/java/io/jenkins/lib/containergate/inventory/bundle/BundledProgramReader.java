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
import java.util.List;

/**
 * Programs into which a tool packed or compiled the packages of a language: nothing outside says which, and what is inside is
 * not read. Each tool is known by what its loader looks for, or by what its compiler leaves in every program.
 */
public final class BundledProgramReader implements PackageReader {
    private record Tool(String what, List<ProgramSign> signs) {
        Tool(String what, ProgramSign... signs) {
            this(what, List.of(signs));
        }
    }

    private static final Tool SWIFT =
            new Tool("Swift packages", ProgramSign.section("swift5_typeref"), ProgramSign.section(".sw5tyrf"));

    private static final List<Tool> TOOLS = List.of(
            new Tool("Java libraries compiled by GraalVM native-image", ProgramSign.section(".svm_heap")),
            new Tool(
                    "Python packages packed by PyInstaller",
                    ProgramSign.section("pydata"),
                    ProgramSign.tail("MEI\014\013\012\013\016")),
            new Tool("Python packages compiled by Nuitka", ProgramSign.payload("KA")),
            new Tool("JavaScript packages compiled by Bun", ProgramSign.tail("\n---- Bun! ----\n")),
            new Tool("JavaScript packages compiled by Deno", ProgramSign.tail("d3n0l4nd")),
            new Tool("JavaScript packages packed by nexe", ProgramSign.tail("<nexe~~sentinel>")),
            new Tool("JavaScript packages packed by pkg", ProgramSign.tail("\n);\n})")),
            new Tool(
                    "JavaScript of a single executable application of Node.js",
                    ProgramSign.note("NODE_SEA_BLOB"),
                    ProgramSign.resource("NODE_SEA_BLOB")),
            new Tool("Perl modules packed by PAR", ProgramSign.tail("\nPAR.pm\n")),
            new Tool("Dart packages compiled ahead of time", ProgramSign.tail("\u00dc\u00dc\u00f6\u00f6\0\0\0\0")),
            new Tool(
                    ".NET packages compiled ahead of time",
                    ProgramSign.section("__managedcode"),
                    ProgramSign.section(".managed")),
            SWIFT,
            new Tool("Haskell packages", ProgramSign.compiler("GHC ")),
            new Tool("a file system with programs in it (AppImage)", ProgramSign.start("AI\2")));

    /** The libraries that come with Swift have its sections, too. */
    private static final String SWIFT_RUNTIME = "usr/lib/swift/";

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return ExecutableLayout.isProgram(head);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws LimitExceededException, IOException {
        try (SeekableByteChannel channel = content.channel()) {
            ProgramSign.Program program = new ProgramSign.Program(new FileWindow(channel));
            boolean swift = entry.path().startsWith(SWIFT_RUNTIME);
            for (Tool tool : TOOLS) {
                if (swift && tool.equals(SWIFT)) {
                    continue;
                }
                for (ProgramSign sign : tool.signs) {
                    if (program.has(sign)) {
                        sink.gap(Unreadable.BUNDLE.gap(entry.path(), entry.path(), "the program holds " + tool.what));
                        break;
                    }
                }
            }
        }
    }
}
