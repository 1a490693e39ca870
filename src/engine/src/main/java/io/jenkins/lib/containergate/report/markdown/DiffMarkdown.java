package io.jenkins.lib.containergate.report.markdown;

import static io.jenkins.lib.containergate.report.markdown.MarkdownText.escaped;

import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.VerdictDiff;
import java.util.List;
import java.util.Optional;

/** What differs between two verdicts, for a comment on a pull request: at most 20 rows of each kind. */
public final class DiffMarkdown {
    private DiffMarkdown() {}

    /** GitHub Flavored Markdown; what comes from findings is escaped. */
    public static String of(VerdictDiff diff) {
        StringBuilder text = new StringBuilder("### container-gate: ")
                .append(diff.added().size())
                .append(" new, ")
                .append(diff.fixed().size())
                .append(" fixed\n\n| | outcome | subject | digest |\n|---|---|---|---|\n");
        side("older", diff.older(), text);
        side("newer", diff.newer(), text);
        table("New", diff.added(), text);
        table("Fixed", diff.fixed(), text);
        table("Not evaluated again", diff.unseen(), text);
        changes(diff.changed(), text);
        if (!diff.notes().isEmpty()) {
            text.append('\n');
            diff.notes().forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
        }
        return text.toString();
    }

    private static void side(String name, Verdict verdict, StringBuilder text) {
        text.append("| ")
                .append(name)
                .append(" | ")
                .append(verdict.outcome())
                .append(" | ")
                .append(escaped(verdict.subject().reference()))
                .append(" | ")
                .append(escaped(verdict.subject().digest().orElse("")))
                .append(" |\n");
    }

    private static void table(String title, List<VerdictDiff.Entry> entries, StringBuilder text) {
        if (entries.isEmpty()) {
            return;
        }
        text.append("\n**")
                .append(title)
                .append("**\n\n| severity | decision | rule | what | where |\n|---|---|---|---|---|\n");
        entries.stream()
                .limit(MarkdownText.MAX_FINDINGS)
                .forEach(entry -> text.append("| ")
                        .append(entry.found().finding().severity())
                        .append(" | ")
                        .append(entry.found().decision())
                        .append(" | ")
                        .append(MarkdownText.cells(entry.found().finding(), Optional.empty())));
        more(entries.size(), text);
    }

    private static void changes(List<VerdictDiff.Change> changes, StringBuilder text) {
        if (changes.isEmpty()) {
            return;
        }
        text.append("\n**Changed**\n\n| severity | before | now | rule | what | where |\n|---|---|---|---|---|---|\n");
        changes.stream()
                .limit(MarkdownText.MAX_FINDINGS)
                .forEach(change -> text.append("| ")
                        .append(change.found().finding().severity())
                        .append(" | ")
                        .append(escaped(change.was()))
                        .append(" | ")
                        .append(change.found().decision())
                        .append(" | ")
                        .append(MarkdownText.cells(change.found().finding(), Optional.empty())));
        more(changes.size(), text);
    }

    private static void more(int all, StringBuilder text) {
        if (all > MarkdownText.MAX_FINDINGS) {
            text.append("\nand ").append(all - MarkdownText.MAX_FINDINGS).append(" more\n");
        }
    }
}
