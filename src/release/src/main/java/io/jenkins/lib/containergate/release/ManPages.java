package io.jenkins.lib.containergate.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Pages for {@code man} from the commands as they are, one for the program and one for each command.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/groff_man.7.html">groff_man</a>
 */
final class ManPages {
    private final String version;

    ManPages(String version) {
        this.version = version;
    }

    /** By file name: {@code gate.1}, {@code gate-scan.1}. */
    Map<String, String> of(CommandLine program) {
        Map<String, String> pages = new TreeMap<>();
        add(program.getCommandSpec(), program.getCommandName(), pages);
        return pages;
    }

    private void add(CommandSpec command, String name, Map<String, String> pages) {
        pages.put(name + ".1", page(command, name));
        for (Map.Entry<String, CommandLine> each : command.subcommands().entrySet()) {
            CommandSpec subcommand = each.getValue().getCommandSpec();
            if (!subcommand.usageMessage().hidden() && !each.getKey().equals("help")) {
                add(subcommand, name + "-" + each.getKey(), pages);
            }
        }
    }

    private String page(CommandSpec command, String name) {
        StringBuilder page = new StringBuilder(".TH \"" + escaped(name.toUpperCase(java.util.Locale.ROOT))
                + "\" 1 \"\" \"container-gate " + escaped(version) + "\" \"User Commands\"\n");
        String[] description = command.usageMessage().description();
        section(page, "NAME", List.of(escaped(name) + " \\- " + escaped(firstSentence(description))));
        section(page, "SYNOPSIS", List.of(".B " + escaped(command.qualifiedName()), synopsis(command)));
        section(
                page,
                "DESCRIPTION",
                Arrays.stream(description).map(ManPages::line).toList());
        List<String> entries = new ArrayList<>();
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            entry(entries, "\\fI" + escaped(parameter.paramLabel()) + "\\fR", parameter.description());
        }
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                String value = option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
                entry(
                        entries,
                        "\\fB" + escaped(String.join(", ", option.names())) + "\\fR" + value,
                        option.description());
            }
        }
        section(page, "OPTIONS", entries);
        List<String> commands = new ArrayList<>();
        command.subcommands()
                .forEach((each, subcommand) -> entry(
                        commands,
                        "\\fB" + escaped(each) + "\\fR",
                        subcommand.getCommandSpec().usageMessage().description()));
        section(page, "COMMANDS", commands);
        String[] footer = command.usageMessage().footer();
        if (footer.length > 0) {
            String heading = command.usageMessage()
                    .footerHeading()
                    .replace("%n", "")
                    .replace(":", "")
                    .strip();
            List<String> lines = new ArrayList<>(List.of(".nf"));
            Arrays.stream(footer).map(ManPages::line).forEach(lines::add);
            lines.add(".fi");
            section(page, heading.isEmpty() ? "NOTES" : heading.toUpperCase(java.util.Locale.ROOT), lines);
        }
        return page.toString();
    }

    private static void section(StringBuilder page, String name, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append(".SH ").append(name).append('\n');
            lines.forEach(each -> page.append(each).append('\n'));
        }
    }

    private static void entry(List<String> lines, String term, String... description) {
        lines.add(".TP");
        lines.add(term);
        Arrays.stream(description).map(ManPages::line).forEach(lines::add);
    }

    private static String synopsis(CommandSpec command) {
        List<String> words = new ArrayList<>();
        if (!command.subcommands().isEmpty()) {
            words.add("\\fICOMMAND\\fR");
        }
        if (!command.options().isEmpty()) {
            words.add("[\\fIOPTIONS\\fR]");
        }
        command.positionalParameters().forEach(each -> words.add("\\fI" + escaped(each.paramLabel()) + "\\fR"));
        return String.join(" ", words);
    }

    private static String firstSentence(String... description) {
        String text = String.join(" ", description);
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end)).replaceFirst("\\.$", "");
    }

    /** A line of text, which must not look like a request. */
    private static String line(String text) {
        String plain = escaped(text.replace("%n", " ").replace("%%", "%"));
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    }
}
