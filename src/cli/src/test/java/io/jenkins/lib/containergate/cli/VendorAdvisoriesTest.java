package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.lib.containergate.testkit.osv.OsvJson;
import io.jenkins.lib.containergate.testkit.rpm.SqliteWriter;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import io.jenkins.lib.containergate.testkit.trivy.FakeTrivy;
import io.jenkins.lib.containergate.testkit.trivy.TrivyFlaw;
import io.jenkins.lib.containergate.testkit.vendor.BodhiList;
import io.jenkins.lib.containergate.testkit.vendor.OvalFile;
import io.jenkins.lib.containergate.testkit.vendor.RpmRepository;
import io.jenkins.lib.containergate.vulnerability.vendor.AdvisoryExport;
import io.jenkins.lib.containergate.vulnerability.vendor.AdvisoryLimits;
import io.jenkins.lib.containergate.vulnerability.vendor.FedoraUpdates;
import io.jenkins.lib.containergate.vulnerability.vendor.OracleOval;
import io.jenkins.lib.containergate.vulnerability.vendor.UpdateInfo;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of distributions that OSV has nothing about, judged by what their vendors publish. */
class VendorAdvisoriesTest {
    @TempDir
    private Path folder;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private FaultyServer server;
    private Path data;

    @BeforeEach
    void serve() throws Exception {
        data = folder.resolve("data");
        served.put(
                "/vendor/Amazon-Linux-2023.zip",
                export(
                        "Amazon Linux:2023",
                        new RpmRepository()
                                .updated("2026-11-23 18:00")
                                .advisory(
                                        "ALAS2023-2024-595",
                                        "Important",
                                        "CVE-2024-2961",
                                        "glibc-2.34-52.amzn2023.0.10.x86_64",
                                        "glibc-common-2.34-52.amzn2023.0.10.x86_64")));
        served.put(
                "/vendor/Amazon-Linux-2.zip",
                export(
                        "Amazon Linux:2",
                        new RpmRepository()
                                .advisory(
                                        "ALAS2-2024-2533", "Low", "CVE-2024-2961", "glibc-2.26-64.amzn2.0.2.x86_64")));
        ServerIdentity identity = ServerIdentity.valid(folder);
        Path authority = Fixtures.write(folder.resolve("ca.pem"), identity.pem());
        server = FaultyServer.start(identity.context());
        server.on("/", new ConcurrentLinkedQueue<>(), (exchange, body) -> FaultyServer.Reply.file(exchange, served));
        Gate update = Gate.run(
                "data",
                "update",
                "--ecosystem",
                "amazon linux",
                "--mirror",
                server.address(),
                "--ca",
                authority,
                "--dir",
                data);
        assertThat(update.out())
                .contains("vendor/Amazon-Linux-2023.zip", "vendor/Amazon-Linux-2.zip", "2026-11-23 18:00 UTC");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private byte[] export(String ecosystem, RpmRepository repository) throws Exception {
        AdvisoryExport export = new AdvisoryExport(ecosystem, AdvisoryLimits.defaults());
        new UpdateInfo("updateinfo.xml", Pattern.compile("ALAS.*"), ecosystem, AdvisoryLimits.defaults())
                .read(new ByteArrayInputStream(repository.updateInfo().getBytes(StandardCharsets.UTF_8)), export);
        Path zip = folder.resolve("export.zip");
        export.write(zip);
        return Files.readAllBytes(zip);
    }

    private Gate amazon(String version, String glibc, String... more) throws Exception {
        return scan(
                "ID=\"amzn\"\nID_LIKE=\"fedora\"\nVERSION_ID=\"" + version + "\"\nPRETTY_NAME=\"Amazon Linux " + version
                        + "\"\n",
                "Amazon Linux",
                glibc,
                more);
    }

    private Gate scan(String osRelease, String vendor, String glibc, String... more) throws Exception {
        byte[] database = SqliteWriter.write(
                4096,
                List.of(header("glibc", glibc)
                        .source("glibc-" + glibc + ".src.rpm")
                        .vendor(vendor)
                        .bytes()));
        Path archive = OciLayout.of(
                        ImageBuilder.image()
                                .layer(layer().file("etc/os-release", osRelease)
                                        .file("var/lib/rpm/rpmdb.sqlite", database))
                                .user("10001")
                                .healthCheck("CMD", "/bin/healthy")
                                .build(),
                        "1.0")
                .writeArchive(folder.resolve("app.tar"));
        Object[] first = {"scan", "oci-archive:" + archive, "--data", data, "--format", "json"};
        Object[] arguments = new Object[first.length + more.length];
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return Gate.run(arguments);
    }

    @Test
    void anAmazonLinux2023ImageIsJudgedByItsOwnAdvisories() throws Exception {
        Gate affected = amazon("2023", "2.34-52.amzn2023.0.8", "--offline");

        assertThat(affected.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(affected.out())
                .contains("CVE-2024-2961", "2.34-52.amzn2023.0.10", "HIGH", "pkg:rpm/amazon/glibc")
                .contains("1 records of Amazon Linux, checked 2026-11-24T12:00:00Z", "2026-11-23T18:00:00Z");

        assertThat(amazon("2023", "2.34-52.amzn2023.0.10", "--offline").exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void advisoriesAreCarriedOverInOneFileAndAgeThere() throws Exception {
        Path carried = folder.resolve("data.zip");
        assertThat(Gate.run("data", "export", carried, "--dir", data).out()).contains("2 files");
        data = folder.resolve("inside");
        assertThat(Gate.run("data", "import", carried, "--dir", data).exit()).isEqualTo(ExitCode.PASSED);
        assertThat(Gate.run("data", "status", "--dir", data).out())
                .contains("vendor/Amazon-Linux-2023.zip", "2026-11-23");

        Path policy =
                Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {databaseMaxAge: 12h}\n");
        Gate stale = amazon("2023", "2.34-52.amzn2023.0.10", "--offline", "--policy", policy.toString());

        assertThat(stale.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(stale.out()).contains("2026-11-23T18:00:00Z", "databaseMaxAge");
    }

    @Test
    void anotherReleaseIsJudgedByItsOwn() throws Exception {
        assertThat(amazon("2", "2.26-64.amzn2.0.2", "--offline").exit()).isEqualTo(ExitCode.PASSED);
        assertThat(amazon("2", "2.26-64.amzn2.0.1", "--offline").out()).contains("2.26-64.amzn2.0.2", "LOW");
    }

    @Test
    void aReleaseWithoutDataIsAnErrorThatSaysWhatToDo() throws Exception {
        Gate scan = amazon("2018.03", "2.17-324.188.amzn1", "--offline");

        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("no-vulnerability-data", "No vulnerability data for Amazon Linux:2018");
    }

    private Gate stream(String... more) throws Exception {
        return scan(
                "NAME=\"CentOS Stream\"\nID=\"centos\"\nID_LIKE=\"rhel fedora\"\nVERSION_ID=\"9\"\nPRETTY_NAME=\"CentOS Stream 9\"\n",
                "CentOS",
                "2.34-105.el9",
                more);
    }

    /** A build of Stream is numbered apart from those of Red Hat Enterprise Linux, so that a comparison would pass what is affected. */
    @Test
    void centOsStreamIsAnErrorThatSaysWhyAndWhatToDo() throws Exception {
        Gate scan = stream("--offline");

        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out())
                .contains("no-vulnerability-data", "nobody publishes advisories for CentOS Stream 9")
                .contains("build on Red Hat UBI, Rocky Linux or AlmaLinux");
    }

    @Test
    void whatATrivyServerSaysOfCentOsStreamHasItsCaveat() throws Exception {
        try (FakeTrivy trivy = FakeTrivy.start().version("""
                {"Version": "0.74.0", "VulnerabilityDB": {"Version": 2, "UpdatedAt": "2026-11-24T06:00:00Z"}}""")) {
            trivy.knows("glibc", "2.34-105.el9", TrivyFlaw.fixed("CVE-2024-2961", "LOW", "2.34-110.el9"));
            Gate scan = stream("--trivy", trivy.address().toString());
            assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.PASSED);
            assertThat(scan.out())
                    .contains("rpm package of CentOS Stream", "compared with builds of Red Hat Enterprise Linux");
        }
    }

    @Test
    void theOsvApiIsNotAskedAboutADistributionThatItDoesNotKnow() throws Exception {
        Gate scan = amazon("2023", "2.34-52.amzn2023.0.8", "--osv-api", "--osv-api-url", "http://127.0.0.1:1");

        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("no-vulnerability-data", "gate data update --ecosystem");
    }

    @Test
    void aFedoraImageIsJudgedByTheUpdatesOfItsRelease() throws Exception {
        AdvisoryExport export = new AdvisoryExport("Fedora", AdvisoryLimits.defaults());
        FedoraUpdates updates = new FedoraUpdates("43", export);
        updates.read(
                "bodhi",
                new BodhiList("F43")
                        .security("FEDORA-2026-0123456789", "high", "CVE-2026-1000", "glibc-2.42-5.fc43")
                        .page(1),
                1);
        updates.complete("bodhi");
        export.write(Files.createDirectories(data.resolve("vendor")).resolve("Fedora.zip"));
        String fedora = "ID=fedora\nVERSION_ID=%s\nPRETTY_NAME=\"Fedora Linux %s (Container Image)\"\n";

        Gate affected = scan(fedora.formatted("43", "43"), "Fedora Project", "2.42-4.fc43", "--offline");
        assertThat(affected.exit()).as(affected.out()).isEqualTo(ExitCode.FAILED);
        assertThat(affected.out()).contains("CVE-2026-1000", "2.42-5.fc43", "HIGH", "pkg:rpm/fedora/glibc");
        assertThat(scan(fedora.formatted("43", "43"), "Fedora Project", "2.42-5.fc43", "--offline")
                        .exit())
                .isEqualTo(ExitCode.PASSED);
        Gate other = scan(fedora.formatted("41", "41"), "Fedora Project", "2.40-9.fc41", "--offline");
        assertThat(other.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(other.out()).contains("no-vulnerability-data", "Fedora:41");
    }

    @Test
    void anOracleLinuxImageIsJudgedByOraclesOval() throws Exception {
        String oval = new OvalFile()
                .advisory(
                        "ELSA-2024-2722",
                        "Important",
                        9,
                        "CVE-2024-2961",
                        OvalFile.fixed("glibc", "0:2.34-100.0.1.el9_4.2"))
                .xml();
        new OracleOval("oval.xml", AdvisoryLimits.defaults())
                .convert(
                        new ByteArrayInputStream(oval.getBytes(StandardCharsets.UTF_8)),
                        Files.createDirectories(data.resolve("vendor")).resolve("Oracle-Linux.zip"),
                        Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
        String oracle = "ID=\"ol\"\nVERSION_ID=\"%s\"\nPRETTY_NAME=\"Oracle Linux Server %s\"\n";

        Gate affected = scan(oracle.formatted("9.4", "9.4"), "Oracle America", "2.34-100.0.1.el9", "--offline");
        assertThat(affected.exit()).as(affected.out()).isEqualTo(ExitCode.FAILED);
        assertThat(affected.out()).contains("CVE-2024-2961", "2.34-100.0.1.el9_4.2", "HIGH", "pkg:rpm/oracle/glibc");
        assertThat(scan(oracle.formatted("9.4", "9.4"), "Oracle America", "2.34-100.0.1.el9_4.2", "--offline")
                        .exit())
                .isEqualTo(ExitCode.PASSED);
        Gate other = scan(oracle.formatted("8.10", "8.10"), "Oracle America", "2.28-251.0.1.el8", "--offline");
        assertThat(other.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(other.out()).contains("no-vulnerability-data", "Oracle Linux:8");
    }

    @Test
    void flawsThatRedHatHasNoFixForCountBesideThoseThatItHasFixed() throws Exception {
        String ubi = "ID=\"rhel\"\nVERSION_ID=\"9.5\"\nPRETTY_NAME=\"Red Hat Enterprise Linux 9.5 (Plow)\"\n";
        OsvExportFiles.zip(
                Files.createDirectories(data.resolve("osv")).resolve("Red-Hat.zip"),
                OsvJson.record("RHSA-2024:2722")
                        .upstream("CVE-2024-2961")
                        .affected(
                                "Red Hat:enterprise_linux:9::baseos",
                                "glibc",
                                "ECOSYSTEM",
                                "introduced",
                                "0",
                                "fixed",
                                "2.34-100.el9_4.2"));

        Gate fixedOnly = scan(ubi, "Red Hat, Inc.", "2.34-100.el9_4.2", "--offline");
        assertThat(fixedOnly.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(fixedOnly.out())
                .contains("without vendor/Red-Hat.zip")
                .contains("\"distribution release\"", "vulnerabilities that Red Hat has not fixed");

        OsvExportFiles.zip(
                data.resolve("vendor/Red-Hat.zip"),
                OsvJson.record("REDHAT-CVE-2024-1000")
                        .upstream("CVE-2024-1000")
                        .rating("Important")
                        .affected("Red Hat:unfixed:enterprise_linux:9", "/glibc", "ECOSYSTEM", "introduced", "0"));
        Gate unfixed = scan(ubi, "Red Hat, Inc.", "2.34-100.el9_4.2", "--offline");
        assertThat(unfixed.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(unfixed.out())
                .contains("CVE-2024-1000", "HIGH")
                .doesNotContain("CVE-2024-2961", "without vendor", "has not fixed");

        Files.delete(data.resolve("osv/Red-Hat.zip"));
        assertThat(scan(ubi, "Red Hat, Inc.", "2.34-100.el9_4.2", "--offline").exit())
                .isEqualTo(ExitCode.FAILED);
    }
}
