package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.util.List;

/** What the search finds in one file. */
final class FileFindings {
    private static final int MOST_FINDINGS = 1_000;

    private final SecretScanner scanner;

    FileFindings(SecretSearch search, Deadline deadline) {
        this.scanner = search.scanner(deadline);
    }

    List<FoundSecret> of(String path, byte[] content) throws Exception {
        CollectedSecrets collected = new CollectedSecrets(MOST_FINDINGS);
        scanner.scan(path, new MemoryContent(path, content), collected);
        return collected.found();
    }
}
