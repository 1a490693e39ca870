package io.jenkins.lib.containergate.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.feed.FeedOutcome.Status;
import io.jenkins.lib.containergate.feed.VendorRelease.Repository;
import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.vendor.BodhiList;
import io.jenkins.lib.containergate.testkit.vendor.OvalFile;
import io.jenkins.lib.containergate.testkit.vendor.RpmRepository;
import io.jenkins.lib.containergate.testkit.vendor.VexDocument;
import io.jenkins.lib.containergate.vulnerability.osv.OsvLimits;
import io.jenkins.lib.containergate.vulnerability.osv.export.OsvExportSource;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Repositories in the layout of Amazon's, on a server of this test. */
class VendorUpdateTest extends ServedFeeds {
    private static final String UPDATE_INFO = "/core/guid/repodata/updateinfo.xml.gz";
    private static final String REPOMD = "/core/guid/repodata/repomd.xml";

    @BeforeEach
    void serve() {
        publish(
                "core",
                new RpmRepository()
                        .advisory("ALAS2023-2023-377", "Important", "CVE-2023-38545", "curl-8.3.0-1.amzn2023.x86_64"));
    }

    private void publish(String name, RpmRepository repository) {
        serve("/" + name + "/mirror.list", server.address() + "/" + name + "/guid\n");
        repository.files().forEach((path, content) -> served.put("/" + name + "/guid/" + path, content));
    }

    private void serve(String path, String text) {
        served.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private Repository mirrored(String name, boolean optional) {
        return new Repository.Mirrored(URI.create(server.address() + "/" + name + "/mirror.list"), optional);
    }

    private FeedOutcome update(Repository... repositories) throws Exception {
        return update(NOW, repositories);
    }

    private FeedOutcome update(Instant now, Repository... repositories) throws Exception {
        VendorRelease release = new VendorRelease(
                "Amazon Linux:2023", Pattern.compile("ALAS2023[A-Z]*-[0-9]{4}-[0-9]+"), List.of(repositories));
        return update(now, "vendor/Amazon-Linux-2023.zip", release);
    }

    private FeedOutcome update(Instant now, String path, VendorRelease release) throws Exception {
        Feed feed = new Feed(
                path, release.repositories().get(0).address(), 1 << 20, new Feed.Kind.Advisories(release, true));
        return update(now, feed);
    }

    private OsvExportSource.Contents contents() throws Exception {
        List<Path> exports = directory.exports("Amazon Linux");
        assertThat(exports).hasSize(1);
        return new OsvExportSource(exports, Optional.empty(), OsvLimits.defaults(), Clock.fixed(NOW, ZoneOffset.UTC), 1)
                .contents(Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()), event -> {});
    }

    @Test
    void theAdvisoriesOfAllRepositoriesOfAReleaseMakeOneExport() throws Exception {
        publish(
                "livepatch",
                new RpmRepository()
                        .updated("2026-11-26 10:00")
                        .advisory(
                                "ALAS2023LIVEPATCH-2024-001",
                                "Low",
                                "CVE-2024-1",
                                "kernel-livepatch-6.1-1.0-1.x86_64"));

        FeedOutcome outcome = update(mirrored("core", false), mirrored("livepatch", true));

        assertThat(outcome.fault()).isEmpty();
        assertThat(outcome.status()).isEqualTo(Status.UPDATED);
        assertThat(contents().records()).isEqualTo(2);
        assertThat(contents().ecosystems()).isEqualTo(Set.of("Amazon Linux:2023"));
        assertThat(outcome.record().orElseThrow().newest()).contains(Instant.parse("2026-11-26T10:00:00Z"));
        assertThat(directory.ecosystems()).containsExactly("Amazon Linux");
        try (Stream<Path> left = Files.list(folder.resolve("data/vendor"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aRepositoryOfATopicMayBeWithoutAdvisories() throws Exception {
        serve("/catalog.json", "{\"version\": 1, \"topics\": [{\"n\": \"docker\"}, {\"n\": \"vim\", \"inst\": []}]}");
        publish(
                "docker",
                new RpmRepository()
                        .advisory("ALAS2023DOCKER-2024-001", "Low", "CVE-2024-2", "docker-25.0-1.amzn2023.x86_64"));
        serve("/vim/mirror.list", server.address() + "/vim/guid/");
        serve("/vim/guid/repodata/repomd.xml", "<repomd><data type='primary'/></repomd>");

        FeedOutcome outcome = update(
                mirrored("core", false),
                new Repository.Topics(
                        URI.create(server.address() + "/catalog.json"), server.address() + "/%s/mirror.list"));

        assertThat(outcome.fault()).isEmpty();
        assertThat(contents().records()).isEqualTo(2);
    }

    @Test
    void aListOfMirrorsMayLeaveTheArchitectureOpen() throws Exception {
        publish(
                "x86_64",
                new RpmRepository().advisory("ALAS2023-2024-1", "Low", "CVE-2024-2", "less-1-1.amzn2023.x86_64"));
        serve("/x86_64/mirror.list", "# first\n\n" + server.address() + "/$basearch/guid\nhttps://other.example/\n");

        assertThat(update(mirrored("x86_64", false)).fault()).isEmpty();
    }

    @Test
    void whatDidNotChangeIsNotFetchedAgain() throws Exception {
        update(mirrored("core", false));
        asked.clear();

        FeedOutcome again = update(NOW.plusSeconds(60), mirrored("core", false));

        assertThat(again.status()).isEqualTo(Status.UNCHANGED);
        assertThat(again.record().orElseThrow().checkedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(asked).containsExactly("/core/mirror.list", REPOMD);
    }

    @Test
    void advisoriesThatAreOlderThanThoseFromBeforeAreRefused() throws Exception {
        update(mirrored("core", false));
        publish(
                "core",
                new RpmRepository()
                        .updated("2025-01-01 00:00")
                        .advisory("ALAS2023-2023-001", "Low", "CVE-2024-1", "less-1-1.x86_64"));

        FeedOutcome outcome = update(mirrored("core", false));

        assertThat(outcome.status()).isEqualTo(Status.KEPT);
        assertThat(outcome.fault().orElseThrow()).hasMessageContaining("older than what is there");
    }

    @Test
    void oraclesOvalIsOneFileThatIsNotSentAgain() throws Exception {
        VendorRelease release = new VendorRelease(
                "Oracle Linux",
                Pattern.compile("ELSA-.*"),
                List.of(new Repository.Oval(URI.create(server.address() + "/oval.xml.bz2"))));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(packed)) {
            bzip2.write(new OvalFile()
                    .advisory("ELSA-2024-1", "LOW", 9, "CVE-2024-1000", OvalFile.fixed("less", "0:600-2.el9"))
                    .xml()
                    .getBytes(StandardCharsets.UTF_8));
        }
        served.put("/oval.xml.bz2", Arrays.copyOf(packed.toByteArray(), packed.size() - 5));
        FeedOutcome cutOff = update(NOW, "vendor/Oracle-Linux.zip", release);
        assertThat(cutOff.fault().orElseThrow()).hasMessageContaining("oval.xml.bz2");

        served.put("/oval.xml.bz2", packed.toByteArray());
        FeedOutcome outcome = update(NOW, "vendor/Oracle-Linux.zip", release);

        assertThat(outcome.fault()).isEmpty();
        assertThat(outcome.record().orElseThrow().newest()).contains(Instant.parse("2026-11-20T00:00:00Z"));
        assertThat(directory.ecosystems()).containsExactly("Oracle Linux");
        assertThat(update(NOW, "vendor/Oracle-Linux.zip", release).status()).isEqualTo(Status.UNCHANGED);

        Path records = directory.root().resolve("feeds.json");
        String now = Files.readString(records);
        String before = now.replace("\"" + VendorFiles.FORMAT, "\"0 ");
        assertThat(before).isNotEqualTo(now);
        Files.writeString(records, before);
        assertThat(update(NOW, "vendor/Oracle-Linux.zip", release).status())
                .as("an export in another format is made again")
                .isEqualTo(Status.UPDATED);
        assertThat(update(NOW, "vendor/Oracle-Linux.zip", release).status()).isEqualTo(Status.UNCHANGED);
    }

    /** Pages of this test, because the server of files knows no queries. */
    private Map<String, byte[]> bodhi(BodhiList list) {
        String updates = "/updates/?releases=F43&status=stable&type=security&rows_per_page=50&page=";
        return Map.of(
                "/releases/?state=current&rows_per_page=100",
                BodhiList.releases("F43", "EPEL-9"),
                updates + "1",
                list.page(1),
                updates + "2",
                list.page(2));
    }

    @Test
    void theUpdatesOfEachReleaseOfFedoraAreReadPageByPage() throws Exception {
        VendorRelease release = new VendorRelease(
                "Fedora",
                Pattern.compile("FEDORA-.*"),
                List.of(new Repository.Bodhi(URI.create(server.address() + "/bodhi/"))));
        BodhiList list = new BodhiList("F43")
                .security("FEDORA-2026-0000000001", "high", "CVE-2026-1000", "a-1-1.fc43")
                .security("FEDORA-2026-0000000002", "high", "CVE-2026-1001", "b-1-1.fc43")
                .security("FEDORA-2026-0000000003", "high", "CVE-2026-1002", "c-1-1.fc43");
        Map<String, byte[]> answers = new ConcurrentHashMap<>(bodhi(list));
        Queue<String> accepted = new ConcurrentLinkedQueue<>();
        server.on("/bodhi/", new ConcurrentLinkedQueue<>(), (exchange, body) -> {
            accepted.add(exchange.getRequestHeaders().getFirst("Accept"));
            byte[] json = answers.get(exchange.getRequestURI().toString().substring("/bodhi".length()));
            return json == null ? FaultyServer.Reply.text(404, "") : new FaultyServer.Reply(200, json);
        });

        FeedOutcome outcome = update(NOW, "vendor/Fedora.zip", release);

        assertThat(outcome.fault()).isEmpty();
        assertThat(outcome.record().orElseThrow().newest()).contains(Instant.parse("2026-11-20T01:20:30Z"));
        assertThat(directory.ecosystems()).containsExactly("Fedora");
        assertThat(accepted).hasSize(3).containsOnly("application/json");
        assertThat(update(NOW, "vendor/Fedora.zip", release).status()).isEqualTo(Status.UNCHANGED);

        answers.keySet().removeIf(path -> path.endsWith("page=2"));
        FeedOutcome part = update(NOW, "vendor/Fedora.zip", release);
        assertThat(part.status()).isEqualTo(Status.KEPT);
        assertThat(part.fault().orElseThrow()).hasMessageContaining("page=2 answers with status 404");
    }

    private FeedOutcome updateVex() throws Exception {
        VendorRelease release = new VendorRelease(
                "Red Hat",
                Pattern.compile("REDHAT-.*"),
                List.of(new Repository.VexArchive(URI.create(server.address() + "/vex/"))));
        return update(NOW, "vendor/Red-Hat.zip", release);
    }

    private static byte[] vexArchive(VexDocument... documents) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (VexDocument each : documents) {
                byte[] json = each.json().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(each.path());
                entry.setSize(json.length);
                tar.putArchiveEntry(entry);
                tar.write(json);
                tar.closeArchiveEntry();
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(packed)) {
            zstd.write(bytes.toByteArray());
        }
        return packed.toByteArray();
    }

    @Test
    void redHatsVexComesInOneArchiveADay() throws Exception {
        VexDocument document = VexDocument.about("CVE-2024-10041").says("known_affected", 9, "pam", "");
        serve("/vex/archive_latest.txt", "csaf_vex_2026-11-26.tar.zst\n");
        served.put("/vex/csaf_vex_2026-11-26.tar.zst", vexArchive(document));

        FeedOutcome outcome = updateVex();

        assertThat(outcome.fault()).isEmpty();
        assertThat(outcome.record().orElseThrow().newest()).contains(Instant.parse("2026-11-20T09:14:23Z"));
        assertThat(directory.exports("Red Hat")).hasSize(1);
        asked.clear();
        assertThat(updateVex().status()).isEqualTo(Status.UNCHANGED);
        assertThat(asked).containsExactly("/vex/archive_latest.txt");
    }

    @Test
    void anArchiveThatIsNotRedHatsIsRefused() throws Exception {
        byte[] whole = vexArchive(VexDocument.about("CVE-2024-10041").says("known_affected", 9, "pam", ""));
        serve("/vex/archive_latest.txt", "../../x");
        assertThat(updateVex().fault().orElseThrow()).hasMessageContaining("which is not csaf_vex_DATE.tar.zst");
        serve("/vex/archive_latest.txt", "csaf_vex_2026-11-26.tar.zst\n");
        for (byte[] content : List.of(
                new byte[0], Arrays.copyOf(whole, whole.length / 2), vexArchive(), RpmRepository.gzip("<html>"))) {
            served.put("/vex/csaf_vex_2026-11-26.tar.zst", content);

            FeedOutcome outcome = updateVex();

            assertThat(outcome.status()).isEqualTo(Status.MISSING);
            assertThat(outcome.fault().orElseThrow()).hasMessageContaining("csaf_vex_2026-11-26.tar.zst");
        }
    }

    /** What a server may have instead of the advisories, and what the error says about it. */
    private record Wrong(String path, byte[] content, String said) {
        Wrong(String path, String content, String said) {
            this(path, content.getBytes(StandardCharsets.UTF_8), said);
        }

        @Override
        public String toString() {
            return said;
        }
    }

    static List<Wrong> wrong() {
        byte[] another = RpmRepository.gzip(new RpmRepository()
                .advisory("ALAS2023-2023-377", "Low", "CVE-2023-38545", "curl-0-1.x86_64")
                .updateInfo());
        return List.of(
                new Wrong("/core/mirror.list", "", "is not a list of mirrors"),
                new Wrong("/core/mirror.list", "http://cdn.example/core\n", "is not a list of mirrors"),
                new Wrong("/core/mirror.list", "<html>log in</html>", "is not a list of mirrors"),
                new Wrong("/core/mirror.list", "file:///etc/\n", "is not a list of mirrors"),
                new Wrong(REPOMD, "<repomd>", "is not well-formed XML"),
                new Wrong(REPOMD, "<html/>", "begins with <html>"),
                new Wrong(REPOMD, "<repomd/>", "names no advisories"),
                new Wrong(
                        REPOMD,
                        "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><repomd>&x;</repomd>",
                        "document"),
                new Wrong(REPOMD, RpmRepository.repomd("repodata/../../../x", "0".repeat(64)), "not below repodata/"),
                new Wrong(
                        REPOMD, RpmRepository.repomd("https://evil.example/x", "0".repeat(64)), "not below repodata/"),
                new Wrong(REPOMD, RpmRepository.repomd("repodata/updateinfo.xml.gz", "sha1"), "has no SHA-256"),
                new Wrong(UPDATE_INFO, another, "does not have the SHA-256"),
                new Wrong(UPDATE_INFO, Arrays.copyOf(another, another.length / 2), "does not have the SHA-256"),
                new Wrong(UPDATE_INFO, new byte[2 << 20], "maxBytes = 1048576"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsNotTheRepositoryLeavesTheFileFromBefore(Wrong wrong) throws Exception {
        update(mirrored("core", false));
        byte[] before = Files.readAllBytes(directory.exports("Amazon Linux").get(0));
        publish(
                "core",
                new RpmRepository()
                        .updated("2026-11-26 00:00")
                        .advisory("ALAS2023-2023-378", "Low", "CVE-2023-1", "curl-9-1.x86_64"));
        served.put(wrong.path(), wrong.content());

        FeedOutcome outcome = update(mirrored("core", false));

        assertThat(outcome.status()).isEqualTo(Status.KEPT);
        assertThat(outcome.fault().orElseThrow())
                .hasMessageContaining(wrong.said())
                .hasMessageNotContaining("permissions");
        assertThat(directory.exports("Amazon Linux").get(0)).hasBinaryContent(before);
    }

    static List<Wrong> content() {
        return List.of(
                new Wrong(
                        "", RpmRepository.gzip("<updates></updates>"), "no security advisory about Amazon Linux:2023"),
                new Wrong("", RpmRepository.gzip("<updates><update>"), "is not well-formed XML"),
                new Wrong("", RpmRepository.gzip(""), "is not well-formed XML"),
                new Wrong("", new byte[0], "is not well-formed XML"),
                new Wrong("", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}, "updateinfo.xml.gz"),
                new Wrong(
                        "",
                        RpmRepository.gzip(new RpmRepository()
                                .advisory("ALAS2-2023-377", "Low", "CVE-2023-1", "curl-1-1.amzn2.x86_64")
                                .updateInfo()),
                        "is not about Amazon Linux:2023"));
    }

    /** With a SHA-256 that is right. */
    @ParameterizedTest
    @MethodSource("content")
    void aFileThatIsEmptyCutOffOrOfAnotherReleaseIsAnError(Wrong wrong) throws Exception {
        served.put(UPDATE_INFO, wrong.content());
        served.put(REPOMD, RpmRepository.repomd("repodata/updateinfo.xml.gz", RpmRepository.sha256(wrong.content())));

        FeedOutcome outcome = update(mirrored("core", false));

        assertThat(outcome.status()).isEqualTo(Status.MISSING);
        assertThat(outcome.fault().orElseThrow())
                .hasMessageContaining(wrong.said())
                .hasMessageNotContaining("permissions");
    }

    @Test
    void oneRepositoryThatIsMissingIsNoReleaseWithoutIt() throws Exception {
        assertThat(update(mirrored("core", false), mirrored("gone", true)).status())
                .isEqualTo(Status.MISSING);
    }

    @Test
    void everyReleaseHasAnAddressAFileAndIdsOfItsOwn() {
        List<Feed> all = Feeds.published().of("Amazon Linux");

        assertThat(all)
                .extracting(Feed::path)
                .containsExactly("vendor/Amazon-Linux-2023.zip", "vendor/Amazon-Linux-2.zip");
        for (String id : List.of(
                "ALAS2023-2023-001",
                "ALAS2023LIVEPATCH-2024-001",
                "ALAS2-2018-939",
                "ALASDOCKER-2021-001",
                "ALASKERNEL-5.10-2022-001",
                "ALASNITRO-ENCLAVES-2021-001")) {
            assertThat(all)
                    .filteredOn(feed -> ((Feed.Kind.Advisories) feed.kind())
                            .release()
                            .ids()
                            .matcher(id)
                            .matches())
                    .as(id)
                    .extracting(Feed::path)
                    .containsExactly(
                            id.startsWith("ALAS2023") ? "vendor/Amazon-Linux-2023.zip" : "vendor/Amazon-Linux-2.zip");
        }
        for (String id : List.of("ALAS-2018-939", "ALAS2022-2021-001")) {
            assertThat(all)
                    .as(id)
                    .noneMatch(feed -> ((Feed.Kind.Advisories) feed.kind())
                            .release()
                            .ids()
                            .matcher(id)
                            .matches());
        }
    }
}
