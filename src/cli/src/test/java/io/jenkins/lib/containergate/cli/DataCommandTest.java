package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.lib.containergate.testkit.osv.OsvJson;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    private Path folder;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private FaultyServer server;
    private Path authority;
    private Path archive;
    private Path data;

    @BeforeEach
    void serve() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(folder);
        authority = Fixtures.write(folder.resolve("ca.pem"), identity.pem());
        archive = OciLayout.of(Fixtures.debian().build(), "1.0").writeArchive(folder.resolve("app.tar"));
        data = folder.resolve("data");
        Path record = Fixtures.osv(folder, "MEDIUM").resolve("DEBIAN-CVE-2023-5363.json");
        served.put(
                "/data/osv/Debian.zip",
                OsvExportFiles.zip(Map.of("DEBIAN-CVE-2023-5363.json", Files.readAllBytes(record))));
        served.put(
                "/data/kev.json",
                bytes("{\"dateReleased\": \"2026-11-23T00:00:00Z\", \"vulnerabilities\": [{\"cveID\":"
                        + " \"CVE-2023-5363\"}]}"));
        served.put(
                "/data/epss.csv.gz",
                bytes("#score_date:2026-11-23T00:00:00+0000\ncve,epss,percentile\nCVE-2023-5363,0.9,1.0\n"));
        served.put("/data/end-of-life.json", bytes("""
            {"generated_at": "2026-11-23T00:00:00Z", "result": [{"name": "debian", "releases": [
              {"name": "12", "eolFrom": "2026-07-11", "eoesFrom": "2026-11-01"}]}]}
            """));
        server = FaultyServer.start(identity.context());
        server.on("/", new ConcurrentLinkedQueue<>(), (exchange, body) -> FaultyServer.Reply.file(exchange, served));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Gate update(String... more) {
        Object[] arguments = new Object[10 + more.length];
        Object[] first = {
            "data",
            "update",
            "--ecosystem",
            "Debian",
            "--mirror",
            server.address() + "/data",
            "--ca",
            authority,
            "--dir",
            data
        };
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return Gate.run(arguments);
    }

    @Test
    void whatWasFetchedIsWhatScansUseAndTheVerdictSaysWhichDataAndHowOld() throws Exception {
        Gate update = update();
        assertThat(update.out())
                .contains("osv/Debian.zip", "kev.json", "epss.csv.gz", "updated", "2026-11-23 00:00 UTC");

        Gate scan =
                scan("version: 1\nvulnerabilities: {knownExploited: deny, epss: {deny: 0.5}}\n", "--format", "json");

        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out())
                .contains("1 records of Debian, checked 2026-11-24T12:00:00Z", "2026-11-20T00:00:00Z")
                .contains("knownExploited=deny");
    }

    @Test
    void fetchedEndsOfSupportDecideUnlessAFileIsNamed() throws Exception {
        String deny = "version: 1\nvulnerabilities: {max: {}, endOfLife: {deny: true}}\n";
        update();

        Gate ended = scan(deny);

        assertThat(ended.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(ended.out()).contains("end-of-life-operating-system", "supported until 2026-11-01");
        Path later = Fixtures.write(
                folder.resolve("later.json"),
                "{\"result\": [{\"name\": \"debian\", \"releases\": [{\"name\": \"12\", \"eolFrom\":"
                        + " \"2099-01-01\"}]}]}");
        assertThat(scan(deny, "--end-of-life", later.toString()).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void oneFileThatFailsIsNamedAndTheOthersAreThere() {
        Gate update = update();

        assertThat(update.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(update.err()).contains("error: sigstore/trusted_root.json: ").contains("what to do: ");
        assertThat(update.err()).doesNotContain("kev.json");
    }

    @Test
    void withoutDataAndWithoutANetworkAScanSaysWhatToDo() throws Exception {
        Gate scan = scan("version: 1\n");

        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("gate data update");
    }

    @Test
    void anEcosystemThatWasNotFetchedIsAnErrorAndNoPass() throws Exception {
        OsvExportFiles.zip(
                Files.createDirectories(data.resolve("osv")).resolve("npm.zip"),
                OsvJson.record("GHSA-1").affected("npm", "minimist").versions("1.2.5"));

        Gate scan = scan("version: 1\n");

        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("no-vulnerability-data");
    }

    @Test
    void dataAreCarriedOverInOneFile() throws Exception {
        update();
        Path carried = folder.resolve("data.zip");
        assertThat(Gate.run("data", "export", carried, "--dir", data).out()).contains("4 files");
        data = folder.resolve("inside");
        assertThat(Gate.run("data", "status", "--dir", data).out()).contains("no data: run gate data update");

        Gate imported = Gate.run("data", "import", carried, "--dir", data);

        assertThat(imported.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(Gate.run("data", "status", "--dir", data).out()).contains("osv/Debian.zip", "4 d");
        assertThat(scan("version: 1\nvulnerabilities: {knownExploited: deny}\n").exit())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void mistakesAreUsageErrors() {
        assertThat(Gate.run("data", "update", "--ecosystem", "Debain", "--dir", data)
                        .err())
                .contains("there is no ecosystem called Debain", "did you mean Debian?");
        assertThat(Gate.run("data", "update", "--mirror", "http://mirror.example", "--dir", data)
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Gate.run("data", "update").err()).contains("--dir DIR");
        assertThat(Gate.run("data", "import", folder.resolve("none.zip"), "--dir", data)
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Gate.run("data", "export", folder.resolve("x.zip"), "--dir", data)
                        .err())
                .contains("holds nothing to export");
    }

    private Gate scan(String policy, String... more) throws IOException {
        Path file = Fixtures.write(folder.resolve("team.yaml"), policy);
        Object[] arguments = new Object[7 + more.length];
        Object[] first = {"scan", "oci-archive:" + archive, "--offline", "--policy", file, "--data", data};
        System.arraycopy(first, 0, arguments, 0, 7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return Gate.run(arguments);
    }
}
