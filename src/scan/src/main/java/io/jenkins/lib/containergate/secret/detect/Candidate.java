package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Assignment;
import io.jenkins.lib.containergate.secret.text.AssignmentLexer;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place where a keyword stands; asked by every rule of that keyword. */
public final class Candidate {
    /** Bytes without a line break on either side, as people do not write. */
    private static final int LONG_LINE = 600;

    private static final int LONGEST_NAME = 80;

    /** Of the name of a secret of AWS Secrets Manager. */
    private static final int LONGEST_ARN = 240;

    private static final String RESOURCE = ":secret:";
    private static final int SHORTEST_GENERATED = 12;

    private final TextWindow text;
    private final int from;
    private final int to;
    private final FileKind kind;
    private @Nullable Optional<Assignment> assignment;
    private @Nullable Boolean explaining;

    /**
     * @param from position of the keyword
     * @param to position after it
     */
    public Candidate(TextWindow text, int from, int to, FileKind kind) {
        this.text = text;
        this.from = from;
        this.to = to;
        this.kind = kind;
    }

    public TextWindow text() {
        return text;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /**
     * Start of what belongs to this keyword and not to the same one before it, at most so many bytes away. What looks no
     * further looks at each byte twice at most, however often the keyword stands there.
     */
    int since(int bytes) {
        int far = Math.max(text.start(), from - bytes);
        int before = text.lastIndexOf(keyword(), far, from);
        return before < 0 ? far : before + (to - from);
    }

    /** End of what belongs to this keyword and not to the same one after it, at most so many bytes away. */
    int until(int bytes) {
        int far = Math.min(text.end(), to + bytes);
        int after = text.indexOf(keyword(), to, far);
        return after < 0 ? far : after;
    }

    private String keyword() {
        return text.text(from, to).toLowerCase(Locale.ROOT);
    }

    FileKind kind() {
        return kind;
    }

    /**
     * Whether the place explains something to readers: the values there are made up, see {@link Documentation}. Worked out once for
     * all rules.
     */
    public boolean explains() {
        Boolean known = explaining;
        if (known == null) {
            known = Documentation.written(text, from, to, kind) || Documentation.example(text, from);
            explaining = known;
        }
        return known;
    }

    /** Whether it is given to a name of a program such as {@code sampleKey}. */
    boolean sampleName() {
        return kind.program() && Documentation.sampleName(text, from);
    }

    /**
     * Whether the place only shows it, whatever it is: a program says it to a documentation tool, tests itself with it, or has it in
     * a comment with an answer of OAuth; a page or a manual shows it as code.
     */
    public boolean documents() {
        return Documentation.ofProgram(text, from, kind)
                || kind == FileKind.PROGRAM && TestModule.around(text, from)
                || ShownElement.around(text, from, to)
                || Documentation.comment(text, from, kind) && Documentation.answer(text, from, to);
    }

    /**
     * Whether the place says that the value is made up. A comment says so only of what does not look made by chance: code that was
     * switched off keeps its secrets.
     */
    boolean madeUp(String value) {
        return explains() || !Randomness.chosen(value) && Documentation.comment(text, from, kind);
    }

    /** Whether the name is used as a variable's, and the next word is not given to it: {@code mysql -p$DB_PASSWORD -e "..."}. */
    boolean variable(Assignment given) {
        int start = from;
        while (start > from - LONGEST_NAME && Characters.word(text.at(start - 1))) {
            start--;
        }
        return (text.at(start - 1) == '$' || text.at(start - 1) == '{' && text.at(start - 2) == '$')
                && given.start() > to
                && text.text(to, given.start())
                        .chars()
                        .allMatch(c -> Characters.word(c) || Characters.blank(c) || c == '}');
    }

    /** Whether its line begins as a comment of settings does. */
    boolean commented() {
        return kind == FileKind.SETTINGS && Documentation.switchedOff(text, from);
    }

    /**
     * Whether the value stands in code that a program wrote, in lines without end, and is not of letters and digits alone: it is
     * more of the code.
     */
    boolean minified(Span value) {
        if (kind == FileKind.SETTINGS
                || text.indexOf("\n", from, from + LONG_LINE) >= 0
                || text.lastIndexOf("\n", Math.max(text.start(), from - LONG_LINE), from) >= 0) {
            return false;
        }
        boolean whole = from - text.start() > LONG_LINE && text.end() - to > LONG_LINE;
        return whole && !text.text(value.start(), value.end()).chars().allMatch(c -> Characters.word(c) || c == '-');
    }

    /** Whether the value is the digest of something that only has the name of a secret. */
    boolean isDigest(Span value) {
        return FileDigest.is(this, value) || DigestTable.holds(this, value);
    }

    /** The same of the value at a place. */
    boolean madeUp(Span value) {
        return madeUp(value.resolved().orElseGet(() -> text.text(value.start(), value.end())));
    }

    /** What is assigned to the name the keyword is in; worked out once for all rules. */
    Optional<Assignment> assignment() {
        Optional<Assignment> known = assignment;
        if (known == null) {
            known = AssignmentLexer.around(text, from, to).filter(given -> !withinArn(given));
            assignment = known;
        }
        return known;
    }

    /**
     * Whether colons only separate the parts of the name of a secret of AWS Secrets Manager, as task definitions refer to it:
     * {@code arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop-AbCdEf:DB_PASSWORD::}. Behind the key stands the label of a
     * version, which is a word.
     */
    private boolean withinArn(Assignment given) {
        int start = from;
        while (start > from - LONGEST_ARN && arn(text.at(start - 1))) {
            start--;
        }
        if (!text.startsWith("arn:", start) || text.indexOf(":secretsmanager:", start, from) < 0) {
            return false;
        }
        int end = from;
        while (end < given.start() && arn(text.at(end))) {
            end++;
        }
        return end == given.start() && !(behindKey(text.text(start, end)) && generated(given.value()));
    }

    private static boolean behindKey(String beginning) {
        int resource = beginning.indexOf(RESOURCE);
        return resource >= 0
                && beginning
                                .substring(resource + RESOURCE.length())
                                .chars()
                                .filter(c -> c == ':')
                                .count()
                        > 1;
    }

    /** Whether what stands before the next colon has digits, small and capital letters. */
    private static boolean generated(String value) {
        String label = value.split(":", 2)[0];
        return label.length() >= SHORTEST_GENERATED
                && label.chars().anyMatch(Characters::digit)
                && label.chars().anyMatch(Character::isUpperCase)
                && label.chars().anyMatch(Character::isLowerCase);
    }

    private static boolean arn(int c) {
        return Characters.word(c) || ":/+.@-${}".indexOf(c) >= 0;
    }
}
