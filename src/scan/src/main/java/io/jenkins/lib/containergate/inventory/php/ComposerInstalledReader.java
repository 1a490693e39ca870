package io.jenkins.lib.containergate.inventory.php;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.LicenseChoice;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.json.JsonReading;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Composer's list of what it installed, {@code vendor/composer/installed.json}: an object with the array {@code packages},
 * until Composer 1 the array itself. Development packages in it are installed, too.
 */
public final class ComposerInstalledReader implements PackageReader {
    private static final String FILE = "composer/installed.json";

    private final InventoryLimits limits;

    public ComposerInstalledReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().endsWith("/" + FILE) || entry.path().equals(FILE);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        String path = entry.path();
        byte[] json = content.bytes(limits.maxMetadataBytes());
        JsonReading.document(new ByteArrayInputStream(json), root -> {
            if (root.isExpectedStartArrayToken()) {
                JsonReading.elements(root, element -> installed(element, path, sink));
            } else {
                boolean[] listed = {false};
                JsonReading.members(root, (name, value) -> {
                    if (name.equals("packages")) {
                        listed[0] = value.isExpectedStartArrayToken();
                        JsonReading.elements(value, element -> installed(element, path, sink));
                    }
                });
                if (!listed[0]) {
                    throw new MalformedContentException(Unreadable.METADATA, "no list of packages");
                }
            }
        });
    }

    private static void installed(JsonParser element, String path, PackageSink sink)
            throws IOException, MalformedContentException, LimitExceededException {
        String[] identity = {"", ""};
        List<String> licenses = new ArrayList<>(1);
        JsonReading.members(element, (name, value) -> {
            switch (name) {
                case "name" -> identity[0] = JsonReading.text(value);
                case "version" -> identity[1] = JsonReading.text(value);
                case "license" -> JsonReading.elements(value, license -> licenses.add(JsonReading.text(license)));
                default -> {
                    // how it was fetched and loaded
                }
            }
        });
        if (identity[0].isEmpty() || identity[1].isEmpty()) {
            throw new MalformedContentException(Unreadable.METADATA, "an installed package without name or version");
        }
        // of several, one can be chosen (https://getcomposer.org/doc/04-schema.md#license)
        List<String> choice = LicenseChoice.of(licenses);
        sink.found(FoundPackage.ofLanguage(Ecosystem.COMPOSER, identity[0], identity[1], path, choice));
    }
}
