package io.jenkins.lib.containergate.hardening.history;

import io.jenkins.lib.containergate.hardening.history.Instruction.AddSource;
import io.jenkins.lib.containergate.hardening.history.ShellScript.ShellInvocation;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code created_by} of a history entry as BuildKit, the classic Docker builder, Buildah and Kaniko write it:
 *
 * <pre>
 * RUN |1 VERSION=1 /bin/sh -c apt-get update # buildkit
 * /bin/sh -c #(nop) ADD file:0123abcd in /
 * |1 VERSION=1 /bin/sh -c apt-get update
 * RUN apt-get update
 * </pre>
 */
final class InstructionParser {
    private static final String BUILDKIT = " # buildkit";
    private static final Set<String> KEYWORDS = Set.of(
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");

    private static final Pattern NO_OPERATION = Pattern.compile("\\S*sh -c #\\(nop\\)\\s+");
    private static final Pattern CLASSIC_ADD = Pattern.compile("(\\S+) in (\\S.*)", Pattern.DOTALL);
    private static final Pattern BUILD_ARGUMENTS = Pattern.compile("\\|\\d+\\s+");

    private InstructionParser() {}

    static Instruction parse(String createdBy) {
        String text = createdBy.strip();
        if (text.endsWith(BUILDKIT)) {
            text = text.substring(0, text.length() - BUILDKIT.length()).strip();
        }
        Matcher nop = NO_OPERATION.matcher(text);
        boolean classic = nop.lookingAt();
        if (classic) {
            text = text.substring(nop.end());
        }
        String keyword = firstWord(text);
        String rest = text.substring(keyword.length()).strip();
        if (keyword.equals("ADD")) {
            return add(rest);
        }
        if (keyword.equals("RUN")) {
            return run(rest);
        }
        if (KEYWORDS.contains(keyword)) {
            return new Instruction.Other(keyword);
        }
        boolean script = !classic
                && (BUILD_ARGUMENTS.matcher(text).lookingAt()
                        || ShellInvocation.script(text, false).isPresent());
        return script ? run(text) : new Instruction.Unrecognized();
    }

    private static Instruction run(String text) {
        Matcher arguments = BUILD_ARGUMENTS.matcher(text);
        boolean hasArguments = arguments.lookingAt();
        OptionalInt start = ShellInvocation.script(text, hasArguments);
        String script = text;
        if (start.isPresent()) {
            String afterShell = text.substring(start.getAsInt()).strip();
            script = quotedAsAWhole(afterShell) ? "sh -c " + afterShell : afterShell;
        } else if (hasArguments) {
            script = text.substring(arguments.end());
        }
        return new Instruction.Run(ShellScript.commands(script));
    }

    /** Builders that keep the Dockerfile's own words also keep the quotes around a script. */
    private static boolean quotedAsAWhole(String script) {
        char first = script.isEmpty() ? ' ' : script.charAt(0);
        return (first == '"' || first == '\'') && script.indexOf(first, 1) == script.length() - 1;
    }

    private static Instruction add(String text) {
        Matcher classic = CLASSIC_ADD.matcher(text);
        if (classic.matches()) {
            return new Instruction.Add(
                    List.of(AddSource.of(classic.group(1))), classic.group(2).strip());
        }
        List<String> words = Arrays.stream(
                        text.replaceAll("[\\[\\]\",]", " ").strip().split("\\s+"))
                .filter(word -> !word.startsWith("--"))
                .toList();
        int last = words.size() - 1;
        return new Instruction.Add(
                words.stream().limit(Math.max(last, 0)).map(AddSource::of).toList(), last < 0 ? "" : words.get(last));
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
