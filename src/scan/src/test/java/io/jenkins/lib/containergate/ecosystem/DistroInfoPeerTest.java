package io.jenkins.lib.containergate.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.SupportEnds.Support;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in dates of releases that have ended, which no later version of it changes, agree with Debian's package distro-info-data. */
@Tag("peers")
class DistroInfoPeerTest {
    private static final Path DATA = Path.of("/usr/share/distro-info");
    private static final LocalDate PAST = LocalDate.parse("2026-11-01");

    @ParameterizedTest
    @CsvSource({"debian, eol-lts, 6", "ubuntu, eol-server, 30"})
    void theEndOfEachReleaseIsTheSame(String id, String extended, int atLeast) throws Exception {
        Path table = DATA.resolve(id + ".csv");
        if (!Files.isRegularFile(table)) {
            Peer.missing("distro-info-data is not installed");
        }
        List<String> lines = Files.readAllLines(table);
        List<String> columns = Arrays.asList(lines.get(0).split(","));
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            Optional<LocalDate> theirs = Stream.of("eol", extended)
                    .flatMap(column -> cell(row, columns.indexOf(column)).stream())
                    .map(LocalDate::parse)
                    .max(LocalDate::compareTo);
            String version = row[0].split(" ")[0];
            Support ours = SupportEnds.builtIn()
                    .of(new OsRelease(id, List.of(), Optional.of(version), Optional.empty(), id + " " + version));
            if (theirs.filter(PAST::isAfter).isPresent() && ours instanceof Support.Until until) {
                compared++;
                if (!until.last().equals(theirs.get())) {
                    differences.add(version + ": " + until.last() + ", distro-info has " + theirs.get());
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThanOrEqualTo(atLeast);
    }

    private static Optional<String> cell(String[] row, int index) {
        return index < 0 || index >= row.length
                ? Optional.empty()
                : Optional.of(row[index]).filter(text -> !text.isBlank());
    }
}
