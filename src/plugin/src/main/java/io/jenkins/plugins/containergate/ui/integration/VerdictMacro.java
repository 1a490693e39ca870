package io.jenkins.plugins.containergate.ui.integration;

import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.ui.TrendAction.TrendPoint;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.tokenmacro.DataBoundTokenMacro;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;
import org.jspecify.annotations.Nullable;

/**
 * {@code ${CONTAINER_GATE}} in mails, descriptions and wherever else macros are expanded: what the gates of a build came to.
 * There is one where the plugin token-macro is installed.
 */
@Extension(optional = true)
@SuppressWarnings("deprecation") // what replaces it is in another plugin
public final class VerdictMacro extends DataBoundTokenMacro {
    private static final String NAME = "CONTAINER_GATE";
    private static final String SUMMARY = "summary";
    private static final String OUTCOME = "outcome";
    private static final String FINDINGS = "findings";
    private static final String URL = "url";
    private static final int MAX_TEXT = 1_000;

    private String show = SUMMARY;
    private @Nullable String gate;

    /** @param show {@code summary}, {@code outcome}, {@code findings}, a severity, or {@code url} */
    @Parameter
    public void setShow(String show) {
        this.show = show;
    }

    /** @param gate the only one that counts */
    @Parameter
    public void setGate(String gate) {
        this.gate = Util.fixEmptyAndTrim(gate);
    }

    @Override
    public boolean acceptsMacroName(String macroName) {
        return NAME.equals(macroName);
    }

    @Override
    public List<String> getAcceptedMacroNames() {
        return List.of(NAME);
    }

    @Override
    public String evaluate(AbstractBuild<?, ?> context, TaskListener listener, String macroName)
            throws MacroEvaluationException {
        return text(context);
    }

    @Override
    public String evaluate(Run<?, ?> run, @Nullable FilePath workspace, TaskListener listener, String macroName)
            throws MacroEvaluationException {
        return text(run);
    }

    /** Never a number or an empty text when no gate ran: either would look like a pass. */
    private String text(Run<?, ?> run) throws MacroEvaluationException {
        Optional<Severity> severity = severity();
        Optional<GateName> only = only();
        Optional<TrendPoint> point = TrendPoint.of(run, only);
        if (point.isEmpty()) {
            return Messages.VerdictMacro_none();
        }
        if (severity.isPresent()) {
            return Integer.toString(point.get().getCounts().of(severity.get()));
        }
        List<VerdictAction> verdicts = run.getActions(VerdictAction.class).stream()
                .filter(verdict -> only.isEmpty() || verdict.ran(only.get()))
                .sorted(Comparator.comparingInt(VerdictAction::getNumber))
                .toList();
        return switch (show) {
            case OUTCOME -> point.get().getOutcome();
            case FINDINGS -> Integer.toString(point.get().getCounts().getTotal());
            case URL -> lines(verdicts.stream().map(VerdictAction::getAbsoluteUrl));
            default ->
                only.isEmpty()
                        ? lines(verdicts.stream().map(VerdictMacro::line))
                        : lines(verdicts.stream().flatMap(verdict -> linesOf(only.get(), verdict)));
        };
    }

    private static String lines(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n"));
    }

    private static String line(VerdictAction verdict) {
        return line(verdict.getTitle(), verdict.getOutcome(), verdict.getReference(), verdict.getReason());
    }

    /** What the one gate came to: the verdict as a whole may have failed for another. */
    private static Stream<String> linesOf(GateName gate, VerdictAction verdict) {
        return verdict.getGates().stream()
                .filter(summary -> summary.getGate().equals(gate.key()))
                .map(summary -> line(
                        Messages.VerdictAction_title(gate.key()),
                        summary.getOutcome(),
                        verdict.getReference(),
                        summary.getReason()));
    }

    /** A name or reason with a line break would read like a verdict of its own. */
    static String line(String title, String outcome, String reference, String reason) {
        return Messages.VerdictMacro_line(
                title, outcome, SafeText.visible(reference, MAX_TEXT), SafeText.oneLine(reason, MAX_TEXT));
    }

    /** Empty when something else is shown. */
    private Optional<Severity> severity() throws MacroEvaluationException {
        if (List.of(SUMMARY, OUTCOME, FINDINGS, URL).contains(show)) {
            return Optional.empty();
        }
        return Optional.of(Severity.ofKey(show)
                .orElseThrow(() -> new MacroEvaluationException(Messages.VerdictMacro_show(SafeText.visible(show)))));
    }

    private Optional<GateName> only() throws MacroEvaluationException {
        if (gate == null) {
            return Optional.empty();
        }
        return Optional.of(GateName.ofKey(gate)
                .orElseThrow(() -> new MacroEvaluationException(Messages.VerdictMacro_gate(SafeText.visible(gate)))));
    }
}
