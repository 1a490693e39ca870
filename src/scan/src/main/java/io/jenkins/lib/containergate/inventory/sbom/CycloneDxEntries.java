package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the components of CycloneDX JSON, nested ones included.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6 JSON</a>
 */
final class CycloneDxEntries {
    /** As SPDX writes it. */
    private static final String NOT_KNOWN = "NOASSERTION";

    private static final Set<String> VERSIONS = Set.of("1.2", "1.3", "1.4", "1.5", "1.6", "1.7");
    private static final String OPERATING_SYSTEM = "operating-system";
    /** Kinds that hold no packages: files are listed beside the packages that brought them. */
    private static final Set<String> WITHOUT_PACKAGES =
            Set.of("file", "data", "machine-learning-model", "cryptographic-asset");

    private static final String TRIVY_CLASS = "aquasecurity:trivy:Class";

    private static final String SERIAL = "urn:uuid:";
    private static final String BOM_LINK = "urn:cdx:";

    private final List<String> others = new ArrayList<>();
    private final List<SbomEntry> operatingSystem = new ArrayList<>();
    private final List<SbomEntry> components = new ArrayList<>();
    private final List<SbomEntry> ignored = new ArrayList<>();

    private CycloneDxEntries() {}

    static boolean recognises(StrictJson root) throws GateException {
        return root.member("bomFormat").filter(StrictJson::isText).isPresent();
    }

    /** @throws GateException when it is of another version, or a member is of another type */
    static SbomEntries read(StrictJson root, String name) throws GateException {
        String version = root.textOf("specVersion");
        if (!root.textOf("bomFormat").equals("CycloneDX") || !VERSIONS.contains(version)) {
            throw new GateException(
                    name + " is " + root.textOf("bomFormat") + " " + version + ", and CycloneDX 1.2 to 1.7 are read",
                    SbomReader.REMEDY);
        }
        CycloneDxEntries entries = new CycloneDxEntries();
        entries.others(root);
        for (StrictJson component : root.elementsOf("components")) {
            entries.add(component);
        }
        Optional<StrictJson> metadata = root.member("metadata");
        Optional<StrictJson> subject = metadata.isPresent() ? metadata.get().member("component") : Optional.empty();
        Set<Digest> digests = new LinkedHashSet<>();
        Optional<String> image = Optional.empty();
        if (subject.isPresent()) {
            entries.others(subject.get());
            SbomEntry about = entry(subject.get());
            image = Optional.of(about.name()).filter(text -> !text.isEmpty());
            SbomText.digest(about.version()).ifPresent(digests::add);
            about.purls().forEach(purl -> SbomText.digest(purl).ifPresent(digests::add));
            for (String property : List.of("aquasecurity:trivy:ImageID", "aquasecurity:trivy:RepoDigest")) {
                SbomText.digest(about.property(property)).ifPresent(digests::add);
            }
            boolean container = about.kind().equals("container");
            if (about.purls().stream().anyMatch(purl -> !(container && SbomText.ofImage(purl)))) {
                entries.components.add(about); // a program described by itself is a package like its parts
            }
            for (StrictJson part : subject.get().elementsOf("components")) {
                entries.add(part);
            }
        }
        List<String> gaps = new ArrayList<>();
        int counted = 0;
        if (metadata.isPresent()) {
            for (StrictJson property : metadata.get().elementsOf("properties")) {
                String key = property.textOf("name");
                if (key.equals(SbomProperties.NAMESPACE + SbomProperties.GAP)) {
                    gaps.add(property.textOf("value"));
                } else if (key.equals(SbomProperties.NAMESPACE + SbomProperties.GAPS)) {
                    counted = SbomText.count(property.textOf("value"));
                }
            }
        }
        return new SbomEntries(
                "CycloneDX " + version,
                metadata.isPresent() ? tool(metadata.get()) : "",
                image,
                digests,
                entries.operatingSystem,
                entries.components,
                entries.incomplete(root, counted),
                gaps,
                Math.max(0, counted - gaps.size()),
                entries.ignored,
                root.elementsOf("vulnerabilities").size());
    }

    private void add(StrictJson component) throws GateException {
        others(component);
        SbomEntry entry = entry(component);
        if (entry.kind().equals(OPERATING_SYSTEM)) {
            operatingSystem.add(entry);
            if (!entry.purls().isEmpty()) {
                components.add(entry); // a package all the same, whatever it is called
            }
        } else if (entry.purls().isEmpty() && (WITHOUT_PACKAGES.contains(entry.kind()) || groups(entry))) {
            ignored.add(entry);
        } else {
            components.add(entry);
        }
        for (StrictJson part : component.elementsOf("components")) {
            add(part);
        }
    }

    /** Trivy puts the packages of one file below an element that stands for the file and names its kind. */
    private static boolean groups(SbomEntry entry) {
        return entry.kind().equals("application")
                && entry.version().isEmpty()
                && !entry.property(TRIVY_CLASS).isEmpty();
    }

    private static SbomEntry entry(StrictJson component) throws GateException {
        String name = component.textOf("name");
        String group = component.textOf("group");
        String purl = component.textOf("purl");
        Map<String, String> properties = new HashMap<>();
        for (StrictJson property : component.elementsOf("properties")) {
            // some tools repeat a property, one for each place; the first is the one that counts
            properties.putIfAbsent(property.textOf("name"), property.textOf("value"));
        }
        return new SbomEntry(
                component.textOf("bom-ref"),
                component.textOf("type"),
                group.isEmpty() ? List.of(name) : List.of(group + "/" + name, group + ":" + name, name),
                component.textOf("version"),
                purl.isEmpty() ? List.of() : List.of(purl),
                licenses(component),
                component.textOf("description"),
                path(component, properties),
                properties,
                Optional.empty(),
                supplier(component));
    }

    /** Its supplier with an address of its own or of who can be asked there, else its publisher. */
    private static Optional<String> supplier(StrictJson component) throws GateException {
        for (String member : List.of("supplier", "manufacturer")) {
            Optional<StrictJson> organization = component.member(member);
            if (organization.isPresent()) {
                String name = organization.get().textOf("name").strip();
                for (StrictJson contact : organization.get().elementsOf("contact")) {
                    String address = contact.textOf("email").strip();
                    if (name.indexOf('@') < 0 && !address.isEmpty()) {
                        name = (name + " <" + address + ">").strip();
                    }
                }
                if (!name.isEmpty()) {
                    return SbomText.supplier(name);
                }
            }
        }
        return SbomText.supplier(component.textOf("publisher"));
    }

    private static List<String> licenses(StrictJson component) throws GateException {
        List<String> licenses = new ArrayList<>();
        for (StrictJson choice : component.elementsOf("licenses")) {
            Optional<StrictJson> license = choice.member("license");
            String text = license.isEmpty()
                    ? choice.textOf("expression")
                    : license.get().has("id")
                            ? license.get().textOf("id")
                            : license.get().textOf("name");
            // one without a name, such as a text alone, applies as much as the others
            licenses.add(text.isBlank() ? NOT_KNOWN : text);
        }
        return licenses;
    }

    private static String path(StrictJson component, Map<String, String> properties) throws GateException {
        for (String property : List.of(
                SbomProperties.NAMESPACE + SbomProperties.PATH,
                "aquasecurity:trivy:FilePath",
                "syft:location:0:path")) {
            String path = properties.getOrDefault(property, "");
            if (!path.isEmpty()) {
                return path.startsWith("/") ? path.substring(1) : path;
            }
        }
        Optional<StrictJson> evidence = component.member("evidence");
        if (evidence.isPresent()) {
            for (StrictJson occurrence : evidence.get().elementsOf("occurrences")) {
                String path = occurrence.textOf("location");
                return path.startsWith("/") ? path.substring(1) : path;
            }
        }
        return "";
    }

    /** Since 1.5 an object, before that an array. */
    private static String tool(StrictJson metadata) throws GateException {
        Optional<StrictJson> tools = metadata.member("tools");
        if (tools.isEmpty()) {
            return "";
        }
        List<StrictJson> named =
                tools.get().isArray() ? tools.get().elements() : tools.get().elementsOf("components");
        return named.isEmpty() ? "" : named.get(0).textOf("name").toLowerCase(Locale.ROOT);
    }

    /**
     * This project says the same with each of its gaps, which tell more. {@code unknown} and {@code not_specified} say nothing
     * about completeness, as a document without compositions.
     */
    private List<String> incomplete(StrictJson root, int gaps) throws GateException {
        List<String> clauses = new ArrayList<>();
        String own = own(root);
        OtherSboms.clause(others.stream()
                        .filter(address -> own.isEmpty() || !(address + "#").startsWith(own))
                        .toList())
                .ifPresent(clauses::add);
        if (gaps > 0 && SbomPackage.own(components)) {
            return clauses;
        }
        for (StrictJson composition : root.elementsOf("compositions")) {
            String aggregate = composition.textOf("aggregate");
            if (aggregate.startsWith("incomplete")) {
                clauses.add("its compositions say " + aggregate);
                break;
            }
        }
        return clauses;
    }

    /** The BOM-Link of the document itself, with what begins the reference to an element of it; empty when it has none. */
    private static String own(StrictJson root) throws GateException {
        String serial = root.textOf("serialNumber");
        Optional<StrictJson> version = root.member("version");
        return serial.startsWith(SERIAL) && version.isPresent()
                ? BOM_LINK + serial.substring(SERIAL.length()) + "/"
                        + version.get().number() + "#"
                : "";
    }

    /** Remembers which other SBOMs an element refers to. */
    private void others(StrictJson element) throws GateException {
        for (StrictJson reference : element.elementsOf("externalReferences")) {
            if (reference.textOf("type").equals("bom")) {
                others.add(reference.textOf("url"));
            }
        }
    }
}
