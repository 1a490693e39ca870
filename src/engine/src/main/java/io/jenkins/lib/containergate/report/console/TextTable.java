package io.jenkins.lib.containergate.report.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An aligned table that fits a number of columns, by cutting the cells of those of its columns that may be cut. */
final class TextTable {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    /**
     * @param minimum columns it can be cut to; {@code Integer.MAX_VALUE} when it must stay whole
     * @param keepEnd whether a cut takes the beginning away, as for paths
     */
    record Column(String title, int minimum, boolean keepEnd) {
        static Column whole(String title) {
            return new Column(title, Integer.MAX_VALUE, false);
        }

        static Column cutTo(int minimum, String title) {
            return new Column(title, minimum, false);
        }

        static Column path(String title) {
            return new Column(title, 20, true);
        }

        private String fit(String text, int width) {
            return keepEnd ? DisplayWidth.cutStart(text, width) : DisplayWidth.cutEnd(text, width);
        }
    }

    /** @param text visible characters only */
    record Cell(String text, Tone tone) {}

    /** @param remark a line of its own below the row, empty for none */
    record Row(List<Cell> cells, String remark) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    TextTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    void add(Row row) {
        rows.add(row);
    }

    /** @param most rows that are printed; the others are counted */
    void print(ConsoleStyle style, int available, int most, Appendable out) throws IOException {
        int[] widths = widths(available);
        print(
                columns.stream()
                        .map(column -> new Cell(column.title(), Tone.QUIET))
                        .toList(),
                widths,
                style,
                out);
        for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
            print(row.cells(), widths, style, out);
            if (!row.remark().isEmpty()) {
                out.append(INDENT)
                        .append(INDENT)
                        .append("-> ")
                        .append(row.remark())
                        .append('\n');
            }
        }
        if (rows.size() > most) {
            out.append(INDENT).append(more(rows.size() - most)).append('\n');
        }
    }

    /** What stands for the rest of a long list. */
    static String more(int number) {
        return String.format(Locale.ROOT, "and %,d more in verdict.json", number);
    }

    private void print(List<Cell> cells, int[] widths, ConsoleStyle style, Appendable out) throws IOException {
        out.append(INDENT);
        for (int i = 0; i < cells.size(); i++) {
            String shown = columns.get(i).fit(cells.get(i).text(), widths[i]);
            out.append(style.paint(cells.get(i).tone(), shown));
            if (i < cells.size() - 1) {
                out.append(" ".repeat(widths[i] - DisplayWidth.of(shown))).append(GAP);
            }
        }
        out.append('\n');
    }

    /** Takes from the widest column that may be cut until the table fits or nothing is left to take. */
    private int[] widths(int available) {
        int[] widths = IntStream.range(0, columns.size()).map(this::natural).toArray();
        int excess = INDENT.length()
                + GAP.length() * (widths.length - 1)
                + IntStream.of(widths).sum()
                - available;
        while (excess > 0) {
            int widest = widestToCut(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private int natural(int column) {
        int title = DisplayWidth.of(columns.get(column).title());
        return rows.stream()
                .mapToInt(row -> DisplayWidth.of(row.cells().get(column).text()))
                .reduce(title, Math::max);
    }

    private int widestToCut(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > columns.get(i).minimum() && (widest < 0 || widths[i] >= widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }
}
