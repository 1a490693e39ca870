package io.jenkins.lib.containergate.inventory.dotnet;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.json.JsonReading;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * NuGet's lock file, {@code packages.lock.json}: for each framework the packages with the version they were resolved to.
 * Own projects are listed without one.
 */
public final class PackagesLockReader implements PackageReader {
    private static final String FILE = "packages.lock.json";

    private record Resolved(String name, String version) {}

    private final InventoryLimits limits;

    public PackagesLockReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().endsWith(FILE) && entry.name().equals(FILE);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        Set<Resolved> packages = new LinkedHashSet<>();
        byte[] json = content.bytes(limits.maxMetadataBytes());
        JsonReading.document(
                new ByteArrayInputStream(json),
                root -> JsonReading.members(root, (section, value) -> {
                    if (section.equals("dependencies")) {
                        JsonReading.members(value, (framework, resolved) -> collect(resolved, packages));
                    }
                }));
        for (Resolved found : packages) {
            sink.found(FoundPackage.ofLanguage(Ecosystem.NUGET, found.name, found.version, entry.path(), List.of()));
        }
    }

    private static void collect(JsonParser framework, Set<Resolved> packages)
            throws IOException, MalformedContentException, LimitExceededException {
        JsonReading.members(
                framework,
                (name, details) -> JsonReading.members(details, (member, value) -> {
                    if (member.equals("resolved")) {
                        packages.add(new Resolved(name, JsonReading.text(value)));
                    }
                }));
    }
}
