package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;

/**
 * An element of a page or a manual that shows code to its readers: {@code <pre>...</pre>} of HTML, {@code <screen>...</screen>} of
 * DocBook. A program that writes the tags around what it does itself has no such element.
 */
final class ShownElement {
    private static final List<String> NAMES = List.of("pre", "code", "programlisting", "screen", "example");
    /** Ends of texts and statements of programs, and what a server runs. */
    private static final List<String> RUNS = List.of("\";", "';", "`;", "<?", "?>", "<%", "%>", "<script");

    private static final String QUOTES = "\"'`";
    private static final int REACH = 4 << 10;
    private static final int LINE = 200;

    private ShownElement() {}

    /** Whether the stretch lies in one, which ends. */
    static boolean around(TextWindow text, int from, int to) {
        return NAMES.stream().anyMatch(name -> around(name, text, from, to));
    }

    private static boolean around(String name, TextWindow text, int from, int to) {
        int open = text.lastIndexOf("<" + name, Math.max(text.start(), from - REACH), from);
        int begin = open < 0 ? -1 : text.indexOf(">", open, from);
        int end = begin < 0 ? -1 : text.indexOf("</" + name + ">", begin, Math.min(text.end(), to + REACH));
        return end >= to
                && opens(text, open + 1 + name.length())
                && !quoted(text, open, begin)
                && !runs(text, begin, end);
    }

    private static boolean opens(TextWindow text, int at) {
        return text.at(at) == '>' || Characters.blank(text.at(at));
    }

    private static boolean quoted(TextWindow text, int open, int begin) {
        return QUOTES.indexOf(text.at(open - 1)) >= 0
                || QUOTES.indexOf(text.at(begin + 1)) >= 0
                || QUOTES.chars().anyMatch(quote -> odd(quote, text, begin + 1));
    }

    /** Whether a literal ends in the rest of the line, as in {@code write("<p><pre>\n")}. */
    private static boolean odd(int quote, TextWindow text, int from) {
        boolean odd = false;
        for (int at = from; at < from + LINE && text.at(at) != '\n' && text.at(at) != TextWindow.NOTHING; at++) {
            odd ^= text.at(at) == quote;
        }
        return odd;
    }

    private static boolean runs(TextWindow text, int from, int to) {
        return RUNS.stream().anyMatch(each -> text.indexOf(each, from, to) >= 0) || expression(text, from);
    }

    /** Whether a brace comes first, as of an expression that JSX evaluates; what begins an object of JSON is followed by a quote. */
    private static boolean expression(TextWindow text, int begin) {
        int at = begin + 1;
        while (at < begin + LINE && (Characters.blank(text.at(at)) || Characters.lineBreak(text.at(at)))) {
            at++;
        }
        if (text.at(at) != '{') {
            return false;
        }
        int next = at + 1;
        while (next < at + LINE && (Characters.blank(text.at(next)) || Characters.lineBreak(text.at(next)))) {
            next++;
        }
        return text.at(next) != '"' && text.at(next) != '\'';
    }
}
