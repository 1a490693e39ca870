package io.jenkins.lib.containergate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.FeedOutcome.Status;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VEX repositories on a server of this test. */
class VexRepositoryUpdateTest extends ServedFeeds {
    private static final String MANIFEST = "/.well-known/vex-repository.json";
    private static final String INDEX = """
        {"updated_at": "2026-11-26T10:00:00Z", "packages": [{"id": "pkg:npm/lodash", "location": "pkg/npm/lodash/vex.json"},
          {"id": "pkg:npm/csaf", "location": "csaf.json", "format": "csaf"}]}\
        """;
    private static final String OPEN_VEX = """
        {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/1", "author": "Acme", "version": 1,
         "timestamp": "2026-11-20T10:00:00Z", "statements": [{"vulnerability": {"name": "CVE-2026-1"},
          "products": [{"@id": "pkg:npm/lodash@4.17.21"}], "status": "fixed"}]}\
        """;
    private static final String CSAF = """
        {"document": {"category": "csaf_vex", "csaf_version": "2.0", "publisher": {"name": "Acme"},
          "tracking": {"id": "A", "status": "final", "version": "1", "initial_release_date": "2026-11-20T10:00:00Z",
                 "current_release_date": "2026-11-20T10:00:00Z"}},
         "product_tree": {}, "vulnerabilities": []}\
        """;

    private final Map<String, String> files = new LinkedHashMap<>(
            Map.of("index.json", INDEX, "pkg/npm/lodash/vex.json", OPEN_VEX, "csaf.json", CSAF, "README.md", "x"));

    @BeforeEach
    void serve() throws Exception {
        manifest(server.address() + "/archive/main.tar.gz//repo-main", "v0.1");
        served.put("/archive/main.tar.gz", tar("repo-main/"));
    }

    private void manifest(String location, String version) {
        served.put(MANIFEST, """
            {"name": "Acme", "description": "d", "latest_version": "v0", "versions": {"v0": {"spec_version": "%s",
              "locations": [{"url": "%s"}], "update_interval": "24h"}}}\
            """.formatted(version, location).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] tar(String below) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(below + file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private FeedOutcome update() throws Exception {
        return update(NOW);
    }

    private FeedOutcome update(Instant now) throws Exception {
        return update(now, Feeds.published().vexRepository("acme", server.address()));
    }

    private Optional<List<VexDocument>> documents(String repositories, Instant now) throws Exception {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new VexRepositories(
                        PolicyMerge.merge(
                                List.of(PolicyParser.parse(
                                        "org",
                                        "org.yaml",
                                        "version: 1\nvex: [{from: repository, repositories: [" + repositories
                                                + "]}]\n")),
                                clock),
                        clock)
                .read(directory);
    }

    @Test
    void theDocumentsOfARepositoryAreThoseOfItsIndex() throws Exception {
        FeedOutcome outcome = update();
        assertThat(outcome.fault()).isEmpty();
        assertThat(outcome.status()).isEqualTo(Status.UPDATED);
        assertThat(outcome.record().orElseThrow().newest()).contains(Instant.parse("2026-11-26T10:00:00Z"));

        List<VexDocument> documents =
                documents("\"" + server.address() + MANIFEST + "\"", NOW).orElseThrow();
        assertThat(documents)
                .extracting(document -> document.source().place())
                .containsExactly(
                        server.address() + MANIFEST + " pkg/npm/lodash/vex.json",
                        server.address() + MANIFEST + " csaf.json");
        assertThat(documents.get(0).source().repository()).isEqualTo(server.address() + MANIFEST);
    }

    @Test
    void aLargeDocumentThatIsListedUnderManyPackagesIsReadOnce() throws Exception {
        files.put("pkg/npm/lodash/vex.json", OPEN_VEX + " ".repeat(3 << 20));
        String listed = IntStream.range(0, 100)
                .mapToObj(each ->
                        "{\"id\": \"pkg:npm/lodash-" + each + "\", \"location\": \"pkg/npm/lodash/vex.json\"}, ")
                .collect(Collectors.joining());
        files.put("index.json", INDEX.replace("[{", "[" + listed + "{"));
        served.put("/archive/main.tar.gz", tar("repo-main/"));

        assertThat(update().fault()).isEmpty();
        assertThat(documents("\"*\"", NOW).orElseThrow()).hasSize(102);
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() throws Exception {
        update();
        sent.clear();
        assertThat(update(NOW.plusSeconds(60)).status()).isEqualTo(Status.UNCHANGED);
        assertThat(sent).containsExactly(MANIFEST);
    }

    @Test
    void aZipIsReadToo() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        files.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
        served.put("/archive/all.zip", OsvExportFiles.zip(entries));
        manifest(server.address() + "/archive/all.zip", "0.1");
        assertThat(update().fault()).isEmpty();
        assertThat(documents("\"*\"", NOW).orElseThrow()).hasSize(2);
    }

    @Test
    void aZipThatIsCutOffBetweenItsEntriesIsNotRead() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        files.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
        byte[] zip = OsvExportFiles.zip(entries);
        int directory = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        served.put("/archive/all.zip", Arrays.copyOf(zip, directory));
        manifest(server.address() + "/archive/all.zip", "0.1");

        assertThat(update().fault())
                .hasValueSatisfying(fault -> assertThat(fault).hasMessageContaining("cut off"));
    }

    @Test
    void aRepositoryThatIsNotThereOrNotTrustedIsNotRead() throws Exception {
        update();
        assertThat(documents("\"https://other.example/**\"", NOW)).isEmpty();
        assertThat(documents("\"*\", \"https://other.example/\"", NOW))
                .as("one of two could object")
                .isEmpty();
    }

    @Test
    void aRepositoryThatWasNotCheckedForALongTimeIsAnError() throws Exception {
        update();
        assertThat(documents("\"*\"", NOW.plus(Duration.ofDays(30)))).isPresent();
        assertThatThrownBy(() -> documents("\"*\"", NOW.plus(Duration.ofDays(31))))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("was last checked at 2026-11-27T12:00:00Z, more than 30 days ago");
        assertThat(documents("\"*\"", NOW.minus(Duration.ofHours(23)))).isPresent();
        assertThatThrownBy(() -> documents("\"*\"", NOW.minus(Duration.ofHours(25))))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("was last checked at 2026-11-27T12:00:00Z, which is in the future");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg/npm/lodash/vex.json=>other.json",
                "\"format\": \"csaf\"=>\"format\": \"spdx\"",
                "\"updated_at\"=>\"updated\"",
                "\"packages\"=>\"things\"",
                "pkg:npm/lodash=>lodash",
                "2026-11-26T10:00:00Z=>2027-11-26T10:00:00Z"
            })
    void aBrokenRepositoryLeavesTheOneBeforeInPlace(String change) throws Exception {
        update();
        String[] both = change.split("=>");
        files.put("index.json", INDEX.replaceFirst(Pattern.quote(both[0]), both[1]));
        served.put("/archive/main.tar.gz", tar("repo-main/"));
        FeedOutcome broken = update(NOW.plusSeconds(60));
        assertThat(broken.status()).isEqualTo(Status.KEPT);
        assertThat(broken.fault()).isPresent();
        assertThat(documents("\"*\"", NOW).orElseThrow()).hasSize(2);
    }

    @Test
    void aDocumentThatCannotBeReadIsNoRepository() throws Exception {
        files.put("pkg/npm/lodash/vex.json", "{}");
        served.put("/archive/main.tar.gz", tar("repo-main/"));
        assertThat(update().status()).isEqualTo(Status.MISSING);
        byte[] whole = served.get("/archive/main.tar.gz");
        served.put("/archive/main.tar.gz", Arrays.copyOf(whole, whole.length / 2));
        assertThat(update().status()).isEqualTo(Status.MISSING);
    }

    @Test
    void anIndexDoesNotGoBackInTime() throws Exception {
        update();
        files.put("index.json", INDEX.replace("2026-11-26", "2026-11-25"));
        served.put("/archive/main.tar.gz", tar("repo-main/"));
        assertThat(update(NOW.plusSeconds(60)).fault().orElseThrow().problem()).contains("older than what is there");
    }

    /** As VEX Hub and Trivy have it; an object with a name for each is older. */
    @Test
    void theVersionsOfAManifestAreAListToo() throws Exception {
        String location = server.address() + "/archive/main.tar.gz//repo-main";
        served.put(MANIFEST, """
            {"name": "Acme", "description": "d", "versions": [{"spec_version": "1.0", "locations": [{"url": "https://a.example/a"}]},
             {"spec_version": "0.1", "locations": [{"url": "%s"}], "update_interval": "24h"}]}\
            """.formatted(location).getBytes(StandardCharsets.UTF_8));
        assertThat(update().fault()).isEmpty();
        served.put(MANIFEST, "{\"versions\": [null]}".getBytes(StandardCharsets.UTF_8));
        assertThat(update().fault().orElseThrow().problem()).contains("is not the manifest of a VEX repository");
    }

    @Test
    void aManifestMustNameAnArchiveByTlsOfAVersionThatIsRead() throws Exception {
        for (String location : List.of("http://acme.example/a.tar.gz", "ftp://acme.example/a", "file:///a")) {
            manifest(location, "v0.1");
            assertThat(update().fault().orElseThrow().problem()).contains("is not the manifest of a VEX repository");
        }
        manifest(server.address() + "/archive/main.tar.gz//repo-main", "v1.0");
        assertThat(update().fault().orElseThrow().problem()).contains("no location of version 0");
        served.put(MANIFEST, "{\"versions\": {\"v0\": null}}".getBytes(StandardCharsets.UTF_8));
        assertThat(update().fault().orElseThrow().problem()).contains("a version that is null");
    }

    @Test
    void aDocumentExcusesOnlyThePackageThatItIsListedUnder() throws Exception {
        files.put("index.json", INDEX.replace("pkg:npm/lodash\"", "pkg:npm/express\""));
        served.put("/archive/main.tar.gz", tar("repo-main/"));
        assertThat(update().fault()).isEmpty();
        VexDocument document = documents("\"*\"", NOW).orElseThrow().get(0);
        assertThat(document.unusable()).singleElement().asString().contains("listed under pkg:npm/express");
    }

    @Test
    void whatADocumentExcusesOfOthersIsSaidOnce() throws Exception {
        String statement = OPEN_VEX.substring(OPEN_VEX.indexOf("{\"vulnerability"), OPEN_VEX.lastIndexOf("]"));
        files.put("index.json", INDEX.replace("pkg:npm/lodash\"", "pkg:npm/express\""));
        files.put(
                "pkg/npm/lodash/vex.json",
                OPEN_VEX.replace(statement, statement + ", " + statement.replace("CVE-2026-1", "CVE-2026-2")));
        served.put("/archive/main.tar.gz", tar("repo-main/"));
        assertThat(update().fault()).isEmpty();
        VexDocument document = documents("\"*\"", NOW).orElseThrow().get(0);
        assertThat(document.unusable())
                .containsExactly("it is listed under pkg:npm/express and excuses other packages too, in 2 statements");
    }

    @Test
    void anArchiveThatWasCarriedOverIsTheSameRepository() throws Exception {
        update();
        Path carried = folder.resolve("carried.zip");
        DataArchive.write(directory, carried);
        DataDirectory inside = new DataDirectory(folder.resolve("inside"));
        Clock clock = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);
        try (DataArchive archive = DataArchive.open(carried)) {
            assertThat(DataUpdate.from(archive, inside, DataUpdate.Settings.defaults(), clock, event -> {})
                            .run(archive.feeds(), archive.sigstore(), Deadline.after(Duration.ofMinutes(1), clock)))
                    .extracting(FeedOutcome::status)
                    .containsExactly(Status.UPDATED);
        }
        assertThat(inside.records().get("vex/acme.zip").checkedAt()).isEqualTo(NOW);
        assertThat(VexRepository.address(inside.vexRepositories().get("vex/acme.zip")))
                .hasToString(server.address() + MANIFEST);
        try (Stream<Path> left = Files.list(folder.resolve("inside/vex"))) {
            assertThat(left).hasSize(1);
        }
    }
}
