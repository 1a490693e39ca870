package io.jenkins.plugins.containergate.build;

import hudson.console.ModelHyperlinkNote;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.JenkinsWords;
import java.io.IOException;
import java.util.List;

/**
 * What a gate writes to the build log: one line an event, each with the same prefix.
 *
 * <p>Texts of the engine are put into the words of Jenkins where they are taken, not here: a line also holds names of the user's,
 * which stay as they are.
 */
public final class GateLog {
    private static final String PREFIX = "[container-gate] ";
    /** UTF-16 units. */
    private static final int MAX_LINE = 10_000;

    private static final int MAX_LINES = 200;

    private final TaskListener listener;

    public GateLog(TaskListener listener) {
        this.listener = listener;
    }

    /** @param text holds no secret value; control characters of hostile names are written out */
    public void line(String text) {
        listener.getLogger().println(PREFIX + singleLine(text));
    }

    /** Writes text that is fit to show: its lines keep their alignment. */
    @FunctionalInterface
    public interface Text {
        void print(Appendable out) throws IOException;
    }

    /** Lines of their own; of very many, the first and how many more there are. */
    public void text(Text text) throws IOException {
        StringBuilder all = new StringBuilder();
        text.print(all);
        List<String> lines = all.toString().lines().toList();
        lines.stream()
                .limit(MAX_LINES)
                .forEach(line -> listener.getLogger().println(PREFIX + SafeText.bounded(line, MAX_LINE)));
        if (lines.size() > MAX_LINES) {
            line("and " + (lines.size() - MAX_LINES) + " more lines: see the findings");
        }
    }

    /**
     * @param page below the build's own address
     * @param text the visible text of the link
     */
    public void link(Run<?, ?> run, String page, String text) {
        listener.getLogger()
                .println(PREFIX + ModelHyperlinkNote.encodeTo("/" + run.getUrl() + page + "/", singleLine(text)));
    }

    /**
     * Sends the lines that are still on the agent. The log of a Pipeline gathers them there for a second or more, and
     * those of a build that ends before are lost.
     */
    public void flush() {
        listener.getLogger().flush();
    }

    /** A hostile name must neither start a line of its own nor steer a terminal that shows the log. */
    public static String singleLine(String text) {
        return SafeText.oneLine(text, MAX_LINE);
    }

    /** A text of the engine, which speaks to users of the command line, too. */
    public static String ofEngine(String text) {
        return singleLine(JenkinsWords.of(text));
    }
}
