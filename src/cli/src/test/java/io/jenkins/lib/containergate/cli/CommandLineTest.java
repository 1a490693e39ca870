package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scann x",
                "scan",
                "scan --unknown oci-archive:x.tar",
                "scan app.tar",
                "scan UPPER/Case:1",
                "scan oci-archive:",
                "scan oci-archive:x.tar --platform linux",
                "scan oci-archive:x.tar --deadline soon",
                "scan oci-archive:x.tar --deadline 0s",
                "scan oci-archive:x.tar --format xml",
                "scan oci-archive:x.tar --osv a --osv-api",
                "scan oci-archive:x.tar --baseline missing.json",
                "policy",
                "policy merge"
            })
    void aCallThatCannotWorkIsAUsageError(String call) {
        Gate gate = Gate.run((Object[]) call.split(" "));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.out()).isEmpty();
        assertThat(gate.err()).isNotBlank().doesNotContain("\tat ");
    }

    /** One exit code for one mistake, whichever file it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scan oci-archive:missing.tar --osv .",
                "scan docker-archive:missing.tar",
                "run oci:missing.tar",
                "secrets docker-archive:missing.tar",
                "inventory oci-archive:missing.tar",
                "scan sbom:missing.tar",
                "scan x:1 --report missing.tar",
                "scan x:1 --sbom missing.tar",
                "scan x:1 --kev missing.tar",
                "scan x:1 --epss missing.tar",
                "scan x:1 --osv missing.tar",
                "scan x:1 --vex missing.tar",
                "scan x:1 --end-of-life missing.tar",
                "run x:1 --task-definition missing.tar",
                "taskdef missing.tar",
                "verify x/y:1 --key missing.tar",
                "policy validate missing.tar",
                "scan x:1 --policy missing.tar",
            })
    void aFileThatIsNotThereIsAWrongCallThatNamesIt(String call) {
        Gate gate = Gate.run((Object[]) call.split(" "));
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.out()).isEmpty();
        assertThat(gate.err())
                .containsPattern("there is no (file|directory) missing\\.tar")
                .contains("what to do: ");
    }

    @Test
    void anArchiveNeedsNoKind() throws IOException {
        Path archive = OciLayout.of(Fixtures.debian().build(), "1").writeArchive(folder.resolve("app.tar"));
        Gate named = Gate.run("inventory", archive);
        assertThat(named.exit()).as(named.err()).isEqualTo(ExitCode.PASSED);
        assertThat(named.out()).contains("pkg:deb/debian/");
        Gate missing = Gate.run("scan", "missing.tar");
        assertThat(missing.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("there is no file missing.tar");
    }

    @Test
    void aMistypedDirectoryIsNotAnImageOfDockerHub() {
        Gate gate = Gate.run("secrets", "nope");
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("there is no file or directory nope", "nope:latest");
    }

    @Test
    void aLedgerThatIsNotThereIsNotMade() {
        Gate gate = Gate.run("ledger", folder.resolve("typo"));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("there is no ledger at").contains("typo");
        assertThat(folder.resolve("typo")).doesNotExist();
    }

    @Test
    void aFileIsNoDirectoryToWriteTo() throws IOException {
        Path file = Files.createFile(folder.resolve("report.html"));
        for (String command : List.of("scan x:1", "secrets x:1", "run x:1", "demo")) {
            Gate gate = Gate.run(Stream.concat(Stream.of(command.split(" ")), Stream.of("--out", file))
                    .toArray());
            assertThat(gate.exit()).as(command).isEqualTo(ExitCode.USAGE);
            assertThat(gate.err()).contains("report.html is a file", "name a directory with --out");
        }
    }

    @Test
    void aMistypedKindOfImageIsSuggested() {
        for (String typed : List.of("oci-archve:shop.tar", "docker-archve:shop.tar", "docker-deamon:shop/app:1.4")) {
            Gate gate = Gate.run("scan", typed);
            assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(gate.err()).contains("unknown kind of image", "did you mean");
        }
        assertThat(Gate.run("scan", "oci-archve:shop.tar").err()).contains("did you mean oci-archive:shop.tar?");
        // a host with a port, and a repository with a tag
        for (String meant : List.of("docker-deamon:5000/app:1", "oci-archve:1.4")) {
            assertThat(Gate.run("scan", meant, "--offline").out()).contains("is in a registry");
        }
    }

    /** Else an image of Docker Hub that has the name by chance would be evaluated. */
    @Test
    void whatLiesHereIsNotLookedForInARegistry() throws IOException {
        Path here = Path.of("target", "named-like-an-image");
        Files.createDirectories(here);
        try {
            Gate directory = Gate.run("scan", "target/named-like-an-image");
            assertThat(directory.exit()).isEqualTo(ExitCode.USAGE);
            assertThat(directory.err()).contains("is a directory here", "gate secrets", "oci:");
            assertThat(Gate.run("scan", "oci-archive:" + here).err()).contains("is a directory");
            assertThat(Gate.run("scan", "target/named-like-an-image:1", "--offline")
                            .out())
                    .contains("is in a registry");
        } finally {
            Files.delete(here);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "scan x:1 --deadline 10", "scan x:1 --format sariff", "policy try x"})
    void aWrongCallIsNotBuriedUnderTheHelp(String call) {
        Gate gate = Gate.run((Object[]) call.split(" "));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err().lines()).hasSize(2);
        assertThat(gate.err())
                .contains("Try 'gate " + (call.startsWith("policy") ? "policy try" : "scan") + " --help'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "policy                | gate policy needs a command: merge, explain, validate",
                "scann                 | there is no command 'scann'",
                "scann                 | Did you mean: gate scan?",
                "help scann            | there is no command 'scann': did you mean scan?",
                "scan x:1 y:2          | unexpected argument 'y:2': gate scan takes one IMAGE",
                "scan x:1 --severity HIGH | vulnerabilities: {max: {critical: 0, high: 0}}",
                "scan x:1 --ignore-unfixed | vulnerabilities: {onlyFixable: true}",
                "scan x:1 --exit-code 1 | mode: audit",
                "taskdef x.json --soft-fail | mode: audit",
                "scan x:1 --scanners=vuln | gate run IMAGE",
                "scan x:1 --timeout 5m | --deadline 10m",
                "secrets . --skip-dirs x | --secret-rules",
                "image x:1             | gate scan IMAGE",
                "fs .                  | gate secrets DIR",
                "config .              | gate taskdef FILE",
                "conf .                | there is no command 'conf'; for ECS task definitions",
                "scan x:1 --format sarf | 'sarf' is not a value of --format: did you mean sarif?",
                "scan x:1 --format 1   | known: cyclonedx, json, junit, markdown, sarif, text"
            })
    void aWrongCallIsToldInWordsOfThisProgram(String call, String said) {
        assertThat(Gate.run((Object[]) call.split(" ")).err()).contains(said).doesNotContain("index", "subcommand");
    }

    @Test
    void aFormatIsTakenInCapitalsToo() throws IOException {
        Path archive = OciLayout.of(Fixtures.debian().build(), "1").writeArchive(folder.resolve("app.tar"));
        assertThat(Gate.run("secrets", "oci-archive:" + archive, "--format", "JSON")
                        .out())
                .startsWith("{");
    }

    @Test
    void helpFitsANarrowTerminalAndItsFirstLineHoldsTheCall() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        GateCommandLine.execute(new Terminal(stream, stream, false, false, 80), Clock.systemUTC(), "scan", "--help");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: gate scan [OPTIONS] IMAGE\n")
                .doesNotContain("<format>")
                .satisfies(help -> assertThat(help.lines()).allMatch(line -> line.length() <= 80));
        assertThat(Gate.run("scan", "--help").out().lines()).anyMatch(line -> line.length() > 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "run"})
    void offlineARegistryIsRefusedWithTheWayAroundIt(String command) {
        Gate scan = Gate.run(command, "alpine:3.20", "--osv", ".", "--offline");
        assertThat(scan.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains("skopeo copy");
    }

    @Test
    void manyOptionsStandUnderHeadingsAndNoneIsLost() {
        String help = Gate.run("scan", "--help").out();
        assertThat(help)
                .containsSubsequence(
                        "\nOptions:", "--platform", "\nPolicy:", "--policy", "\nVulnerability data:", "--osv")
                .containsSubsequence(
                        "\nVulnerability data:", "--trivy", "\nRegistry:", "--registry-ca", "\nOutput:", "--out")
                .containsOnlyOnce("      --osv-api ");
        assertThat(Gate.run("policy", "merge", "--help").out()).doesNotContain("\nPolicy:");
    }

    @Test
    void helpNamesEveryCommandAndTheExitCodes() {
        Gate help = Gate.run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("demo", "run", "scan", "inventory", "policy", "completion", "3  ERROR");
        assertThat(Gate.run("help", "scan").out()).contains("Examples:", "--policy", "--out", "--deadline");
        assertThat(Gate.run("--version").out()).startsWith("container-gate ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "run", "taskdef", "policy explain"})
    void everyCommandTellsItsHelpWithoutItsParameters(String command) {
        Gate help = Gate.run((Object[]) (command + " --help").split(" "));

        assertThat(help.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(help.out()).startsWith("Usage: gate " + command).contains("--help");
    }

    @Test
    void aCommandThatIsDescribedAloneSaysTheSameOfItself() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandLine all = GateCommandLine.create(Terminal.plain(out, out), Clock.systemUTC());
        assertThat(all.getSubcommands()).hasSizeGreaterThan(20);
        for (String name : all.getSubcommands().keySet()) {
            for (String option : List.of("--help", "--no-such-option")) {
                out.reset();
                int exit = all.execute(name, option);
                Gate alone = Gate.run(name, option);
                assertThat(alone.out() + alone.err()).contains(name).isEqualTo(out.toString(StandardCharsets.UTF_8));
                assertThat(alone.exit()).isEqualTo(exit);
            }
        }
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        assertThat(Gate.run("completion").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("inventory", "--osv-api");
    }

    @Test
    void theInventoryIsABillOfMaterials() throws Exception {
        Path archive = OciLayout.of(Fixtures.debian().build(), "1").writeArchive(folder.resolve("app.tar"));
        Gate inventory = Gate.run("inventory", "oci-archive:" + archive);
        assertThat(inventory.exit()).isZero();
        JsonNode bom = new ObjectMapper().readTree(inventory.out());
        assertThat(bom.get("specVersion").asText()).isEqualTo("1.6");
        assertThat(bom.get("components").findValuesAsText("purl"))
                .anyMatch(purl -> purl.startsWith("pkg:deb/debian/libssl3@3.0.11-1"));
    }

    @Test
    void anInventoryWithGapsIsPrintedAndEndsInAnError() {
        Path archive = OciLayout.of(
                        Fixtures.debian()
                                .layer(layer().file("app/broken.jar", "this is not a zip"))
                                .build(),
                        "1")
                .writeArchive(folder.resolve("app.tar"));
        Gate inventory = Gate.run("inventory", "oci-archive:" + archive);
        assertThat(inventory.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(inventory.out()).contains("libssl3");
        assertThat(inventory.err()).contains("app/broken.jar", "what to do:");
    }

    @Test
    void anInventoryIsOfOnePlatform() {
        Path index = OciLayout.of(
                        OciIndex.index()
                                .image(Fixtures.debian()
                                        .platform("linux", "amd64")
                                        .build())
                                .image(Fixtures.debian()
                                        .platform("linux", "arm64")
                                        .build()),
                        "1.0")
                .writeArchive(folder.resolve("index.tar"));
        Gate inventory = Gate.run("inventory", "oci-archive:" + index);
        assertThat(inventory.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(inventory.err()).contains("linux/amd64", "linux/arm64", "--platform");
    }

    @Test
    void hostileNamesCannotDriveTheTerminal() {
        Gate scan = Gate.run("scan", "oci-archive:\u001b[2Jmissing\u202e.tar", "--osv", ".");
        assertThat(scan.out() + scan.err()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void theDemoFailsThenPassesAndLeavesItsReports() {
        Gate demo = Gate.run("demo", "--out", folder.resolve("demo"));
        assertThat(demo.exit()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("CVE-2021-44228", "non-root-user", "FAIL", "PASS  0 open (2 waived)  sha256:");
        assertThat(folder.resolve("demo/before/report.html")).exists();
        assertThat(folder.resolve("demo/after/verdict.json")).exists();
        assertThat(demo.out())
                .contains("recorded answers", "running-image-passed", "deploy registry.example/shop/web@")
                .as("its data are as new as its clock says")
                .doesNotContain("recent exploitation");
        assertThat(folder.resolve("demo/running/report.html")).exists();
    }

    /** So that its digest can be compared, and as no file of a distribution holds a library with a vulnerability. */
    @Test
    void theDemoMakesTheSameImagesEachTimeAndNeedsNothingBesideTheJar() {
        for (String name : List.of("first", "second")) {
            assertThat(Gate.run("demo", "--out", folder.resolve(name)).exit()).isZero();
        }
        for (String image : List.of("shop-before.tar", "shop-after.tar")) {
            assertThat(folder.resolve("first").resolve(image))
                    .hasSameBinaryContentAs(folder.resolve("second").resolve(image));
        }
    }
}
