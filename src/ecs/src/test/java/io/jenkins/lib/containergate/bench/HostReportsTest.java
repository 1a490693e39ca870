package io.jenkins.lib.containergate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bench.BenchReport.Result;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostReportsTest {
    private static final Instant END = Instant.parse("2026-11-27T10:00:00Z");
    private static final BenchReports WHOLE = new BenchReports(END).with("1.1.3", "WARN");

    private static HostReports read(String report) throws GateException {
        return HostReports.read(Map.of("i-1", report.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aWholeReportIsReadAsItIs() throws GateException {
        BenchReport report = read(WHOLE.json()).of("i-1").orElseThrow();
        assertThat(report.ended()).isEqualTo(END);
        assertThat(report.docker()).contains("25.0.8");
        assertThat(report.results()).containsEntry("1.1.3", Result.WARN).hasSize(62);
    }

    @Test
    void everyCheckOfSections1To3IsListedOnce() {
        assertThat(BenchCheck.all())
                .extracting(BenchCheck::id)
                .doesNotHaveDuplicates()
                .hasSize(62);
        assertThat(BenchCheck.all())
                .extracting(BenchCheck::section)
                .contains("1", "2", "3")
                .doesNotContain("4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"checks\": 62|\"checks\": 61|totals",
                "\"WARN\"|\"PASS\"|totals",
                "\"id\": \"1.1.4\"|\"id\": \"1.1.3\"|twice",
                "\"id\": \"1.1.4\"|\"id\": \"2.1.4\"|section",
                "\"id\": \"3\"|\"id\": \"2\"|section twice",
                "\"result\": \"WARN\"|\"result\": \"pass\"|result",
                "\"result\": \"WARN\"|\"result\": \"PASS\", \"result\": \"WARN\"|JSON",
                "\"result\": \"WARN\"|\"result\": \"WARN\", \"waived\": true|member",
                "1.6.0|1.3.6|version",
                "\"score\": |\"points\": |member",
                "\"start\": 17|\"start\": 18|ends before",
                "\"start\": |\"start\": -|JSON"
            })
    void whatTheProgramDoesNotWriteIsRefused(String written, String instead, String problem) {
        assertThat(WHOLE.json()).contains(written);
        assertThatThrownBy(() -> read(WHOLE.json().replaceFirst(written, instead)))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("on i-1")
                .hasMessageContaining(problem);
    }

    @Test
    void aRunThatDidNotEndIsNoReport() {
        String json = WHOLE.json();
        assertThatThrownBy(() -> read(json.substring(0, json.indexOf("\"checks\""))))
                .hasMessageContaining("comes to its end");
        assertThatThrownBy(() -> read(json + json)).hasMessageContaining("comes to its end");
        assertThatThrownBy(() -> read("[" + json + "]")).isInstanceOf(GateException.class);
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(GateException.class);
    }

    @Test
    void oneReportIsNotOfTwoHosts() {
        assertThatThrownBy(() -> HostReports.read(Map.of("i-1", WHOLE.bytes(), "i-2", WHOLE.bytes())))
                .hasMessageContaining("i-1")
                .hasMessageContaining("i-2");
    }
}
