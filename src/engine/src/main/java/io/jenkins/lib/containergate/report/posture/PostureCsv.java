package io.jenkins.lib.containergate.report.posture;

import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureAction;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.report.Csv;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code posture.csv}: the matrix for a spreadsheet, one line for each row. */
public final class PostureCsv {
    public static final String FILE_NAME = "posture.csv";

    private PostureCsv() {}

    /** @param postures one for each cluster */
    public static void write(List<Posture> postures, OutputStream out) throws IOException {
        Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        List<String> head = new ArrayList<>(List.of("cluster", "workload", "launch types", "tasks", "exposed"));
        for (Control control : Control.values()) {
            head.add(control.title());
        }
        head.addAll(List.of("does not hold", "not decided", "first"));
        Csv.line(csv, head);
        for (Posture posture : postures) {
            if (posture.error().isPresent()) {
                Csv.line(csv, unread(posture, head.size()));
            }
            for (PostureRow row : posture.rows()) {
                Csv.line(csv, cells(posture, row));
            }
        }
        csv.flush();
    }

    private static List<String> unread(Posture posture, int columns) {
        List<String> cells = new ArrayList<>(List.of(posture.subject(), "", "", "", ""));
        for (int i = 0; i < Control.values().length; i++) {
            cells.add(RuleOutcome.ERROR.name());
        }
        cells.add("");
        cells.add(posture.error().orElseThrow().problem());
        cells.add(posture.error().orElseThrow().remedy());
        if (cells.size() != columns) {
            throw new IllegalStateException("a line of " + cells.size() + " cells below " + columns);
        }
        return cells;
    }

    private static List<String> cells(Posture posture, PostureRow row) {
        List<String> cells = new ArrayList<>(List.of(
                posture.subject(),
                row.title(),
                row.launchTypes().stream().sorted().collect(Collectors.joining(" ")),
                String.valueOf(row.tasks()),
                row.exposed() ? "yes" : "no"));
        row.cells().forEach(cell -> cells.add(cell.outcome().name()));
        cells.add(rules(row, RuleOutcome.FAIL));
        cells.add(rules(row, RuleOutcome.ERROR));
        cells.add(posture.first(row).map(PostureAction::what).orElse(""));
        return cells;
    }

    private static String rules(PostureRow row, RuleOutcome outcome) {
        return row.cells().stream()
                .filter(cell -> cell.outcome() == outcome)
                .map(PostureCsv::rules)
                .collect(Collectors.joining("; "));
    }

    private static String rules(Cell cell) {
        String rules = cell.rules().stream().map(RuleId::value).collect(Collectors.joining(" "));
        String why = rules.isEmpty() ? cell.reasons().get(0).text() : rules;
        return cell.control().title() + ": " + why + (cell.counts() ? "" : " (does not count)");
    }
}
