package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What the last passed verdict found. */
record Baseline(Set<Fingerprint> fingerprints) {

    /** @throws UsageException when the file is no verdict, or the verdict did not pass */
    static Baseline read(Optional<Path> file) throws UsageException {
        if (file.isEmpty()) {
            return new Baseline(Set.of());
        }
        StoredVerdict stored;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.get()))) {
            stored = new VerdictReader().read(file.get().toString(), in);
        } catch (IOException e) {
            throw new UsageException(
                    "the baseline " + file.get() + " cannot be read: " + e.getMessage(),
                    "name the verdict.json of the last passed image, or leave --baseline away");
        } catch (GateException e) {
            throw new UsageException(e);
        }
        Outcome outcome = stored.verdict().outcome();
        if (!outcome.passed() || !stored.passed(GateName.VULNERABILITIES)) {
            throw new UsageException(
                    "the baseline " + file.get() + " is a verdict of " + outcome
                            + (outcome.passed() ? ", in which the gate of vulnerabilities did not pass" : ""),
                    "only a verdict that passed can be a baseline; WARN is not enough");
        }
        return new Baseline(stored.fingerprints());
    }
}
