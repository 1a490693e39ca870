package io.jenkins.lib.containergate.report.console;

import static io.jenkins.lib.containergate.report.console.ConsoleReport.visible;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.report.AccountText;
import io.jenkins.lib.containergate.report.FindingTitle;
import io.jenkins.lib.containergate.report.NextSteps;
import io.jenkins.lib.containergate.report.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One gate: outcome and reason, what could not be decided, tables of findings, and counts of the rest. */
final class GateText {
    private static final int MAX_DECIDERS = 8;
    private static final int MAX_KINDS = 12;
    /** Rows of a list on a terminal, and in a log, which is searched more than read. */
    private static final int ROWS_OF_TERMINAL = 20;

    private static final int ROWS_OF_LOG = 200;

    private final ConsoleStyle style;
    private final int columns;
    private final ConsoleReport.Detail detail;
    private final UnaryOperator<String> words;

    GateText(ConsoleStyle style, int columns, ConsoleReport.Detail detail, UnaryOperator<String> words) {
        this.style = style;
        this.columns = columns;
        this.detail = detail;
        this.words = words;
    }

    /** @param same gates that differ in their names alone */
    void print(List<GateResult> same, Appendable out) throws IOException {
        GateResult gate = same.get(0);
        String names = same.stream().map(each -> each.gate().key()).collect(Collectors.joining(", "));
        out.append(style.paint(Tone.STRONG, names)).append("  ");
        out.append(style.paint(Tone.of(gate.outcome()), gate.outcome().name())).append("  ");
        out.append(text(gate.reason())).append('\n');
        details(gate, out);
    }

    /** All but the first line. */
    void details(GateResult gate, Appendable out) throws IOException {
        if (gate.error().isPresent()) {
            error(gate, gate.error().get(), out);
        }
        if (gate.source().isPresent()) {
            quiet("  " + text("source: " + SourceText.of(gate.source().get())), out);
        }
        account(gate.account(), out);
        List<DecidedFinding> shown =
                gate.findings().stream().filter(this::shown).toList();
        undecided(select(shown, decided -> decided.finding().undecided()), out);
        List<DecidedFinding> judged =
                select(shown, decided -> !decided.finding().undecided());
        table(found -> FindingTable.ofVulnerabilities(found, columns), select(judged, GateText::isVulnerability), out);
        for (String update : updates(judged)) {
            out.append("  ").append(visible(update)).append('\n');
        }
        List<DecidedFinding> others = select(judged, decided -> !isVulnerability(decided));
        table(FindingTable::ofOthers, others, out);
        for (String remedy : FindingTable.remedies(others, words)) {
            out.append("  ").append(remedy).append('\n');
        }
        deciders(judged, out);
        deciders(select(gate.findings(), decided -> !shown(decided) && decided.decision() == Decision.WAIVED), out);
        rest(select(gate.findings(), decided -> !shown(decided)), out);
    }

    private boolean shown(DecidedFinding decided) {
        return detail == ConsoleReport.Detail.ALL || decided.decisive();
    }

    private void error(GateResult gate, GateError error, Appendable out) throws IOException {
        if (!error.problem().equals(gate.reason())) {
            String label = gate.outcome() == Outcome.ERROR ? "  problem: " : "  not decided: ";
            out.append(label).append(text(error.problem())).append('\n');
        }
        out.append("  remedy:  ").append(text(error.remedy())).append('\n');
    }

    private void account(Account account, Appendable out) throws IOException {
        Optional<String> evaluated = AccountText.evaluated(account, MAX_KINDS);
        if (evaluated.isPresent()) {
            quiet("  evaluated: " + text(evaluated.get()), out);
        }
        Optional<String> notEvaluated = AccountText.notEvaluated(account, MAX_KINDS);
        if (notEvaluated.isPresent()) {
            quiet("  not evaluated: " + text(notEvaluated.get()), out);
        }
    }

    private String text(String text) {
        return visible(words.apply(text));
    }

    private void quiet(String line, Appendable out) throws IOException {
        out.append(style.paint(Tone.QUIET, line)).append('\n');
    }

    private void undecided(List<DecidedFinding> findings, Appendable out) throws IOException {
        if (!findings.isEmpty()) {
            out.append("  ")
                    .append(style.paint(Tone.UNDECIDED, "could not be decided:"))
                    .append('\n');
        }
        for (DecidedFinding decided : findings.subList(0, Math.min(rows(), findings.size()))) {
            Finding finding = decided.finding();
            String where = finding.location().shown();
            String place = where.isEmpty() ? "" : " (" + where + ")";
            out.append("  ")
                    .append(visible(finding.rule() + ": " + words.apply(FindingTitle.undecided(finding)) + place));
            out.append("  ").append(decided.decision().name()).append('\n');
        }
        if (findings.size() > rows()) {
            out.append("  ").append(TextTable.more(findings.size() - rows())).append('\n');
        }
        for (String remedy : FindingTable.remedies(findings, words)) {
            out.append("  ").append(remedy).append('\n');
        }
    }

    private int rows() {
        if (detail == ConsoleReport.Detail.ALL) {
            return Integer.MAX_VALUE;
        }
        return columns == ConsoleReport.UNLIMITED ? ROWS_OF_LOG : ROWS_OF_TERMINAL;
    }

    private void table(Function<List<DecidedFinding>, TextTable> layout, List<DecidedFinding> findings, Appendable out)
            throws IOException {
        if (!findings.isEmpty()) {
            layout.apply(findings).print(style, columns, rows(), out);
        }
    }

    /** Which policy keys, waivers and VEX statements decided on findings, each once with the number of its findings. */
    private void deciders(List<DecidedFinding> findings, Appendable out) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (DecidedFinding decided : findings) {
            counts.merge(decided.decision() + " by " + decided.decidedBy(), 1, Integer::sum);
        }
        List<Map.Entry<String, Integer>> entries = new ArrayList<>(counts.entrySet());
        for (Map.Entry<String, Integer> entry : entries.subList(0, Math.min(MAX_DECIDERS, entries.size()))) {
            out.append(style.paint(Tone.QUIET, "  " + entry.getValue() + " " + visible(entry.getKey())))
                    .append('\n');
        }
        if (entries.size() > MAX_DECIDERS) {
            String more = "  and by " + (entries.size() - MAX_DECIDERS) + " more, see the reports";
            out.append(style.paint(Tone.QUIET, more)).append('\n');
        }
    }

    private void rest(List<DecidedFinding> findings, Appendable out) throws IOException {
        List<String> counts = new ArrayList<>();
        for (Decision decision : Decision.values()) {
            int count =
                    select(findings, decided -> decided.decision() == decision).size();
            if (count > 0) {
                counts.add(count + " " + decision.name().toLowerCase(Locale.ROOT));
            }
        }
        if (!counts.isEmpty()) {
            out.append(style.paint(Tone.QUIET, "  not listed: " + String.join(", ", counts)))
                    .append('\n');
        }
    }

    /** Each row names the version that fixes one vulnerability; what clears the most is said once. */
    private static List<String> updates(List<DecidedFinding> findings) {
        return NextSteps.updates(findings.stream()
                .filter(DecidedFinding::decisive)
                .map(DecidedFinding::finding)
                .filter(VulnerabilityFinding.class::isInstance)
                .map(VulnerabilityFinding.class::cast)
                .toList());
    }

    private static boolean isVulnerability(DecidedFinding decided) {
        return decided.finding() instanceof VulnerabilityFinding;
    }

    private static List<DecidedFinding> select(List<DecidedFinding> findings, Predicate<DecidedFinding> condition) {
        return findings.stream().filter(condition).toList();
    }
}
