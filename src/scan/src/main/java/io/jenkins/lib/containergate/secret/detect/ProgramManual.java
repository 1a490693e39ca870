package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;
import java.util.Locale;

/**
 * Documentation in programs of Perl and files of its own, from a line such as {@code =head1}, after an empty one, to {@code =cut}.
 * Not from {@code =begin}: with it Ruby switches code off, and behind {@code =end} it goes on.
 *
 * @see <a href="https://perldoc.perl.org/perlpod">perlpod</a>
 */
final class ProgramManual {
    private static final List<String> COMMANDS =
            List.of("head1", "head2", "head3", "head4", "over", "item", "back", "pod", "encoding");

    private static final List<String> ENDS = List.of("cut", "begin", "end");
    private static final int REACH = 64 << 10;
    /** Lines that begin with the sign and are no command. */
    private static final int MOST_OTHERS = 16;

    /** Bytes of a text between marks, and of a mark. */
    private static final int TEXT = 16 << 10;

    private static final int MARK = 64;
    private static final int GAP = 6;

    private ProgramManual() {}

    static boolean around(TextWindow text, int from) {
        int before = from;
        for (int i = 0; i < MOST_OTHERS; i++) {
            int line = text.lastIndexOf("\n=", Math.max(text.start(), from - REACH), before);
            if (line < 0) {
                return text.at(text.start()) == '=' && command(text, text.start() + 1, COMMANDS);
            }
            if (command(text, line + 2, ENDS)) {
                return false;
            }
            if (command(text, line + 2, COMMANDS) && emptyBefore(text, line) && !quoted(text, line)) {
                return true;
            }
            before = line;
        }
        return false;
    }

    /** Whether the line is in a text between two marks, {@code <<EOT}, which Perl takes as it is. */
    private static boolean quoted(TextWindow text, int line) {
        int at = text.lastIndexOf("<<", Math.max(text.start(), line - TEXT), line);
        for (int i = 0; i < MOST_OTHERS && at >= 0; i++) {
            int mark = at + 2;
            while (mark < at + GAP && "~ \"'".indexOf(text.at(mark)) >= 0) {
                mark++;
            }
            int end = mark;
            while (end < mark + MARK && Characters.word(text.at(end))) {
                end++;
            }
            String name = text.text(mark, end).toLowerCase(Locale.ROOT);
            int close = name.isEmpty() ? -1 : text.indexOf("\n" + name, end, line + TEXT);
            if (close > line && !Characters.word(text.at(close + 1 + name.length()))) {
                return true;
            }
            at = text.lastIndexOf("<<", Math.max(text.start(), line - TEXT), at);
        }
        return false;
    }

    private static boolean emptyBefore(TextWindow text, int lineBreak) {
        int before = text.at(lineBreak - 1) == '\r' ? lineBreak - 2 : lineBreak - 1;
        return text.at(before) == '\n';
    }

    private static boolean command(TextWindow text, int at, List<String> commands) {
        return commands.stream()
                .anyMatch(each -> text.startsWith(each, at) && !Characters.word(text.at(at + each.length())));
    }
}
