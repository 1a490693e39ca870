package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads the packages of SPDX JSON. Files and snippets name no packages and are not read.
 *
 * @see <a href="https://spdx.github.io/spdx-spec/v2.3/package-information/">SPDX 2.3, package information</a>
 */
final class SpdxEntries {
    /** Those of 2.2 say the same of packages, but not what they are for. */
    private static final Set<String> VERSIONS = Set.of("SPDX-2.2", "SPDX-2.3");

    private static final String BUILT_FROM = "built package from: ";

    private SpdxEntries() {}

    static boolean recognises(StrictJson root) throws GateException {
        return root.member("spdxVersion").filter(StrictJson::isText).isPresent();
    }

    /** @throws GateException when it is of another version, or a member is of another type */
    static SbomEntries read(StrictJson root, String name) throws GateException {
        String version = root.textOf("spdxVersion");
        if (!VERSIONS.contains(version)) {
            throw new GateException(name + " is " + version + ", and SPDX 2.2 and 2.3 are read", SbomReader.REMEDY);
        }
        List<SbomEntry> operatingSystem = new ArrayList<>();
        List<SbomEntry> components = new ArrayList<>();
        List<SbomEntry> ignored = new ArrayList<>();
        Optional<String> image = Optional.empty();
        Set<Digest> digests = new LinkedHashSet<>();
        for (StrictJson each : root.required("packages").elements()) {
            SbomEntry entry = entry(each);
            switch (entry.kind()) {
                case "CONTAINER" -> {
                    image = Optional.of(entry.name()).filter(text -> !text.isEmpty());
                    SbomText.digest(entry.version()).ifPresent(digests::add);
                    entry.purls().forEach(purl -> SbomText.digest(purl).ifPresent(digests::add));
                    digests.addAll(checksums(each));
                    if (entry.purls().stream().anyMatch(purl -> !SbomText.ofImage(purl))) {
                        components.add(entry); // a package all the same, whatever its purpose
                    }
                }
                case "OPERATING-SYSTEM", "OPERATING_SYSTEM" -> {
                    operatingSystem.add(entry);
                    if (!entry.purls().isEmpty()) {
                        components.add(entry);
                    }
                }
                default -> (groups(each, entry) ? ignored : components).add(entry);
            }
        }
        return new SbomEntries(
                version.replace('-', ' '),
                tool(root),
                image,
                digests,
                operatingSystem,
                components,
                OtherSboms.clause(others(root)).stream().toList(),
                List.of(),
                0,
                ignored,
                0);
    }

    private static List<String> others(StrictJson root) throws GateException {
        List<String> others = new ArrayList<>();
        for (StrictJson reference : root.elementsOf("externalDocumentRefs")) {
            others.add(reference.textOf("spdxDocument"));
        }
        return others;
    }

    private static SbomEntry entry(StrictJson element) throws GateException {
        List<String> purls = new ArrayList<>();
        for (StrictJson reference : element.elementsOf("externalRefs")) {
            if (reference.textOf("referenceType").equals("purl")) {
                purls.add(reference.textOf("referenceLocator"));
            }
        }
        // one who looked may have found more than the package declares: what both say applies
        List<String> licenses = Stream.of(element.textOf("licenseDeclared"), element.textOf("licenseConcluded"))
                .map(String::strip)
                .filter(Predicate.not(SbomText.NOTHING::contains))
                .distinct()
                .toList();
        String source = element.textOf("sourceInfo");
        String originator = element.textOf("originator");
        return new SbomEntry(
                element.textOf("SPDXID"),
                element.textOf("primaryPackagePurpose"),
                List.of(element.textOf("name")),
                SbomText.NOTHING.contains(element.textOf("versionInfo")) ? "" : element.textOf("versionInfo"),
                purls,
                licenses,
                element.textOf("description"),
                "",
                Map.of(),
                source.startsWith(BUILT_FROM) ? Optional.of(source.substring(BUILT_FROM.length())) : Optional.empty(),
                // what it comes from originally, which tools that know no supplier say in its place
                SbomText.supplier(element.textOf("supplier")).or(() -> SbomText.supplier(originator)));
    }

    /** Trivy puts the packages of one file below an element that stands for the file and names its kind. */
    private static boolean groups(StrictJson element, SbomEntry entry) throws GateException {
        if (!entry.purls().isEmpty() || !entry.version().isEmpty()) {
            return false;
        }
        for (String text : element.textsOf("attributionTexts")) {
            if (text.startsWith("Class: ")) {
                return true;
            }
        }
        for (StrictJson annotation : element.elementsOf("annotations")) {
            if (annotation.textOf("comment").startsWith("Class: ")) {
                return true;
            }
        }
        return false;
    }

    private static Set<Digest> checksums(StrictJson element) throws GateException {
        Set<Digest> digests = new LinkedHashSet<>();
        for (StrictJson checksum : element.elementsOf("checksums")) {
            if (checksum.textOf("algorithm").equals("SHA256")) {
                SbomText.digest("sha256:" + checksum.textOf("checksumValue")).ifPresent(digests::add);
            }
        }
        return digests;
    }

    /** {@code Tool: syft-1.20.0}. */
    private static String tool(StrictJson root) throws GateException {
        Optional<StrictJson> creation = root.member("creationInfo");
        if (creation.isPresent()) {
            for (String creator : creation.get().textsOf("creators")) {
                if (creator.startsWith("Tool: ")) {
                    return creator.substring("Tool: ".length()).toLowerCase(Locale.ROOT);
                }
            }
        }
        return "";
    }
}
