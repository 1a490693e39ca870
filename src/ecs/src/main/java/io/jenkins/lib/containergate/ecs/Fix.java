package io.jenkins.lib.containergate.ecs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.JsonPatch;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What would put a finding right, before it is known which objects around it exist.
 *
 * @param pointer into the task definition; {@code /-} at the end appends to a list
 * @param value plain Java of JSON; absent to remove what is there
 */
public record Fix(String pointer, Optional<Object> value) {
    private static final String APPEND = "-";

    public static Optional<Fix> set(Place place, Object value) {
        return Optional.of(new Fix(place.pointer(), Optional.of(value)));
    }

    /** @param place of a list, which is made when it is absent */
    public static Optional<Fix> append(Place place, Object value) {
        return Optional.of(new Fix(place.pointer() + "/" + APPEND, Optional.of(value)));
    }

    public static Optional<Fix> remove(Place place) {
        return Optional.of(new Fix(place.pointer(), Optional.empty()));
    }

    public static Optional<Fix> none() {
        return Optional.empty();
    }

    /** Empty when something around the place is known only at deployment. */
    Optional<JsonPatch> patch(Mapping source) {
        if (value.isEmpty()) {
            return Optional.of(JsonPatch.remove(pointer));
        }
        String[] keys = pointer.substring(1).split("/", -1);
        Value at = source;
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < keys.length; i++) {
            path.append('/').append(keys[i]);
            if (i == keys.length - 1 || at instanceof Value.Unresolved) {
                break;
            }
            Value next = child(at, keys[i].replace("~1", "/").replace("~0", "~"));
            if (next == null) {
                return Optional.of(JsonPatch.add(path.toString(), json(wrapped(keys, i + 1, value.get()))));
            }
            at = next;
        }
        return at instanceof Value.Unresolved
                ? Optional.empty()
                : Optional.of(JsonPatch.add(path.toString(), json(value.get())));
    }

    private static @Nullable Value child(Value value, String key) {
        if (value instanceof Mapping mapping) {
            return mapping.members().get(key);
        }
        return value instanceof Sequence sequence ? sequence.items().get(Integer.parseInt(key)) : null;
    }

    /** The value inside the objects and lists that are missing around it. */
    private static Object wrapped(String[] keys, int from, Object value) {
        Object result = value;
        for (int i = keys.length - 1; i >= from; i--) {
            result = keys[i].equals(APPEND) ? List.of(result) : Map.of(keys[i], result);
        }
        return result;
    }

    /** Made when the first value is written, which few definitions need. */
    private static final class Written {
        private static final ObjectMapper JSON =
                new ObjectMapper(JsonBounds.own().factory());
    }

    private static String json(Object value) {
        if (value instanceof Boolean flag) {
            return flag.toString();
        }
        try {
            return Written.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }
}
