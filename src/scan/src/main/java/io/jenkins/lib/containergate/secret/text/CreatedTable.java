package io.jenkins.lib.containergate.secret.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column of {@code CREATE TABLE} in SQL, whose values stand where rows are inserted without names of columns:
 * {@code INSERT INTO users VALUES (1, 'alice', '...')}.
 */
final class CreatedTable {
    /** Bytes of the definitions of columns before one. */
    private static final int DEFINITIONS = 3_000;

    private static final int TYPE = 16;
    private static final String CONDITION = "if not exists ";
    /** Of columns that hold text. */
    private static final Set<String> TYPES = Set.of(
            "varchar",
            "char",
            "text",
            "nvarchar",
            "nchar",
            "character",
            "string",
            "tinytext",
            "mediumtext",
            "longtext",
            "varchar2",
            "nvarchar2",
            "clob",
            "citext",
            "bytea",
            "blob",
            "varbinary");

    private CreatedTable() {}

    /**
     * A place in the text.
     *
     * @param columns before the one that is meant
     */
    record Row(int start, int columns, String table) {}

    /** Where the first row of its table begins; empty if the name is not that of a column, or no row is inserted nearby. */
    static Optional<Row> row(AssignedName name) {
        TextWindow text = name.text();
        if (!typed(name)) {
            return Optional.empty();
        }
        int from = text.index().created(name.start());
        if (from < 0 || name.start() - from > DEFINITIONS) {
            return Optional.empty();
        }
        from = text.indexOf(CONDITION, from, from + CONDITION.length()) == from ? from + CONDITION.length() : from;
        int end = TextIndex.nameEnd(text, from);
        int open = TextIndex.spaces(text, end);
        int columns = text.at(open) == '(' ? columns(text, open + 1, name.start()) : -1;
        String table = TextIndex.table(text.text(from, end));
        int row = columns < 0 ? -1 : text.index().row(table);
        return row < 0 ? Optional.empty() : Optional.of(new Row(row, columns, table));
    }

    private static boolean typed(AssignedName name) {
        TextWindow text = name.text();
        int at = name.end();
        at += "`\"]".indexOf(text.at(at)) >= 0 ? 1 : 0;
        int from = at;
        while (from < at + TYPE && Characters.blank(text.at(from))) {
            from++;
        }
        int end = from;
        while (from > at && end < from + TYPE && (Characters.letter(text.at(end)) || Characters.digit(text.at(end)))) {
            end++;
        }
        return from > at && TYPES.contains(text.text(from, end).toLowerCase(Locale.ROOT));
    }

    /** Commas between the definitions; -1 if the last one of the table ends before. */
    private static int columns(TextWindow text, int from, int to) {
        int depth = 0;
        int columns = 0;
        for (int at = from; at < to && depth >= 0; at++) {
            int c = text.at(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            columns += c == ',' && depth == 0 ? 1 : 0;
        }
        return depth == 0 ? columns : -1;
    }
}
