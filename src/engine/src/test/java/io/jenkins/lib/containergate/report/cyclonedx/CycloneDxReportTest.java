package io.jenkins.lib.containergate.report.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.sbom.SbomReader;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.license.LicenseExpression;
import io.jenkins.lib.containergate.policy.license.LicenseRules;
import io.jenkins.lib.containergate.policy.license.LicenseSet;
import io.jenkins.lib.containergate.policy.license.SpdxLicenses;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.report.JsonSchemas;
import io.jenkins.lib.containergate.report.Rendered;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.cyclonedx.ImageComponent.OciPurl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CycloneDxReportTest {
    private static final InstalledPackage LIBSSL = new InstalledPackage(
            Ecosystem.DEB,
            "libssl3",
            "3.0.11-1~deb12u1",
            "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64&distro=debian-12",
            Optional.of(new InstalledPackage.SourcePackage("openssl", "3.0.11-1~deb12u1")),
            ExampleVerdicts.BASE_LAYER,
            "var/lib/dpkg/status",
            List.of("Apache-2.0", "some licence of its own"));
    private static final InstalledPackage LOG4J = language(
            Ecosystem.MAVEN,
            "org.apache.logging.log4j:log4j-core",
            "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
            "Apache-2.0 OR MIT");
    private static final InstalledPackage BABEL =
            language(Ecosystem.NPM, "@babel/core", "pkg:npm/%40babel/core@7.0.0", "MIT OR AND");

    @Test
    void theExampleFollowsTheSchema() throws Exception {
        assertThat(JsonSchemas.cycloneDx().errors(text(inventory(LIBSSL, LOG4J, BABEL))))
                .isEmpty();
    }

    @Test
    void theSchemaInUseRefusesAnInventedLicenceIdentifier() throws Exception {
        String broken = text(inventory(LIBSSL)).replace("\"id\": \"Apache-2.0\"", "\"id\": \"Apache-17\"");
        assertThat(JsonSchemas.cycloneDx().errors(broken)).isNotEmpty();
    }

    @Test
    void theListOfLicencesIsThatOfTheSchema() throws Exception {
        JsonNode known = new ObjectMapper()
                .readTree(JsonSchemas.resource("/spdx.schema.json"))
                .get("enum");
        List<String> all = new ArrayList<>();
        known.forEach(id -> all.add(id.asText()));
        assertThat(all.stream().filter(id -> !SpdxLicenses.get().lists(id)))
                .as("all but exceptions and notes, which stand for no licence of their own")
                .allMatch(id -> SpdxLicenses.get().isException(id));
        assertThat(SpdxLicenses.get().identifiers()).isSubsetOf(all);
    }

    @Test
    void theImageIsTheSubject() throws Exception {
        JsonNode metadata = bom(inventory()).get("metadata");
        assertThat(metadata.get("timestamp").asText()).isEqualTo("2026-07-01T12:30:45Z");
        assertThat(metadata.at("/component/type").asText()).isEqualTo("container");
        assertThat(metadata.at("/component/name").asText()).isEqualTo("registry.example:5000/shop/web:1.4");
        assertThat(metadata.at("/component/version").asText()).isEqualTo(ExampleVerdicts.IMAGE.toString());
        assertThat(metadata.at("/tools/components/0/version").asText()).isEqualTo("1.2.3");
    }

    @Test
    void anImageInARegistryHasAPackageUrlAndOneInAnArchiveHasNot() {
        Optional<String> digest = Optional.of(ExampleVerdicts.IMAGE.toString());
        Subject pulled = new Subject("registry.example:5000/shop/web:1.4", digest, Optional.empty(), Optional.empty());
        assertThat(OciPurl.of(pulled))
                .contains("pkg:oci/web@" + ExampleVerdicts.IMAGE.toString().replace(":", "%3A")
                        + "?repository_url=registry.example%3A5000%2Fshop%2Fweb&tag=1.4");
        for (String reference : List.of("docker-archive:web.tar", "oci-archive:web.tar", "oci:web:1.4", "UPPER case")) {
            assertThat(OciPurl.of(new Subject(reference, digest, Optional.empty(), Optional.empty())))
                    .isEmpty();
        }
        assertThat(OciPurl.of(new Subject("web:1", Optional.empty(), Optional.empty(), Optional.empty())))
                .isEmpty();
    }

    @Test
    void aComponentSaysWhatItIsAndWhereItWasFound() throws Exception {
        JsonNode component = bom(inventory(LIBSSL)).at("/components/1");
        assertThat(component.get("name").asText()).isEqualTo("libssl3");
        assertThat(component.get("purl").asText()).isEqualTo(LIBSSL.purl());
        assertThat(component.at("/licenses/0/license/id").asText()).isEqualTo("Apache-2.0");
        assertThat(component.at("/licenses/1/license/name").asText()).isEqualTo("some licence of its own");
        assertThat(component.at("/evidence/occurrences/0/location").asText()).isEqualTo("var/lib/dpkg/status");
        assertThat(component.get("properties").toString())
                .contains("container-gate:layer", ExampleVerdicts.BASE_LAYER.toString())
                .contains("container-gate:source:name", "openssl");
    }

    @Test
    void theOperatingSystemIsAComponent() throws Exception {
        JsonNode os = bom(inventory()).at("/components/0");
        assertThat(os.get("type").asText()).isEqualTo("operating-system");
        assertThat(os.get("name").asText() + " " + os.get("version").asText()).isEqualTo("debian 12");
    }

    @Test
    void mavenGroupsAndNpmScopesAreGroups() throws Exception {
        JsonNode components = bom(inventory(LOG4J, BABEL)).get("components");
        assertThat(components.get(1).get("group").asText()).isEqualTo("org.apache.logging.log4j");
        assertThat(components.get(1).get("name").asText()).isEqualTo("log4j-core");
        assertThat(components.get(2).get("group").asText()).isEqualTo("@babel");
        assertThat(components.get(2).get("name").asText()).isEqualTo("core");
    }

    @Test
    void anExpressionOfKnownIdentifiersIsOneAndAnythingDoubtfulAName() throws Exception {
        JsonNode components = bom(inventory(LOG4J, BABEL)).get("components");
        assertThat(components.get(1).at("/licenses/0/expression").asText()).isEqualTo("Apache-2.0 OR MIT");
        assertThat(components.get(2).at("/licenses/0/license/name").asText()).isEqualTo("MIT OR AND");
    }

    @Test
    void thePackageFoundTwiceInOneFileHasTwoReferences() throws Exception {
        JsonNode components = bom(inventory(LOG4J, LOG4J)).get("components");
        assertThat(components.get(1).get("bom-ref").asText())
                .isNotEqualTo(components.get(2).get("bom-ref").asText());
    }

    @Test
    void anInventoryWithGapsSaysThatItIsIncomplete() throws Exception {
        assertThat(bom(inventory()).at("/compositions/0/aggregate").asText()).isEqualTo("unknown");

        InventoryFinding gap = new InventoryFinding(
                new RuleId("unreadable-archive"), "app.jar does not open", Location.none(), "", "", "");
        JsonNode bom = bom(new PackageInventory(Optional.empty(), List.of(), 3, List.of(gap)));
        assertThat(bom.at("/compositions/0/aggregate").asText()).isEqualTo("incomplete");
        assertThat(bom.at("/metadata/properties/1/value").asText())
                .isEqualTo("unreadable-archive: app.jar does not open");
    }

    @Test
    void withoutInventoryThereIsNothingToWrite() {
        ReportInput input = ReportInput.of(ExampleVerdicts.passing());
        assertThat(new CycloneDxReport(Rendered.TOOL).appliesTo(input)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Rendered.text(new CycloneDxReport(Rendered.TOOL), input));
    }

    /** The gate would take one that was left out for one that is not there. */
    @Test
    void everyLicenceIsListedHoweverManyThereAre() throws Exception {
        List<String> many = Stream.concat(Collections.nCopies(70, "MIT").stream(), Stream.of("GPL-3.0-only"))
                .toList();
        String bom = text(inventory(new InstalledPackage(
                Ecosystem.NPM, "a", "1.0", "pkg:npm/a@1.0", Optional.empty(), ExampleVerdicts.APP_LAYER, "a", many)));
        assertThat(JsonSchemas.cycloneDx().errors(bom)).isEmpty();

        List<String> read = new SbomReader()
                .read("bom", bom.getBytes(StandardCharsets.UTF_8))
                .inventory()
                .packages()
                .get(0)
                .licenses();

        LicenseRules rules = new LicenseRules(
                Optional.empty(),
                Optional.of(new LicenseSet(
                        List.of(LicenseSet.Entry.parse("GPL-3.0-only").orElseThrow()))));
        assertThat(rules.of(LicenseExpression.parse(read)).standing()).isEqualTo(LicenseRules.Standing.DENIED);
    }

    @Test
    void theSameImageGivesTheSameBytes() throws Exception {
        assertThat(text(inventory(LIBSSL, LOG4J))).isEqualTo(text(inventory(LIBSSL, LOG4J)));
    }

    private static InstalledPackage language(Ecosystem ecosystem, String name, String purl, String license) {
        return new InstalledPackage(
                ecosystem, name, "1.0", purl, Optional.empty(), ExampleVerdicts.APP_LAYER, "app/x", List.of(license));
    }

    private static PackageInventory inventory(InstalledPackage... packages) {
        OsRelease debian = new OsRelease(
                "debian", List.of(), Optional.of("12"), Optional.of("bookworm"), "Debian GNU/Linux 12 (bookworm)");
        return new PackageInventory(Optional.of(debian), List.of(packages), 100, List.of());
    }

    private static String text(PackageInventory inventory) throws Exception {
        return Rendered.text(
                new CycloneDxReport(Rendered.TOOL), new ReportInput(ExampleVerdicts.passing(), Optional.of(inventory)));
    }

    private static JsonNode bom(PackageInventory inventory) throws Exception {
        return new ObjectMapper().readTree(text(inventory));
    }
}
