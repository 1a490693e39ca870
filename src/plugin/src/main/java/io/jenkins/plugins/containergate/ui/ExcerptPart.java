package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A container of a task, or the task without them: what is wrong with it, and its excerpt with those lines marked. */
public final class ExcerptPart {
    /** What is wrong with more of them is in the table. */
    private static final int MAX_PARTS = 200;

    private final TaskExcerpt task;
    private final TaskExcerpt.Part part;
    private final boolean numbered;
    private final List<FindingRow> findings = new ArrayList<>();
    private final Set<String> pointers = new HashSet<>();
    private final Set<String> marked = new HashSet<>();

    private ExcerptPart(TaskExcerpt task, TaskExcerpt.Part part) {
        this.task = task;
        this.part = part;
        this.numbered = isNumbered(task);
        part.lines().forEach(line -> pointers.add(line.pointer()));
    }

    /** Every part in the order of the definitions; a finding is in the innermost part that its pointer is in. */
    static List<ExcerptPart> of(List<TaskExcerpt> excerpts, List<FindingRow> rows) {
        List<ExcerptPart> parts = new ArrayList<>();
        Map<String, ExcerptPart> byPlace = new HashMap<>();
        for (TaskExcerpt task : excerpts) {
            for (TaskExcerpt.Part part : task.parts()) {
                if (parts.size() < MAX_PARTS) {
                    ExcerptPart shown = new ExcerptPart(task, part);
                    parts.add(shown);
                    byPlace.put(task.document() + "\0" + part.pointer(), shown);
                }
            }
        }
        rows.forEach(row -> add(row, byPlace));
        return parts;
    }

    private static void add(FindingRow row, Map<String, ExcerptPart> byPlace) {
        String document = row.getPath();
        String pointer = row.pointer();
        String around = pointer;
        while (true) {
            ExcerptPart part = byPlace.get(document + "\0" + around);
            if (part != null) {
                part.findings.add(row);
                part.mark(pointer);
                return;
            }
            int slash = around.lastIndexOf('/');
            if (slash < 0) {
                return;
            }
            around = around.substring(0, slash);
        }
    }

    /** The line of the value, or of the innermost one around it that is shown. */
    private void mark(String pointer) {
        String around = pointer;
        while (!pointers.contains(around) && around.length() > part.pointer().length()) {
            around = around.substring(0, around.lastIndexOf('/'));
        }
        marked.add(around);
    }

    public String getTitle() {
        return part.title();
    }

    public String getTask() {
        return task.name();
    }

    public String getDocument() {
        return task.document();
    }

    public List<FindingRow> getFindings() {
        return List.copyOf(findings);
    }

    /** Shown unfolded when there is something to see. */
    public boolean isOpen() {
        return !findings.isEmpty();
    }

    public List<Line> getLines() {
        return part.lines().stream()
                .map(line -> new Line(line, line.number() > 0 && marked.contains(line.pointer()), numbered))
                .toList();
    }

    /** What ECS or a program wrote is all in one line: its number beside each line of the excerpt would say nothing. */
    private static boolean isNumbered(TaskExcerpt task) {
        return task.parts().stream().flatMap(part -> part.lines().stream()).anyMatch(line -> line.number() > 1);
    }

    /** A line of the excerpt. */
    public static final class Line {
        private final TaskExcerpt.Line line;
        private final boolean marked;
        private final boolean numbered;

        Line(TaskExcerpt.Line line, boolean marked, boolean numbered) {
            this.line = line;
            this.marked = marked;
            this.numbered = numbered;
        }

        public String getText() {
            return line.text();
        }

        /** In the file; empty where a value ends, or where the file is one line. */
        public String getNumber() {
            return numbered && line.number() > 0 ? Integer.toString(line.number()) : "";
        }

        public boolean isMarked() {
            return marked;
        }
    }
}
