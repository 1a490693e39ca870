package io.jenkins.lib.containergate.report.console;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Risk;
import io.jenkins.lib.containergate.finding.SignatureFinding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.report.Remedy;
import io.jenkins.lib.containergate.report.RiskText;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Findings as tables: vulnerabilities by package and fix, all others by what was found and expected. */
final class FindingTable {
    private static final int MAX_CELL = 200;
    private static final int WIDE = 120;
    /** Below it there is room for the package and its versions, and none for where it was found. */
    private static final int PLACED = 100;

    private static final int MAX_REMEDY = 400;
    private static final int MAX_REASONS = 3_000;
    /** Fits its column nearly always. */
    private static final int SHORT = 40;

    private static final Comparator<DecidedFinding> WORST_FIRST =
            Comparator.comparing(DecidedFinding::finding, Risk.MOST_FIRST).thenComparing(DecidedFinding::decision);

    private FindingTable() {}

    /** @param available columns; since when there are fixes, and where a package is, is shown where there is room */
    static TextTable ofVulnerabilities(List<DecidedFinding> findings, int available) {
        boolean dated = available >= WIDE
                && findings.stream()
                        .anyMatch(decided ->
                                RiskText.fixedSince(decided.finding()).isPresent());
        List<TextTable.Column> columns = new ArrayList<>(List.of(
                TextTable.Column.whole("SEVERITY"),
                TextTable.Column.cutTo(16, "RULE"),
                TextTable.Column.cutTo(14, "PACKAGE"),
                TextTable.Column.cutTo(10, "INSTALLED"),
                TextTable.Column.cutTo(10, "FIXED")));
        if (dated) {
            columns.add(TextTable.Column.whole("SINCE"));
        }
        columns.add(TextTable.Column.whole("DECISION"));
        boolean placed = available >= PLACED;
        if (placed) {
            columns.add(TextTable.Column.path("WHERE"));
        }
        TextTable table = new TextTable(columns);
        findings.stream().sorted(WORST_FIRST).forEach(decided -> {
            VulnerabilityFinding finding = (VulnerabilityFinding) decided.finding();
            AffectedPackage affected = finding.affected();
            List<TextTable.Cell> cells = new ArrayList<>(List.of(
                    severity(finding),
                    cell(finding.rule().value()),
                    cell(affected.name()),
                    cell(affected.version()),
                    cell(affected.fixedVersion().orElse("-"))));
            if (dated) {
                cells.add(cell(
                        RiskText.fixedSince(finding).map(LocalDate::toString).orElse("-")));
            }
            cells.add(decision(decided));
            if (placed) {
                cells.add(cell(finding.location().shown()));
            }
            table.add(new TextTable.Row(cells, RiskText.withoutFix(finding)));
        });
        return table;
    }

    static TextTable ofOthers(List<DecidedFinding> findings) {
        TextTable table = new TextTable(List.of(
                TextTable.Column.whole("SEVERITY"),
                TextTable.Column.cutTo(16, "RULE"),
                TextTable.Column.path("WHERE"),
                TextTable.Column.cutTo(16, "FOUND"),
                TextTable.Column.whole("DECISION")));
        findings.stream().sorted(WORST_FIRST).forEach(decided -> {
            Finding finding = decided.finding();
            table.add(new TextTable.Row(
                    List.of(
                            severity(finding),
                            cell(finding.rule().value()),
                            cell(finding.location().shown()),
                            cell(finding.actual()),
                            decision(decided)),
                    remark(finding)));
        });
        return table;
    }

    /** Why none of its signatures counts is what one looks for, and the end of it is as likely to matter as its beginning. */
    private static String remark(Finding finding) {
        return finding instanceof SignatureFinding && finding.actual().length() > SHORT
                ? SafeText.visible(finding.actual(), MAX_REASONS)
                : RiskText.of(finding);
    }

    /** What to do, once for all rules that have it in common and not for each of their findings. */
    static List<String> remedies(List<DecidedFinding> findings, UnaryOperator<String> words) {
        return Remedy.of(findings.stream()
                        .sorted(WORST_FIRST)
                        .map(DecidedFinding::finding)
                        .toList())
                .stream()
                .map(remedy -> SafeText.visible(remedy.rules() + " -> " + words.apply(remedy.text()), MAX_REMEDY))
                .toList();
    }

    private static TextTable.Cell severity(Finding finding) {
        return new TextTable.Cell(finding.severity().name(), Tone.of(finding.severity()));
    }

    private static TextTable.Cell decision(DecidedFinding decided) {
        Tone tone =
                switch (decided.decision()) {
                    case BLOCKED -> Tone.BAD;
                    case WARNED -> Tone.WARNING;
                    case ALLOWED, WAIVED, BASELINE -> Tone.QUIET;
                };
        return new TextTable.Cell(decided.decision().name(), tone);
    }

    private static TextTable.Cell cell(String data) {
        return new TextTable.Cell(SafeText.visible(data, MAX_CELL), Tone.PLAIN);
    }
}
