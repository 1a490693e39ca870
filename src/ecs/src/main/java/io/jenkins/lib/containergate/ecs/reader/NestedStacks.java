package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles.ReadAlong;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Map;
import java.util.Optional;

/** Nested stacks: evaluated where the template that they deploy is read along, with the values that they give it. */
final class NestedStacks {
    private static final String NESTED = "nested stack";

    private final ReadAlong along;
    private final Gathered gathered;

    NestedStacks(ReadAlong along, Gathered gathered) {
        this.along = along;
        this.gathered = gathered;
    }

    void read(Template template, Template.Declaration declared) throws GateException {
        Optional<String> asset = declared.asset()
                .or(() -> along.assets().source(declared.templateUrl()))
                .filter(file -> along.holds(file, declared.templateUrl()));
        if (asset.isPresent()) {
            Optional<String> other = otherValue(
                    template.resource(declared).properties(), along.values().apply(asset.get()));
            if (other.isPresent()) {
                gathered.undecided(
                        declared.name(),
                        declared.type(),
                        "it gives its template another value of " + other.get()
                                + " than the template is evaluated with, or one that is known only at deployment",
                        "give the value that is deployed (--parameter NAME=VALUE)",
                        declared.written().mark());
            } else {
                gathered.evaluated(NESTED);
            }
        } else {
            gathered.undecided(
                    declared.name(),
                    declared.type(),
                    "its template is not among the files that are read, or is deployed from another address",
                    "evaluate the template of the nested stack, too: name the directory that holds both (cdk.out)",
                    declared.written().mark());
        }
    }

    /** The parameter of which a nested stack passes another value than its template is evaluated with. */
    private Optional<String> otherValue(Value properties, Map<String, String> evaluated) {
        Value passed = properties instanceof Mapping all
                ? all.members().getOrDefault("Parameters", new Value.Null(all.mark()))
                : properties;
        if (passed instanceof Value.Null || evaluated.isEmpty()) {
            return Optional.empty();
        }
        if (!(passed instanceof Mapping values)) {
            return Optional.of("a parameter");
        }
        return evaluated.entrySet().stream()
                .filter(each -> values.members().containsKey(each.getKey()))
                .filter(each -> differs(values.members().get(each.getKey()), each.getValue()))
                .map(each -> "the parameter " + each.getKey())
                .sorted()
                .findFirst();
    }

    /** What is not known may be anything. */
    private static boolean differs(Value passed, String evaluated) {
        return Template.known(passed).map(value -> !value.equals(evaluated)).orElse(true);
    }
}
