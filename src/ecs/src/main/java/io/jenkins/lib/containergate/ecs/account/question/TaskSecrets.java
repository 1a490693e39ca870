package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.ecs.declared.PolicyText;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiFunction;

/** The secrets and parameters that ECS fetches when a task starts. */
public final class TaskSecrets {
    private TaskSecrets() {}

    /**
     * Patterns of ARNs, without the key, stage and version that may follow that of a secret. The hyphen and six characters
     * that Secrets Manager adds to a name may be any.
     *
     * @param role of the task, in whose account a parameter is that is named without one; without an account it is declared in
     *     the file of the task, and so may the secrets be that its policies name
     * @throws GateException when one is known only at deployment
     */
    public static Set<String> of(TaskDefinition task, Arn role) throws GateException {
        Set<String> arns = new LinkedHashSet<>();
        SecretFields fields = SecretFields.of(task);
        if (!fields.unresolved().isEmpty()) {
            throw unknown(fields.unresolved().get(0));
        }
        for (SecretFields.Named each : fields.named()) {
            add(each.value(), role, arns, each.secret() ? TaskSecrets::secret : TaskSecrets::parameter);
        }
        return arns;
    }

    private static void add(Field<String> value, Arn role, Set<String> arns, BiFunction<String, Arn, String> named)
            throws GateException {
        if (value instanceof Field.Unresolved<String> unresolved) {
            if (role.account().isEmpty()
                    && unresolved.certainty().present()
                    && !unresolved.origin().isEmpty()) {
                arns.add(PolicyText.standIn(unresolved.origin()));
                return;
            }
            throw unknown(unresolved);
        }
        if (value instanceof Field.Known<String> known) {
            arns.addAll(of(known.value(), role, named));
        }
    }

    private static Set<String> of(String value, Arn role, BiFunction<String, Arn, String> named) {
        Set<String> found = new LinkedHashSet<>();
        String[] parts = value.split(":", -1);
        if (parts.length >= 7 && parts[2].equals("secretsmanager")) {
            String arn = String.join(":", Arrays.copyOf(parts, 7));
            found.add(arn);
            found.add(arn.replaceFirst("-[A-Za-z0-9]{6}$", "") + "-*");
        } else if (parts.length >= 6) {
            found.add(value);
        } else {
            found.add(named.apply(value, role));
        }
        return found;
    }

    private static String parameter(String name, Arn role) {
        String start = "arn:" + role.partition() + ":ssm:";
        return start + "*:" + role.account() + ":parameter" + (name.startsWith("/") ? name : "/" + name);
    }

    private static String secret(String name, Arn role) {
        return "arn:" + role.partition() + ":secretsmanager:*:" + role.account() + ":secret:" + name + "-*";
    }

    private static GateException unknown(Field.Unresolved<?> value) {
        return new GateException(NotKnown.problem(value), NotKnown.remedy(value));
    }
}
