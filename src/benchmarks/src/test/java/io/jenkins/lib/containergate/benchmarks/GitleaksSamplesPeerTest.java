package io.jenkins.lib.containergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.benchmarks.samples.PublishedSample;
import io.jenkins.lib.containergate.benchmarks.samples.SampleRecall;
import io.jenkins.lib.containergate.benchmarks.samples.SampleSource;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gitleaks checks its own rules with, this scanner finds, but for what {@code known-misses.tsv} gives the reason of. */
@Tag("peers")
class GitleaksSamplesPeerTest {
    private static final String MODULE = "github.com/zricethezav/gitleaks/v8@v8.30.1";

    @TempDir
    Path directory;

    @Test
    void ofAHundredThatSomebodyCouldUseNinetyEightAreFound() throws Exception {
        Peer.needs("go");
        String downloaded = Peer.run(directory, "go", "mod", "download", "-json", MODULE);
        Path sources =
                Path.of(new ObjectMapper().readTree(downloaded).path("Dir").asText());

        List<PublishedSample> samples = SampleSource.GITLEAKS.read(sources);
        Deadline deadline = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());
        SampleRecall recall =
                new PeerRecall(new FileFindings(SecretSearch.standard(Limits.defaults()), deadline)).of(samples);

        assertThat(samples).hasSizeGreaterThan(5_000);
        assertThat(recall.ofValid())
                .as("found of those that somebody could use; not explained: " + recall.unexplained())
                .isGreaterThanOrEqualTo(0.98);
    }
}
