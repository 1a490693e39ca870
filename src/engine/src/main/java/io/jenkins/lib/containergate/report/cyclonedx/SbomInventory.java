package io.jenkins.lib.containergate.report.cyclonedx;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an inventory back from the {@code sbom.cdx.json} of this project, to compare it again with what is known of
 * vulnerabilities by then. What other tools write lacks the names that sources of vulnerabilities go by, and is refused.
 * Licences are left out.
 */
public final class SbomInventory {
    private static final String REMEDY =
            "attach the sbom.cdx.json of this version: evaluate the image again, and attest it" + " with its SBOM";

    private final long maxBytes;

    /** @param maxBytes of a document */
    public SbomInventory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * @param name of the document, for messages
     * @throws GateException when it is not whole, or not of this project
     */
    public PackageInventory read(byte[] json, String name) throws GateException {
        if (json.length > maxBytes) {
            throw new LimitExceededException(name, "maxBytes", maxBytes);
        }
        StrictJson root = StrictJson.parse(json, name);
        if (!root.textOf("bomFormat").equals("CycloneDX")) {
            throw new GateException(name + " is not CycloneDX", REMEDY);
        }
        Optional<OsRelease> os = Optional.empty();
        List<InstalledPackage> packages = new ArrayList<>();
        for (StrictJson component : root.required("components").elements()) {
            if (component.textOf("type").equals("operating-system")) {
                if (os.isPresent()) {
                    throw new GateException(name + " has two operating systems", REMEDY);
                }
                os = Optional.of(os(component));
            } else {
                packages.add(installed(component, name));
            }
        }
        return new PackageInventory(os, packages, 1, List.of());
    }

    private static OsRelease os(StrictJson component) throws GateException {
        Map<String, String> own = properties(component);
        String like = own.getOrDefault(Components.OS_LIKE, "");
        String version = component.textOf("version");
        return new OsRelease(
                component.textOf("name"),
                like.isEmpty() ? List.of() : List.of(like.split(" ")),
                Optional.of(version).filter(text -> !text.isEmpty()),
                Optional.ofNullable(own.get(Components.OS_CODENAME)),
                component.textOf("description"));
    }

    private static InstalledPackage installed(StrictJson component, String document) throws GateException {
        Map<String, String> own = properties(component);
        String sourceName = own.get("source:name");
        return new InstalledPackage(
                ecosystem(required(own, "ecosystem", document), document),
                required(own, Components.NAME, document),
                component.textOf("version"),
                component.textOf("purl"),
                sourceName == null
                        ? Optional.empty()
                        : Optional.of(new SourcePackage(sourceName, required(own, "source:version", document))),
                Digest.parse(required(own, "layer", document)),
                required(own, "path", document),
                List.of(),
                Optional.ofNullable(own.get(Components.MODULE)),
                Optional.ofNullable(own.get(Components.OWNER)));
    }

    private static String required(Map<String, String> properties, String name, String document) throws GateException {
        String value = properties.get(name);
        if (value == null) {
            throw new GateException(
                    document + " has a component without the property " + BomText.NAMESPACE + name, REMEDY);
        }
        return value;
    }

    private static Ecosystem ecosystem(String purlType, String document) throws GateException {
        for (Ecosystem ecosystem : Ecosystem.values()) {
            if (ecosystem.purlType().equals(purlType)) {
                return ecosystem;
            }
        }
        throw new GateException(document + " has a component of an unknown ecosystem", REMEDY);
    }

    private static Map<String, String> properties(StrictJson component) throws GateException {
        Map<String, String> own = new HashMap<>();
        for (StrictJson property : component.elementsOf("properties")) {
            String name = property.textOf("name");
            if (name.startsWith(BomText.NAMESPACE)) {
                own.put(name.substring(BomText.NAMESPACE.length()), property.textOf("value"));
            }
        }
        return own;
    }
}
