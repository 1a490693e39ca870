package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

final class SecretVisitor implements LayerVisitor<LayerSecrets> {
    private final SecretSearch search;
    private final Deadline deadline;
    private final CollectedSecrets collected;
    /** Made for the first file and let go after the last: its buffer is large, and an image may have many layers. */
    private @Nullable SecretScanner scanner;

    SecretVisitor(SecretSearch search, Deadline deadline) {
        this.search = search;
        this.deadline = deadline;
        this.collected = new CollectedSecrets(search.secretLimits().maxFindingsPerLayer());
    }

    @Override
    public boolean wants(LayerEntry entry, byte[] head) {
        if (entry.kind() != LayerEntry.Kind.FILE || entry.size() == 0) {
            return false;
        }
        if (entry.size() > search.limits().maxFileBytes()) {
            collected.unsearched(new Unsearched(
                    entry.path(),
                    Unsearched.Reason.TOO_LARGE,
                    "it has " + entry.size() + " bytes, more than maxFileBytes = "
                            + search.limits().maxFileBytes(),
                    "keep such data out of the image, or waive this place"));
            return false;
        }
        return true;
    }

    @Override
    public void visit(LayerEntry entry, FileContent content) throws GateException, IOException, InterruptedException {
        SecretScanner current = scanner;
        if (current == null) {
            current = search.scanner(deadline);
            scanner = current;
        }
        current.scan(entry.path(), content, collected);
    }

    @Override
    public LayerSecrets finish() {
        scanner = null;
        return new LayerSecrets(collected.found(), collected.unsearched());
    }
}
