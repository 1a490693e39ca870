package io.jenkins.lib.containergate.cli.explain;

import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.setting.UndecidedKind;
import java.util.regex.Pattern;

/** A kind of undecided finding, as its row in docs/undecided.md. */
final class UndecidedText {
    /** Leads to another page, which is not shown here. */
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    private UndecidedText() {}

    static String of(UndecidedKind kind) {
        return "# " + kind.rule() + "\n\n" + kind.title()
                + ". A kind of undecided finding: part of the image could not be"
                + " evaluated.\n\n"
                + "happened:   " + plain(kind.happened()) + "\n"
                + "remedy:     " + plain(kind.remedy()) + "\n"
                + "default:    " + kind.byDefault().key() + "\n"
                + "policy key: " + PolicyKeys.undecided(kind).path() + "\n\ndocs/undecided.md has the details.\n";
    }

    private static String plain(String markdown) {
        return LINK.matcher(markdown).replaceAll("$1");
    }
}
