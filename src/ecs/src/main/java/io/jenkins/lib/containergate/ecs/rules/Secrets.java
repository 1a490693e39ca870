package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.secret.setting.Objection;
import io.jenkins.lib.containergate.text.SafeText;

/** Reports what is wrong with settings that hold secrets; never a value. */
final class Secrets {
    private static final String REMEDY =
            "give what it depends on (--parameter NAME=VALUE), or name a secret in secrets with valueFrom";

    private Secrets() {}

    /** @param subject what the setting is called in reports, the same in the next build */
    static void report(
            String name, Field<String> value, String subject, PlaintextSecrets plaintext, TaskFindings findings) {
        plaintext.in(name, value).ifPresent(objection -> report(value.place(), subject, objection, findings));
    }

    static void report(Place place, String subject, Objection objection, TaskFindings findings) {
        String shown = SafeText.visible(subject);
        if (objection.decided()) {
            findings.broken(place, subject, shown + " holds " + objection.kind(), Fix.none());
        } else {
            findings.undecided(place, shown + " may hold a secret: " + objection.kind(), REMEDY);
        }
    }

    /** Elements that are not known may still be known to hold a secret. */
    static void inUnresolved(Items<?> items, PlaintextSecrets plaintext, TaskFindings findings) {
        for (Unresolved<?> later : items.unresolved()) {
            plaintext
                    .among(later)
                    .filter(Objection::decided)
                    .ifPresent(objection -> report(later.place(), items.place().name(), objection, findings));
        }
    }
}
