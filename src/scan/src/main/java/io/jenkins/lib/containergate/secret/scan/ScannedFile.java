package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** One file that is searched, with all archives in it: where it is, what may be spent on it, what was found in it. */
final class ScannedFile {
    private static final String REMEDY =
            "look into the file yourself, or exclude it from the image; a waiver for this place lets it through";

    private static final int MOST_PROBLEMS = 3;

    private final SecretLimits limits;
    private final SecretSink sink;
    private final Deadline deadline;
    private final String file;
    private final Set<String> known = new HashSet<>();
    private long candidates;
    private long allowedCandidates;
    private int found;
    private boolean exhausted;
    private boolean saidTooDeep;
    private boolean opened;
    /** One for each rule, whatever the number of places: an archive may hold broken ones by the thousand. */
    private final Map<Unsearched.Reason, Pending> pending = new EnumMap<>(Unsearched.Reason.class);

    ScannedFile(String file, SecretLimits limits, SecretSink sink, Deadline deadline) {
        this.file = file;
        this.limits = limits;
        this.sink = sink;
        this.deadline = deadline;
        this.allowedCandidates = limits.freeCandidates();
    }

    /** The same file with nothing found or spent yet. */
    ScannedFile reportingTo(SecretSink other) {
        return new ScannedFile(file, limits, other, deadline);
    }

    /**
     * A place inside the file: itself, or an entry of an archive in it.
     *
     * @param kinds what files are by their paths
     */
    record Place(String path, FileKind kind, int archiveDepth, FileKinds kinds) {
        static Place of(String path, FileKinds kinds) {
            return new Place(path, kinds.of(path), 0, kinds);
        }

        /** What lies in it and has no name of its own. */
        Place deeper() {
            return new Place(path, kind, archiveDepth + 1, kinds);
        }

        Place entry(String name) {
            String inner = path + "!/" + name;
            return new Place(inner, kinds.of(inner), archiveDepth + 1, kinds);
        }

        /** What it unpacks to, which would have another name. */
        Place unpacked(String name) {
            return new Place(path, kinds.of(name), archiveDepth + 1, kinds);
        }

        /** An object of a git repository: of sources, wherever the repository is. */
        Place source(String name) {
            return new Place(path, kind, archiveDepth, FileKinds.SOURCES).entry(name);
        }

        /** The same, searched as another kind. */
        Place as(FileKind other) {
            return new Place(path, other, archiveDepth, kinds);
        }
    }

    SecretLimits limits() {
        return limits;
    }

    String file() {
        return file;
    }

    void checkDeadline() throws GateException, InterruptedException {
        deadline.check("searching " + file + " for secrets");
    }

    /** More content means that more candidates are honest. */
    void contentRead(long bytes) {
        allowedCandidates += bytes / limits.bytesPerCandidate();
    }

    /** Whether one more candidate may be looked at; the first refusal is reported. */
    boolean candidate(Place place) {
        if (candidates++ < allowedCandidates) {
            return true;
        }
        exhausted(place, "it holds too many words that secrets go with, for its size");
        return false;
    }

    /** An archive is opened. */
    void open() {
        opened = true;
    }

    boolean opened() {
        return opened;
    }

    /** The rest of the file is not searched. */
    void exhausted(Place place, String problem) {
        exhausted(place.path(), problem);
    }

    private void exhausted(String path, String problem) {
        if (!exhausted) {
            exhausted = true;
            unsearched(path, Unsearched.Reason.TOO_LARGE, problem);
        }
    }

    boolean exhausted() {
        return exhausted;
    }

    void unsearched(Place place, Unsearched.Reason reason, String problem) {
        unsearched(place.path(), reason, problem);
    }

    private void unsearched(String path, Unsearched.Reason reason, String problem) {
        Pending known = pending.computeIfAbsent(reason, first -> new Pending(path));
        known.places++;
        if (known.problems.size() < MOST_PROBLEMS) {
            known.problems.add(problem);
        }
    }

    /** Places of one rule that were not searched. */
    private static final class Pending {
        private final String first;
        private final Set<String> problems = new LinkedHashSet<>();
        private int places;

        Pending(String first) {
            this.first = first;
        }
    }

    /** Tells the sink what was not searched; when the file is done, or cannot be read on. */
    void report() {
        pending.forEach((reason, places) -> sink.unsearched(new Unsearched(
                places.places == 1 ? places.first : file,
                reason,
                String.join("; ", places.problems),
                REMEDY,
                places.places,
                places.first)));
        pending.clear();
    }

    /** Whether an archive there lies too deep to be opened. */
    boolean atMaxDepth(Place place) {
        return place.archiveDepth() >= limits.maxArchiveDepth();
    }

    /** Said once of all archives in a file, which holds them by the thousand or not at all. */
    void tooDeep(Place place) {
        if (!saidTooDeep) {
            saidTooDeep = true;
            unsearched(
                    file,
                    Unsearched.Reason.TOO_LARGE,
                    "archives in it lie deeper than maxArchiveDepth = " + limits.maxArchiveDepth()
                            + " and are not opened, the first at depth " + (place.archiveDepth() + 1));
        }
    }

    /** @param identity of rule and value, to report each once in a place */
    void found(FoundSecret secret, String identity) {
        if (!known.add(secret.path() + "\0" + secret.illustrates() + "\0" + identity)) {
            return;
        }
        if (++found > limits.maxFindingsPerFile()) {
            exhausted(secret.path(), "it holds more than " + limits.maxFindingsPerFile() + " secrets");
            return;
        }
        sink.found(secret);
    }
}
