package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.LedgerCut.Line;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries in one file that only grows, one line each. A line is written whole and forced to the disk before {@link #append}
 * returns; what a crash leaves of one is cut off by the next. Any other damage is counted, and kept where it is: whoever
 * relies on the ledger must not, until {@link #damaged} is 0 again.
 *
 * <p>Several processes may append; a lock file lets one at a time. When the file exceeds its bound, the oldest verdicts go.
 */
public final class Ledger {
    private static final String FILE = "ledger.log";
    private static final String LOCK = "ledger.lock";
    private static final int MAX_LINE = 1 << 20;

    /** A file lock is a process's: of its threads, whoever has a ledger of their own, this one lets one at a time. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Object lock = new Object();
    private final Path directory;
    private final Path file;
    private final long maxBytes;
    private LedgerIndex index = new LedgerIndex();
    private long indexed;
    private Object identity = "";

    private Ledger(Path directory, long maxBytes) {
        this.directory = directory;
        this.file = directory.resolve(FILE);
        this.maxBytes = maxBytes;
    }

    /**
     * @param directory made if it is not there
     * @param maxBytes that the file may have
     */
    public static Ledger open(Path directory, long maxBytes) throws GateException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new GateException(
                    "the ledger " + directory + " cannot be made: " + FileProblem.of(e), "choose another directory", e);
        }
        return new Ledger(directory, maxBytes);
    }

    /** Writes it, and returns when it is on the disk. */
    public void append(LedgerEntry entry) throws GateException {
        byte[] line = LedgerLine.sealed(entry);
        if (line.length > MAX_LINE) {
            throw new GateException("an entry of the ledger has more than " + MAX_LINE + " bytes", "use fewer waivers");
        }
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel lockFile = FileChannel.open(
                            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lockFile.lock();
                    FileChannel log = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                if (!held.isValid()) {
                    throw new IOException("the lock is lost");
                }
                long end = whole(log);
                log.truncate(end);
                write(log, end, line);
                log.force(true);
                if (end + line.length > maxBytes) {
                    halve();
                }
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }

    /** Where the last whole line ends. */
    private static long whole(FileChannel log) throws IOException {
        long end = log.size();
        ByteBuffer last = ByteBuffer.allocate(1);
        while (end > 0) {
            last.clear();
            log.read(last, end - 1);
            if (last.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    private static void write(FileChannel log, long at, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long position = at;
        while (buffer.hasRemaining()) {
            position += log.write(buffer, position);
        }
    }

    /** A new file is put in the place of the old one when it is whole. */
    private void halve() throws IOException, GateException {
        Path smaller = directory.resolve(FILE + ".new");
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel target = FileChannel.open(
                        smaller,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (Line line : LedgerCut.kept(places(old), maxBytes / 2)) {
                long position = line.from();
                long end = position + line.bytes();
                while (position < end) {
                    position += old.transferTo(position, end - position, target);
                }
            }
            target.force(true);
        }
        Files.move(smaller, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Line> places(FileChannel log) throws IOException, GateException {
        List<Line> places = new ArrayList<>();
        long[] from = new long[1];
        log.position(0);
        lines(new BufferedInputStream(Channels.newInputStream(log), 1 << 16), true, (line, bytes) -> {
            places.add(new Line(from[0], bytes, LedgerLine.readable(line)));
            from[0] += bytes;
        });
        return places;
    }

    /** Verdicts on an image, newest first; of those of one time first what did not pass. */
    public List<LedgerEntry> of(Digest digest) throws GateException {
        synchronized (lock) {
            refresh();
            return index.of(digest);
        }
    }

    /** Verdicts on a task definition, newest first. */
    public List<LedgerEntry> ofTaskDefinition(Digest definition) throws GateException {
        synchronized (lock) {
            refresh();
            return index.ofTaskDefinition(definition);
        }
    }

    /** The last verdict that passed on each image of a repository, newest first; the image may have failed since. */
    public List<LedgerEntry> passed(String repository) throws GateException {
        synchronized (lock) {
            refresh();
            return index.passed(repository);
        }
    }

    /** How many lines cannot be read, but for one that a crash left unfinished. */
    public int damaged() throws GateException {
        synchronized (lock) {
            refresh();
            return index.damaged();
        }
    }

    /** How many entries there are. */
    public int size() throws GateException {
        synchronized (lock) {
            refresh();
            return index.size();
        }
    }

    /** Reads what was added since. */
    private void refresh() throws GateException {
        if (!Files.exists(file)) {
            forget();
            return;
        }
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.READ)) {
            Object now = Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class)
                            .fileKey())
                    .orElse("");
            if (!now.equals(identity) || log.size() < indexed) {
                forget();
                identity = now;
            }
            log.position(indexed);
            lines(new BufferedInputStream(Channels.newInputStream(log), 1 << 16), true, (line, bytes) -> {
                indexed += bytes;
                index.add(line);
            });
        } catch (IOException e) {
            throw new GateException(
                    "the ledger " + file + " cannot be read: " + FileProblem.of(e), "see its access", e);
        }
    }

    private void forget() {
        index = new LedgerIndex();
        indexed = 0;
    }

    private interface LineReader {
        /** @param bytes that it has in the file, with its line break */
        void read(byte[] line, long bytes) throws GateException, IOException;
    }

    /** @param torn whether a last line without an end is left out */
    private static void lines(InputStream in, boolean torn, LineReader reader) throws GateException, IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long bytes = 0;
        int next = in.read();
        while (next >= 0) {
            bytes++;
            if (next == '\n') {
                reader.read(line.toByteArray(), bytes);
                line.reset();
                bytes = 0;
            } else if (line.size() < MAX_LINE) {
                line.write(next);
            }
            next = in.read();
        }
        if (!torn && line.size() > 0) {
            reader.read(line.toByteArray(), bytes);
        }
    }

    /** JSON Lines of all entries, oldest first; damaged ones are left out. */
    public void exportTo(OutputStream out) throws GateException, IOException {
        synchronized (lock) {
            if (Files.exists(file)) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    lines(in, true, (line, bytes) -> {
                        Optional<LedgerEntry> entry = LedgerLine.readable(line); // damaged() counts the others
                        if (entry.isPresent()) {
                            out.write(LedgerLine.json(entry.get()));
                            out.write('\n');
                        }
                    });
                }
            }
            out.flush();
        }
    }

    /**
     * Appends the entries of an export.
     *
     * @return how many
     * @throws GateException at the first line that is no entry; those before it are in
     */
    public int importFrom(InputStream in) throws GateException, IOException {
        synchronized (lock) {
            int[] count = new int[1];
            lines(new BufferedInputStream(in), false, (line, bytes) -> {
                if (line.length > 0) {
                    append(LedgerLine.parse(line));
                    count[0]++;
                }
            });
            return count[0];
        }
    }

    private GateException unwritable(IOException cause) {
        return new GateException(
                "the ledger " + file + " cannot be written: " + FileProblem.of(cause),
                "see its access and the disk",
                cause);
    }
}
