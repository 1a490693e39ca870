package io.jenkins.plugins.containergate.ui.posture;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A posture as the page shows it. */
public final class PostureView {
    private final String problem;
    private final String judgedAt;
    private final List<String> controls;
    private final List<Row> rows;
    private final List<Action> actions;

    PostureView(String problem, String judgedAt, List<String> controls, List<Row> rows, List<Action> actions) {
        this.problem = problem;
        this.judgedAt = judgedAt;
        this.controls = controls;
        this.rows = rows;
        this.actions = actions;
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

        Row(String id, String title, String facts, boolean exposed, List<Cell> cells) {
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

        Cell(String id, String title, String outcome, boolean counts, List<Reason> reasons, String party, String why) {
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

        Reason(String rule, @Nullable String page, String text, String remedy, String accepted) {
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

        Action(String severity, String outcome, String what, Reason reason, boolean exposed, String workloads) {
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
