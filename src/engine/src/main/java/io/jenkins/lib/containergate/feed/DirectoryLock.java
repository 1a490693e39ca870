package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One update of a data directory at a time, whichever program makes it. Scans need no lock: files are replaced whole. */
final class DirectoryLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private DirectoryLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    static DirectoryLock take(Path directory) throws GateException {
        Path file = directory.resolve(".lock");
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new GateException(
                        "another update of " + directory + " is at work", "wait until it has ended, then try again");
            }
            return new DirectoryLock(file, channel, lock);
        } catch (IOException e) {
            throw DataDirectory.unusable(file, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** @throws GateException when the lock was lost, as with a file system that went away */
    void check() throws GateException {
        if (!lock.isValid()) {
            throw new GateException("the lock " + file + " was lost", "run the update again");
        }
    }

    @Override
    public void close() throws GateException {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw DataDirectory.unusable(file, e);
        }
    }
}
