package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;

/**
 * Places that explain: documentation comments, documentation strings of Python, fenced blocks of Markdown, wherever that stands.
 * The values there are made up. Other comments of programs may also hold code that somebody switched off, with the value it was
 * used with. Looks back a bounded way; where it sees nothing the place explains nothing.
 */
final class Documentation {
    private static final int LINE = 400;
    private static final int COMMENT = 4 << 10;
    private static final int STRING = 12 << 10;
    private static final int SIGNATURE = 2 << 10;
    private static final int FENCE = 4 << 10;
    private static final int MARK = 60;
    private static final int NAME = 240;
    private static final int BLOCK = "example = \"\"\"".length();
    private static final Pattern EXAMPLE =
            Pattern.compile("(?i)(?:^|[^A-Za-z0-9_.-])(?:for (?:example|instance)\\b|e\\.g\\.|examples? ?:)"
                    // the same in Chinese, a character a byte of UTF-8
                    + "|\u00e4\u00be\u008b\u00e5\u00a6\u0082");
    private static final Pattern ANNOUNCED = Pattern.compile(
            "(?i)(?:^|[^A-Za-z0-9_.-])(?:(?:for (?:example|instance)|e\\.g\\.?|example)[^A-Za-z]*|examples? of [A-Za-z"
                    + " ,-]{1,60}):$");
    /** Where a function or a class of Python begins. */
    private static final Pattern DEFINITION = Pattern.compile("\\s*(?:async\\s+def|def|class)\\b.*");

    private static final Pattern ELIXIR = Pattern.compile("@(?:module|type)?doc(?: ~[sS])?");
    /** Names that Ansible gives to the documentation of a module. */
    private static final Pattern DOCUMENTATION_NAME = Pattern.compile("(?:DOCUMENTATION|EXAMPLES?|RETURN)\\s*=\\s*");

    /** Of a function that returns nothing but the key: {@code func testKey(t *testing.T) []byte { return}. */
    private static final String RETURNED =
            "(?:(?:= ?func)?\\([^()]{0,80}\\)[^{}();:=\"'`]{0,40}(?:\\([^()]{0,60}\\) ?)?(?:-> ?[A-Za-z]{1,12}"
                    + " ?)?[{:]\\s{1,40}return\\b)";

    /**
     * {@code sampleKeyPem = """}, {@code TEST_PRIVATE_KEY: str = "}: a name of a key and, until the end, nothing but what gives it
     * its value.
     */
    private static final Pattern SAMPLE_NAME = Pattern.compile("(?:^|[^A-Za-z0-9_$]|[^A-Za-z0-9]k)(?:[a-z0-9]{1,20}_)?"
            + "(?:test|sample|example|dummy|fake|mock|TEST|SAMPLE|EXAMPLE|DUMMY|FAKE|MOCK|Test|Sample|Example|Dummy|Fake|Mock)(?:[A-Z0-9_][A-Za-z0-9_]*)?(?i:key|pem|private)[A-Za-z0-9_]*(?:\\[\\])?["
            + " \t]*(?:(?:: ?[A-Za-z&'\\[\\] ]{1,30})?[ \t]*|(?: string| \\[]byte) ?)" + RETURNED
            + "?(?::?=|\\{|=>)?[ \t\\r"
            + "\\n"
            + "(\\[]*(?:[A-Za-z_.:\\[\\]]{1,30}\\(){0,2}[A-Za-z@$]{0,3}#?[\"'`]{1,3}[ \t\\r"
            + "\\n"
            + "\\\\]*$");

    private static final Pattern ANSWER =
            Pattern.compile("\"(?:expires?|expires_in|refresh_expires_in|token_type)\"\\s*:");

    private Documentation() {}

    /** Whether it is a comment of a program. A setting that is commented out may be real. */
    static boolean comment(TextWindow text, int from, FileKind kind) {
        return kind.program()
                && (commentedLine(text, from) || kind == FileKind.PROGRAM && commentedBlock(text, from, "/*"));
    }

    /** Whether it is text that documents: for a documentation tool, as YAML in a program, between Markdown's fences. */
    static boolean written(TextWindow text, int from, int to, FileKind kind) {
        return kind == FileKind.PYTHON && yaml(text, from, to) || ofProgram(text, from, kind) || fenced(text, from);
    }

    /** The same, in a program and for a documentation tool only. */
    static boolean ofProgram(TextWindow text, int from, FileKind kind) {
        return switch (kind) {
            case PYTHON -> documentationString(text, from);
            case PERL -> ProgramManual.around(text, from);
            case PROGRAM -> documentedLine(text, from) || commentedBlock(text, from, "/**") || elixir(text, from);
            case SETTINGS, PROSE -> false;
        };
    }

    /** Whether members of an answer of OAuth (RFC 6749, section 5.1) are near. */
    static boolean answer(TextWindow text, int from, int to) {
        return ANSWER.matcher(text.text(Math.max(text.start(), from - LINE), Math.min(text.end(), to + LINE)))
                .find();
    }

    /** Whether what stands just before it gives it to a name that begins with what says that it is made up. */
    static boolean sampleName(TextWindow text, int from) {
        return SAMPLE_NAME
                .matcher(text.text(Math.max(text.start(), from - NAME), from))
                .find();
    }

    /** Whether the words before it in its line call it an example, or it is in one of the OpenAPI annotations of Java. */
    static boolean example(TextWindow text, int from) {
        int start = Math.max(lineStart(text, from), from - MARK);
        return EXAMPLE.matcher(text.text(start, from)).find() || announced(text, from) || annotated(text, from);
    }

    /** Whether it is in a comment, of which one of the two lines before says that an example follows. */
    private static boolean announced(TextWindow text, int from) {
        int line = lineStart(text, from);
        for (int i = 0; i < 2 && commentedLine(text, line) && line > text.start(); i++) {
            int before = lineStart(text, line - 1);
            String content = text.text(before, line).strip();
            if (commentedLine(text, before)
                    && content.endsWith(":")
                    && ANNOUNCED.matcher(content).find()) {
                return true;
            }
            line = before;
        }
        return false;
    }

    /** {@code @ExampleObject("{...}")}, <code>@Schema(example = """{...}""")</code>: in its text until that ends. */
    private static boolean annotated(TextWindow text, int from) {
        int start = text.lastIndexOf("@exampleobject(", Math.max(text.start(), from - LINE), from);
        int block = text.lastIndexOf("example = \"\"\"", Math.max(text.start(), from - COMMENT), from);
        return start >= 0 && text.indexOf(")", start, from) < 0
                || block >= 0 && text.indexOf("\"\"\"", block + BLOCK, from) < 0;
    }

    private static boolean commentedLine(TextWindow text, int from) {
        int start = lineContent(text, from);
        return text.startsWith("//", start) || text.at(start) == '#' && !text.startsWith("#define", start);
    }

    /** Whether the line is a setting that is commented out. */
    static boolean switchedOff(TextWindow text, int from) {
        return commentedLine(text, from);
    }

    /** {@code ///} and {@code //!} of Rust, C# and Doxygen. */
    private static boolean documentedLine(TextWindow text, int from) {
        int start = lineContent(text, from);
        return text.startsWith("///", start) || text.startsWith("//!", start);
    }

    /** Between what begins a line and opens a comment, and the next star and slash. */
    private static boolean commentedBlock(TextWindow text, int from, String opening) {
        for (int at = from - 2; at > from - COMMENT && at >= text.start(); at--) {
            if (text.at(at) == '*' && text.at(at + 1) == '/') {
                return false;
            }
            if (text.at(at) == '/' && text.at(at + 1) == '*') {
                return text.startsWith(opening, at) && lineContent(text, at) == at;
            }
        }
        return false;
    }

    /** {@code name: value} in a program in Python gives nothing to a name. */
    private static boolean yaml(TextWindow text, int from, int to) {
        int end = to;
        while (end < to + LINE && nameByte(text.at(end))) {
            end++;
        }
        int start = from;
        while (start > from - LINE && nameByte(text.at(start - 1))) {
            start--;
        }
        return Characters.blank(text.at(start - 1))
                && text.at(end) == ':'
                && Characters.blank(text.at(end + 1))
                && !typed(text, end + 1);
    }

    /** Whether a type and a sign follow, as in settings and parameters: {@code password: str = "..."}. */
    private static boolean typed(TextWindow text, int from) {
        int at = from;
        while (at < from + LINE && (nameByte(text.at(at)) || " .,|[]\"'".indexOf(text.at(at)) >= 0)) {
            at++;
        }
        return text.at(at) == '=' && text.at(at - 1) == ' ' && text.at(at + 1) == ' ';
    }

    private static boolean nameByte(int c) {
        return Characters.word(c) || c == '-';
    }

    /** Whether the three quotes before it are the first thing in a module, class or function, or Ansible's documentation. */
    private static boolean documentationString(TextWindow text, int from) {
        for (int at = from - 3; at > from - STRING && at >= text.start(); at--) {
            int c = text.at(at);
            if ((c == '"' || c == '\'') && text.at(at + 1) == c && text.at(at + 2) == c) {
                int start = lineStart(text, at);
                int prefix = at > start && "rRuUbBfF".indexOf(text.at(at - 1)) >= 0 ? at - 1 : at;
                return lineContent(text, at) == prefix && beginsBlock(text, start)
                        || DOCUMENTATION_NAME.matches(text.text(start, prefix));
            }
        }
        return false;
    }

    /**
     * Whether only the head of a definition stands before the line, comments and empty lines aside, or nothing at all. What ends
     * with a colon need not be a head: the last line of a documentation string may.
     */
    private static boolean beginsBlock(TextWindow text, int line) {
        boolean head = false;
        int open = 0;
        int end = line;
        while (end > line - SIGNATURE) {
            int last = end - 1;
            while (last >= text.start() && (Characters.blank(text.at(last)) || Characters.lineBreak(text.at(last)))) {
                last--;
            }
            if (last < text.start()) {
                return !head;
            }
            int start = lineStart(text, last);
            String content = text.text(start, last + 1);
            if (text.at(lineContent(text, last)) != '#') {
                if (DEFINITION.matches(content)) {
                    return head || content.endsWith(":");
                }
                open += content.chars()
                        .map(c -> ")]}".indexOf(c) >= 0 ? 1 : "([{".indexOf(c) >= 0 ? -1 : 0)
                        .sum();
                if (open <= 0 || !head && !content.endsWith(":")) {
                    return false;
                }
                head = true;
            }
            end = start;
        }
        return false;
    }

    /** Whether the three back quotes before it open a block and so name its language. */
    private static boolean fenced(TextWindow text, int from) {
        for (int at = from - 3; at > from - FENCE && at >= text.start(); at--) {
            if (text.startsWith("```", at)) {
                return Characters.letter(text.at(at + 3))
                        || text.at(at + 3) == '{' && Characters.letter(text.at(at + 4));
            }
        }
        return false;
    }

    /** In the documentation of a module or function of Elixir, until its three quotes. */
    private static boolean elixir(TextWindow text, int from) {
        for (int at = from - 3; at > from - STRING && at >= text.start(); at--) {
            if (text.startsWith("\"\"\"", at)) {
                String head = text.text(lineStart(text, at), at).strip();
                return ELIXIR.matches(head);
            }
        }
        return false;
    }

    /** Where the line's first character stands that is not blank. */
    private static int lineContent(TextWindow text, int from) {
        int start = lineStart(text, from);
        while (Characters.blank(text.at(start))) {
            start++;
        }
        return start;
    }

    private static int lineStart(TextWindow text, int from) {
        int start = from;
        while (start > from - LINE
                && text.at(start - 1) != TextWindow.NOTHING
                && !Characters.lineBreak(text.at(start - 1))) {
            start--;
        }
        return start;
    }
}
