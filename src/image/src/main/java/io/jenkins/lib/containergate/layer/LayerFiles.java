package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.EntryPath;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.TarHeader;
import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.layer.LayerVisitor.IndependentVisitor;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Gives the entries of one layer to the visitors and keeps the journal of its paths. */
final class LayerFiles implements Closeable {
    private static final int BUDGET_STEP = 64 << 10;
    private static final int MODE = 07777;
    private static final byte[] NO_HEAD = new byte[0];

    private final Visitors visitors;
    private final Contents contents;
    private final String layer;
    private final Limits limits;
    private final Deadline deadline;
    private final PathBudget budget;
    private final ParallelFileVisits looks;
    private final PathJournal journal = new PathJournal();
    private int entries;
    private int budgeted;

    LayerFiles(
            Visitors visitors,
            Contents contents,
            String layer,
            Limits limits,
            Deadline deadline,
            PathBudget budget,
            IdleThreads idle) {
        this.visitors = visitors;
        this.contents = contents;
        this.layer = layer;
        this.limits = limits;
        this.deadline = deadline;
        this.budget = budget;
        this.looks = new ParallelFileVisits(visitors, deadline, idle);
    }

    void entry(TarHeader header, TarReader tar) throws IOException, GateException, InterruptedException {
        if (++entries > limits.maxEntries()) {
            throw new LimitExceededException(layer, "maxEntries", limits.maxEntries());
        }
        checkLength(header.name());
        checkLength(header.linkName());
        String path = EntryPath.canonical(header.name());
        if (header.attributes().overlay().isPresent()) {
            throw new MalformedArchiveException(SafeText.quoted(path) + " has the extended attribute "
                    + SafeText.quoted(header.attributes().overlay().get())
                    + ", with which an overlay file system shows other files than the layers hold");
        }
        if (path.isEmpty()) {
            if (header.type() != TarHeader.DIRECTORY) {
                throw new MalformedArchiveException("its root is not a directory");
            }
            return;
        }
        Optional<Whiteout> whiteout = Whiteout.of(path);
        if (whiteout.isPresent()) {
            whiteout(whiteout.get(), header, path);
        } else {
            file(header, path, tar);
        }
        int size = journal.size();
        if (size - budgeted > BUDGET_STEP) {
            budget.take(size - budgeted);
            budgeted = size;
        }
    }

    private void whiteout(Whiteout whiteout, TarHeader header, String path) throws MalformedArchiveException {
        if (header.size() > 0) {
            throw new MalformedArchiveException("the whiteout " + SafeText.quoted(path) + " has content");
        }
        journal.add(
                whiteout.opaque() ? PathJournal.Action.EMPTY_DIRECTORY : PathJournal.Action.DELETE,
                whiteout.path(),
                "");
    }

    private void file(TarHeader header, String path, TarReader tar)
            throws IOException, GateException, InterruptedException {
        LayerEntry.Kind kind = kind(header.type());
        LayerEntry entry = new LayerEntry(
                path,
                kind,
                header.size(),
                (int) header.mode() & MODE,
                header.userId(),
                header.groupId(),
                isLink(kind) ? header.linkName() : "",
                header.notes(),
                header.attributes().capabilities());
        journal.add(action(kind, path), path, entry.linkTarget());
        byte[] head = kind == LayerEntry.Kind.FILE ? tar.head(LayerReader.HEAD_BYTES) : NO_HEAD;
        String name = SafeText.quoted(path) + " in " + layer;
        List<LayerVisitor<?>> wanting = visitors.wanting(entry, head, name);
        List<LayerVisitor<?>> doubtful = visitors.doubtful(entry, wanting, name);
        List<LayerVisitor<?>> ends = visitors.wantingEnd(entry, wanting, name);
        if (wanting.isEmpty() && doubtful.isEmpty()) {
            if (!ends.isEmpty()) {
                LastBytes last = new LastBytes(LayerReader.END_BYTES);
                tar.transferTo(last);
                visitors.end(ends, entry, last.bytes(), name);
            }
            return;
        }
        if (entry.size() > limits.maxFileBytes()) {
            throw new LimitExceededException(name, "maxFileBytes", limits.maxFileBytes());
        }
        if (!contents.fit(entry.size())) {
            looks.finish();
        }
        VisitedFile file = new VisitedFile(entry, contents.of(tar, name, entry.size(), head), name);
        if (!ends.isEmpty()) {
            visitors.end(ends, entry, LastBytes.of(file.content(), LayerReader.END_BYTES), name);
        }
        if (!doubtful.isEmpty()) {
            List<LayerVisitor<?>> more = visitors.wantingForItsEnd(doubtful, file);
            if (!more.isEmpty()) {
                more.addAll(wanting);
                wanting = more;
            }
        }
        look(wanting, file);
    }

    private void look(List<LayerVisitor<?>> wanting, VisitedFile file) throws GateException, InterruptedException {
        List<IndependentVisitor<?, ?>> independent = new ArrayList<>();
        for (LayerVisitor<?> visitor : wanting) {
            if (visitor instanceof IndependentVisitor<?, ?> other) {
                independent.add(other);
            } else {
                deadline.check("analysing " + file.name());
                visitors.visit(visitor, file);
            }
        }
        if (!independent.isEmpty()) {
            Optional<Runnable> kept = looks.wantsToKeep() ? contents.keep() : Optional.empty();
            if (kept.isPresent()) {
                looks.later(independent, file, kept.get());
            } else {
                looks.now(independent, file);
            }
        }
    }

    /** After both digests were found right. */
    LayerPass.Result finish() throws GateException, InterruptedException {
        looks.finish();
        return new LayerPass.Result(visitors.finish(layer), journal);
    }

    private void checkLength(String name) throws LimitExceededException {
        int max = limits.maxPathLength();
        if (name.length() > max || name.length() > max / 3 && name.getBytes(StandardCharsets.UTF_8).length > max) {
            throw new LimitExceededException(SafeText.quoted(name) + " in " + layer, "maxPathLength", max);
        }
    }

    private static LayerEntry.Kind kind(char type) {
        return switch (type) {
            case TarHeader.DIRECTORY -> LayerEntry.Kind.DIRECTORY;
            case TarHeader.SYMBOLIC_LINK -> LayerEntry.Kind.SYMBOLIC_LINK;
            case TarHeader.HARD_LINK -> LayerEntry.Kind.HARD_LINK;
            case TarHeader.CHARACTER_DEVICE, TarHeader.BLOCK_DEVICE -> LayerEntry.Kind.DEVICE;
            case TarHeader.FIFO -> LayerEntry.Kind.FIFO;
            case TarHeader.FILE -> LayerEntry.Kind.FILE;
            default -> throw new IllegalStateException("the tar reader lets no type " + type + " through");
        };
    }

    private static boolean isLink(LayerEntry.Kind kind) {
        return kind == LayerEntry.Kind.SYMBOLIC_LINK || kind == LayerEntry.Kind.HARD_LINK;
    }

    private static PathJournal.Action action(LayerEntry.Kind kind, String path) {
        return switch (kind) {
            case FILE -> Whiteout.isMetadata(path) ? PathJournal.Action.METADATA : PathJournal.Action.FILE;
            case DIRECTORY -> PathJournal.Action.DIRECTORY;
            case SYMBOLIC_LINK -> PathJournal.Action.SYMBOLIC_LINK;
            case HARD_LINK -> PathJournal.Action.HARD_LINK;
            case DEVICE, FIFO -> PathJournal.Action.SPECIAL;
        };
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }

    /** Memory that the path names of all layers of one image may take together. */
    static final class PathBudget {
        private static final long LEAST = 1 << 20;
        /** An honest image needs about 25 bytes an entry. */
        private static final long BYTES_PER_ENTRY = 64;

        private final AtomicLong used = new AtomicLong();
        private final String image;
        private final Limits limits;

        PathBudget(String image, Limits limits) {
            this.image = image;
            this.limits = limits;
        }

        void take(long bytes) throws LimitExceededException {
            if (used.addAndGet(bytes) > Math.max(LEAST, limits.maxEntries() * BYTES_PER_ENTRY)) {
                throw new LimitExceededException(
                        "the length of all paths in " + image + " together", "maxEntries", limits.maxEntries());
            }
        }
    }

    /**
     * A tar entry that is no file but an order: delete a path of the lower layers, or all they have in a directory.
     *
     * @param path canonical; of the deleted file, or of the emptied directory
     * @param opaque whether the directory is emptied
     * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md#whiteouts">OCI layer, whiteouts</a>
     */
    record Whiteout(String path, boolean opaque) {
        private static final String PREFIX = ".wh.";
        private static final String OPAQUE = ".wh..wh..opq";
        /** At the root, AUFS kept its own files under such names; runtimes skip them, but not all skip what is in such directories. */
        private static final String METADATA = ".wh..wh.";

        /** @param path canonical path of the entry */
        static Optional<Whiteout> of(String path) throws MalformedArchiveException {
            int nameStart = path.lastIndexOf('/') + 1;
            if (!path.startsWith(PREFIX, nameStart)) {
                return Optional.empty();
            }
            String directory = nameStart == 0 ? "" : path.substring(0, nameStart - 1);
            String name = path.substring(nameStart);
            if (name.equals(OPAQUE)) {
                return Optional.of(new Whiteout(checkedDirectory(directory), true));
            }
            if (isMetadata(path)) {
                return Optional.empty();
            }
            String deleted = name.substring(PREFIX.length());
            if (deleted.isEmpty() || deleted.equals(".") || deleted.equals("..")) {
                throw new MalformedArchiveException("the whiteout " + SafeText.quoted(path) + " names no file");
            }
            return Optional.of(new Whiteout(directory.isEmpty() ? deleted : directory + "/" + deleted, false));
        }

        /**
         * The root cannot be emptied: overlay file systems ignore the marker there, other runtimes obey it, and so nobody
         * knows which files a container would see.
         */
        private static String checkedDirectory(String directory) throws MalformedArchiveException {
            if (directory.isEmpty()) {
                throw new MalformedArchiveException(
                        "it empties the root directory with '" + OPAQUE + "', which only some runtimes obey");
            }
            return directory;
        }

        /** Files no container sees, unless hard links give them a name. */
        static boolean isMetadata(String path) {
            return path.startsWith(METADATA) && path.indexOf('/') < 0;
        }
    }
}
