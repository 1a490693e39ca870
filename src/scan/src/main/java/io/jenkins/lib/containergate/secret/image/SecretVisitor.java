package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.IndependentVisitor;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class SecretVisitor implements IndependentVisitor<CollectedSecrets, LayerSecrets> {
    private final SecretSearch search;
    private final Deadline deadline;
    private final CollectedSecrets collected;
    /** {@code gitrepository-layout}: {@code objects/[0-9a-f][0-9a-f]} by the first byte of the object's name. */
    private static final Pattern GIT_OBJECT =
            Pattern.compile("((?:.*/)?objects)/[0-9a-f]{2}/[0-9a-f]{38}(?:[0-9a-f]{24})?");
    /** First byte of a zlib stream with a window of 32 KiB, as git writes them (RFC 1950). */
    private static final byte ZLIB = 0x78;

    private static final int MAX_REPOSITORIES = 100;

    private final Set<String> repositories = new TreeSet<>();
    private final List<Unsearched> tooLarge = new ArrayList<>();
    /**
     * As many as are in use at the same time, made when needed and let go after the last file: their buffers are large,
     * and an image may have many layers.
     */
    private final Deque<SecretScanner> scanners = new ConcurrentLinkedDeque<>();

    SecretVisitor(SecretSearch search, Deadline deadline) {
        this.search = search;
        this.deadline = deadline;
        this.collected = collection();
    }

    private CollectedSecrets collection() {
        return new CollectedSecrets(search.secretLimits().maxFindingsPerLayer());
    }

    /** Loose objects are compressed one by one: their repository is named once, not with each of them. */
    private void noteGitObject(LayerEntry entry, byte[] head) {
        Matcher object = GIT_OBJECT.matcher(entry.path());
        if (head.length > 0 && head[0] == ZLIB && repositories.size() < MAX_REPOSITORIES && object.matches()) {
            repositories.add(object.group(1));
        }
    }

    @Override
    public boolean wants(LayerEntry entry, byte[] head) {
        if (entry.kind() != LayerEntry.Kind.FILE || entry.size() == 0) {
            return false;
        }
        noteGitObject(entry, head);
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
    public CollectedSecrets look(LayerEntry entry, FileContent content)
            throws GateException, IOException, InterruptedException {
        SecretScanner idle = scanners.poll();
        SecretScanner scanner = idle != null ? idle : search.scanner(deadline);
        CollectedSecrets seen = collection();
        scanner.scan(entry.path(), content, seen);
        scanners.push(scanner);
        return seen;
    }

    @Override
    public void take(CollectedSecrets seen) {
        collected.add(seen);
    }

    @Override
    public LayerSecrets finish() {
        scanners.clear();
        tooLarge.forEach(collected::unsearched);
        for (String repository : repositories) {
            collected.unsearched(new Unsearched(
                    repository,
                    Unsearched.Reason.ARCHIVE,
                    "it holds objects of git, with the history of a repository, which are not opened here",
                    "keep .git out of the image, or search the repository with checkSecrets and gitHistory"
                            + " (--git-history) and waive this place"));
        }
        return new LayerSecrets(collected.found(), collected.unsearched());
    }
}
