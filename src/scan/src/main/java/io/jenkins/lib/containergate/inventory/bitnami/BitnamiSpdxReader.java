package io.jenkins.lib.containergate.inventory.bitnami;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The SPDX document that Bitnami puts beside each component: {@code opt/bitnami/nginx/.spdx-nginx.spdx}. It names the
 * component itself and what is compiled into it.
 *
 * @see <a href="https://github.com/bitnami/vulndb#how-to-consume-this-cve-feed">Bitnami vulnerability database</a>
 */
public final class BitnamiSpdxReader implements PackageReader {
    private static final String COMPONENTS = "opt/bitnami/";

    private final InventoryLimits limits;

    public BitnamiSpdxReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return isComponent(entry.path());
    }

    /** The file of this path names what lies in its directory. */
    public static boolean isComponent(String path) {
        return path.startsWith(COMPONENTS) && path.endsWith(".spdx") && path.contains("/.spdx-");
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        String path = entry.path();
        int[] found = {0};
        JsonReading.document(
                new ByteArrayInputStream(content.bytes(limits.maxMetadataBytes())),
                root -> JsonReading.members(root, (member, value) -> {
                    if (member.equals("packages")) {
                        JsonReading.elements(
                                value, element -> found[0] += found(SpdxPackage.read(element), path, sink));
                    }
                }));
        if (found[0] == 0) {
            throw new MalformedContentException(Unreadable.METADATA, "an SPDX document without a component");
        }
    }

    /** How many packages it is. */
    private static int found(SpdxPackage component, String path, PackageSink sink) throws LimitExceededException {
        if (component.purls().isEmpty() && !component.version().isEmpty()) {
            sink.gap(Unreadable.METADATA.gap(path, path, "a component without a package URL"));
        }
        int found = 0;
        for (String purl : component.purls()) {
            Optional<NamedByUrl> read = NamedByUrl.read(purl);
            if (read.isEmpty()) {
                sink.gap(Unreadable.METADATA.gap(
                        path, path, "a component whose package URL has no version, or is of a kind that is not read"));
            } else {
                sink.found(FoundPackage.ofLanguage(
                        read.get().ecosystem(), read.get().name(), read.get().version(), path, component.licenses()));
                found++;
            }
        }
        return found;
    }

    /**
     * What a package URL says, as its ecosystem writes it: the reverse of how packages get theirs.
     *
     * @param name as in {@link io.jenkins.lib.containergate.inventory.InstalledPackage#name()}
     */
    private record NamedByUrl(Ecosystem ecosystem, String name, String version) {
        /** Empty for a text that is no package URL, has no version, or is of a type whose packages are not read. */
        static Optional<NamedByUrl> read(String purl) {
            PackageURL url;
            try {
                url = new PackageURL(purl);
            } catch (MalformedPackageURLException e) {
                return Optional.empty();
            }
            String version = url.getVersion();
            return version == null
                    ? Optional.empty()
                    : Arrays.stream(Ecosystem.values())
                            .filter(ecosystem -> !ecosystem.operatingSystem())
                            .filter(ecosystem -> ecosystem.purlType().equals(url.getType()))
                            .findFirst()
                            .map(ecosystem -> new NamedByUrl(ecosystem, name(ecosystem, url), version));
        }

        private static String name(Ecosystem ecosystem, PackageURL url) {
            return url.getNamespace() == null
                    ? url.getName()
                    : url.getNamespace() + ecosystem.names().separator() + url.getName();
        }
    }
}
