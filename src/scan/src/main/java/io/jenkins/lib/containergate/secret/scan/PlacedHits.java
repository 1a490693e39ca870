package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.document.DocumentPlace;
import io.jenkins.lib.containergate.secret.document.DocumentPlaces;
import io.jenkins.lib.containergate.secret.text.EightBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is found in a file. On which lines, and in which values of a document, is worked out afterwards, and only when
 * something was found: it is of no use to the search, and to do it in all files costs as much as to search programs.
 */
final class PlacedHits {
    private static final int BUFFER = 64 << 10;
    /** Of one value in a file; with more of them it counts as in use. */
    private static final int MOST_PLACES = 16;

    /** By rule and value. */
    private final Map<String, Placed> hits = new LinkedHashMap<>();

    /** @param positions ascending; one more than {@link #MOST_PLACES} when there are more */
    private record Placed(Hit hit, List<Long> positions) {
        static Placed at(Hit hit, long position) {
            return new Placed(hit, List.of(position));
        }

        /** One that is in use counts before those that are only shown. */
        Placed and(Placed next) {
            if (hit.illustrates() != next.hit.illustrates()) {
                return hit.illustrates() ? next : this;
            }
            if (positions.size() > MOST_PLACES || positions.contains(next.first())) {
                return this;
            }
            List<Long> both = new ArrayList<>(positions);
            both.add(next.first());
            return new Placed(hit, List.copyOf(both));
        }

        long first() {
            return positions.get(0);
        }
    }

    /**
     * A hit with its line and, in a document, its place.
     *
     * @param shown whether each of its places only shows it
     */
    record Found(Hit hit, int line, Optional<DocumentPlace> place, boolean shown) {}

    /** Whether a place in a document only shows what stands there. */
    @FunctionalInterface
    interface Showing {
        boolean shows(Hit hit, DocumentPlace place) throws GateException, InterruptedException;
    }

    /** Works out where positions are in a document. */
    @FunctionalInterface
    interface Document {
        /** @param positions ascending */
        Map<Long, DocumentPlace> places(List<Long> positions) throws IOException;
    }

    /** @param position in the text of the file; the first one counts, and before it one that is in use */
    void add(Hit hit, long position) {
        hits.merge(hit.identity(), Placed.at(hit, position), Placed::and);
    }

    int size() {
        return hits.size();
    }

    /** Whether a text holds one of the values. */
    boolean anyIn(String text) {
        return hits.values().stream()
                .anyMatch(placed -> text.contains(placed.hit().value()));
    }

    /**
     * Every hit, in the order of their places, at the first one where it is in use, or only shown. When the text cannot be read
     * again, with the last line that could.
     */
    List<Found> all(DocumentPlaces.Source text, Document document, Showing showing)
            throws GateException, InterruptedException {
        List<Long> positions = hits.values().stream()
                .flatMap(placed -> placed.positions().stream())
                .distinct()
                .sorted()
                .toList();
        Map<Long, Integer> lines = lines(text, positions);
        Map<Long, DocumentPlace> places = places(document, positions);
        List<Placed> ordered = new ArrayList<>(hits.values());
        ordered.sort(Comparator.comparing(Placed::first));
        List<Found> all = new ArrayList<>();
        for (Placed placed : ordered) {
            Optional<Long> used = used(placed, places, showing);
            long position = used.orElse(placed.first());
            all.add(new Found(
                    placed.hit(),
                    lines.getOrDefault(position, 1),
                    Optional.ofNullable(places.get(position)),
                    used.isEmpty()));
        }
        return all;
    }

    /** The first place that does not only show it. */
    private static Optional<Long> used(Placed placed, Map<Long, DocumentPlace> places, Showing showing)
            throws GateException, InterruptedException {
        if (placed.positions().size() > MOST_PLACES) {
            return Optional.of(placed.first());
        }
        for (long position : placed.positions()) {
            DocumentPlace place = places.get(position);
            if (place == null || !showing.shows(placed.hit(), place)) {
                return Optional.of(position);
            }
        }
        return Optional.empty();
    }

    private static Map<Long, DocumentPlace> places(Document document, List<Long> positions) {
        try {
            return document.places(positions);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** By position, ascending. */
    private static Map<Long, Integer> lines(DocumentPlaces.Source text, List<Long> positions) {
        Map<Long, Integer> lines = new LinkedHashMap<>();
        int line = 1;
        try (InputStream in = text.open()) {
            byte[] buffer = new byte[BUFFER];
            long position = 0;
            for (long next : positions) {
                int read = 1;
                while (position < next && read > 0) {
                    read = in.readNBytes(buffer, 0, (int) Math.min(BUFFER, next - position));
                    line += EightBytes.count(buffer, (byte) '\n', 0, read);
                    position += read;
                }
                lines.put(next, line);
            }
        } catch (IOException e) {
            for (long next : positions) {
                lines.putIfAbsent(next, line);
            }
        }
        return lines;
    }
}
