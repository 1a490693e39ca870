package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the verdict that a command is about. */
final class VerdictFiles {
    private VerdictFiles() {}

    static Verdict read(Path file) throws UsageException {
        try {
            return new VerdictReader().read(file).verdict();
        } catch (IOException e) {
            throw new UsageException(
                    "the verdict " + file + " cannot be read: " + FileProblem.of(e), "name a verdict.json");
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }
}
