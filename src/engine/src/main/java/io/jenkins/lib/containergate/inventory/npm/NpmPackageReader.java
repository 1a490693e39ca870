package io.jenkins.lib.containergate.inventory.npm;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.Ecosystem;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code package.json} of installed Node.js packages: {@code node_modules/NAME/} and {@code node_modules/@SCOPE/NAME/}.
 * Deeper ones only mark parts of a package as CommonJS or ES modules.
 *
 * <p>A {@code package.json} without name or version is no gap: npm publishes nothing without both, so no vulnerability
 * database speaks of it.
 *
 * @see <a href="https://docs.npmjs.com/cli/v11/configuring-npm/folders">npm folders</a>
 */
public final class NpmPackageReader implements PackageReader {
    private static final String FILE = "/package.json";
    private static final String MODULES = "node_modules";

    private final InventoryLimits limits;

    public NpmPackageReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        String path = entry.path();
        if (!path.endsWith(FILE)) {
            return false;
        }
        int name = path.lastIndexOf('/', path.length() - FILE.length() - 1);
        if (name < 0) {
            return false;
        }
        int parent = path.lastIndexOf('/', name - 1);
        if (path.startsWith("@", parent + 1)) {
            return parent > 0 && endsWithModules(path, parent);
        }
        return !path.startsWith("@", name + 1) && endsWithModules(path, name);
    }

    private static boolean endsWithModules(String path, int end) {
        int start = end - MODULES.length();
        return start >= 0 && path.startsWith(MODULES, start) && (start == 0 || path.charAt(start - 1) == '/');
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        byte[] json = content.bytes(limits.maxMetadataBytes());
        Optional<PackageJson> read;
        try {
            read = PackageJson.parse(json);
        } catch (JsonProcessingException e) {
            throw new MalformedContentException(Unreadable.METADATA, "invalid JSON: " + PackageJson.where(e));
        }
        if (read.isPresent()) {
            PackageJson found = read.get();
            sink.found(FoundPackage.ofLanguage(
                    Ecosystem.NPM, found.name(), found.version(), entry.path(), found.licenses()));
        }
    }
}
