package io.jenkins.lib.containergate.inventory.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.bitnami.BitnamiSpdxReader;
import io.jenkins.lib.containergate.inventory.sbom.Sbom.Component;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * SBOMs in the image, of programs that do not say themselves what they were built from: their packages of languages count in
 * addition to those that are found. What they say of packages of the image's operating system, its own database says; those of another
 * are libraries that somebody copied from there, such as those that {@code auditwheel} puts into wheels.
 *
 * @see <a href="https://peps.python.org/pep-0770/">PEP 770, SBOMs in Python packages</a>
 */
public final class SbomFileReader implements PackageReader {
    private static final List<String> NAMES = List.of(".cdx.json", ".cyclonedx.json", ".spdx.json", ".cdx", ".spdx");
    /**
     * Of one package of a package manager each: apk's, whose database names them; Homebrew's and vcpkg's, which are signs that
     * nothing reads their packages.
     */
    private static final Pattern OF_PACKAGES =
            Pattern.compile("var/lib/db/sbom/.*|(?:.*/)?Cellar/.*/sbom\\.spdx\\.json|(?:.*/)?vcpkg\\.spdx\\.json");

    private final InventoryLimits limits;
    private final SbomReader sboms;

    public SbomFileReader(InventoryLimits limits) {
        this.limits = limits;
        this.sboms = new SbomReader();
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return isDocument(entry.path());
    }

    /** Whether a path is that of a document of this kind. */
    public static boolean isDocument(String path) {
        return isNamedSo(path) && !OF_PACKAGES.matcher(path).matches() && !BitnamiSpdxReader.isComponent(path);
    }

    private static boolean isNamedSo(String path) {
        for (String name : NAMES) {
            if (path.endsWith(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        byte[] json = content.bytes(limits.maxMetadataBytes());
        if (!isObject(json)) {
            return; // in XML or as tags and values, or no SBOM at all
        }
        Sbom sbom;
        try {
            sbom = sboms.read("the SBOM", json);
        } catch (LimitExceededException e) {
            throw e;
        } catch (GateException e) {
            throw new MalformedContentException(Unreadable.METADATA, e.problem());
        }
        for (Component component : sbom.components()) {
            if (component.installed().isPresent()) {
                sink.found(found(component.installed().get(), entry.path()));
            }
        }
    }

    /** One of an operating system has that system's name as its supplier, since it may be another than that of the image. */
    private static FoundPackage found(InstalledPackage installed, String path) {
        if (!installed.ecosystem().operatingSystem()) {
            return FoundPackage.ofLanguage(
                    installed.ecosystem(), installed.name(), installed.version(), path, installed.licenses());
        }
        return new FoundPackage(
                installed.ecosystem(),
                installed.name(),
                installed.version(),
                Optional.empty(),
                Optional.empty(),
                path,
                path,
                installed.licenses(),
                Optional.empty(),
                Optional.of(namespace(installed.purl())));
    }

    /** Empty where it has none: then it is of no system that is known. */
    private static String namespace(String purl) {
        try {
            String namespace = new PackageURL(purl).getNamespace();
            return namespace == null ? "" : namespace;
        } catch (MalformedPackageURLException e) {
            throw new IllegalStateException("a component was identified by a package URL that is none", e);
        }
    }

    private static boolean isObject(byte[] text) {
        for (byte each : text) {
            if (each == '{') {
                return true;
            }
            if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
                return false;
            }
        }
        return false;
    }
}
