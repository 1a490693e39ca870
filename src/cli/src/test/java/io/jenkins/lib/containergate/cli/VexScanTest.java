package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VEX documents in files, from the command line to the reports. */
class VexScanTest extends PushedImage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIBRARY = "pkg:deb/debian/libssl3@3.0.11-1~deb12u1";
    private static final String REASON =
            "\"status\": \"not_affected\", \"justification\": \"vulnerable_code_not_present\"";

    private Path osv;
    private Path trusting;

    @BeforeEach
    void prepare() {
        osv = Fixtures.osv(folder, "HIGH");
        trusting = policy("vex: [{from: files}]");
    }

    private Gate scan(Path vex, Path policy, Object... more) {
        List<Object> words = new ArrayList<>(List.of("--vex", vex));
        words.addAll(Arrays.asList(more));
        return scanUnder(policy, osv, words.toArray());
    }

    private Path vex(String text) {
        return Fixtures.write(folder.resolve("app.openvex.json"), text);
    }

    /** @param statements members of one statement each, without braces */
    private Path openVex(String... statements) {
        return vex("""
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/1",
                 "author": "Acme Product Security", "timestamp": "2026-11-20T10:00:00Z", "version": 1,
                 "statements": [{%s}]}
                """.formatted(String.join("}, {", statements)));
    }

    private String about(String product) {
        return "\"vulnerability\": {\"name\": \"CVE-2023-5363\"}, \"products\": [" + product + "]";
    }

    private String ofLibrary(String rest) {
        return about("{\"@id\": \"" + LIBRARY + "\"}") + ", " + rest;
    }

    private String inImage(String purl) {
        return about("{\"@id\": \"" + purl + "\", \"subcomponents\": [{\"@id\": \"" + LIBRARY + "\"}]}") + ", "
                + REASON;
    }

    private void changesNothing(Path vex) {
        Gate scan = scan(vex, trusting);
        assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.FAILED);
    }

    private void excuses(Path vex) {
        Gate scan = scan(vex, trusting);
        assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aTrustedStatementExcusesAndEveryReportNamesIt() throws Exception {
        Path reports = folder.resolve("reports");
        Gate scan = scan(openVex(ofLibrary(REASON)), trusting, "--out", reports);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).contains("1 waived");

        String[] named = {
            "org.yaml: VEX not_affected (vulnerable_code_not_present) by Acme Product Security",
            "https://acme.example/vex/1"
        };
        JsonNode finding =
                JSON.readTree(reports.resolve("verdict.json").toFile()).at("/gates/0/findings/0");
        assertThat(finding.path("decision").asText()).isEqualTo("WAIVED");
        assertThat(finding.path("decidedBy").asText()).contains(named);
        assertThat(finding.at("/vex/author").asText()).isEqualTo("Acme Product Security");
        assertThat(finding.at("/vex/origin").asText()).isEqualTo("files");
        assertThat(finding.at("/vex/statedAt").asText()).isEqualTo("2026-11-20T10:00:00Z");
        JsonNode suppression =
                JSON.readTree(reports.resolve("report.sarif").toFile()).at("/runs/0/results/0/suppressions/0");
        assertThat(suppression.path("justification").asText()).contains(named);
        JsonNode analysis =
                JSON.readTree(reports.resolve("sbom.cdx.json").toFile()).at("/vulnerabilities/0");
        assertThat(analysis.at("/analysis/state").asText()).isEqualTo("not_affected");
        assertThat(analysis.at("/analysis/justification").asText()).isEqualTo("code_not_present");
        assertThat(analysis.at("/analysis/detail").asText()).contains(named);
        assertThat(analysis.at("/affects/0/ref").asText()).startsWith("pkg:deb/debian/libssl3");
        assertThat(Files.readString(reports.resolve("junit.xml"))).contains("<skipped message=", named[1]);
        assertThat(Files.readString(reports.resolve("report.html"))).contains(named);
    }

    @Test
    void withoutTheFloorsWordNoStatementCounts() {
        Path vex = openVex(ofLibrary(REASON));
        Gate silent = scan(vex, policy("mode: enforce"));
        assertThat(silent.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(silent.out()).contains("the policy does not trust its source (vex, from: files)");
        Path inner = Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvex: [{from: files}]\n");
        Gate asked = scan(vex, policy("mode: enforce"), "--policy", inner);
        assertThat(asked.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(asked.err()).contains("trusts nobody's VEX statements");
        assertThat(Gate.run("scan", "oci:" + folder, "--osv", osv, "--vex", vex).exit())
                .as("under the built-in policy")
                .isNotEqualTo(ExitCode.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vex: [{from: repository, repositories: [\"*\"]}]",
                "vex: [{from: files, authors: [Another]}]",
                "vex: [{from: files, rules: [CVE-2023-1]}]",
                "vex: [{from: files, images: [\"other.example/**\"]}]",
                "vex: [{from: files, justifications: [component_not_present]}]",
                "vex: [{from: files, maxSeverity: medium}]",
                "vex: [{from: files, maxAge: 3d}]",
                "vex: []",
            })
    void aStatementThatThePolicyDoesNotAdmitChangesNothing(String vex) {
        Gate scan = scan(openVex(ofLibrary(REASON)), policy(vex));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vex: [{from: files, authors: [\"Acme*\"], rules: [\"CVE-*\"], images: [\"**/shop/*\"], maxSeverity: high, maxAge: 30d}]",
                "vex: [{from: files, justifications: [vulnerable_code_not_present, component_not_present]}]",
                "vex: [{from: files, maxSeverity: low}, {from: files, rules: [CVE-2023-5363]}]",
            })
    void aStatementThatThePolicyAdmitsExcuses(String vex) {
        Gate scan = scan(openVex(ofLibrary(REASON)), policy(vex));
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\": \"not_affected\"",
                "\"status\": \"affected\", \"action_statement\": \"update\"",
                "\"status\": \"under_investigation\"",
                "\"status\": \"Not_Affected\", \"justification\": \"component_not_present\"",
                "\"status\": \"mitigated\", \"justification\": \"component_not_present\"",
                "\"status\": \"not_affected\", \"justification\": \" \", \"impact_statement\": \"\"",
                "\"status\": \"not_affected\", \"justification\": \"component_not_present\", \"timestamp\": \"2027-11-20T10:00:00Z\"",
            })
    void onlyNotAffectedWithItsReasonAndFixedExcuse(String status) {
        changesNothing(openVex(ofLibrary(status)));
    }

    @Test
    void fixedExcusesAndSoDoesAnImpactStatement() {
        excuses(openVex(ofLibrary("\"status\": \"fixed\"")));
        changesNothing(openVex(about("{\"@id\": \"pkg:deb/debian/libssl3\"}") + ", \"status\": \"fixed\""));
        changesNothing(openVex(about("{\"@id\": \"pkg:oci/app\"}") + ", \"status\": \"fixed\""));
        excuses(openVex(ofLibrary("\"status\": \"not_affected\", \"impact_statement\": \"the shop opens no keys\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:deb/debian/libssl3@3.0.11-1~deb12u2",
                "pkg:deb/debian/libssl@3.0.11-1~deb12u1",
                "pkg:deb/ubuntu/libssl3@3.0.11-1~deb12u1",
                "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=arm64",
                "pkg:deb/debian/libssl3?distro=debian-11",
                "pkg:deb/debian/libssl3?unheard=of",
                "pkg:deb/debian/libssl3@3.0.11-1~deb12u1#sub/path",
                "pkg:rpm/debian/libssl3",
                "pkg:generic/libssl3",
                "https://acme.example/products/libssl3",
                "libssl3",
                "*",
                "pkg:deb/debian/*",
            })
    void aStatementOfAnotherPackageChangesNothing(String purl) {
        changesNothing(openVex(about("{\"@id\": \"" + purl + "\"}") + ", " + REASON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:deb/debian/libssl3",
                "pkg:deb/debian/libssl3@3.0.11-1~deb12u1",
                "pkg:deb/debian/libssl3@3.0.11-1~deb12u1?arch=amd64",
                "pkg:deb/debian/libssl3?distro=debian-12&arch=amd64",
            })
    void aPurlWithoutVersionOrQualifiersIsEveryOneOfThatName(String purl) {
        excuses(openVex(about("{\"@id\": \"" + purl + "\"}") + ", " + REASON));
    }

    @Test
    void aProductWithSubcomponentsHasToBeTheImage() {
        String digest = image.manifestDigest();
        String repository = registry.authority() + "/" + REPOSITORY;
        excuses(openVex(inImage("pkg:oci/app@" + digest)));
        excuses(openVex(inImage("pkg:oci/app@" + digest + "?repository_url=" + repository + "&arch=amd64")));
        excuses(openVex(inImage("pkg:oci/app?repository_url=" + repository + "&tag=1.4")));
        excuses(openVex(inImage("pkg:oci/app")));
        String another = "sha256:" + "0".repeat(64);
        for (String purl : List.of(
                "pkg:oci/app@" + another,
                "pkg:oci/other@" + digest,
                "pkg:oci/shop/app@" + digest,
                "pkg:oci/app@1.4",
                "pkg:oci/app@" + digest + "?repository_url=" + registry.authority() + "/other/app",
                "pkg:oci/app@" + digest + "?repository_url=" + registry.authority(),
                "pkg:oci/app@" + digest + "?repository_url=" + repository + ":1.4",
                "pkg:oci/app@" + digest + "?arch=arm64",
                "pkg:oci/app@" + digest + "?unheard=of",
                "pkg:oci/app?tag=1.5",
                "pkg:docker/shop/app",
                "pkg:deb/debian/openssl")) {
            changesNothing(openVex(inImage(purl)));
        }
    }

    @Test
    void aProductThatIsTheImageCoversItWhole() {
        String hash = image.manifestDigest().substring("sha256:".length());
        excuses(openVex(about("{\"@id\": \"pkg:oci/app@" + image.manifestDigest() + "\"}") + ", " + REASON));
        excuses(openVex(about("{\"@id\": \"https://acme.example/app\", \"hashes\": {\"sha-256\": \"" + hash + "\"}}")
                + ", " + REASON));
        changesNothing(
                openVex(about("{\"@id\": \"pkg:oci/app\", \"hashes\": {\"sha-256\": \"" + "0".repeat(64) + "\"}}")
                        + ", " + REASON));
        changesNothing(
                openVex(about("{\"@id\": \"https://acme.example/app\", \"hashes\": {\"sha-512\": \"" + hash + "\"}}")
                        + ", " + REASON));
        changesNothing(openVex(about("{\"@id\": \"pkg:oci/app@" + image.manifestDigest() + "\", \"subcomponents\": []}")
                + ", " + REASON));
        changesNothing(openVex(about("{\"@id\": \"pkg:oci/app@" + image.manifestDigest()
                        + "\", \"subcomponents\": [{\"@id\": \"https://acme.example/libssl3\"}]}")
                + ", " + REASON));
    }

    @Test
    void anArchiveEarnsNothingByItsName() {
        Path archive = OciLayout.of(image, "1.4").writeArchive(folder.resolve("app"));
        Path named = openVex(inImage("pkg:oci/app"));
        assertThat(scanArchive(archive, named).exit()).isEqualTo(ExitCode.FAILED);
        Path pinned = openVex(inImage("pkg:oci/app@" + image.manifestDigest()));
        assertThat(scanArchive(archive, pinned).exit()).isEqualTo(ExitCode.PASSED);
    }

    private Gate scanArchive(Path archive, Path vex) {
        return Gate.run("scan", "oci-archive:" + archive, "--osv", osv, "--vex", vex, "--policy", trusting);
    }

    @Test
    void anSbomEarnsStatementsOfPackagesAndNoneOfImages() {
        Path sbom = folder.resolve("reports").resolve("sbom.cdx.json");
        scan(openVex(ofLibrary(REASON)), trusting, "--out", sbom.getParent());
        assertThat(scanSbom(sbom, openVex(ofLibrary(REASON))).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scanSbom(sbom, openVex(inImage("pkg:oci/app@" + image.manifestDigest())))
                        .exit())
                .isEqualTo(ExitCode.FAILED);
        assertThat(scanSbom(sbom, openVex(inImage("pkg:oci/app"))).exit()).isEqualTo(ExitCode.FAILED);
    }

    private Gate scanSbom(Path sbom, Path vex) {
        return Gate.run("scan", "sbom:" + sbom, "--osv", osv, "--vex", vex, "--policy", trusting);
    }

    @Test
    void anotherVulnerabilityIsNotExcusedAndAnAliasIs() {
        changesNothing(
                openVex(ofLibrary(REASON).replace("\"name\": \"CVE-2023-5363\"", "\"name\": \"CVE-2023-53631\"")));
        excuses(openVex(ofLibrary(REASON)
                .replace("\"name\": \"CVE-2023-5363\"", "\"name\": \"GHSA-x\", \"aliases\": [\"CVE-2023-5363\"]")));
        excuses(openVex(
                ofLibrary(REASON).replace("\"name\": \"CVE-2023-5363\"", "\"name\": \"DEBIAN-CVE-2023-5363\"")));
    }

    @Test
    void theLatestStatementCountsAndOfContradictoryOnesTheWorse() {
        String early = ofLibrary("\"timestamp\": \"2026-11-01T10:00:00Z\", ");
        String late = ofLibrary("\"timestamp\": \"2026-11-02T10:00:00Z\", ");
        String affected = "\"status\": \"affected\"";
        excuses(openVex(early + affected, late + REASON));
        excuses(openVex(late + REASON, early + affected));
        changesNothing(openVex(early + REASON, late + affected));
        changesNothing(openVex(late + affected, early + REASON));
        changesNothing(openVex(early + REASON, late + "\"status\": \"under_investigation\""));
        changesNothing(openVex(early + REASON, late + "\"status\": \"no_such_status\""));
        changesNothing(openVex(late + REASON, late + affected));
        excuses(openVex(early + REASON, late + "\"status\": \"not_affected\""));
        excuses(openVex(early + REASON, late + affected + ", \"last_updated\": \"2026-10-01T10:00:00Z\""));
    }

    @Test
    void ofOneDocumentTheHighestVersionCounts() {
        Path documents = folder.resolve("vex");
        String first = read(openVex(ofLibrary(REASON)));
        Fixtures.write(documents.resolve("1.json"), first);
        excuses(documents);
        Fixtures.write(
                documents.resolve("2.json"),
                first.replace("\"version\": 1", "\"version\": 2").replaceAll("\\[\\{.*}]}", "[]}"));
        changesNothing(documents);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"@context\": \"https://openvex.dev/ns/v0.2.0\"}",
                "{\"@context\": \"https://openvex.dev/ns/v9\", \"@id\": \"a\", \"author\": \"a\", \"statements\": []}",
                "{\"@context\": \"https://openvex.dev/ns\", \"@id\": \"a\", \"author\": \"a\", \"statements\": {}}",
                "{\"@context\": \"https://openvex.dev/ns\", \"@id\": \"a\", \"author\": \"a\", \"statements\": [1]}",
                "{\"@context\": \"https://openvex.dev/ns\", \"@id\": \"a\", \"author\": \"a\", \"statements\": [{}]}",
                "{\"@context\": \"https://openvex.dev/ns\", \"@id\": \"a\", \"@id\": \"b\", \"author\": \"a\", \"statements\": []}",
                "{\"@context\": \"https://openvex.dev/ns\", \"@id\": \"a\", \"author\": \"a\", \"statements\": []} trailing",
                "{\"@context\": \"https://openvex.dev/ns\", \"@id\": \"a\", \"author\": \"a\", \"statements\": [], \"timestamp\": \"soon\"}",
                "{\"@context\": \"https://openvex.dev/ns\", \"@id\": \"a\", \"author\": \"a\", \"statements\": [{\"vulnerability\": \"CVE-1\","
                        + " \"status\": \"fixed\", \"products\": [\"pkg:\"]}]}",
                "{\"@context\": \"https://openvex.dev/ns\", \"@id\": \"a\", \"author\": \"a\", \"statements\": [{\"vulnerability\": \"CVE-1\","
                        + " \"status\": \"fixed\", \"products\": [{\"@id\": \"pkg:oci/app\", \"subcomponents\": \"pkg:deb/debian/libssl3\"}]}]}",
                "{\"bomFormat\": \"CycloneDX\", \"vulnerabilities\": [{\"analysis\": {}}]}",
            })
    void aDocumentThatCannotBeReadIsAnErrorAndNamed(String text) {
        Gate scan = scan(vex(text), trusting);
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("app.openvex.json");
    }

    @Test
    void aMissingHugeOrEmptyPlaceIsAnError() throws IOException {
        assertThat(scan(folder.resolve("nowhere.json"), trusting).exit()).isEqualTo(ExitCode.USAGE);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(scan(empty, trusting).exit()).isEqualTo(ExitCode.ERROR);
        Path huge = vex(" ".repeat((16 << 20) + 1));
        Gate scan = scan(huge, trusting);
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("maxBytes");
        Path deep = vex("[".repeat(100_000));
        assertThat(scan(deep, trusting).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aBadDocumentBesideAGoodOneIsAnError() {
        Path documents = folder.resolve("vex");
        Fixtures.write(documents.resolve("1.json"), read(openVex(ofLibrary(REASON))));
        Fixtures.write(documents.resolve("2.json"), "{}");
        assertThat(scan(documents, trusting).exit()).isEqualTo(ExitCode.ERROR);
    }

    private Path cycloneDx(String component, String affects, String analysis) {
        return vex("""
                {"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": "urn:uuid:1", "version": 1,
                 "metadata": {"timestamp": "2026-11-20T10:00:00Z", "authors": [{"name": "Acme"}]%s},
                 "components": [{"type": "library", "bom-ref": "lib", "name": "libssl3", "purl": "%s"}],
                 "vulnerabilities": [{"id": "CVE-2023-5363", "affects": [%s], "analysis": {%s}}]}
                """.formatted(component, LIBRARY, affects, analysis));
    }

    @Test
    void analysesOfCycloneDxExcuseWhatTheirProductIs() {
        String because = "\"state\": \"not_affected\", \"justification\": \"code_not_reachable\"";
        String library = "{\"ref\": \"lib\"}";
        String image =
                ", \"component\": {\"type\": \"container\", \"bom-ref\": \"app\", \"name\": \"app\", \"purl\": \"pkg:oci/app@"
                        + this.image.manifestDigest() + "\"}";
        excuses(cycloneDx("", library, because));
        excuses(cycloneDx("", "{\"ref\": \"" + LIBRARY + "\"}", because));
        excuses(cycloneDx(image, library, because));
        excuses(cycloneDx(image, "{\"ref\": \"app\"}", because));
        excuses(cycloneDx("", library, "\"state\": \"resolved\""));
        excuses(cycloneDx("", library, "\"state\": \"false_positive\", \"detail\": \"the check is wrong\""));
        String another = image.replace(this.image.manifestDigest(), "sha256:" + "0".repeat(64));
        changesNothing(cycloneDx(another, library, because));
        changesNothing(cycloneDx(another, "{\"ref\": \"app\"}", because));
        changesNothing(cycloneDx(", \"component\": {\"type\": \"application\", \"name\": \"shop\"}", library, because));
        changesNothing(cycloneDx(
                ", \"component\": {\"type\": \"application\", \"name\": \"shop\", \"purl\": \"pkg:npm/shop@1\"}",
                library,
                because));
        changesNothing(cycloneDx("", "{\"ref\": \"nothing\"}", because));
        changesNothing(cycloneDx("", "{\"ref\": \"lib\", \"versions\": [{\"version\": \"9\"}]}", because));
        changesNothing(cycloneDx("", library, "\"state\": \"not_affected\""));
        changesNothing(cycloneDx("", library, "\"state\": \"in_triage\", \"justification\": \"code_not_present\""));
        changesNothing(cycloneDx("", library, "\"state\": \"exploitable\""));
        changesNothing(cycloneDx("", library, "\"justification\": \"code_not_present\""));
    }

    @Test
    void aComponentOfCycloneDxIsOfItsOwnVersionAndItsOwnHash() {
        String purl = LIBRARY.replaceFirst("@[^?]*", "");
        String version = LIBRARY.replaceFirst(".*@", "").replaceFirst("\\?.*", "");
        excuses(component("\"purl\": \"" + purl + "\""));
        excuses(component("\"purl\": \"" + purl + "\", \"version\": \"" + version + "\""));
        changesNothing(component("\"purl\": \"" + purl + "\", \"version\": \"9.9.9\""));
        excuses(component("\"purl\": \"" + LIBRARY + "\", \"version\": \"" + version + "\""));
        changesNothing(component("\"purl\": \"" + LIBRARY + "\", \"version\": \"9.9.9\""));
        changesNothing(component("\"purl\": \"" + LIBRARY + "\", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \""
                + "0".repeat(64) + "\"}]"));
    }

    private Path component(String members) {
        return vex("""
                {"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": "urn:uuid:1",
                 "metadata": {"timestamp": "2026-11-20T10:00:00Z", "authors": [{"name": "Acme"}]},
                 "components": [{"type": "library", "bom-ref": "lib", "name": "libssl3", %s}],
                 "vulnerabilities": [{"id": "CVE-2023-5363", "affects": [{"ref": "lib"}],
                                      "analysis": {"state": "not_affected", "justification": "code_not_reachable"}}]}
                """.formatted(members));
    }

    @Test
    void hostileTextsOfADocumentReachNoTerminal() {
        Gate scan = scan(
                openVex(ofLibrary("\"status\": \"not_affected\", \"impact_statement\": \"\\u001b[2Jcalm\\nPASS\"")),
                trusting,
                "--out",
                folder.resolve("reports"));
        assertThat(scan.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(scan.out()).doesNotContain("\u001b[2J");
    }

    @Test
    void aVerdictIsTriedUnderAnotherPolicyWithTheStatementsItHad() throws IOException {
        Path reports = folder.resolve("reports");
        scan(openVex(ofLibrary(REASON)), trusting, "--out", reports);
        Path verdict = reports.resolve("verdict.json");
        assertThat(Gate.run("policy", "try", verdict, "--policy", trusting).exit())
                .isEqualTo(ExitCode.PASSED);
        assertThat(Gate.run("policy", "try", verdict, "--policy", policy("mode: enforce"))
                        .exit())
                .isEqualTo(ExitCode.FAILED);
    }
}
