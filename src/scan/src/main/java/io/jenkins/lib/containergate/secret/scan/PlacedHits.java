package io.jenkins.lib.containergate.secret.scan;

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

    /** By rule and value. */
    private final Map<String, Placed> hits = new LinkedHashMap<>();

    private record Placed(Hit hit, long position) {}

    /** A hit with its line and, in a document, its place. */
    record Found(Hit hit, int line, Optional<DocumentPlace> place) {}

    /** Works out where positions are in a document. */
    @FunctionalInterface
    interface Document {
        /** @param positions ascending */
        Map<Long, DocumentPlace> places(List<Long> positions) throws IOException;
    }

    /** @param position in the text of the file; the first one counts, and before it one that is in use */
    void add(Hit hit, long position) {
        hits.merge(
                hit.identity(),
                new Placed(hit, position),
                (first, next) -> first.hit().illustrates() && !next.hit().illustrates() ? next : first);
    }

    int size() {
        return hits.size();
    }

    /** Whether a text holds one of the values. */
    boolean anyIn(String text) {
        return hits.values().stream()
                .anyMatch(placed -> text.contains(placed.hit().value()));
    }

    /** Every hit, in the order of their places. When the text cannot be read again, with the last line that could. */
    List<Found> all(DocumentPlaces.Source text, Document document) {
        List<Placed> ordered = new ArrayList<>(hits.values());
        ordered.sort(Comparator.comparing(Placed::position));
        Map<Long, Integer> lines = lines(text, ordered);
        Map<Long, DocumentPlace> places = places(document, List.copyOf(lines.keySet()));
        return ordered.stream()
                .map(placed -> new Found(
                        placed.hit(),
                        lines.getOrDefault(placed.position(), 1),
                        Optional.ofNullable(places.get(placed.position()))))
                .toList();
    }

    private static Map<Long, DocumentPlace> places(Document document, List<Long> positions) {
        try {
            return document.places(positions);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** By position, ascending. */
    private static Map<Long, Integer> lines(DocumentPlaces.Source text, List<Placed> ordered) {
        Map<Long, Integer> lines = new LinkedHashMap<>();
        int line = 1;
        try (InputStream in = text.open()) {
            byte[] buffer = new byte[BUFFER];
            long position = 0;
            for (Placed placed : ordered) {
                int read = 1;
                while (position < placed.position() && read > 0) {
                    read = in.readNBytes(buffer, 0, (int) Math.min(BUFFER, placed.position() - position));
                    line += EightBytes.count(buffer, (byte) '\n', 0, read);
                    position += read;
                }
                lines.put(placed.position(), line);
            }
        } catch (IOException e) {
            for (Placed placed : ordered) {
                lines.putIfAbsent(placed.position(), line);
            }
        }
        return lines;
    }
}
