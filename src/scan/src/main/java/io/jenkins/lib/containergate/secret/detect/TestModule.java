package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.List;

/**
 * Modules of tests in the file of a program of Rust, {@code #[cfg(test)] mod tests { ... }}: the compiler leaves them out of
 * what is built.
 *
 * @see <a href="https://doc.rust-lang.org/reference/conditional-compilation.html#test">conditional compilation</a>
 */
final class TestModule {
    private static final List<String> ATTRIBUTES = List.of("#[cfg(test)]", "#[cfg(all(test,");
    /** Bytes before a value; what is further away says nothing. */
    private static final int REACH = 256 << 10;

    private static final int HEAD = 400;
    /** From the attribute on: others, comments, then a module that begins here. */
    private static final Pattern MODULE = Pattern.compile("#\\[cfg\\((?:test|all\\(test, ?[^\\]\\n"
            + "]{1,160}\\))\\)\\]\\s{1,80}(?:#\\[[^\\]\\n"
            + "]{1,120}\\]\\s{1,80}|//[^\\n"
            + "]{0,120}\\n"
            + "\\s{0,80}){0,4}(?:pub(?:\\([a-z]+\\))? )?mod [A-Za-z0-9_]+ \\{[ \t]*(?://[^\\n"
            + "]{0,120})?\\r"
            + "?\\n");

    /** What begins in the first column stands behind a module, however that was closed. */
    private static final List<String> ITEMS = List.of(
            "\nfn ",
            "\npub ",
            "\npub(",
            "\nconst ",
            "\nstatic ",
            "\nimpl ",
            "\nimpl<",
            "\nasync fn ",
            "\nunsafe ",
            "\nmod ",
            "\nstruct ",
            "\nenum ",
            "\nunion ",
            "\ntrait ",
            "\ntype ",
            "\nuse ",
            "\nextern ",
            "\nlazy_static! ",
            "\nthread_local! ",
            "\nmacro_rules! ",
            "\n#[");

    private TestModule() {}

    /** Whether the module begins in the first column before the place, and no brace or item in the first column ends it. */
    static boolean around(TextWindow text, int from) {
        int attribute = ATTRIBUTES.stream()
                .mapToInt(each -> text.lastIndexOf(each, Math.max(text.start(), from - REACH), from))
                .max()
                .orElse(-1);
        if (attribute < 0 || text.at(attribute - 1) != '\n' && text.at(attribute - 1) != TextWindow.NOTHING) {
            return false;
        }
        Matcher module = MODULE.matcher(text.text(attribute, Math.min(from, attribute + HEAD)));
        return module.lookingAt() && !ended(text, attribute + module.end() - 1, from);
    }

    private static boolean ended(TextWindow text, int begin, int from) {
        return text.indexOf("\n}", begin, from) >= 0
                || ITEMS.stream().anyMatch(item -> text.indexOf(item, begin, from) >= 0);
    }
}
