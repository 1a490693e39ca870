package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.ParameterId;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets and parameters that ECS fetches when a task starts, each once. What is no reference may be a secret that was
 * pasted into the wrong field, so it is never shown.
 *
 * @param known by what they name, with the place of the first reference
 * @param unknown places of which it is not known what they name, and why
 */
record SecretReferences(Map<Reference, Place> known, Map<Place, Lookup.Failed<Object>> unknown) {
    private static final Pattern SECRET =
            Pattern.compile("(arn:aws[a-z-]*:secretsmanager:([a-z0-9-]+):[0-9]{12}:secret:[^:]+)(?::[^:]*(?::(.*))?)?");
    /** Stage and version, each of which may be empty, of what is current when the task starts. */
    private static final Pattern CURRENT = Pattern.compile("(?:AWSCURRENT)?:?");

    private static final Pattern PARAMETER =
            Pattern.compile("arn:aws[a-z-]*:ssm:([a-z0-9-]+):([0-9]{12}):parameter(/[A-Za-z0-9_.\\-/]{1,1011})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\-/]{1,1011}");

    SecretReferences {
        known = new LinkedHashMap<>(known);
        unknown = new LinkedHashMap<>(unknown);
    }

    sealed interface Reference {
        /** To be shown. */
        String text();

        /** Whether it means one version, whatever the current one is. */
        boolean pinned();

        /**
         * @param region where it is; empty for that of the task
         * @param arn without the key, stage and version that may follow; or a name
         * @param pinned by a version id, or a stage other than {@code AWSCURRENT}
         */
        record Secret(Optional<String> region, String arn, boolean pinned) implements Reference {
            @Override
            public String text() {
                return "the secret " + arn.substring(arn.lastIndexOf(':') + 1);
            }
        }

        record Parameter(ParameterId id) implements Reference {
            @Override
            public String text() {
                return "the parameter " + id.names().get(0);
            }

            /** A reference with a version is not read. */
            @Override
            public boolean pinned() {
                return false;
            }
        }
    }

    static SecretReferences of(TaskDefinition task) {
        SecretReferences found = new SecretReferences(Map.of(), Map.of());
        SecretFields fields = SecretFields.of(task);
        fields.unresolved().forEach(found::later);
        for (SecretFields.Named each : fields.named()) {
            found.add(
                    each.value(),
                    each.secret()
                            ? name -> new Reference.Secret(Optional.empty(), name, false)
                            : SecretReferences::parameter);
        }
        return found;
    }

    boolean empty() {
        return known.isEmpty() && unknown.isEmpty();
    }

    /** One entry for each of which it is not known what it names. */
    <T> List<T> unknown(java.util.function.BiFunction<Place, Lookup.Failed<Object>, T> entry) {
        List<T> all = new ArrayList<>();
        unknown.forEach((place, why) -> all.add(entry.apply(place, why)));
        return all;
    }

    private void later(Field.Unresolved<?> value) {
        unknown.put(value.place(), NotKnown.failed(value));
    }

    private static Reference parameter(String name) {
        return new Reference.Parameter(new ParameterId(Optional.empty(), Optional.empty(), List.of(name)));
    }

    private void add(Field<String> value, Function<String, Reference> named) {
        if (value instanceof Field.Unresolved<String> unresolved) {
            later(unresolved);
        } else if (value instanceof Field.Known<String> text) {
            reference(text.value(), named)
                    .ifPresentOrElse(
                            reference -> known.putIfAbsent(reference, text.place()),
                            () -> unknown.put(
                                    text.place(),
                                    new Lookup.Failed<>(
                                            text.place().name() + " names neither a secret nor a parameter",
                                            "set it to the ARN of a Secrets Manager secret or Parameter Store parameter")));
        }
    }

    private static Optional<Reference> reference(String value, Function<String, Reference> named) {
        Matcher secret = SECRET.matcher(value);
        if (secret.matches()) {
            boolean current =
                    secret.group(3) == null || CURRENT.matcher(secret.group(3)).matches();
            return Optional.of(new Reference.Secret(Optional.of(secret.group(2)), secret.group(1), !current));
        }
        Matcher parameter = PARAMETER.matcher(value);
        if (parameter.matches()) {
            String name = parameter.group(3);
            boolean flat = name.lastIndexOf('/') == 0;
            return Optional.of(new Reference.Parameter(new ParameterId(
                    Optional.of(parameter.group(2)),
                    Optional.of(parameter.group(1)),
                    flat ? List.of(name.substring(1), name) : List.of(name))));
        }
        return NAME.matcher(value).matches() ? Optional.of(named.apply(value)) : Optional.empty();
    }
}
