package io.jenkins.lib.containergate.ecs.excerpt;

import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt.Line;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt.Part;
import io.jenkins.lib.containergate.ecs.task.ApiNames;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.secret.setting.SecretShapes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes task definitions as excerpts, a bounded number of lines of all of them together. */
public final class ExcerptWriter {
    private static final String CONTAINERS = "containerDefinitions";

    private int left;

    /** @param maxLines of all excerpts this one writes */
    public ExcerptWriter(int maxLines) {
        this.left = maxLines;
    }

    public TaskExcerpt write(TaskDefinition task) {
        List<Part> parts = new ArrayList<>();
        Map<String, Value> rest = new LinkedHashMap<>(task.source().members());
        Value containers = rest.remove(CONTAINERS);
        parts.add(part("the task definition", new Mapping(rest, task.source().mark())));
        if (containers instanceof Sequence sequence) {
            for (Value container : sequence.items()) {
                parts.add(part(title(container), container));
            }
        }
        return new TaskExcerpt(task.document(), task.name(), parts);
    }

    private static String title(Value container) {
        Value name = container instanceof Mapping mapping ? mapping.members().get("name") : null;
        return name == null ? "container without name" : "container " + ShownValues.of("name", false, name);
    }

    private Part part(String title, Value value) {
        List<Line> lines = new ArrayList<>();
        write(lines, 0, "", value, "", false, "");
        if (left == 0) {
            lines.add(new Line("", 0, "..."));
        }
        return new Part(title, SecretShapes.masked(value.mark().pointer()), lines);
    }

    /**
     * @param key as it stands before the value, with its colon
     * @param member of the API that the value belongs to
     * @param free whether the keys in the value are data
     * @param comma after the value, or nothing
     */
    private void write(
            List<Line> lines, int depth, String key, Value value, String member, boolean free, String comma) {
        if (value instanceof Mapping mapping && !mapping.members().isEmpty()) {
            line(lines, value.mark(), depth, key + "{");
            Iterator<Map.Entry<String, Value>> members =
                    mapping.members().entrySet().iterator();
            while (members.hasNext() && left > 0) {
                Map.Entry<String, Value> each = members.next();
                write(
                        lines,
                        depth + 1,
                        ShownValues.quoted(each.getKey()) + ": ",
                        each.getValue(),
                        each.getKey(),
                        free || ApiNames.free(each.getKey()),
                        members.hasNext() ? "," : "");
            }
            end(lines, depth, "}" + comma);
        } else if (value instanceof Sequence sequence && !sequence.items().isEmpty()) {
            line(lines, value.mark(), depth, key + "[");
            Iterator<Value> items = sequence.items().iterator();
            while (items.hasNext() && left > 0) {
                write(lines, depth + 1, "", items.next(), member, free, items.hasNext() ? "," : "");
            }
            end(lines, depth, "]" + comma);
        } else {
            line(lines, value.mark(), depth, key + scalar(value, member, free) + comma);
        }
    }

    private static String scalar(Value value, String member, boolean free) {
        if (value instanceof Mapping) {
            return "{}";
        }
        return value instanceof Sequence ? "[]" : ShownValues.of(member, free, value);
    }

    private void line(List<Line> lines, Mark mark, int depth, String text) {
        if (left > 0) {
            left--;
            lines.add(new Line(SecretShapes.masked(mark.pointer()), mark.line(), "  ".repeat(depth) + text));
        }
    }

    private void end(List<Line> lines, int depth, String text) {
        if (left > 0) {
            left--;
            lines.add(new Line("", 0, "  ".repeat(depth) + text));
        }
    }
}
