package io.jenkins.lib.containergate.gate.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.KnownExposure;
import io.jenkins.lib.containergate.image.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostureExposureTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String CLUSTER =
            "{\"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"2026-11-24T12:00:00Z\", \"workloads\": [%s]}]}";

    private static KnownExposure read(String json) throws GateException {
        return PostureExposure.read("posture.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String workload(String reached, String... images) {
        return "{\"path\": \"prod/service/shop\", \"reachableFromInternet\": " + reached
                + ", \"controls\": {\"drift\": {\"reasons\": [{}]}}, \"images\": [\""
                + String.join("\", \"", images) + "\"]}";
    }

    @Test
    void onlyWhatTheInternetReachesIsKeptWhateverTheOrderOfMembers() throws Exception {
        String other = "sha256:" + "cd".repeat(32);
        KnownExposure known = read(CLUSTER.formatted(workload("true", DIGEST) + ", " + workload("null", other) + ", "
                + "{\"images\": [\"" + other + "\"], \"path\": \"prod/service/aside\"}"));
        assertThat(known.reached()).containsOnlyKeys(Digest.parse(DIGEST));
        assertThat(known.at()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
        assertThat(
                        read("{\"clusters\": [{\"workloads\": [], \"judgedAt\": \"2026-11-24T12:00:00Z\"}], \"schemaVersion\": 1}")
                                .reached())
                .isEmpty();
    }

    @Test
    void aPostureOfNoClusterSaysNothing() {
        assertThatThrownBy(() -> read("{\"schemaVersion\": 1, \"controls\": [], \"clusters\": []}"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("a posture of no cluster");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"schemaVersion\": 1}",
                "{\"schemaVersion\": \"1\", \"clusters\": []}",
                "{\"schemaVersion\": 1, \"clusters\": {}}",
                "{\"schemaVersion\": 1, \"clusters\": [1]}",
                "{\"schemaVersion\": 1, \"clusters\": [{\"workloads\": []}]}",
                "{\"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"2026-11-24T12:00:00Z\"}]}",
                "{\"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"2026-11-24T12:00:00Z\", \"workloads\": [",
                "{\"schemaVersion\": 1, \"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"2026-11-24T12:00:00Z\","
                        + " \"workloads\": []}]}",
                "{\"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"2026-11-24T12:00:00Z\", \"workloads\": []}]} {}",
                "{\"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"2026-11-24T12:00:00Z\", \"workloads\":"
                        + " [{\"reachableFromInternet\": \"true\"}]}]}",
                "{\"schemaVersion\": 1, \"clusters\": [{\"judgedAt\": \"2026-11-24T12:00:00Z\", \"workloads\":"
                        + " [{\"reachableFromInternet\": true, \"images\": []}]}]}"
            })
    void whatIsNoPostureIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(GateException.class);
    }

    @Test
    void moreImagesThanAFleetRunsAreRefused() {
        String images = String.join(
                "\", \"", IntStream.range(0, 999).mapToObj(i -> DIGEST).toList());
        String many = String.join(", ", Collections.nCopies(101, workload("true", images)));
        assertThatThrownBy(() -> read(CLUSTER.formatted(many)))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("more than 100000 images");
    }

    /** It never ends, and nothing of it is kept. */
    @Test
    void aFileWithoutEndIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] to, int from, int length) {
                Arrays.fill(to, from, from + length, (byte) ' ');
                return length;
            }
        };
        InputStream posture = new SequenceInputStream(
                new ByteArrayInputStream("{\"schemaVersion\": 1,".getBytes(StandardCharsets.UTF_8)), endless);
        assertThatThrownBy(() -> PostureExposure.read("posture.json", posture))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("larger than a posture can be");
    }
}
