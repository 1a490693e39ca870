package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.benchmarks.samples.KnownMisses;
import io.jenkins.lib.containergate.benchmarks.samples.PublishedSample;
import io.jenkins.lib.containergate.benchmarks.samples.SampleRecall;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import java.util.List;

/** Which samples of another scanner this one finds. */
final class PeerRecall {
    private final FileFindings findings;

    PeerRecall(FileFindings findings) {
        this.findings = findings;
    }

    SampleRecall of(List<PublishedSample> samples) throws Exception {
        SampleRecall recall = new SampleRecall(KnownMisses.read());
        for (PublishedSample sample : samples) {
            recall.add(sample, seen(sample));
        }
        return recall;
    }

    private boolean seen(PublishedSample sample) throws Exception {
        for (String path : sample.paths()) {
            for (FoundSecret found : findings.of(path, sample.content())) {
                if (sample.line().isEmpty() || sample.line().getAsInt() == found.line()) {
                    return true;
                }
            }
        }
        return false;
    }
}
