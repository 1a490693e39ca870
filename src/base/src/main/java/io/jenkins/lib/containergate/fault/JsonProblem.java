package io.jenkins.lib.containergate.fault;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import io.jenkins.lib.containergate.text.ShownName;
import java.util.List;

/** What Jackson objects to, said without what stands there: its own messages quote the input, and so any secret in it. */
public final class JsonProblem {
    private static final int SHOWN_FIELDS = 8;

    private JsonProblem() {}

    /** A sentence part that follows a colon. */
    public static String of(JsonProcessingException e) {
        return what(e) + where(e.getLocation());
    }

    private static String what(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return e.getOriginalMessage(); // numbers only
        }
        if (e.getCause() instanceof StreamConstraintsException constraint) {
            return constraint.getOriginalMessage();
        }
        if (e instanceof JsonEOFException) {
            return "it ends too early";
        }
        if (e instanceof PropertyBindingException unknown) {
            return "unknown field " + ShownName.of(unknown.getPropertyName());
        }
        if (e instanceof JsonMappingException mapping) {
            return "something else is expected" + field(mapping.getPath());
        }
        return "it is not well-formed";
    }

    private static String field(List<JsonMappingException.Reference> path) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : path.subList(0, Math.min(SHOWN_FIELDS, path.size()))) {
            field.append('/').append(step.getFieldName() == null ? step.getIndex() : ShownName.of(step.getFieldName()));
        }
        return field.isEmpty() ? "" : " at " + field;
    }

    private static String where(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
