package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.testkit.parquet.ParquetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate learn segments}: what a flow log of any format proposes, and when it proposes nothing. */
class LearnSegmentsTest {
    private static final String HEADER =
            "flow-direction dstport srcport srcaddr dstaddr protocol action log-status bytes start end tcp-flags"
                    + " ecs-service-name\n";
    private static final String TO_SHOP =
            "ingress 8080 40000 10.0.1.5 10.0.2.7 6 ACCEPT OK 900 1750000000 1750000060 2 shop\n";
    private static final String FROM_WEB =
            "egress 8080 40000 10.0.1.5 10.0.2.7 6 ACCEPT OK 900 1750000000 1750000060 2 web\n";

    @TempDir
    Path folder;

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("flows.log"), text);
    }

    private static String proposal(Gate gate) throws Exception {
        assertThat(gate.err()).isEmpty();
        assertThat(gate.exit()).isZero();
        assertThat(PolicyParser.check("proposal", "proposal", gate.out()).problems())
                .isEmpty();
        return gate.out();
    }

    @Test
    void aServiceIsReachedByThoseWhoOpenedConnectionsToIt() throws Exception {
        String proposal = proposal(Gate.run("learn", "segments", "--flow-logs", log(HEADER + TO_SHOP + FROM_WEB)));
        assertThat(proposal)
                .contains("# shop from web: tcp 8080, 1 flows, 900 bytes")
                .contains("2 records from 2025-06-15T15:06:40Z to 2025-06-15T15:07:40Z")
                .contains("service: shop")
                .doesNotContain("service: web");
    }

    @Test
    void repliesAndRefusedPacketsAreNoCallers() throws Exception {
        String proposal = proposal(Gate.run(
                "learn",
                "segments",
                "--flow-logs",
                log(HEADER
                        + TO_SHOP
                        + "ingress 40001 5432 10.0.9.9 10.0.2.7 6 ACCEPT OK 1 1750000000 1750000060 18 shop\n"
                        + "ingress 40001 5432 10.0.9.8 10.0.2.7 6 ACCEPT OK 1 1750000000 1750000060 0 shop\n"
                        + "ingress 22 40001 10.0.9.7 10.0.2.7 6 REJECT OK 1 1750000000 1750000060 2 shop\n")));
        assertThat(proposal).contains("cidr:10.0.1.5/32", "1 refused").doesNotContain("10.0.9.");
    }

    @Test
    void theInternetIsOneCallerHoweverManyAddressesItHas() throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 250; i++) {
            text.append("ingress 443 40000 198.51.100.")
                    .append(i)
                    .append(" 10.0.2.7 6 ACCEPT OK 10 1750000000 1750000060 2 shop\n");
        }
        assertThat(proposal(Gate.run("learn", "segments", "--flow-logs", log(text.toString()))))
                .contains("shop from internet:0.0.0.0/0: tcp 443, 250 flows, 2500 bytes");
    }

    @Test
    void theDefaultFormatIsReadWithNamesForAddressesPlainOrGzip() throws Exception {
        String line = "2 123456789012 eni-1 10.0.1.5 10.0.2.7 40000 8080 6 10 900 1750000000 1750000060 ACCEPT OK\n";
        String text = line + "2026-01-01T00:00:00.000Z " + line
                + "2 123456789012 eni-1 - - - - - - - 1750000000 1750000060 - NODATA\n"
                + "2 123456789012 eni-1 - - - - - - - 1750000000 1750000060 - SKIPDATA\n";
        Path zipped = folder.resolve("flows.log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Path names = Files.writeString(folder.resolve("names"), "# names\n10.0.2.7 shop\n10.0.1.5 alb:front\n");
        assertThat(proposal(Gate.run("learn", "segments", "--flow-logs", zipped, "--services", names)))
                .contains("shop from alb:front: tcp 8080, 2 flows", "1 intervals skipped by AWS");
    }

    @Test
    void aLogIsReadHoweverDeepInItsDirectoryItIs() throws Exception {
        Path deep = folder.resolve("logs/" + "d/".repeat(40));
        Files.createDirectories(deep);
        Files.writeString(deep.resolve("deep.log"), HEADER + FROM_WEB);
        Files.writeString(folder.resolve("logs/a.log"), HEADER + TO_SHOP);
        assertThat(proposal(Gate.run("learn", "segments", "--flow-logs", folder.resolve("logs"))))
                .contains("# shop from web: tcp 8080");
    }

    @Test
    void fieldsOfALogWithoutNamesAreGiven() throws Exception {
        Path log = log(TO_SHOP);
        assertThat(proposal(Gate.run("learn", "segments", "--flow-logs", log, "--fields", HEADER.strip())))
                .contains("shop from cidr:10.0.1.5/32");
        assertThat(Gate.run("learn", "segments", "--flow-logs", log, "--fields", "srcaddr dstaddr")
                        .exit())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense\n",
                "flow-direction dstport srcport srcaddr dstaddr protocol action\n",
                "2 1 eni-1 10.0.1.5 10.0.2.7 40000 8080 6 10 900 1750000000 1750000060 ACCEPT OK\n",
                "2 1 eni-1 300.0.1.5 10.0.2.7 40000 8080 6 10 900 1750000000 1750000060 ACCEPT OK\n",
                "2 1 eni-1 10.0.1.5 10.0.2.7 40000 99999 6 10 900 1750000000 1750000060 ACCEPT OK\n",
                "2 1 eni-1 10.0.1.5 10.0.2.7 40000 8080 6 10 900 1750000000 1750000060 PERHAPS OK\n",
                "PAR1nonsense"
            })
    void whatSaysNothingOfAServiceProposesNothing(String text) throws Exception {
        Gate gate = Gate.run("learn", "segments", "--flow-logs", log(text));
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.out()).isEmpty();
    }

    /** A log of what is refused alone has nobody that used a rule. */
    @Test
    void whatIsRefusedIsNoTrafficOfAService() throws Exception {
        String where = " 123456789012 vpc-1 prod\n";
        String shop = TO_SHOP.strip() + where;
        Path traffic = folder.resolve("traffic.json");
        proposal(Gate.run(
                "learn",
                "segments",
                "--flow-logs",
                log(HEADER.strip() + " account-id vpc-id ecs-cluster-name\n" + shop
                        + shop.replace("ACCEPT", "REJECT").replace("shop", "cron")),
                "--traffic",
                traffic));
        assertThat(Files.readString(traffic)).contains("\"shop\"").doesNotContain("cron");
    }

    @Test
    void parquetProposesWhatTheSameFlowsProposeAsText() throws Exception {
        String text = HEADER
                + (TO_SHOP + FROM_WEB).repeat(150)
                + "- - - - - - - NODATA - 1750000000 1750000060 - -\n"
                + "ingress - - 10.0.1.6 10.0.2.7 1 ACCEPT OK 5 1750000000 1750000060 - shop\n";
        Path parquet = Files.write(folder.resolve("flows.log.parquet"), new ParquetWriter(Map.of()).write(text, 100));
        Path zipped = folder.resolve("flows.parquet.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(Files.readAllBytes(parquet));
        }
        String expected = proposal(Gate.run("learn", "segments", "--flow-logs", log(text)));
        assertThat(expected).contains("# shop from web: tcp 8080, 150 flows");
        assertThat(proposal(Gate.run("learn", "segments", "--flow-logs", parquet)))
                .isEqualTo(expected);
        assertThat(proposal(Gate.run("learn", "segments", "--flow-logs", zipped)))
                .isEqualTo(expected);
    }

    @Test
    void whatIsNotReadOfParquetIsNamedWithItsFile() throws Exception {
        byte[] whole = new ParquetWriter(Map.of("chunk.codec", 4L)).write(HEADER + TO_SHOP, 1);
        Gate brotli = Gate.run("learn", "segments", "--flow-logs", Files.write(folder.resolve("b.parquet"), whole));
        assertThat(brotli.exit()).isEqualTo(3);
        assertThat(brotli.out()).isEmpty();
        assertThat(brotli.err()).contains("b.parquet cannot be read", "BROTLI", "write it with GZIP");
        Gate cut = Gate.run(
                "learn",
                "segments",
                "--flow-logs",
                Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2)));
        assertThat(cut.exit()).isEqualTo(3);
        assertThat(cut.err()).contains("cut.parquet cannot be read", "cut off or damaged");
    }

    @Test
    void tooManyBrokenLinesAreAnErrorAndAFewAreCounted() throws Exception {
        String broken = HEADER + TO_SHOP + "x\n";
        assertThat(Gate.run("learn", "segments", "--flow-logs", log(broken)).exit())
                .isEqualTo(3);
        String few = HEADER + TO_SHOP.repeat(100) + "x\n";
        assertThat(proposal(Gate.run("learn", "segments", "--flow-logs", log(few))))
                .contains("1 lines not read");
        String endless = HEADER + TO_SHOP.repeat(100) + "x".repeat(100_000) + "\n";
        assertThat(proposal(Gate.run("learn", "segments", "--flow-logs", log(endless))))
                .contains("1 lines not read");
    }

    @Test
    void aHostileNameIsOneNameAndNoLineOfItsOwn() throws Exception {
        String hostile = TO_SHOP.replace("shop", "shop\u001b[31m\u202e");
        Gate gate = Gate.run("learn", "segments", "--flow-logs", log(HEADER + hostile));
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.out() + gate.err()).doesNotContain("\u001b", "\u202e");
        assertThat(Gate.run("learn", "segments", "--flow-logs", log(HEADER + TO_SHOP.replace("shop", "*")))
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void aLogThatIsCutOffInGzipIsAnError() throws Exception {
        Path zipped = folder.resolve("cut.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write((HEADER + TO_SHOP.repeat(1000)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(zipped);
        Files.write(zipped, Arrays.copyOf(whole, whole.length - 10));
        assertThat(Gate.run("learn", "segments", "--flow-logs", zipped).exit()).isEqualTo(3);
        assertThat(Gate.run("learn", "segments", "--flow-logs", folder.resolve("none"))
                        .exit())
                .isEqualTo(2);
    }
}
