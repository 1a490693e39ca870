package io.jenkins.lib.containergate.finding;

import io.jenkins.lib.containergate.image.Digest;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a finding is: in a layer's file, in the image configuration, or at a JSON pointer of a document.
 *
 * @param layer diff id of the layer that brought it
 * @param path in the layer, or the name of the document
 * @param line from 1
 * @param pointer JSON pointer (RFC 6901) into {@code path}
 */
public record Location(Optional<Digest> layer, Optional<String> path, OptionalInt line, Optional<String> pointer) {

    public static Location none() {
        return new Location(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    public static Location inLayer(Digest diffId, String path) {
        return new Location(Optional.of(diffId), Optional.of(path), OptionalInt.empty(), Optional.empty());
    }

    /** Path, line and JSON pointer; empty when the finding is about the whole. */
    public String shown() {
        return path.orElse("")
                + (line.isPresent() ? ":" + line.getAsInt() : "")
                + pointer.map(each -> "#" + each).orElse("");
    }

    public static Location atPointer(String document, String pointer) {
        return new Location(Optional.empty(), Optional.of(document), OptionalInt.empty(), Optional.of(pointer));
    }
}
