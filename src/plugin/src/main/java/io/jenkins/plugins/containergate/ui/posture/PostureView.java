package io.jenkins.plugins.containergate.ui.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A posture as the page shows it, read from what is kept with the build. */
public final class PostureView {
    private static final int ACTIONS = 10;
    private static final int REASONS = 10;
    private static final int WORKLOADS = 5;
    private static final int MAX_TEXT = 1_000;

    private final String problem;
    private final String judgedAt;
    private final List<String> controls;
    private final List<Row> rows;
    private final List<Action> actions;

    private PostureView(String problem, String judgedAt, List<String> controls, List<Row> rows, List<Action> actions) {
        this.problem = problem;
        this.judgedAt = judgedAt;
        this.controls = controls;
        this.rows = rows;
        this.actions = actions;
    }

    static PostureView unreadable(GateException cause) {
        return new PostureView(text(cause.getMessage()), "", List.of(), List.of(), List.of());
    }

    static PostureView of(JsonNode json) {
        JsonNode cluster = json.at("/clusters/0");
        JsonNode error = cluster.path("error");
        List<String> titles = new ArrayList<>();
        json.path("controls").forEach(each -> titles.add(text(each, "title")));
        List<Row> rows = new ArrayList<>();
        cluster.path("workloads").forEach(each -> rows.add(row(each, rows.size() + 1, json.path("controls"))));
        List<Action> actions = new ArrayList<>();
        cluster.path("actions").forEach(each -> {
            if (actions.size() < ACTIONS) {
                actions.add(action(each));
            }
        });
        return new PostureView(
                error.isObject() ? text(error, "problem") + "; " + text(error, "remedy") : "",
                text(cluster, "judgedAt"),
                titles,
                rows,
                actions);
    }

    private static Row row(JsonNode json, int number, JsonNode controls) {
        List<Cell> cells = new ArrayList<>();
        for (JsonNode control : controls) {
            cells.add(cell(
                    json.path("controls").path(text(control, "key")),
                    text(control, "title"),
                    "r" + number + "-" + text(control, "key")));
        }
        List<String> types = new ArrayList<>();
        json.path("launchTypes").forEach(each -> types.add(text(each.asText())));
        String kind = text(json, "kind");
        String word = kind.equals("standalone") ? "tasks of" : kind.equals("other") ? "group" : kind;
        int tasks = json.path("tasks").asInt();
        return new Row(
                "r" + number,
                word + " " + text(json, "name"),
                (tasks == 1 ? "1 task" : tasks + " tasks") + (types.isEmpty() ? "" : " on " + String.join(", ", types)),
                json.path("exposed").asBoolean(),
                cells);
    }

    private static Cell cell(JsonNode json, String title, String id) {
        List<Reason> reasons = new ArrayList<>();
        for (JsonNode each : json.path("reasons")) {
            if (reasons.size() < REASONS) {
                reasons.add(new Reason(
                        text(each, "rule"),
                        page(each),
                        text(each, "text"),
                        text(each, "remedy"),
                        each.path("counts").asBoolean() ? "" : text(each, "decidedBy")));
            }
        }
        JsonNode responsible = json.path("responsible");
        return new Cell(
                id,
                title,
                text(json, "outcome"),
                json.path("counts").asBoolean(),
                reasons,
                text(responsible, "party"),
                text(responsible, "why"));
    }

    private static Action action(JsonNode json) {
        List<String> workloads = new ArrayList<>();
        json.path("workloads").forEach(each -> workloads.add(text(each.asText())));
        int more = workloads.size() - WORKLOADS;
        return new Action(
                text(json, "severity"),
                text(json, "outcome"),
                text(json, "what"),
                new Reason(text(json, "rule"), page(json), text(json, "example"), "", ""),
                json.path("exposed").asBoolean(),
                String.join(", ", workloads.subList(0, Math.min(WORKLOADS, workloads.size())))
                        + (more > 0 ? " and " + more + " more" : ""));
    }

    private static @Nullable String page(JsonNode json) {
        String page = json.path("page").asText("");
        return page.matches("docs/rules/[a-z0-9-]+\\.md") ? ToolIdentity.HOME + "/blob/main/" + page : null;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isNull() ? "" : text(value.asText(""));
    }

    private static String text(String text) {
        return SafeText.visible(text, MAX_TEXT);
    }

    /** Why nothing is shown; empty when something is. */
    public String getProblem() {
        return problem;
    }

    public String getJudgedAt() {
        return judgedAt;
    }

    /** Headings of the columns. */
    public List<String> getControls() {
        return controls;
    }

    public List<Row> getRows() {
        return rows;
    }

    /** What to do first. */
    public List<Action> getActions() {
        return actions;
    }

    /** What runs under one name. */
    public static final class Row {
        private final String id;
        private final String title;
        private final String facts;
        private final boolean exposed;
        private final List<Cell> cells;

        private Row(String id, String title, String facts, boolean exposed, List<Cell> cells) {
            this.id = id;
            this.title = title;
            this.facts = facts;
            this.exposed = exposed;
            this.cells = cells;
        }

        public String getId() {
            return id;
        }

        public String getTitle() {
            return title;
        }

        public String getFacts() {
            return facts;
        }

        /** The internet can reach it. */
        public boolean isExposed() {
            return exposed;
        }

        public List<Cell> getCells() {
            return cells;
        }

        /** Those with something to say. */
        public List<Cell> getOpen() {
            return cells.stream().filter(cell -> !cell.outcome.equals("PASS")).toList();
        }
    }

    /** One control of one row. */
    public static final class Cell {
        private final String id;
        private final String title;
        private final String outcome;
        private final boolean counts;
        private final List<Reason> reasons;
        private final String party;
        private final String why;

        private Cell(
                String id,
                String title,
                String outcome,
                boolean counts,
                List<Reason> reasons,
                String party,
                String why) {
            this.id = id;
            this.title = title;
            this.outcome = outcome;
            this.counts = counts;
            this.reasons = reasons;
            this.party = party;
            this.why = why;
        }

        public String getId() {
            return id;
        }

        public String getTitle() {
            return title;
        }

        public boolean isPass() {
            return outcome.equals("PASS");
        }

        /** As it is shown. */
        public String getWord() {
            return outcome.equals("NOT_APPLICABLE") ? "n/a" : outcome;
        }

        /** With what a pale colour says. */
        public String getLabel() {
            return getWord() + (counts ? "" : outcome.equals("FAIL") ? ", accepted" : ", not evaluated");
        }

        /** Style class: {@code fail}, or {@code fail-pale} for what does not count. */
        public String getStyle() {
            return outcome.toLowerCase(Locale.ROOT).replace('_', '-') + (counts ? "" : "-pale");
        }

        /** AWS is responsible for it under this launch type. */
        public boolean isOfAws() {
            return party.equals("AWS");
        }

        public List<Reason> getReasons() {
            return isNotApplicable() && reasons.size() > 1 ? reasons.subList(0, 1) : reasons;
        }

        private boolean isNotApplicable() {
            return outcome.equals("NOT_APPLICABLE");
        }

        public String getResponsible() {
            return (isOfAws() ? "AWS" : "tenant") + ". " + why;
        }
    }

    /** What was found. */
    public static final class Reason {
        private final String rule;
        private final @Nullable String page;
        private final String text;
        private final String remedy;
        private final String accepted;

        private Reason(String rule, @Nullable String page, String text, String remedy, String accepted) {
            this.rule = rule;
            this.page = page;
            this.text = text;
            this.remedy = remedy;
            this.accepted = accepted;
        }

        public String getRule() {
            return rule;
        }

        /** Address of the rule's page. */
        public @Nullable String getPage() {
            return page;
        }

        public String getText() {
            return text;
        }

        public String getRemedy() {
            return remedy;
        }

        /** By what the policy accepts it; empty for what counts. */
        public String getAccepted() {
            return accepted;
        }
    }

    /** Something to do. */
    public static final class Action {
        private final String severity;
        private final String outcome;
        private final String what;
        private final Reason reason;
        private final boolean exposed;
        private final String workloads;

        private Action(String severity, String outcome, String what, Reason reason, boolean exposed, String workloads) {
            this.severity = severity;
            this.outcome = outcome;
            this.what = what;
            this.reason = reason;
            this.exposed = exposed;
            this.workloads = workloads;
        }

        /** Style class of the severity: {@code high}. */
        public String getSeverityClass() {
            return severity.toLowerCase(Locale.ROOT);
        }

        public String getSeverity() {
            return severity;
        }

        public String getOutcome() {
            return outcome;
        }

        public String getWhat() {
            return what;
        }

        public Reason getReason() {
            return reason;
        }

        public boolean isExposed() {
            return exposed;
        }

        public String getWorkloads() {
            return workloads;
        }
    }
}
