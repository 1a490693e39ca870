package io.jenkins.lib.containergate.report.console;

import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureAction;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.text.FirstFew;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The posture of a cluster as text of at most 80 columns, for a terminal or a build log. */
public final class PostureConsole {
    private static final int COLUMNS = 80;
    private static final int NAME = 25;
    private static final int COLUMN = 5;
    private static final int ACTIONS = 10;
    private static final int MAX_TEXT = 500;
    private static final String INDENT = "   ";

    private final ConsoleStyle style;

    public PostureConsole(ConsoleStyle style) {
        this.style = style;
    }

    /** The matrix and what to do first; for a cluster that could not be read, why. */
    public void print(Posture posture, Appendable out) throws IOException {
        out.append(style.paint(Tone.STRONG, "posture of " + visible(posture.subject())))
                .append("\n\n");
        if (posture.error().isPresent()) {
            wrap("", posture.error().get().problem(), out);
            wrap("-> ", posture.error().get().remedy(), out);
        } else {
            matrix(posture, out);
            actions(posture, out);
        }
        for (String note : posture.notes()) {
            out.append('\n');
            wrap("", note, out);
        }
        out.append('\n').append(summary(posture)).append('\n');
    }

    /** The last line of the report alone. */
    public String summary(Posture posture) {
        String outcome =
                style.paint(Tone.of(posture.outcome()), posture.outcome().name());
        if (posture.error().isPresent()) {
            return outcome + "  " + visible(posture.subject()) + "  "
                    + visible(posture.error().get().problem());
        }
        return outcome + "  " + posture.count(RuleOutcome.PASS) + " pass, " + posture.count(RuleOutcome.FAIL)
                + " fail, " + posture.count(RuleOutcome.ERROR) + " error, "
                + posture.count(RuleOutcome.NOT_APPLICABLE) + " n/a  " + visible(posture.subject());
    }

    private void matrix(Posture posture, Appendable out) throws IOException {
        List<String> heads = new ArrayList<>();
        for (Control control : Control.values()) {
            heads.add(style.paint(Tone.QUIET, head(control)));
        }
        out.append(" ".repeat(NAME)).append(String.join(" ", heads)).append('\n');
        for (PostureRow row : posture.rows()) {
            String name = DisplayWidth.cutEnd(visible(row.title()), NAME - 1);
            StringBuilder line = new StringBuilder(name).append(" ".repeat(NAME - DisplayWidth.of(name)));
            for (Cell cell : row.cells()) {
                String word = word(cell);
                line.append(style.paint(tone(cell), word)).append(" ".repeat(COLUMN - word.length()));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        if (posture.rows().isEmpty()) {
            out.append("nothing runs\n");
        }
        out.append('\n');
        wrap("", legend(), out);
    }

    private static String legend() {
        List<String> names = new ArrayList<>();
        for (Control control : Control.values()) {
            names.add(head(control) + " " + control.title());
        }
        return "Columns: " + String.join(", ", names)
                + ". In small letters: fail is accepted by the policy, err is not evaluated; neither counts."
                + " A dash: not applicable.";
    }

    private void actions(Posture posture, Appendable out) throws IOException {
        if (posture.actions().isEmpty()) {
            return;
        }
        out.append('\n').append(style.paint(Tone.STRONG, "what to do first")).append('\n');
        int number = 0;
        for (PostureAction action : posture.actions()) {
            if (++number > ACTIONS) {
                out.append(INDENT)
                        .append("and " + (posture.actions().size() - ACTIONS)
                                + " more: --out DIR writes all of them\n");
                break;
            }
            String head = action.outcome() + " " + action.severity() + " "
                    + action.rule().map(RuleId::value).orElseGet(() -> controls(action))
                    + (action.exposed() ? ", reachable from the internet" : "") + ": "
                    + workloads(action.workloads());
            wrapped(String.format(Locale.ROOT, "%2d ", number), INDENT, head, out);
            wrapped(INDENT + "-> ", INDENT + "   ", action.what(), out);
        }
    }

    private static String controls(PostureAction action) {
        return action.controls().stream().sorted().map(Control::title).collect(Collectors.joining(", "));
    }

    private static String workloads(List<String> paths) {
        return FirstFew.of(paths, 3);
    }

    private static String head(Control control) {
        return switch (control) {
            case SCANNED -> "SCAN";
            case LICENSED -> "LICE";
            case SIGNED -> "SIGN";
            case SECRETS -> "SECR";
            case HARDENED -> "HARD";
            case LEAST_PRIVILEGE -> "PRIV";
            case SEGMENTED -> "SEGM";
            case FIREWALLED -> "FIRE";
            case HOSTS_PATCHED -> "HOST";
            case WATCHED -> "WTCH";
            case DRIFT -> "DRFT";
        };
    }

    private static String word(Cell cell) {
        return switch (cell.outcome()) {
            case PASS -> "PASS";
            case FAIL -> cell.counts() ? "FAIL" : "fail";
            case ERROR -> cell.counts() ? "ERR" : "err";
            case NOT_APPLICABLE -> "-";
        };
    }

    private static Tone tone(Cell cell) {
        return switch (cell.outcome()) {
            case PASS -> Tone.GOOD;
            case FAIL -> cell.counts() ? Tone.WORST : Tone.WARNING;
            case ERROR -> cell.counts() ? Tone.UNDECIDED : Tone.QUIET;
            case NOT_APPLICABLE -> Tone.QUIET;
        };
    }

    private static void wrap(String start, String text, Appendable out) throws IOException {
        wrapped(start, " ".repeat(start.length()), text, out);
    }

    private static void wrapped(String start, String indent, String text, Appendable out) throws IOException {
        WrappedLines.wrap(start, indent, visible(text), COLUMNS, out);
    }

    private static String visible(String data) {
        return SafeText.visible(data, MAX_TEXT);
    }
}
