package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            + "|(?:create|update|register)(?:service|taskset|taskdefinition|daemon|expressgateway|gateway|jobdefinition)"
            + "|associategateway";

    /** Services, and their calls: both have to be there, because services share the names of calls. */
    private static final List<Map.Entry<Pattern, Pattern>> CALLS = Stream.concat(
                    Stream.of(Map.entry("ecs|batch", OF_TASKS)), CallsOfEcs.OTHER_SERVICES.stream())
            .map(each -> Map.entry(name(each.getKey()), name(each.getValue())))
            .toList();

    /** A client of boto3 whose service is not written where it is made. */
    private static final Pattern ANY_SERVICE = Pattern.compile(
            "\\b(?:client|resource)\\(\\s*(?:servicename\\s*=\\s*)?(?:[a-z0-9]+\\s*\\[|[a-z0-9]+\\s*\\.\\s*get\\()");

    /** A call of Python whose name is not written where it is made. Possessive, because long texts exhaust the stack otherwise. */
    private static final Pattern ANY_CALL =
            Pattern.compile("\\bgetattr\\((?:[^(),]++|\\([^()]*+\\)|,(?!\\s*[a-z]))*+,\\s*[a-z]");

    private InlineCode() {}

    private static Pattern name(String names) {
        return Pattern.compile("(?i)(?<![a-z])(?:" + names + ")");
    }

    /** @param texts of it, as far as they are known */
    static boolean startsTasks(List<String> texts) {
        String code = String.join("\n", texts).toLowerCase(Locale.ROOT);
        String calls = code.replace("_", "");
        boolean anyService = ANY_SERVICE.matcher(calls).find();
        boolean anyCall = ANY_CALL.matcher(calls).find();
        return CommandLines.inShells(texts)
                || anyService && anyCall
                || CALLS.stream()
                        .anyMatch(each -> (anyService
                                        || each.getKey().matcher(code).find())
                                && (anyCall || each.getValue().matcher(calls).find()));
    }

    /** A text, or a list of texts, of which nothing is known; or that a condition can choose. */
    static Optional<Unresolved> hidden(Value text) {
        return text instanceof Unresolved later && (nothingIsKnown(later) || mayBeOther(later))
                ? Optional.of(later)
                : Optional.empty();
    }

    /** No word, that is: functions that take a text apart have their separator and an index among its parts. */
    private static boolean nothingIsKnown(Unresolved text) {
        return text.why() instanceof Reason.Elsewhere && text.shape().isEmpty()
                || Stream.concat(text.parts().stream(), TextParts.ofShape(text.shape()).stream())
                        .noneMatch(part -> part.chars().anyMatch(Character::isLetter));
    }

    /** Whether it can turn out to be what something else in the file says, which is no part of it. */
    private static boolean mayBeOther(Unresolved text) {
        return text.alternatives().stream()
                .anyMatch(each -> !each.isBlank() && !text.parts().contains(each));
    }

    /** @param call of a service that is not known */
    static boolean mayStart(String call) {
        String plain = call.replace("_", "");
        return CALLS.stream().anyMatch(each -> each.getValue().matcher(plain).lookingAt());
    }

    /** @param service of which a call is made that is not known */
    static boolean starts(String service) {
        return CALLS.stream().anyMatch(each -> each.getKey().matcher(service).matches());
    }
}
