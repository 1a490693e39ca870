package io.jenkins.lib.containergate.finding;

import java.util.List;
import java.util.Optional;

/**
 * Changes to a JSON document that put a finding right.
 *
 * @param operations applied in order
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public record JsonPatch(List<Operation> operations) {
    public JsonPatch {
        operations = List.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a patch changes something");
        }
    }

    public static JsonPatch add(String path, String value) {
        return new JsonPatch(List.of(new Operation("add", path, Optional.of(value))));
    }

    public static JsonPatch remove(String path) {
        return new JsonPatch(List.of(new Operation("remove", path, Optional.empty())));
    }

    /**
     * One change.
     *
     * @param op {@code add} or {@code remove}
     * @param path JSON pointer (RFC 6901)
     * @param value JSON text; present for {@code add} only
     */
    public record Operation(String op, String path, Optional<String> value) {
        public Operation {
            if (!op.equals(value.isPresent() ? "add" : "remove")) {
                throw new IllegalArgumentException("only add has a value");
            }
        }
    }
}
