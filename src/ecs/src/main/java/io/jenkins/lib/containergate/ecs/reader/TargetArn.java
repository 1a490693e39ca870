package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ARN of a target of an event rule or schedule, as far as it is known before deployment. */
final class TargetArn {
    private static final Pattern SERVICE = Pattern.compile("arn:[^:]*:([a-z0-9-]+):.*", Pattern.DOTALL);
    /** Targets of this service are calls of any other. */
    private static final String CALLS = "scheduler";

    /** Services of which every target is started by parameters beside its ARN. */
    private static final Set<String> OF_TASKS = Set.of("ecs", "batch");

    private TargetArn() {}

    /** Whether it is a cluster or a queue of jobs. */
    static boolean ofTasks(@Nullable Value arn) {
        return arn != null
                && KnownText.of(arn)
                        .map(text -> SERVICE.matcher(text.shape()))
                        .filter(Matcher::matches)
                        .filter(service -> OF_TASKS.contains(service.group(1)))
                        .isPresent();
    }

    /**
     * Whether it may turn out to be a call, or to belong to something outside the file, that starts tasks: a parameter, the export of
     * another stack. A reference to a resource of the file is evaluated with that resource.
     */
    static boolean mayStartAnything(@Nullable Value arn) {
        if (!(arn instanceof Unresolved later)) {
            return false;
        }
        Matcher known = SERVICE.matcher(later.shape());
        return known.matches() ? known.group(1).equals(CALLS) : later.certainty() != Certainty.SET;
    }
}
