package io.jenkins.lib.containergate.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.SupportEnds.Support;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportEndsTest {
    private final SupportEnds ends = SupportEnds.builtIn();

    private Support of(String id, String version, String pretty) {
        return ends.of(new OsRelease(
                id, List.of(), Optional.of(version).filter(text -> !text.equals("-")), Optional.empty(), pretty));
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 10, Debian 10, 2024-06-30",
        "debian, 12.5, Debian 12, 2028-06-30",
        "ubuntu, 20.04, Ubuntu, 2025-05-29",
        "alpine, 3.18.4, Alpine, 2025-05-09",
        "alpine, 3.10, Alpine, 2021-05-01",
        "rhel, 7.9, Red Hat, 2024-06-30",
        "rocky, 8.10, Rocky, 2029-05-31",
        "centos, 8, CentOS Linux 8, 2021-12-31",
        "centos, 8, CentOS Stream 8, 2024-05-31",
        "amzn, 2, Amazon Linux 2, 2026-06-30",
        "amzn, 2023, Amazon Linux 2023, 2029-06-30",
        "opensuse-leap, 15.6, Leap, 2026-04-30",
        "sles, 15.7, SLES, 2031-07-31",
        "fedora, 41, Fedora, 2025-12-15"
    })
    void supportEndsOnTheDayThatTheVendorNames(String id, String version, String pretty, String last) {
        assertThat(of(id, version, pretty)).isInstanceOfSatisfying(Support.Until.class, until -> {
            assertThat(until.last()).hasToString(last);
            assertThat(until.source()).startsWith("https://");
        });
    }

    @ParameterizedTest
    @CsvSource({"debian, 1", "debian, -", "alpine, 3.1", "ubuntu, 24.0", "euleros, 2.0", "unheard-of, 1", "centos, 99"})
    void aReleaseThatIsNotListedIsUnknownEvenIfItBeginsAsAnother(String id, String version) {
        assertThat(of(id, version, id)).isInstanceOf(Support.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({"wolfi, 20230201", "chainguard, -", "opensuse-tumbleweed, 20260101"})
    void aDistributionWithoutReleasesHasNoEnd(String id, String version) {
        assertThat(of(id, version, id)).isInstanceOf(Support.Open.class);
    }

    @Test
    void aReleaseWithoutAnyWordOfItsEndIsUnknown() throws Exception {
        String table = "{\"result\": [{\"name\": \"debian\", \"releases\": [{\"name\": \"12\"%s}]}]}";
        OsRelease debian = new OsRelease("debian", List.of(), Optional.of("12"), Optional.empty(), "Debian 12");

        assertThat(read(table.formatted("")).of(debian)).isInstanceOf(Support.Unknown.class);
        assertThat(read(table.formatted(", \"eolFrom\": null")).of(debian)).isInstanceOf(Support.Unknown.class);
        assertThat(read(table.formatted(", \"isEol\": false")).of(debian)).isInstanceOf(Support.Open.class);
        assertThat(read(table.formatted(", \"isEol\": true")).of(debian)).isInstanceOf(Support.Over.class);
    }

    /** Debian 12 ends on 2026-07-11, and for those who pay on 2028-06-30, by the table that comes with the program. */
    @ParameterizedTest
    @CsvSource({
        "2027-01-01T00:00:00Z, '', 2028-06-30",
        "2027-01-01T00:00:00Z, '\"isEol\": false', 2028-06-30",
        "2027-01-01T00:00:00Z, '\"eolFrom\": \"2026-07-11\", \"eoesFrom\": \"2027-01-01\"', 2027-01-01",
        "2020-01-01T00:00:00Z, '\"eolFrom\": \"2040-01-01\", \"eoesFrom\": \"2040-01-01\"', 2028-06-30",
        "-, '\"eolFrom\": \"2040-01-01\", \"eoesFrom\": \"2040-01-01\"', 2028-06-30"
    })
    void aFetchedTableTakesNoEndBackAndAnOlderOneChangesNone(
            String generated, String release, String last, @TempDir Path folder) throws Exception {
        String time = generated.equals("-") ? "" : "\"generated_at\": \"" + generated + "\", ";
        String table = "{" + time + "\"result\": [{\"name\": \"debian\", \"releases\": [{\"name\": \"12\""
                + (release.isEmpty() ? "" : ", " + release)
                + "}]}]}";
        Path file = Files.writeString(folder.resolve("full.json"), table);
        OsRelease debian = new OsRelease("debian", List.of(), Optional.of("12"), Optional.empty(), "Debian 12");
        assertThat(SupportEnds.published(file).of(debian))
                .isInstanceOfSatisfying(
                        Support.Until.class, until -> assertThat(until.last()).hasToString(last));
    }

    private static SupportEnds read(String table) throws GateException {
        return SupportEnds.read("full.json", table.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyProductOfADistributionIsInTheTable() {
        for (Distribution distribution : Distribution.values()) {
            distribution
                    .lifecycle()
                    .flatMap(DistributionEntry.Lifecycle::product)
                    .ifPresent(product -> assertThat(ends.products()).contains(product));
        }
    }
}
