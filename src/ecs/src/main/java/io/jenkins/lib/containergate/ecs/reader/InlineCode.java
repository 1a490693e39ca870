package io.jenkins.lib.containergate.ecs.reader;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs and build specifications that a file holds as a text: whether they start tasks, or something that does. */
final class InlineCode {
    static final String REASON =
            "the code or commands in it start or change tasks, or what starts them, and this version does"
                    + " not evaluate what";
    static final String REMEDY =
            "check what it starts, and evaluate that by the name of its task definition (FAMILY); then waive this"
                    + " finding by its fingerprint";
    static final String NO_TASK = "it starts no task of ECS, as far as its code is in the file";

    /** As the SDKs of all languages call them, in lower case and without underscores. */
    private static final String OF_TASKS = "(?:run|start)task|submitjob"
            + "|(?:create|update|register)(?:service|taskset|taskdefinition|daemon|expressgateway|jobdefinition)";

    /** Services, and their calls: both have to be there, because services share the names of calls. */
    private static final List<Map.Entry<Pattern, Pattern>> CALLS = Stream.concat(
                    Stream.of(Map.entry("ecs|batch", OF_TASKS)), CallsOfEcs.OTHER_SERVICES.stream())
            .map(each -> Map.entry(name(each.getKey()), name(each.getValue())))
            .toList();

    private InlineCode() {}

    private static Pattern name(String names) {
        return Pattern.compile("(?i)(?<![a-z])(?:" + names + ")");
    }

    /** @param texts of it, as far as they are known */
    static boolean startsTasks(List<String> texts) {
        String code = String.join("\n", texts).toLowerCase(Locale.ROOT);
        String calls = code.replace("_", "");
        return CommandLines.inShells(texts)
                || CALLS.stream()
                        .anyMatch(each -> each.getKey().matcher(code).find()
                                && each.getValue().matcher(calls).find());
    }
}
