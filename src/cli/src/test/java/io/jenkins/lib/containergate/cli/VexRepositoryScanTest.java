package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A VEX repository, from a mirror to the verdict. */
class VexRepositoryScanTest {
    private static final String ADDRESS = "https://vex.example.org/.well-known/vex-repository.json";
    private static final String TRUSTING = "vex: [{from: repository, repositories: [\"" + ADDRESS + "\"]}]";

    @TempDir
    private Path folder;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private FaultyServer server;
    private Path authority;
    private Path image;
    private Path data;

    @BeforeEach
    void serve() throws Exception {
        ServerIdentity identity = ServerIdentity.valid(folder);
        authority = Fixtures.write(folder.resolve("ca.pem"), identity.pem());
        image = folder.resolve("image");
        OciLayout.of(Fixtures.debian().build(), "1.4").writeDirectory(image);
        data = folder.resolve("data");
        Path record = Fixtures.osv(folder, "HIGH").resolve("DEBIAN-CVE-2023-5363.json");
        served.put(
                "/data/osv/Debian.zip",
                OsvExportFiles.zip(Map.of("DEBIAN-CVE-2023-5363.json", Files.readAllBytes(record))));
        served.put("/data/vex/acme.zip", repository(ADDRESS));
        server = FaultyServer.start(identity.context());
        server.on("/", new ConcurrentLinkedQueue<>(), (exchange, body) -> FaultyServer.Reply.file(exchange, served));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] repository(String address) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("repository.json", bytes("{\"address\": \"" + address + "\"}"));
        entries.put("index.json", bytes("""
                {"updated_at": "2026-11-23T00:00:00Z",
                 "packages": [{"id": "pkg:deb/debian/libssl3", "location": "libssl3/vex.json"}]}"""));
        entries.put("libssl3/vex.json", bytes("""
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/1", "author": "Acme",
                 "timestamp": "2026-11-20T10:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "CVE-2023-5363"},
                 "products": [{"@id": "pkg:deb/debian/libssl3@3.0.11-1~deb12u1"}], "status": "not_affected",
                 "justification": "vulnerable_code_not_present"}]}"""));
        return OsvExportFiles.zip(entries);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Gate update(String repository) {
        return Gate.run(
                "data",
                "update",
                "--ecosystem",
                "Debian",
                "--mirror",
                server.address() + "/data",
                "--ca",
                authority,
                "--dir",
                data,
                "--vex-repository",
                repository);
    }

    private Gate scan(Instant now, String policy) {
        return Gate.runAt(
                now,
                "scan",
                "oci:" + image,
                "--offline",
                "--data",
                data,
                "--out",
                folder.resolve("out"),
                "--policy",
                Fixtures.write(folder.resolve("org.yaml"), "version: 1\n" + policy + "\n"));
    }

    private Gate scan(String policy) {
        return scan(Gate.NOW, policy);
    }

    @Test
    void aTrustedRepositoryExcusesAndTheVerdictNamesIt() throws Exception {
        assertThat(update("acme=https://vex.example.org/").out()).contains("vex/acme.zip");

        Gate scan = scan(TRUSTING);

        assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.PASSED);
        assertThat(Files.readString(folder.resolve("out/verdict.json")))
                .contains(
                        "org.yaml: VEX not_affected (vulnerable_code_not_present) by Acme in https://acme.example/vex/1"
                                + " (repository: " + ADDRESS + " libssl3/vex.json)");
        assertThat(Gate.run("data", "status", "--dir", data).out()).contains("vex/acme.zip");
    }

    @Test
    void onlyTheFloorSaysWhichRepositoriesMayState() {
        update("acme=https://vex.example.org/");
        for (String policy : new String[] {
            "mode: enforce",
            "vex: [{from: files}]",
            "vex: [{from: repository, repositories: [\"https://other.example/**\"]}]",
            "vex: [{from: repository, repositories: [\"https://no address\"]}]",
            "vex: [{from: repository, repositories: [\"" + ADDRESS + "\"], maxSeverity: low}]"
        }) {
            assertThat(scan(policy).exit()).as(policy).isEqualTo(ExitCode.FAILED);
        }
        Path inner = Fixtures.write(folder.resolve("team.yaml"), "version: 1\n" + TRUSTING + "\n");
        assertThat(Gate.run(
                                "scan",
                                "oci:" + image,
                                "--offline",
                                "--data",
                                data,
                                "--policy",
                                Fixtures.write(folder.resolve("org.yaml"), "version: 1\n"),
                                "--policy",
                                inner)
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aRepositoryThatIsNotThereKeepsFilesFromExcusing() throws Exception {
        update("acme=https://vex.example.org/");
        Path file = Fixtures.write(folder.resolve("own.json"), """
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "own", "author": "Us", "timestamp": "2026-11-20T10:00:00Z",
                 "version": 1, "statements": [{"vulnerability": {"name": "CVE-2023-5363"}, "status": "not_affected",
                 "products": [{"@id": "pkg:deb/debian/libssl3"}], "justification": "component_not_present"}]}""");
        String both =
                "version: 1\nvex: [{from: files}, {from: repository, repositories: [\"https://other.example/\"]}]\n";
        Gate scan = Gate.run(
                "scan",
                "oci:" + image,
                "--offline",
                "--data",
                data,
                "--vex",
                file,
                "--policy",
                Fixtures.write(folder.resolve("org.yaml"), both));
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("the policy also listens to VEX repositories", "1 VEX repository");
    }

    @Test
    void aStaleOrBrokenRepositoryIsAnError() throws Exception {
        update("acme=https://vex.example.org/");
        Gate stale = scan(Gate.NOW.plus(Duration.ofDays(31)), TRUSTING);
        assertThat(stale.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(stale.out() + stale.err()).contains("more than 30 days ago", "gate data update");

        Files.write(data.resolve("vex/acme.zip"), new byte[] {'P', 'K', 3, 4});
        assertThat(scan(TRUSTING).exit()).isEqualTo(ExitCode.ERROR);
    }

    /** Its address is not known, so it is in the way only where it could be one that is trusted. */
    @Test
    void aBrokenRepositoryThatNobodyTrustsIsNotInTheWay() throws Exception {
        served.put("/data/vex/other.zip", repository("https://other.example/.well-known/vex-repository.json"));
        update("other=https://other.example/");
        update("acme=https://vex.example.org/");
        assertThat(scan(TRUSTING).exit()).isEqualTo(ExitCode.PASSED);

        Files.write(data.resolve("vex/other.zip"), new byte[] {'P', 'K', 3, 4});

        assertThat(scan(TRUSTING).exit()).isEqualTo(ExitCode.PASSED);
        Gate wider = scan(TRUSTING.replace(ADDRESS, "https://*.example.org/**"));
        assertThat(wider.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(wider.out() + wider.err()).contains("vex/other.zip", "gate data update");
    }

    @Test
    void whatAMirrorServesForAnotherRepositoryIsRefused() {
        Gate update = update("acme=https://elsewhere.example/");
        assertThat(update.err())
                .contains("vex/acme.zip", "not https://elsewhere.example/.well-known/vex-repository.json");
        assertThat(scan(TRUSTING).exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void mistakesAreUsageErrors() {
        for (String wrong :
                new String[] {"Acme=https://a.example/", "acme=http://a.example/", "../x=https://a.example/"}) {
            assertThat(update(wrong).exit()).as(wrong).isEqualTo(ExitCode.USAGE);
        }
    }
}
