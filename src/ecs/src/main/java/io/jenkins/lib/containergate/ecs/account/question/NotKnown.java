package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.task.Field;

/** What cannot be asked, because a task definition says it only when it is deployed. */
final class NotKnown {
    static final String REMEDY = "give what it depends on (--parameter NAME=VALUE), or evaluate what is deployed";

    private NotKnown() {}

    static <T> Lookup.Failed<T> failed(Field.Unresolved<?> value) {
        return new Lookup.Failed<>(problem(value), remedy(value));
    }

    static String remedy(Field.Unresolved<?> value) {
        return MissingValue.remedy(value.why(), value.gaps(), "evaluate what is deployed");
    }

    static String problem(Field.Unresolved<?> value) {
        return value.place().title() + " is not known: " + value.reason();
    }
}
