package io.jenkins.lib.containergate.secret.text;

/** Literals in signs that the program chooses: {@code q{...}} of Perl, {@code %q(...)} of Ruby, {@code q'[...]'} of Oracle. */
final class QuoteOperator {
    private static final String OPENING = "{([<";
    private static final String CLOSING = "})]>";
    private static final String SAME = "/|!~";
    private static final int VALUE = 512;
    private static final String BEHIND = " \t\r\n;,)]}";

    private QuoteOperator() {}

    /** Where the content begins; -1 if no such literal begins at the position. */
    static int content(TextWindow text, int position) {
        int at = position;
        int first = text.at(at);
        boolean ruby = first == '%';
        at += ruby ? 1 : 0;
        if (text.at(at) == 'q' || ruby && text.at(at) == 'Q') {
            at++;
            at += !ruby && text.at(at) == 'q' ? 1 : 0;
        } else if (!ruby) {
            return -1;
        }
        at += !ruby && text.at(at) == '\'' ? 1 : 0;
        boolean brackets = text.at(at) > 0 && OPENING.indexOf(text.at(at)) >= 0;
        boolean same = !ruby && text.at(at) > 0 && SAME.indexOf(text.at(at)) >= 0;
        return (brackets || same) && end(text, at + 1) > at + 1 ? at + 1 : -1;
    }

    /** @return where the content ends; -1 if it does not */
    static int end(TextWindow text, int content) {
        int open = text.at(content - 1);
        int pair = OPENING.indexOf(open);
        int close = pair < 0 ? open : CLOSING.charAt(pair);
        int at = text.after(Characters.GRAPHIC, content, content + VALUE);
        for (int end = content; end < at; end++) {
            if (text.at(end) == close) {
                int next = text.at(end + 1) == '\'' ? text.at(end + 2) : text.at(end + 1);
                return next == TextWindow.NOTHING || BEHIND.indexOf(next) >= 0 ? end : -1;
            }
        }
        return -1;
    }
}
