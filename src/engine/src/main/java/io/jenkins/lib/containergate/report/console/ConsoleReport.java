package io.jenkins.lib.containergate.report.console;

import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;

/**
 * A verdict as text for a terminal or a build log. Lines end in {@code \n}. Nothing in the data can move the cursor or
 * set a colour.
 */
public final class ConsoleReport {
    /** For a log, which has no width. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Which findings get a line of their own. */
    public enum Detail {
        /** Those that block, warn or could not be decided; the others are counted. */
        DECISIVE,
        ALL
    }

    private static final int MAX_TEXT = 500;

    private final ConsoleStyle style;
    private final int columns;
    private final Detail detail;

    public ConsoleReport(ConsoleStyle style, int columns) {
        this(style, columns, Detail.DECISIVE);
    }

    /** @param columns of the terminal; tables are cut to fit, other lines are left for it to wrap */
    public ConsoleReport(ConsoleStyle style, int columns, Detail detail) {
        this.style = style;
        this.columns = columns;
        this.detail = detail;
    }

    public void print(Verdict verdict, Appendable out) throws IOException {
        subject(verdict.subject(), out);
        GateText gates = new GateText(style, columns, detail);
        for (GateResult gate : verdict.gates()) {
            out.append('\n');
            gates.print(gate, out);
        }
        if (!verdict.notes().isEmpty()) {
            out.append('\n').append(style.paint(Tone.STRONG, "notes")).append('\n');
            for (PolicyNote note : verdict.notes()) {
                out.append("  ")
                        .append(visible(note.kind() + ": " + note.text()))
                        .append('\n');
            }
        }
        out.append('\n').append(SummaryLine.of(verdict, style)).append('\n');
    }

    /** The last line of the report alone. */
    public static String summary(Verdict verdict, ConsoleStyle style) {
        return SummaryLine.of(verdict, style);
    }

    private void subject(Subject subject, Appendable out) throws IOException {
        out.append(style.paint(Tone.STRONG, visible(subject.reference())));
        if (subject.platform().isPresent()) {
            out.append(" (").append(visible(subject.platform().get())).append(')');
        }
        out.append('\n');
        if (subject.note().isPresent()) {
            out.append("  ").append(visible(subject.note().get())).append('\n');
        }
    }

    static String visible(String data) {
        return SafeText.visible(data, MAX_TEXT);
    }
}
