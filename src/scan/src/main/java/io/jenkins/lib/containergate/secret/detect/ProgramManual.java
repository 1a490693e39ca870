package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;

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
            if (command(text, line + 2, COMMANDS) && emptyBefore(text, line)) {
                return true;
            }
            before = line;
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
