package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines for a spreadsheet. Every cell is quoted (RFC 4180), and one that a spreadsheet would take for a formula begins with an
 * apostrophe.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a>
 */
public final class Csv {
    private static final int MAX_TEXT = 1_000;
    /** Also in full width, which some spreadsheets take for the same. */
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private Csv() {}

    /** @param cells of any content; each is cut after 1,000 characters */
    public static void line(Writer csv, List<String> cells) throws IOException {
        csv.write(cells.stream().map(Csv::quoted).collect(Collectors.joining(",")));
        csv.write("\r\n");
    }

    private static String quoted(String text) {
        String shown = SafeText.visible(text, MAX_TEXT);
        boolean formula = !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + shown.replace("\"", "\"\"") + '"';
    }
}
