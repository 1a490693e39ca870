package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.sbom.SbomProperties;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The operating system and the installed packages of one inventory. */
final class Components {
    private final JsonGenerator json;
    private final Set<String> references = new HashSet<>();

    Components(JsonGenerator json) {
        this.json = json;
    }

    void write(PackageInventory inventory) throws IOException {
        json.writeArrayFieldStart("components");
        if (inventory.os().isPresent()) {
            write(inventory.os().get());
        }
        for (InstalledPackage installed : inventory.packages()) {
            write(installed);
        }
        json.writeEndArray();
    }

    private void write(OsRelease os) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "operating-system");
        json.writeStringField("bom-ref", reference("os"));
        json.writeStringField("name", BomText.of(os.id()));
        if (os.versionId().isPresent()) {
            json.writeStringField("version", BomText.version(os.versionId().get()));
        }
        json.writeStringField("description", BomText.of(os.prettyName()));
        json.writeArrayFieldStart("properties");
        if (!os.idLike().isEmpty()) {
            BomText.property(SbomProperties.OS_LIKE, String.join(" ", os.idLike()), json);
        }
        if (os.codename().isPresent()) {
            BomText.property(SbomProperties.OS_CODENAME, os.codename().get(), json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(InstalledPackage installed) throws IOException {
        ComponentName name = ComponentName.of(installed);
        json.writeStartObject();
        json.writeStringField("type", "library");
        json.writeStringField("bom-ref", reference(installed.purl() + "#" + installed.path()));
        if (name.group().isPresent()) {
            json.writeStringField("group", BomText.of(name.group().get()));
        }
        json.writeStringField("name", BomText.of(name.name()));
        json.writeStringField("version", BomText.version(installed.version()));
        Licenses.write(installed.licenses(), json);
        json.writeStringField("purl", BomText.of(installed.purl()));
        evidence(installed.path());
        properties(installed);
        json.writeEndObject();
    }

    private void evidence(String path) throws IOException {
        json.writeObjectFieldStart("evidence");
        json.writeArrayFieldStart("occurrences");
        json.writeStartObject();
        json.writeStringField("location", BomText.of(path));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void properties(InstalledPackage installed) throws IOException {
        json.writeArrayFieldStart("properties");
        BomText.property(SbomProperties.NAME, installed.name(), json);
        BomText.property(SbomProperties.ECOSYSTEM, installed.ecosystem().purlType(), json);
        BomText.property(SbomProperties.LAYER, installed.layer().toString(), json);
        BomText.property(SbomProperties.PATH, installed.path(), json);
        Optional<InstalledPackage.SourcePackage> source = installed.source();
        if (source.isPresent()) {
            BomText.property(SbomProperties.SOURCE_NAME, source.get().name(), json);
            BomText.property(SbomProperties.SOURCE_VERSION, source.get().version(), json);
        }
        if (installed.module().isPresent()) {
            BomText.property(SbomProperties.MODULE, installed.module().get(), json);
        }
        if (installed.owner().isPresent()) {
            BomText.property(SbomProperties.OWNER, installed.owner().get(), json);
        }
        json.writeEndArray();
    }

    /** The reference of a component that was written. */
    Optional<String> known(String purl, String path) {
        return Optional.of(BomText.of(purl + "#" + path)).filter(references::contains);
    }

    /** Unique in the document, as the specification wants; the same package twice in one file gets a number. */
    private String reference(String wanted) {
        String bounded = BomText.of(wanted);
        String candidate = bounded;
        for (int i = 2; !references.add(candidate); i++) {
            candidate = bounded + "#" + i;
        }
        return candidate;
    }

    /** Name and group of a component: Maven's {@code group:artifact} and npm's {@code @scope/name} are two parts there. */
    record ComponentName(Optional<String> group, String name) {
        static ComponentName of(InstalledPackage installed) {
            String name = installed.name();
            int cut = installed.ecosystem().names().groupEnd(name);
            return cut > 0 && cut < name.length() - 1
                    ? new ComponentName(Optional.of(name.substring(0, cut)), name.substring(cut + 1))
                    : new ComponentName(Optional.empty(), name);
        }
    }
}
