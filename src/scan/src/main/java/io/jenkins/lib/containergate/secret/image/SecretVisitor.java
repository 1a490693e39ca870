package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerVisitor.IndependentVisitor;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.NameSearch;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

final class SecretVisitor implements IndependentVisitor<FileSecrets, LayerSecrets> {
    private final SecretSearch search;
    private final Deadline deadline;
    private final CollectedSecrets collected;
    private final List<Unsearched> tooLarge = new ArrayList<>();
    private final ClosedArchives archives;
    private final CollectedSecrets inNames;
    private @Nullable NameSearch names;
    /**
     * As many as are in use at the same time, made when needed and let go after the last file: their buffers are large,
     * and an image may have many layers.
     */
    private final Deque<SecretScanner> scanners = new ConcurrentLinkedDeque<>();

    SecretVisitor(SecretSearch search, Deadline deadline) {
        this.search = search;
        this.deadline = deadline;
        this.collected = collection();
        this.inNames = collection();
        this.archives = new ClosedArchives(
                search.secretLimits().maxUnpackedBytes(), search.secretLimits().maxFindingsPerLayer());
    }

    private CollectedSecrets collection() {
        return new CollectedSecrets(search.secretLimits().maxFindingsPerLayer());
    }

    @Override
    public void entry(LayerEntry entry) throws GateException, InterruptedException {
        NameSearch known = names;
        if (known == null) {
            known = new NameSearch(
                    search.scanner(deadline), search.secretLimits().maxFindingsPerLayer(), inNames);
            names = known;
        }
        known.add(entry.path(), entry.linkTarget());
        known.notes(entry.path(), entry.notes());
    }

    @Override
    public boolean wants(LayerEntry entry, byte[] head) {
        if (entry.kind() != LayerEntry.Kind.FILE || entry.size() == 0) {
            return false;
        }
        if (entry.size() > search.limits().maxFileBytes()) {
            tooLarge.add(new Unsearched(
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
    public FileSecrets look(LayerEntry entry, FileContent content)
            throws GateException, IOException, InterruptedException {
        SecretScanner idle = scanners.poll();
        SecretScanner scanner = idle != null ? idle : search.layerScanner(deadline);
        FileSecrets seen = archives.full() && scanner.opens(entry.path(), content)
                ? FileSecrets.closed(entry.path())
                : searched(scanner, entry.path(), content);
        scanners.push(scanner);
        return seen;
    }

    private FileSecrets searched(SecretScanner scanner, String path, FileContent content)
            throws GateException, IOException, InterruptedException {
        CollectedSecrets seen = collection();
        OptionalLong unpacked = scanner.scan(path, content, seen);
        return new FileSecrets(
                seen.found(),
                seen.unsearched(),
                unpacked.isPresent()
                        ? Optional.of(new FileSecrets.Archive(path, true, unpacked.getAsLong()))
                        : Optional.empty());
    }

    /** That an archive is left closed depends on the files before it. */
    @Override
    public boolean keeps(FileSecrets seen) {
        return seen.archive().map(FileSecrets.Archive::opened).orElse(true);
    }

    @Override
    public void take(FileSecrets seen) {
        if (seen.archive().filter(archives::closes).isPresent()) {
            return;
        }
        seen.found().forEach(collected::found);
        seen.unsearched().forEach(collected::unsearched);
    }

    @Override
    public LayerSecrets finish() throws GateException, InterruptedException {
        scanners.clear();
        if (names != null) {
            names.finish();
            names = null;
        }
        collected.add(inNames);
        tooLarge.forEach(collected::unsearched);
        List<Unsearched> unsearched = new ArrayList<>(collected.unsearched());
        unsearched.addAll(archives.unsearched());
        return new LayerSecrets(collected.found(), unsearched);
    }
}
