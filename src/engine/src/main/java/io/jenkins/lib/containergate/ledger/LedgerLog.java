package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.ledger.LedgerCut.Line;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The file of a ledger, as it is written: under a lock, and cut where it exceeds its bound. */
final class LedgerLog {
    private static final String LOCK = "ledger.lock";

    /** A file lock is a process's: of its threads, whoever has a ledger of their own, this one lets one at a time. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Path file;
    private final long maxBytes;

    LedgerLog(Path file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** Writes a line, and returns when it is on the disk. */
    void append(byte[] line) throws IOException, GateException {
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel lockFile = FileChannel.open(
                            file.resolveSibling(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
        Path smaller = file.resolveSibling(file.getFileName() + ".new");
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
        LedgerLines.read(new BufferedInputStream(Channels.newInputStream(log), 1 << 16), true, (line, bytes) -> {
            places.add(new Line(from[0], bytes, LedgerLine.readable(line)));
            from[0] += bytes;
        });
        return places;
    }
}
