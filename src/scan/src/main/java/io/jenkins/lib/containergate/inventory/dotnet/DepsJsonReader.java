package io.jenkins.lib.containergate.inventory.dotnet;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The packages a .NET program, or a shared framework, was published with: {@code NAME.deps.json} beside it. What was only
 * needed to compile has no files in the program and is left out. The runtime of a self-contained program counts.
 *
 * @see <a href="https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md">deps.json</a>
 */
public final class DepsJsonReader implements PackageReader {
    private static final String RUNTIME_PACK = "runtimepack.";
    private static final Set<String> INSTALLED = Set.of("package", "runtimepack");
    /** A library of type {@code reference} was named by its file, and which package it is from is unknown. */
    private static final Set<String> KNOWN = Set.of("package", "runtimepack", "project");

    private final InventoryLimits limits;

    public DepsJsonReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return lists(entry.path());
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        DepsJson deps = report(content.bytes(limits.maxMetadataBytes()), entry.path(), sink);
        String directory = entry.path().substring(0, entry.path().lastIndexOf('/') + 1);
        for (String file : deps.filesOf(KNOWN)) {
            if (ManagedAssembly.named(file)) {
                sink.owns(new OwnedFile("", directory + file, ""));
            }
        }
    }

    /**
     * Whether a path is that of such a list, of which the files it lists are known by {@link PackageSink#owns}: each by its
     * name in the directory of the list, in whichever directory below that it lies.
     */
    public static boolean lists(String path) {
        return path.endsWith(".deps.json");
    }

    /** @param json of the file, or of the part of a file that holds it */
    static DepsJson report(byte[] json, String path, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        DepsJson deps = DepsJson.parse(new ByteArrayInputStream(json));
        for (var library : deps.types().entrySet()) {
            String identity = library.getKey();
            int slash = identity.indexOf('/');
            if (slash < 1) {
                throw new MalformedContentException(Unreadable.METADATA, "a library that is not NAME/VERSION");
            }
            if (INSTALLED.contains(library.getValue()) && deps.hasFiles(identity)) {
                String name = identity.substring(0, slash);
                boolean runtime = name.startsWith(RUNTIME_PACK);
                sink.found(FoundPackage.ofLanguage(
                        Ecosystem.NUGET,
                        runtime ? name.substring(RUNTIME_PACK.length()) : name,
                        identity.substring(slash + 1),
                        path,
                        List.of()));
            }
        }
        return deps;
    }
}
