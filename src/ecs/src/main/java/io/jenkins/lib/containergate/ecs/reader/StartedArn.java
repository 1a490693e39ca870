package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ARN of a state machine, a pipeline or a response plan, as far as a file says it.
 *
 * @param text all of it
 * @param name a gap without a reference where even the kind of the resource is filled in
 * @param qualifier the alias or the version of a state machine
 */
record StartedArn(
        KnownText text,
        Startable.Kind kind,
        KnownText partition,
        KnownText region,
        KnownText account,
        KnownText name,
        Optional<KnownText> qualifier) {
    private static final String ANY = "[^:\"'\\s\\\\]*+";
    private static final Pattern ARN = Pattern.compile("arn:(" + ANY + "):(states|codepipeline|ssm-incidents|ssm):("
            + ANY + "):(" + ANY + "):([^\"'\\s,}\\\\]*+)");
    private static final String MACHINE = "stateMachine:";
    private static final String PLAN = "response-plan/";

    private static final Pattern DOCUMENT = Pattern.compile("(?:document|automation-definition)/([^:]++)(?::(.*))?");
    /** What a document that is deployed anew is started by. */
    private static final Set<String> NEWEST = Set.of("$DEFAULT", "$LATEST");

    /** All in a text. */
    static List<StartedArn> in(KnownText text) {
        List<StartedArn> found = new ArrayList<>();
        Matcher arn = ARN.matcher(text.shape());
        while (arn.find()) {
            of(text, arn).ifPresent(found::add);
        }
        return found;
    }

    /** That a text is, with nothing around it. */
    static Optional<StartedArn> of(KnownText text) {
        Matcher arn = ARN.matcher(text.shape());
        return arn.matches() ? of(text, arn) : Optional.empty();
    }

    private static Optional<StartedArn> of(KnownText text, Matcher arn) {
        String rest = arn.group(5);
        int start = arn.start(5);
        int end = arn.end(5);
        return switch (arn.group(2)) {
            case "states" -> {
                if (rest.startsWith(MACHINE)) {
                    int name = start + MACHINE.length();
                    int colon = text.shape().indexOf(':', name);
                    yield colon < 0 || colon >= end
                            ? found(Startable.Kind.STATE_MACHINE, text, arn, name, end, Optional.empty())
                            : found(
                                    Startable.Kind.STATE_MACHINE,
                                    text,
                                    arn,
                                    name,
                                    colon,
                                    Optional.of(text.part(colon + 1, end)));
                }
                // the calls of states have neither region nor account
                yield !(arn.group(3) + arn.group(4)).isEmpty() && filledIn(rest, ':')
                        ? found(Startable.Kind.STATE_MACHINE, text, arn, start, end, Optional.empty())
                        : Optional.empty();
            }
            case "codepipeline" -> {
                int slash = rest.indexOf('/');
                yield found(
                        Startable.Kind.PIPELINE, text, arn, start, slash < 0 ? end : start + slash, Optional.empty());
            }
            case "ssm" -> {
                Matcher document = DOCUMENT.matcher(rest);
                yield document.matches()
                        ? found(
                                Startable.Kind.DOCUMENT,
                                text,
                                arn,
                                start + document.start(1),
                                start + document.end(1),
                                Optional.ofNullable(document.group(2))
                                        .filter(version -> !NEWEST.contains(version))
                                        .map(version -> text.part(start + document.start(2), end)))
                        : Optional.empty();
            }
            default ->
                rest.startsWith(PLAN) || filledIn(rest, '/')
                        ? found(
                                Startable.Kind.RESPONSE_PLAN,
                                text,
                                arn,
                                rest.startsWith(PLAN) ? start + PLAN.length() : start,
                                end,
                                Optional.empty())
                        : Optional.empty();
        };
    }

    /** Whether the kind of a resource is not known. */
    private static boolean filledIn(String rest, char end) {
        int at = rest.indexOf(end);
        return (at < 0 ? rest : rest.substring(0, at)).indexOf(Unresolved.GAP) >= 0;
    }

    private static Optional<StartedArn> found(
            Startable.Kind kind, KnownText text, Matcher arn, int start, int end, Optional<KnownText> qualifier) {
        return Optional.of(new StartedArn(
                text.part(arn.start(), arn.end()),
                kind,
                text.part(arn.start(1), arn.end(1)),
                text.part(arn.start(3), arn.end(3)),
                text.part(arn.start(4), arn.end(4)),
                text.part(start, end),
                qualifier));
    }
}
