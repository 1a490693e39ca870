package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ARN of a target of an event rule or schedule, as far as it is known before deployment. */
final class TargetArn {
    private static final Pattern SERVICE = Pattern.compile("arn:[^:]*:([a-z0-9-]+):.*", Pattern.DOTALL);
    /** Targets of this service are calls of any other. */
    private static final String CALLS = "scheduler";

    private TargetArn() {}

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
