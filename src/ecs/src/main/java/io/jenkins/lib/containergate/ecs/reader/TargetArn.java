package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.start.StartLookups;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ARN of a target of an event rule, schedule or pipe, as far as it is known before deployment. */
final class TargetArn {
    /** A cluster or a queue of jobs: what starts there is in parameters beside the ARN. */
    private static final Pattern OF_TASKS = Pattern.compile("arn:[^:]*:(?:ecs|batch):.*", Pattern.DOTALL);
    /** A call by which EventBridge Scheduler starts tasks itself, or declares them. What the service is called may be filled in. */
    private static final Pattern CALLS = Pattern.compile("(?i):(?:" + StartLookups.CALLS
            + "|createTaskSet|registerTaskDefinition|[a-z]*DaemonTaskDefinition|[a-z]*ExpressGatewayService"
            + "|submitJob|registerJobDefinition)|ecs:(?:create|update|associate)(?:Service|Daemon|Gateway)");

    private TargetArn() {}

    /** Whether what it is the target of starts or changes tasks itself. */
    static boolean startsTasks(@Nullable Value arn) {
        String known = known(arn);
        return OF_TASKS.matcher(known).matches() || CALLS.matcher(known).find();
    }

    private static String known(@Nullable Value arn) {
        if (arn instanceof Text text) {
            return text.value();
        }
        return arn instanceof Unresolved later ? later.shape() : "";
    }
}
