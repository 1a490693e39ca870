package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody who read the places says of them. A line of the file is what it is ({@link Kind} in lower case), the rule,
 * the path from the root of the tree, the line or {@code *} for any, and in a few words why, with tabs between; a line that
 * begins with {@code #} is a comment. A rule of another scanner has its name and a colon before it. No value is in the file,
 * and only the benchmark knows it.
 */
final class PlaceLabels {
    private static final int FIELDS = 5;
    private static final String ANY_LINE = "*";

    private final Map<String, Label> labels = new HashMap<>();

    /** What a person makes of a finding. */
    enum Kind {
        /** Something that gives access, or would where the software runs as it is. */
        REAL,
        /** A key or password made for tests, and used by nothing else. */
        TEST,
        /** Shows what a credential looks like, or belongs to a setup that only shows how something is done. */
        EXAMPLE,
        /** No credential at all. */
        NONE
    }

    /** @param why what it is, in a few words: places are counted by it */
    record Label(Kind kind, String why) {
        boolean credential() {
            return kind == Kind.REAL;
        }
    }

    static PlaceLabels none() {
        return new PlaceLabels();
    }

    /** @throws IOException when the file cannot be read, or a line is none of labels */
    static PlaceLabels read(Path file) throws IOException {
        PlaceLabels read = new PlaceLabels();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                read.add(line, file + ":" + (i + 1));
            }
        }
        return read;
    }

    private void add(String line, String where) throws IOException {
        String[] fields = line.split("\t", FIELDS);
        Optional<Kind> kind = Arrays.stream(Kind.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(fields[0]))
                .findFirst();
        if (fields.length != FIELDS || kind.isEmpty() || !fields[3].matches("[1-9][0-9]*|\\*")) {
            throw new IOException(
                    where + " is not a label: write real, test, example or none, rule, path, line or *, and why,"
                            + " with tabs between");
        }
        Label label = new Label(kind.get(), fields[4]);
        if (labels.put(key(fields[1], fields[2], fields[3]), label) != null) {
            throw new IOException(where + " labels a place a second time: take one of the lines out");
        }
    }

    Optional<Label> of(FoundPlace place) {
        String line = String.valueOf(place.firstLine());
        return Optional.ofNullable(labels.get(key(place.rule(), place.path(), line)))
                .or(() -> Optional.ofNullable(labels.get(key(place.rule(), place.path(), ANY_LINE))));
    }

    private static String key(String rule, String path, String line) {
        return rule + "\t" + path + "\t" + line;
    }
}
