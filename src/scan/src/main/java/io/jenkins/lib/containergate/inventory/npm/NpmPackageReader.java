package io.jenkins.lib.containergate.inventory.npm;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.json.JsonReading;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Every {@code package.json} with a name and a version: in {@code node_modules/NAME/} and
 * {@code node_modules/@SCOPE/NAME/}, and wherever else packages are bundled or unpacked. Outside of
 * {@code node_modules} one that is {@code "private": true} is an application's own, and one that npm could not have
 * published (not JSON, no semantic version) is a fixture or a template.
 *
 * <p>npm publishes nothing without both. In the directory of a package one without them was edited, and what the directory
 * holds is unknown, unless it is {@code "private": true}: a workspace's own, which was never published.
 *
 * @see <a href="https://docs.npmjs.com/cli/v11/configuring-npm/folders">npm folders</a>
 */
public final class NpmPackageReader implements PackageReader {
    private static final String FILE = "/package.json";
    private static final String MODULES = "node_modules";

    private static final Pattern NAME = Pattern.compile("(@[A-Za-z0-9~_.-]+/)?[A-Za-z0-9~_.-]{1,214}");
    private static final Pattern VERSION = Pattern.compile("[v=]?\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]{0,200}");

    private final InventoryLimits limits;

    public NpmPackageReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().endsWith(FILE) || entry.path().equals(FILE.substring(1));
    }

    /** In a directory where a package manager installs packages. */
    private static boolean installed(String path) {
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

    private static boolean published(PackageJson found) {
        return NAME.matcher(found.name()).matches()
                && VERSION.matcher(found.version()).matches();
    }

    private static boolean endsWithModules(String path, int end) {
        int start = end - MODULES.length();
        return start >= 0 && path.startsWith(MODULES, start) && (start == 0 || path.charAt(start - 1) == '/');
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        byte[] json = content.bytes(limits.maxMetadataBytes());
        PackageJson found;
        boolean installed = installed(entry.path());
        try {
            found = PackageJson.parse(json);
        } catch (JsonProcessingException e) {
            if (!installed) {
                return;
            }
            throw new MalformedContentException(Unreadable.METADATA, "invalid JSON: " + PackageJson.where(e));
        } catch (CharConversionException e) {
            if (!installed) {
                return;
            }
            throw new MalformedContentException(Unreadable.METADATA, JsonReading.NO_TEXT);
        }
        if (found.named()) {
            if (installed || !found.unpublished() && published(found)) {
                sink.found(FoundPackage.ofLanguage(
                        Ecosystem.NPM, found.name(), found.version(), entry.path(), found.licenses()));
            }
        } else if (!found.unpublished() && NpmDirectories.holdPackage(entry.path())) {
            throw new MalformedContentException(Unreadable.METADATA, "no name or no version");
        }
    }
}
