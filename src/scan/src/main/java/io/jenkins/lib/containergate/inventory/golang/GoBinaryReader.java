package io.jenkins.lib.containergate.inventory.golang;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Modules and standard library linked into Go executables and shared objects, for Linux and Windows. Mach-O files are
 * not looked at: no container runs them.
 *
 * <p>A program that is certainly Go's but does not say what is in it is a gap, and so is one packed with UPX, which
 * hides everything.
 */
public final class GoBinaryReader implements PackageReader {
    /** Name under which Go's vulnerability database keeps the standard library. */
    public static final String STANDARD_LIBRARY = "stdlib";

    /** That of every release since 1.0. */
    private static final String LICENSE_OF_GO = "BSD-3-Clause";

    private static final int HEAD = 4096;
    private static final Set<String> GO_SECTIONS =
            Set.of(".gopclntab", ".note.go.buildid", ".gosymtab", ".data.rel.ro.gopclntab");

    private final InventoryLimits limits;

    public GoBinaryReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return ExecutableLayout.isProgram(head);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        String path = entry.path();
        try (SeekableByteChannel channel = content.channel()) {
            FileWindow file = new FileWindow(channel);
            Optional<ExecutableLayout> layout = ExecutableLayout.of(file);
            if (layout.isEmpty()) {
                return; // cut off within its header: it cannot run
            }
            Optional<BuildInfoBlob> blob = BuildInfoBlob.find(file, layout.get(), limits.maxMetadataBytes());
            if (blob.isPresent()) {
                report(path, blob.get(), sink);
            } else if (linkedByGo(layout.get())) {
                throw new MalformedContentException(
                        Unreadable.EXECUTABLE, "Go program without build information (older than Go 1.13, or removed)");
            } else if (new String(file.upTo(0, HEAD).array(), StandardCharsets.ISO_8859_1).contains("UPX!")) {
                throw new MalformedContentException(Unreadable.EXECUTABLE, "program packed with UPX");
            }
        }
    }

    private static boolean linkedByGo(ExecutableLayout layout) {
        return layout.sections().stream().anyMatch(section -> GO_SECTIONS.contains(section.name()));
    }

    private static void report(String path, BuildInfoBlob blob, PackageSink sink)
            throws MalformedContentException, GateException {
        GoModules modules = GoModules.parse(blob);
        sink.found(found(STANDARD_LIBRARY, modules.standardLibrary(), path, List.of(LICENSE_OF_GO)));
        for (GoModules.Module module : modules.modules()) {
            sink.found(found(module.path(), module.version(), path, List.of()));
        }
    }

    private static FoundPackage found(String name, String version, String path, List<String> licenses) {
        return FoundPackage.ofLanguage(Ecosystem.GO, name, version, path, licenses);
    }
}
