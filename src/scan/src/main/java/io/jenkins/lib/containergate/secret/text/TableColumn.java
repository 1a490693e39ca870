package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values below the name of a column: {@code user,password} in the first line of a file and {@code alice,...} in the next, or
 * {@code (name, password) VALUES ('alice', '...')} or {@code COPY users (name, password) FROM stdin;} of SQL.
 */
final class TableColumn {
    private static final String SEPARATORS = ",;\t|";
    /** Bytes of the names of all columns on either side. */
    private static final int HEAD = 160;

    private static final int CELL = 300;
    private static final int MOST_COLUMNS = 40;
    private static final int ROWS = 5;
    private static final int SHORTEST = 6;
    /** Tables whose rows are accounts. Their passwords are kept as hashes; what a program logs in with elsewhere is in other tables. */
    private static final Pattern ACCOUNTS =
            Pattern.compile("(?i)(?:user|account|member|admin|login|customer|person|people|staff)s?$");

    private static final Pattern PASSWORD = Pattern.compile("(?i)(?:.*_)?(?:pass(?:wo?rd)?|pwd)(?:_?hash)?");
    private static final String VALUES = "values";
    private static final String COPY = "from stdin";
    /** The last byte of the mark that a table in UTF-8 may begin with. */
    private static final int MARK = 0xbf;

    private final AssignedName name;
    private final TextWindow text;
    /** Where the last row that was looked at was left. */
    private int rowEnd;

    private boolean hashed;

    private TableColumn(AssignedName name) {
        this.name = name;
        this.text = name.text();
    }

    /** The first value in the column of that name; empty if the name is not that of a column. */
    static Optional<Assignment> below(AssignedName name) {
        return new TableColumn(name).value();
    }

    /** The same where the name is that of a column in the statement that creates the table. */
    static Optional<Assignment> created(AssignedName name) {
        return CreatedTable.row(name).flatMap(row -> new TableColumn(name).inTable(row));
    }

    private Optional<Assignment> inTable(CreatedTable.Row row) {
        hashed = hashed(row.table());
        return inRows(row.start(), row.columns(), ',', true);
    }

    private boolean hashed(String table) {
        return ACCOUNTS.matcher(table).find() && PASSWORD.matcher(name.name()).matches();
    }

    private Optional<Assignment> value() {
        int start = name.start() - (Characters.quote(text.at(name.start() - 1)) ? 1 : 0);
        int end = name.end() + (Characters.quote(text.at(name.end())) ? 1 : 0);
        int before = text.at(start - 1);
        int after = text.at(end);
        int separator = SEPARATORS.indexOf(after) >= 0 ? after : SEPARATORS.indexOf(before) >= 0 ? before : ' ';
        // in SQL a blank follows the comma
        int blank = before == ' ' && text.at(start - 2) == ',' ? text.at(start - 2) : ' ';
        int alone = before == '(' && after == ')' ? ',' : blank;
        int by = separator == ' ' ? alone : separator;
        boolean ends = after == by || after == ')' || Characters.lineBreak(after);
        boolean begins = before == by || blank == by || before == '(' || before == TextWindow.NOTHING || before == MARK;
        return by == ' ' || !ends || !begins ? Optional.empty() : inColumn(start, end, by);
    }

    private Optional<Assignment> inColumn(int start, int end, int separator) {
        int columns = columnsBefore(start, separator);
        int headEnd = headEnd(end, separator, listed(start, separator));
        if (columns < 0 || headEnd < 0) {
            return Optional.empty();
        }
        int copied = text.at(headEnd) == ')' ? afterCopy(headEnd + 1) : -1;
        boolean statement = text.at(headEnd) == ')' && copied < 0;
        hashed = text.at(headEnd) == ')' && hashed(table(opening(start, separator)));
        int row = copied >= 0 ? copied : statement ? afterValues(headEnd + 1) : nextLine(headEnd);
        return inRows(row, columns, copied >= 0 ? '\t' : separator, statement);
    }

    /**
     * In the first rows.
     *
     * @param statement whether each row is in brackets, as in SQL
     */
    private Optional<Assignment> inRows(int first, int columns, int separator, boolean statement) {
        int row = first;
        for (int i = 0; i < ROWS && row >= 0; i++) {
            Optional<Assignment> cell = cell(row, columns, separator, statement);
            if (cell.isPresent()) {
                return cell;
            }
            int next = text.indexOf(statement ? "(" : "\n", rowEnd, rowEnd + CELL * 2);
            row = next < 0 ? -1 : next + 1;
        }
        return Optional.empty();
    }

    /** Whether a bracket opens the list: then it ends with one. */
    private boolean listed(int start, int separator) {
        return text.at(opening(start, separator)) == '(';
    }

    /** What stands before the names of the columns. */
    private int opening(int start, int separator) {
        int at = start - 1;
        while (at > start - HEAD && (text.at(at) == separator || partOfName(text.at(at)))) {
            at--;
        }
        return at;
    }

    /** The last word before the bracket. */
    private String table(int opening) {
        int end = opening;
        while (end > opening - HEAD && (text.at(end - 1) == ' ' || Characters.quote(text.at(end - 1)))) {
            end--;
        }
        return text.text(text.before(Characters.WORD, end, end - HEAD), end);
    }

    /** How many columns stand before the name; less than zero if what stands there is no list of names. */
    private int columnsBefore(int start, int separator) {
        int columns = 0;
        for (int at = start - 1; at > start - HEAD; at--) {
            int c = text.at(at);
            if (c == TextWindow.NOTHING || c == '(' || c == MARK) {
                return columns;
            }
            if (c == separator) {
                columns++;
            } else if (!partOfName(c)) {
                return -1;
            }
        }
        return -1;
    }

    /** @param listed whether it ends with a bracket, perhaps in another line */
    private int headEnd(int end, int separator, boolean listed) {
        for (int at = end; at < end + HEAD; at++) {
            int c = text.at(at);
            boolean lineBreak = Characters.lineBreak(c);
            if (lineBreak && !listed || c == ')') {
                return at;
            }
            if (c == TextWindow.NOTHING) {
                return -1;
            }
            if (c != separator && !partOfName(c) && !lineBreak) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean partOfName(int c) {
        return Characters.word(c) || c == ' ' || c == '-' || c == '.' || Characters.quote(c);
    }

    private int nextLine(int headEnd) {
        int at = headEnd + (text.at(headEnd) == '\r' && text.at(headEnd + 1) == '\n' ? 2 : 1);
        return text.at(at) == TextWindow.NOTHING ? -1 : at;
    }

    private int afterValues(int from) {
        int at = spaces(from);
        if (!text.text(at, at + VALUES.length()).equalsIgnoreCase(VALUES)) {
            return -1;
        }
        at = spaces(at + VALUES.length());
        return text.at(at) == '(' ? at + 1 : -1;
    }

    /** Where the lines of tabs begin that dumps of PostgreSQL have. */
    private int afterCopy(int from) {
        int at = spaces(from);
        if (!text.text(at, at + COPY.length()).equalsIgnoreCase(COPY)) {
            return -1;
        }
        int line = text.indexOf("\n", at, at + HEAD);
        return line < 0 ? -1 : line + 1;
    }

    private int spaces(int from) {
        int at = from;
        while (at < from + HEAD && (Characters.blank(text.at(at)) || Characters.lineBreak(text.at(at)))) {
            at++;
        }
        return at;
    }

    /** Of the row that begins at a position, after so many others. */
    private Optional<Assignment> cell(int row, int columns, int separator, boolean statement) {
        rowEnd = row;
        int at = row;
        for (int column = 0; column <= Math.min(columns, MOST_COLUMNS); column++) {
            while (text.at(at) == ' ') {
                at++;
            }
            at += statement && (text.at(at) == 'N' || text.at(at) == 'E') && text.at(at + 1) == '\'' ? 1 : 0;
            boolean quoted = Characters.quote(text.at(at));
            int from = quoted ? at + 1 : at;
            int end = quoted ? closing(from, text.at(at), statement) : bare(from, separator);
            if (end < 0) {
                return Optional.empty();
            }
            int next = quoted ? end + 1 : end;
            rowEnd = next;
            if (column == columns) {
                boolean ends = text.at(next) == separator
                        || text.at(next) == ')'
                        || text.at(next) == TextWindow.NOTHING
                        || Characters.lineBreak(text.at(next));
                // a hash is passed over, and what stands in the next row may be none
                return ends && end - from >= SHORTEST && !(hashed && DigestForm.hexadecimal(text.text(from, end)))
                        ? Optional.of(new Assignment(name.name(), text.text(from, end), from, end, true, false))
                        : Optional.empty();
            }
            if (text.at(next) != separator) {
                return Optional.empty();
            }
            at = next + 1;
        }
        return Optional.empty();
    }

    /** In statements of SQL, where a quote is written twice or behind a backslash. */
    private int closing(int from, int quote, boolean statement) {
        for (int at = from; at < from + CELL; at++) {
            int c = text.at(at);
            if (c == TextWindow.NOTHING || Characters.lineBreak(c)) {
                return -1;
            }
            if (c == quote && !(statement && text.at(at + 1) == quote)) {
                return at;
            }
            at += statement && (c == quote || c == '\\') ? 1 : 0;
        }
        return -1;
    }

    /** A value without quotes may be a call: {@code NOW()}. */
    private int bare(int from, int separator) {
        int depth = 0;
        for (int at = from; at < from + CELL; at++) {
            int c = text.at(at);
            if (c == TextWindow.NOTHING
                    || Characters.lineBreak(c)
                    || depth == 0 && (c == separator || c == ')' && separator == ',')) {
                return at;
            }
            depth += separator != ',' ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return -1;
    }
}
