package io.jenkins.lib.containergate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.ecosystem.SupportEnds.Support;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.FeedOutcome.Status;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.fake.FakeSigstore;
import io.jenkins.lib.containergate.testkit.http.Fault;
import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.lib.containergate.testkit.osv.OsvJson;
import io.jenkins.lib.containergate.testkit.signature.TufFiles;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import io.jenkins.lib.containergate.vulnerability.osv.OsvLimits;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUpdateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String EPSS =
            "#model_version:v2025.03.14,score_date:%s\ncve,epss,percentile\nCVE-2021-44228,0.97,1.0\n";

    @TempDir
    private static Path identities;

    private static ServerIdentity identity;

    @TempDir
    private Path folder;

    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final TufFiles sigstore = new TufFiles();
    private Duration patience = Duration.ofSeconds(30);
    private FaultyServer server;
    private DataDirectory directory;

    @BeforeAll
    static void identify() {
        identity = ServerIdentity.valid(identities);
    }

    @BeforeEach
    void serve() throws Exception {
        server = FaultyServer.start(identity.context());
        server.on("/", new ConcurrentLinkedQueue<>(), (exchange, body) -> FaultyServer.Reply.file(exchange, served));
        server.on("/kev.json", faults, (exchange, body) -> FaultyServer.Reply.file(exchange, served));
        directory = new DataDirectory(folder.resolve("data"));
        served.put("/kev.json", kev("2026-11-23T00:00:00.000Z", "CVE-2021-44228"));
        served.put("/epss.csv.gz", EPSS.formatted("2026-11-23T00:00:00+0000").getBytes(StandardCharsets.UTF_8));
        served.put("/end-of-life.json", endOfLife("2026-11-23T04:05:06+00:00", "debian"));
        served.put("/osv/npm.zip", npm("2026-11-22T00:00:00Z"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] kev(String released, String cve) {
        return ("{\"catalogVersion\": \"x\", \"dateReleased\": \"" + released
                        + "\", \"vulnerabilities\": [{\"cveID\": \"" + cve + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] endOfLife(String generated, String product) {
        return ("{\"schema_version\": \"1.2.0\", \"generated_at\": \"" + generated + "\", \"result\": [{\"name\": \""
                        + product + "\", \"releases\": [{\"name\": \"12\", \"isEol\": true, \"eolFrom\":"
                        + " \"2026-07-11\", \"eoesFrom\": \"2026-11-01\"}]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] npm(String modified) throws IOException {
        return OsvExportFiles.zip(Map.of(
                "GHSA-1.json",
                ("{\"schema_version\": \"1.6.0\", \"id\": \"GHSA-1\", \"modified\": \"" + modified
                                + "\", \"affected\": [{\"package\": {\"ecosystem\": \"npm\", \"name\": \"minimist\"},"
                                + " \"versions\": [\"1.2.5\"]}]}")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void filesAreFetchedVerifiedAndRemembered() throws Exception {
        List<FeedOutcome> outcomes = update("npm");

        assertThat(outcomes).extracting(FeedOutcome::status).containsOnly(Status.UPDATED);
        assertThat(directory.ecosystems()).containsExactly("npm");
        assertThat(directory.knownExploited()).isPresent();
        assertThat(directory.records().get("osv/npm.zip").newest()).contains(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(directory.records().get("epss.csv.gz").checkedAt()).isEqualTo(NOW);
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() throws Exception {
        update("npm");
        List<FeedOutcome> again = update(NOW.plusSeconds(3600), "npm");

        assertThat(again).extracting(FeedOutcome::status).containsOnly(Status.UNCHANGED);
        FeedRecord record = directory.records().get("kev.json");
        assertThat(record.fetchedAt()).isEqualTo(NOW);
        assertThat(record.checkedAt()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void aFileThatWasChangedOnDiskComesAgain() throws Exception {
        update("npm");
        Files.writeString(directory.knownExploited().orElseThrow(), "short");

        assertThat(update("npm").get(0).status()).isEqualTo(Status.UPDATED);
    }

    static List<Fault> faults() {
        return List.of(
                new Fault.Status(500),
                new Fault.Status(404),
                new Fault.RetryAfter("1"),
                new Fault.ResetMidBody(),
                new Fault.Body("{\"vulnerabilities\": []}"),
                new Fault.Body("<html>log in</html>"),
                new Fault.Body(""),
                new Fault.Redirect("http://127.0.0.1:1/kev.json"),
                new Fault.Redirect("file:///etc/passwd"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatFailsLeavesTheFileFromBeforeAndTheOthersGoOn(Fault fault) throws Exception {
        update("npm");
        byte[] before = Files.readAllBytes(directory.knownExploited().orElseThrow());
        served.put("/epss.csv.gz", EPSS.formatted("2026-11-24T00:00:00+0000").getBytes(StandardCharsets.UTF_8));
        faults.addAll(List.of(fault, fault));

        List<FeedOutcome> outcomes = update("npm");

        assertThat(outcomes.get(0).status()).isEqualTo(Status.KEPT);
        assertThat(outcomes.get(0).fault()).isPresent();
        assertThat(directory.knownExploited().orElseThrow()).hasBinaryContent(before);
        assertThat(folder.resolve("data/kev.json.new")).doesNotExist();
        assertThat(outcomes.get(1).status()).isEqualTo(Status.UPDATED);
    }

    static List<Fault> slowness() {
        return List.of(new Fault.Silence(), new Fault.Trickle());
    }

    @ParameterizedTest
    @MethodSource("slowness")
    void aServerThatIsTooSlowIsGivenUp(Fault fault) throws Exception {
        faults.addAll(List.of(fault, fault));
        patience = Duration.ofMillis(300);

        FeedOutcome outcome =
                run(NOW, List.of(mirror().knownExploited()), false).get(0);

        assertThat(outcome.status()).isEqualTo(Status.MISSING);
        assertThat(outcome.fault()).isPresent();
    }

    @Test
    void whatIsTooLargeIsNotKept() throws Exception {
        Feed small = new Feed("kev.json", mirror().knownExploited().address(), 20, new Feed.Kind.KnownExploited());
        faults.add(new Fault.Endless());

        for (int i = 0; i < 2; i++) {
            FeedOutcome outcome = run(NOW, List.of(small), false).get(0);
            assertThat(outcome.status()).isEqualTo(Status.MISSING);
            assertThat(outcome.fault().orElseThrow()).hasMessageContaining("maxBytes = 20");
        }
    }

    @Test
    void aZipOfAnotherEcosystemIsRefused() throws Exception {
        served.put("/osv/Maven.zip", served.get("/osv/npm.zip"));

        FeedOutcome outcome = update("Maven").get(3);

        assertThat(outcome.status()).isEqualTo(Status.MISSING);
        assertThat(outcome.fault().orElseThrow()).hasMessageContaining("no record about Maven");
    }

    @Test
    void aZipThatIsCutOffIsRefused() throws Exception {
        update("npm");
        byte[] whole = OsvExportFiles.zip(OsvJson.record("GHSA-2"));
        served.put("/osv/npm.zip", Arrays.copyOf(whole, whole.length / 2));

        assertThat(update("npm").get(3).status()).isEqualTo(Status.KEPT);
        assertThat(directory.records().get("osv/npm.zip").bytes())
                .isEqualTo(Files.size(directory.osv("npm").orElseThrow()));
    }

    @Test
    void aMirrorCannotGoBackInTime() throws Exception {
        update("npm");
        served.put("/osv/npm.zip", npm("2026-11-01T00:00:00Z"));
        served.put("/kev.json", kev("2026-01-01T00:00:00.000Z", "CVE-2020-0001"));

        assertThat(update("npm"))
                .filteredOn(FeedOutcome::failed)
                .extracting(FeedOutcome::path)
                .containsExactly("kev.json", "osv/npm.zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2099-01-01", ""})
    void whatHasNoDateOrOneInTheFutureIsRefused(String date) throws Exception {
        boolean dated = !date.isEmpty();
        served.put("/osv/npm.zip", npm("2099-01-01T00:00:00Z"));
        served.put(
                "/kev.json",
                dated
                        ? kev(date + "T00:00:00.000Z", "CVE-2020-0001")
                        : bytes("{\"vulnerabilities\": [{\"cveID\": \"CVE-2020-0001\"}]}"));
        served.put(
                "/epss.csv.gz",
                bytes(
                        dated
                                ? EPSS.formatted(date + "T00:00:00+0000")
                                : "cve,epss,percentile\nCVE-2021-44228,0.97,1.0\n"));
        served.put("/end-of-life.json", endOfLife("2099-01-01T04:05:06+00:00", "debian"));

        assertThat(update("npm")).allMatch(FeedOutcome::failed).hasSize(4);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fetchedEndsOfSupportReplaceThoseOfTheProgramReleaseByRelease() throws Exception {
        OsRelease debian12 = new OsRelease("debian", List.of(), Optional.of("12.5"), Optional.empty(), "Debian 12");
        OsRelease debian11 = new OsRelease("debian", List.of(), Optional.of("11"), Optional.empty(), "Debian 11");
        Support builtIn = directory.supportEnds().of(debian11);
        update("npm");

        assertThat(directory.records().get("end-of-life.json").newest())
                .contains(Instant.parse("2026-11-23T04:05:06Z"));
        assertThat(directory.supportEnds().of(debian12))
                .isInstanceOfSatisfying(
                        Support.Until.class, until -> assertThat(until.last()).hasToString("2026-11-01"));
        assertThat(builtIn).isInstanceOf(Support.Until.class);
        assertThat(directory.supportEnds().of(debian11)).isEqualTo(builtIn);
    }

    @Test
    void aTableThatSaysNothingOfDistributionsOrIsOlderIsNotTaken() throws Exception {
        update("npm");
        byte[] before = Files.readAllBytes(folder.resolve("data/end-of-life.json"));
        for (byte[] refused : List.of(
                endOfLife("2026-11-24T00:00:00+00:00", "php"),
                endOfLife("2026-11-01T00:00:00+00:00", "debian"),
                endOfLife("yesterday", "debian"),
                "{\"result\": []}".getBytes(StandardCharsets.UTF_8),
                "<html>".getBytes(StandardCharsets.UTF_8),
                new byte[0])) {
            served.put("/end-of-life.json", refused);
            assertThat(update("npm"))
                    .filteredOn(FeedOutcome::failed)
                    .extracting(FeedOutcome::path)
                    .containsExactly("end-of-life.json");
            assertThat(folder.resolve("data/end-of-life.json")).hasBinaryContent(before);
        }
    }

    @Test
    void aMirrorIsServedByTls() {
        assertThatThrownBy(() -> Feeds.mirrored(URI.create("http://mirror.example")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("begins with https://");
    }

    @Test
    void sigstoresTrustedRootComesByTuf() throws Exception {
        byte[] trusted = trustedRoot();
        publish(trusted);

        FeedOutcome outcome = run(NOW, List.of(), true).get(0);

        assertThat(outcome.status()).isEqualTo(Status.UPDATED);
        assertThat(directory.trustedRoot().orElseThrow()).hasBinaryContent(trusted);
        assertThat(run(NOW.plusSeconds(60), List.of(), true).get(0).status()).isEqualTo(Status.UNCHANGED);
    }

    @Test
    void aTrustedRootThatIsNotSignedForIsNotTaken() throws Exception {
        publish(trustedRoot());
        run(NOW, List.of(), true);
        byte[] before = Files.readAllBytes(directory.trustedRoot().orElseThrow());
        sigstore.hijack("targets").target("trusted_root.json", "{}".getBytes(StandardCharsets.UTF_8));
        publish(trustedRoot());

        FeedOutcome outcome = run(NOW, List.of(), true).get(0);

        assertThat(outcome.status()).isEqualTo(Status.KEPT);
        assertThat(outcome.fault().orElseThrow())
                .hasMessageContaining("targets metadata have 0 valid signatures")
                .hasMessageContaining("a mirror or a proxy");
        assertThat(directory.trustedRoot().orElseThrow()).hasBinaryContent(before);
    }

    @Test
    void anArchiveCarriesEverythingOverAsOldAsItWas() throws Exception {
        publish(trustedRoot());
        run(NOW, feeds("npm"), true);
        Path archive = folder.resolve("data.zip");
        DataArchive.write(directory, archive);
        DataArchive.write(directory, folder.resolve("again.zip"));
        assertThat(folder.resolve("again.zip")).hasSameBinaryContentAs(archive);

        DataDirectory inside = new DataDirectory(folder.resolve("inside"));
        List<FeedOutcome> outcomes = carry(archive, inside, NOW.plus(Duration.ofDays(3)));

        assertThat(outcomes).extracting(FeedOutcome::status).containsOnly(Status.UPDATED);
        assertThat(outcomes).hasSize(5);
        assertThat(inside.ecosystems()).containsExactly("npm");
        assertThat(inside.records().get("osv/npm.zip").checkedAt()).isEqualTo(NOW);
        assertThat(inside.trustedRoot().orElseThrow())
                .hasSameBinaryContentAs(directory.trustedRoot().orElseThrow());
    }

    @Test
    void anArchiveThatWasChangedOnTheWayIsRefused() throws Exception {
        update("npm");
        Files.write(directory.osv("npm").orElseThrow(), npm("2026-11-23T00:00:00Z"));
        Path archive = folder.resolve("data.zip");
        DataArchive.write(directory, archive);

        List<FeedOutcome> outcomes = carry(archive, new DataDirectory(folder.resolve("inside")), NOW);

        assertThat(outcomes)
                .filteredOn(FeedOutcome::failed)
                .extracting(FeedOutcome::path)
                .containsExactly("osv/npm.zip");
        assertThatThrownBy(() -> DataArchive.open(directory.knownExploited().orElseThrow()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("is not an archive of data");
    }

    @Test
    void oneUpdateAtATime() throws Exception {
        try (DirectoryLock lock = DirectoryLock.take(directory.root())) {
            lock.check();
            assertThatThrownBy(() -> update("npm"))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("another update");
        }
        assertThat(update("npm")).noneMatch(FeedOutcome::failed);
    }

    @Test
    void everyEcosystemHasAnAddressAndAFileOfItsOwn() {
        List<Feed> all = Feeds.ecosystems().stream()
                .flatMap(name -> Feeds.published().of(name).stream())
                .toList();

        assertThat(all)
                .extracting(Feed::path)
                .doesNotHaveDuplicates()
                .allMatch(path -> path.matches("(?:osv|vendor)/[A-Za-z0-9.-]+\\.zip"));
        assertThat(all)
                .extracting(feed -> feed.address().toString())
                .contains(
                        "https://osv-vulnerabilities.storage.googleapis.com/Debian/all.zip",
                        "https://osv-vulnerabilities.storage.googleapis.com/Red%20Hat/all.zip",
                        "https://osv-vulnerabilities.storage.googleapis.com/crates.io/all.zip");
    }

    @Test
    void thePageForUsersHasEveryAddress() throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "data.md"));
        Feeds feeds = Feeds.published();

        assertThat(page)
                .contains(
                        feeds.sigstore().toString(),
                        feeds.osv("ECOSYSTEM").address().toString());
        List<Feed> named = Stream.concat(
                        feeds.lists().stream(),
                        Feeds.ecosystems().stream()
                                .flatMap(name -> feeds.of(name).stream())
                                .filter(feed -> feed.kind() instanceof Feed.Kind.Advisories))
                .toList();
        assertThat(named).allMatch(feed -> page.contains("`" + feed.path() + "`"));
        assertThat(named).allMatch(feed -> page.contains("`" + feed.address().toString() + "`"));
    }

    private static byte[] trustedRoot() throws GateException {
        return new FakeSigstore().root().toString().getBytes(StandardCharsets.UTF_8);
    }

    private void publish(byte[] trustedRoot) {
        sigstore.target("trusted_root.json", trustedRoot).publish();
        sigstore.files().forEach((path, content) -> served.put("/sigstore/" + path, content));
    }

    private List<FeedOutcome> carry(Path file, DataDirectory inside, Instant now) throws Exception {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        try (DataArchive archive = DataArchive.open(file)) {
            return DataUpdate.from(archive, inside, settings(), clock, event -> {})
                    .run(archive.feeds(), archive.sigstore(), Deadline.after(Duration.ofMinutes(1), clock));
        }
    }

    private Feeds mirror() throws GateException {
        return Feeds.mirrored(server.address());
    }

    private List<Feed> feeds(String ecosystem) throws GateException {
        List<Feed> feeds = new ArrayList<>(mirror().lists());
        feeds.add(mirror().osv(ecosystem));
        return feeds;
    }

    private List<FeedOutcome> update(String ecosystem) throws Exception {
        return update(NOW, ecosystem);
    }

    private List<FeedOutcome> update(Instant now, String ecosystem) throws Exception {
        return run(now, feeds(ecosystem), false);
    }

    private List<FeedOutcome> run(Instant now, List<Feed> feeds, boolean trust) throws Exception {
        boolean timePasses = patience.compareTo(Duration.ofSeconds(1)) < 0;
        Clock clock = timePasses
                ? Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now))
                : Clock.fixed(now, ZoneOffset.UTC);
        HttpTransport transport = new HttpTransport(
                HttpClients.create(
                        ProxySelector.of(null), Optional.empty(), TlsTrust.with(List.of(identity.certificate()))),
                InsecureHosts.nowhere(),
                new HttpLimits(2, Duration.ofMillis(1), patience, patience, 3, 1 << 20, 1 << 16),
                clock,
                time -> {});
        return DataUpdate.over(transport, mirror(), directory, settings(), clock, event -> {})
                .run(feeds, trust, Deadline.after(patience.multipliedBy(3), clock));
    }

    private DataUpdate.Settings settings() {
        return new DataUpdate.Settings(
                patience.multipliedBy(2), Bytes.of(sigstore.firstRoot()), OsvLimits.defaults(), 2);
    }
}
