package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Workers;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Searches many files in a few threads; the answer is in the order of the files. */
final class ParallelSearch {
    private static final String REMEDY = "make it readable for the user who runs this, or take it out of the tree";

    private static final int SMALL = 128 << 10;

    private final SecretSearch search;
    private final int threads;

    ParallelSearch(SecretSearch search, int threads) {
        this.search = search;
        this.threads = threads;
    }

    List<CollectedSecrets> search(List<TreeWalk.TreeFile> files, Deadline deadline)
            throws GateException, InterruptedException {
        CollectedSecrets[] collected = new CollectedSecrets[files.size()];
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, ParallelSearch::thread);
        try {
            List<Callable<Void>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(() -> work(files, collected, next, deadline));
            }
            for (Future<Void> worker : pool.invokeAll(workers)) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            Workers.end(pool);
        }
        return Arrays.asList(collected);
    }

    private @Nullable Void work(
            List<TreeWalk.TreeFile> files, CollectedSecrets[] collected, AtomicInteger next, Deadline deadline)
            throws GateException, InterruptedException {
        SecretScanner scanner = search.scanner(deadline);
        for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
            TreeWalk.TreeFile file = files.get(i);
            CollectedSecrets found = new CollectedSecrets(search.secretLimits().maxFindingsPerLayer());
            collected[i] = found;
            if (file.size() > search.limits().maxFileBytes()) {
                found.unsearched(new Unsearched(
                        file.path(),
                        Unsearched.Reason.TOO_LARGE,
                        "it has " + file.size() + " bytes, more than maxFileBytes = "
                                + search.limits().maxFileBytes(),
                        "keep such data out of the tree, or waive this place"));
                continue;
            }
            try {
                scanner.scan(file.path(), content(file), found);
            } catch (IOException e) {
                found.unsearched(new Unsearched(
                        file.path(), Unsearched.Reason.UNREADABLE, "it cannot be read: " + FileProblem.of(e), REMEDY));
            }
        }
        return null;
    }

    /** A small file is read once for all who look at it. */
    private static FileContent content(TreeWalk.TreeFile file) throws IOException {
        PathContent content = new PathContent(file.file(), file.size());
        if (file.size() > SMALL) {
            return content;
        }
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(SMALL + 1);
            return bytes.length > SMALL ? content : new FileContent.MemoryContent(file.path(), bytes);
        }
    }

    private static GateException failure(ExecutionException failed) throws InterruptedException {
        Throwable cause = failed.getCause();
        if (cause instanceof GateException gate) {
            return gate;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("searching a file for secrets failed", cause);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "secret-search");
        thread.setDaemon(true);
        return thread;
    }

    /** A file of the tree; should it become a symbolic link meanwhile, it is not followed. */
    private record PathContent(Path file, long size) implements FileContent {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public byte[] bytes(int max) throws IOException, LimitExceededException {
            // longer than it was when the tree was walked it may be by now
            try (InputStream in = open()) {
                byte[] bytes = in.readNBytes(max + 1);
                if (bytes.length > max) {
                    throw new LimitExceededException(file.toString(), "bytes of this kind of file", max);
                }
                return bytes;
            }
        }
    }
}
