package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls of ECS whose answers are read as they come. The plugins of Jenkins bring older releases of the SDK, which lack some of these
 * calls, and drop members that they do not know from the answers of the others: a hook that lets a deployment go on, or a volume of a
 * new kind, would not be seen.
 */
final class EcsApi {
    /** Ten services come with a hundred events each. */
    private static final int MAX_ANSWER = 16 << 20;

    private static final String GONE = "MISSING";

    private final JsonService service;

    /** @param service that speaks for ECS */
    EcsApi(JsonService service) {
        this.service = service;
    }

    JsonShape ask(AwsAction action, String subject, ObjectNode input, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return JsonShape.of(service.ask(action, subject, input, MAX_ANSWER, deadline), subject);
    }

    /** An answer that is about all that was asked. */
    JsonShape whole(AwsAction action, String subject, ObjectNode input, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        JsonShape answer = ask(action, subject, input, deadline);
        List<String> reasons = new ArrayList<>();
        for (JsonShape failure : answer.objects("failures")) {
            reasons.add(failure.text("reason").orElse(""));
        }
        refuse(reasons, subject);
        return answer;
    }

    /** @param failed why, for each thing of which ECS tells nothing */
    static void refuse(List<String> failed, String subject) throws UnansweredException {
        if (!failed.isEmpty()) {
            boolean missing = failed.stream().allMatch(GONE::equals);
            throw UnansweredException.failed(
                    missing ? "ECS does not know all of " + subject : "ECS could not tell all of " + subject,
                    "check that the name, the account and the region are right");
        }
    }

    /** The one of these that was asked about, by one of these members. */
    static JsonShape one(List<JsonShape> answered, String asked, String subject, String... members)
            throws UnansweredException {
        for (JsonShape each : answered) {
            for (String member : members) {
                if (each.text(member).filter(asked::equals).isPresent()) {
                    return each;
                }
            }
        }
        throw incomplete(subject);
    }

    static UnansweredException incomplete(String subject) {
        return UnansweredException.incomplete("ECS", subject);
    }
}
