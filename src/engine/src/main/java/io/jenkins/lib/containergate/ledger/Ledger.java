package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.signature.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    private static final String POLICIES = "policies";

    private final Object lock = new Object();
    private final Path file;
    private final LedgerLog log;
    private final LedgerPolicies policies;
    private final boolean underOneFloor;
    private LedgerIndex index = new LedgerIndex();
    private long indexed;
    private Object identity = "";

    private Ledger(Path directory, long maxBytes, boolean underOneFloor) {
        this.policies = new LedgerPolicies(directory.resolve(POLICIES));
        this.underOneFloor = underOneFloor;
        this.file = directory.resolve(FILE);
        this.log = new LedgerLog(file, maxBytes);
    }

    /**
     * @param directory made if it is not there
     * @param maxBytes that the file may have
     */
    public static Ledger open(Path directory, long maxBytes) throws GateException {
        return open(directory, maxBytes, false);
    }

    /** One to which nobody writes but a controller, whose organisation's policy is the floor of every verdict. */
    public static Ledger ofController(Path directory, long maxBytes) throws GateException {
        return open(directory, maxBytes, true);
    }

    private static Ledger open(Path directory, long maxBytes, boolean underOneFloor) throws GateException {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new GateException(
                    "the ledger " + directory + " cannot be made: " + FileProblem.of(e), "choose another directory", e);
        }
        return new Ledger(directory, maxBytes, underOneFloor);
    }

    /**
     * The same with the text of its policy, so that the policy can be compared with the one in force later.
     *
     * @param policy that the verdict was given under
     */
    public void append(LedgerEntry entry, EffectivePolicy policy) throws GateException {
        try {
            policies.keep(policy);
        } catch (IOException e) {
            throw unwritable(e);
        }
        append(entry);
    }

    /** Writes it, and returns when it is on the disk. */
    public void append(LedgerEntry entry) throws GateException {
        byte[] line = LedgerLine.sealed(entry);
        if (line.length > LedgerLines.MAX_LINE) {
            throw new GateException(
                    "an entry of the ledger has more than " + LedgerLines.MAX_LINE + " bytes", "use fewer waivers");
        }
        try {
            log.append(line);
        } catch (IOException e) {
            throw unwritable(e);
        }
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

    /** Whether the organisation's policy was the floor of every verdict in it. */
    public boolean underOneFloor() {
        return underOneFloor;
    }

    /** The text of a policy that verdicts were given under; empty where it was not kept. */
    public Optional<Bytes> policy(Digest digest) throws GateException {
        try {
            return policies.find(digest).map(Bytes::of);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The policies of drift checks, each until when it was in force: until a check under another one, or now. */
    public Map<Digest, Instant> policiesInForce(Instant now) throws GateException {
        synchronized (lock) {
            refresh();
            return index.policiesInForce(now);
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
        if (isNew()) {
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
            LedgerLines.read(new BufferedInputStream(Channels.newInputStream(log), 1 << 16), true, (line, bytes) -> {
                indexed += bytes;
                index.add(line);
            });
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** One that may be there and cannot be reached, such as a link to nowhere, is unreadable and not empty. */
    private boolean isNew() {
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private GateException unreadable(IOException cause) {
        return new GateException(
                "the ledger " + file + " cannot be read: " + FileProblem.of(cause), "see its access", cause);
    }

    private void forget() {
        index = new LedgerIndex();
        indexed = 0;
    }

    /** JSON Lines of all entries, oldest first; damaged ones are left out. */
    public void exportTo(OutputStream out) throws GateException, IOException {
        synchronized (lock) {
            if (!isNew()) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                    LedgerLines.read(in, true, (line, bytes) -> {
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
            LedgerLines.read(new BufferedInputStream(in), false, (line, bytes) -> {
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
