package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;

/**
 * Documentation in programs of Perl and files of its own, from a line such as {@code =head1} to {@code =cut}.
 *
 * @see <a href="https://perldoc.perl.org/perlpod">perlpod</a>
 */
final class ProgramManual {
    private static final List<String> COMMANDS =
            List.of("head", "over", "item", "back", "pod", "encoding", "begin", "end", "for");

    private static final String END = "cut";
    private static final int REACH = 64 << 10;
    /** Lines that begin with the sign and are no command. */
    private static final int MOST_OTHERS = 16;

    private ProgramManual() {}

    static boolean around(TextWindow text, int from) {
        int before = from;
        for (int i = 0; i < MOST_OTHERS; i++) {
            int line = text.lastIndexOf("\n=", Math.max(text.start(), from - REACH), before);
            if (line < 0) {
                return text.at(text.start()) == '=' && command(text, text.start() + 1);
            }
            if (text.startsWith(END, line + 2)) {
                return false;
            }
            if (command(text, line + 2)) {
                return true;
            }
            before = line;
        }
        return false;
    }

    private static boolean command(TextWindow text, int at) {
        return COMMANDS.stream().anyMatch(each -> text.startsWith(each, at));
    }
}
