package io.jenkins.lib.containergate.benchmarks.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads what one scanner publishes. */
public enum SampleSource {
    /** Sources of gitleaks 8 as a Go module. */
    GITLEAKS(GitleaksSamples::read),
    /** Sources of TruffleHog 3. */
    TRUFFLEHOG(TrufflehogSamples::read),
    /** Sources of Nosey Parker, or its directory of rules. */
    NOSEYPARKER(RuleExamples::read),
    /** Sources of CredSweeper. */
    CREDSWEEPER(CredSweeperSamples::read);

    private interface Reader {
        List<PublishedSample> read(Path directory) throws IOException, InterruptedException;
    }

    private final Reader reader;

    SampleSource(Reader reader) {
        this.reader = reader;
    }

    /** @throws IOException when the directory does not hold its sources */
    public List<PublishedSample> read(Path directory) throws IOException, InterruptedException {
        List<PublishedSample> samples = reader.read(directory);
        if (samples.isEmpty()) {
            throw new IOException(directory + " holds no samples of " + this + ": name the directory of its sources");
        }
        return samples;
    }
}
