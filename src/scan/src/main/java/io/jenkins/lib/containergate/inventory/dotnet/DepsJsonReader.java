package io.jenkins.lib.containergate.inventory.dotnet;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
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

    private final InventoryLimits limits;

    public DepsJsonReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().endsWith(".deps.json");
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        report(content.bytes(limits.maxMetadataBytes()), entry.path(), sink);
    }

    /** @param json of the file, or of the part of a file that holds it */
    static void report(byte[] json, String path, PackageSink sink)
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
    }
}
