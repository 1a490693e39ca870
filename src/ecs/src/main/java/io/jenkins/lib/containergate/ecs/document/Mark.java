package io.jenkins.lib.containergate.ecs.document;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in the document it was read from.
 *
 * @param parent the value around it; {@code null} for the root
 * @param key member name or index in {@code parent}
 * @param line from 1
 */
public record Mark(@Nullable Mark parent, String key, int line) {
    public static Mark root() {
        return new Mark(null, "", 1);
    }

    public Mark child(String name, int atLine) {
        return new Mark(this, name, atLine);
    }

    /**
     * JSON pointer (RFC 6901). Inside a text that itself holds JSON, as Terraform writes container definitions, it goes on
     * into that JSON.
     */
    public String pointer() {
        Deque<String> keys = new ArrayDeque<>();
        for (Mark mark = this; mark.parent != null; mark = mark.parent) {
            keys.push(mark.key.replace("~", "~0").replace("/", "~1"));
        }
        StringBuilder pointer = new StringBuilder();
        keys.forEach(key -> pointer.append('/').append(key));
        return pointer.toString();
    }

    @Override
    public String toString() {
        return "line " + line;
    }
}
