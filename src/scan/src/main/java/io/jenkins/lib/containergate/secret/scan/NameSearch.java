package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches the names of files and directories and the targets of links, many at a time. As in prose, what only looks made by chance
 * is no secret there: caches name files by hashes.
 */
public final class NameSearch {
    /** As prose. */
    private static final String KIND = "names.md";

    private static final int TOGETHER = 64 << 10;
    private static final String REMEDY = "give the files other names, or waive this place";

    private final SecretScanner scanner;
    private final int max;
    private final SecretSink sink;
    private final StringBuilder text = new StringBuilder();
    private final List<Line> lines = new ArrayList<>();
    private String before = "";
    private String notesBefore = "";

    /** One name, alone on a line, so that it is a secret exactly if {@link ShownPath} masks it. */
    private record Line(String path, String place) {}

    /** @param max findings of names that are searched together */
    public NameSearch(SecretScanner scanner, int max, SecretSink sink) {
        this.scanner = scanner;
        this.max = max;
        this.sink = sink;
    }

    /**
     * In any order; of directories that the path before has as well nothing is searched again.
     *
     * @param linkTarget empty when it is no link
     */
    public void add(String path, String linkTarget) throws GateException, InterruptedException {
        for (String name : path.substring(common(before, path)).split("/")) {
            line(name, path, "in its name");
        }
        for (String name : LinkText.lines(linkTarget)) {
            line(name, path, "in what the link points to");
        }
        before = path;
        searchMany();
    }

    /** @param notes see {@link io.jenkins.lib.containergate.layer.LayerEntry#notes}; nearly always empty or as before */
    public void notes(String path, String notes) throws GateException, InterruptedException {
        if (!notes.isEmpty() && !notes.equals(notesBefore)) {
            notesBefore = notes;
            for (String note : notes.split("\n")) {
                line(note, path, "in an attribute of it");
            }
            searchMany();
        }
    }

    private void searchMany() throws GateException, InterruptedException {
        if (text.length() >= TOGETHER) {
            finish();
        }
    }

    private void line(String name, String path, String place) {
        if (name.isEmpty()) {
            return;
        }
        text.append(name.replace('\n', ' ').replace('\r', ' ')).append('\n');
        lines.add(new Line(path, place));
    }

    /** Length of the directories that both have. */
    private static int common(String one, String other) {
        int end = Math.min(one.length(), other.length());
        int slash = 0;
        for (int i = 0; i < end && one.charAt(i) == other.charAt(i); i++) {
            slash = one.charAt(i) == '/' ? i + 1 : slash;
        }
        return slash;
    }

    /** Searches the rest. */
    public void finish() throws GateException, InterruptedException {
        if (lines.isEmpty()) {
            return;
        }
        CollectedSecrets found = new CollectedSecrets(max);
        scanner.scanText(KIND, text.toString(), found);
        for (FoundSecret secret : found.found()) {
            sink.found(named(secret, lines.get(Math.min(secret.line(), lines.size()) - 1)));
        }
        for (Unsearched place : found.unsearched()) {
            String problem = "names from this one on: " + place.problem();
            sink.unsearched(
                    place.rest()
                            ? Unsearched.ofRest(lines.get(0).path(), problem, REMEDY)
                            : new Unsearched(lines.get(0).path(), place.reason(), problem, REMEDY));
        }
        text.setLength(0);
        lines.clear();
    }

    private static FoundSecret named(FoundSecret secret, Line line) {
        return new FoundSecret(
                secret.rule(),
                secret.title(),
                secret.severity(),
                line.path(),
                1,
                Optional.empty(),
                secret.sample(),
                Optional.of(
                        secret.note().map(note -> note + ", " + line.place()).orElse(line.place())),
                secret.through(),
                secret.issued(),
                secret.illustrates(),
                secret.fingerprint());
    }
}
