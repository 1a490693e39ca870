package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object that a template or a plan writes. Members are named as CloudFormation does and as Terraform does, where a block is a
 * list of objects. What decides and is known only at deployment is an error.
 *
 * @param owner what it is, for errors
 */
record Written(String owner, Value value, boolean terraform) {

    /** What came of reading something whole. */
    interface Reading<T> {
        T read() throws GateException;
    }

    static <T> Lookup<T> lookup(Reading<T> reading) {
        try {
            return new Lookup.Answered<>(reading.read());
        } catch (GateException e) {
            return new Lookup.Failed<>(e.problem(), e.remedy());
        }
    }

    Optional<Value> member(String cloudFormation, String inTerraform) throws GateException {
        String name = name(cloudFormation, inTerraform);
        if (value instanceof Unresolved later) {
            throw unknown(name, later);
        }
        if (!(value instanceof Mapping mapping)) {
            throw malformed(name);
        }
        return Optional.ofNullable(mapping.members().get(name)).filter(found -> !(found instanceof Value.Null));
    }

    /** A number or truth value as text. */
    Optional<String> text(String cloudFormation, String inTerraform) throws GateException {
        Optional<Value> found = member(cloudFormation, inTerraform);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String name = name(cloudFormation, inTerraform);
        Value known = known(found.get(), name);
        if (known instanceof Text text) {
            return Optional.of(text.value().strip());
        }
        if (known instanceof Value.Number number) {
            return Optional.of(number.digits());
        }
        if (known instanceof Value.Bool bool) {
            return Optional.of(Boolean.toString(bool.value()));
        }
        throw malformed(name);
    }

    /** The same, and empty also when it is known only at deployment: then others refer to the resource. */
    Optional<String> knownText(String cloudFormation, String inTerraform) {
        try {
            return text(cloudFormation, inTerraform);
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    /**
     * The same of a member that the provider of Terraform fills in when nobody writes it: what is not known and refers to nothing is
     * absent.
     */
    Optional<String> computed(String cloudFormation, String inTerraform) throws GateException {
        boolean filledIn = terraform
                && member(cloudFormation, inTerraform)
                        .filter(found -> found instanceof Unresolved later
                                && later.origin().isEmpty()
                                && later.shape().isEmpty())
                        .isPresent();
        return filledIn ? Optional.empty() : text(cloudFormation, inTerraform);
    }

    boolean flag(String cloudFormation, String inTerraform, boolean otherwise) throws GateException {
        Optional<String> text = text(cloudFormation, inTerraform);
        if (text.isPresent()
                && !text.get().equalsIgnoreCase("true")
                && !text.get().equalsIgnoreCase("false")) {
            throw malformed(name(cloudFormation, inTerraform));
        }
        return text.map("true"::equalsIgnoreCase).orElse(otherwise);
    }

    /** Empty when it is absent. */
    Optional<Written> object(String cloudFormation, String inTerraform) throws GateException {
        List<Written> found = objects(cloudFormation, inTerraform);
        if (found.size() > 1) {
            throw malformed(name(cloudFormation, inTerraform));
        }
        return found.stream().findFirst();
    }

    List<Written> objects(String cloudFormation, String inTerraform) throws GateException {
        Optional<Value> found = member(cloudFormation, inTerraform);
        if (found.isEmpty()) {
            return List.of();
        }
        String name = name(cloudFormation, inTerraform);
        Value known = known(found.get(), name);
        List<Written> objects = new ArrayList<>();
        for (Value item : known instanceof Sequence list ? list.items() : List.of(known)) {
            objects.add(new Written(owner, known(item, name), terraform));
        }
        return objects;
    }

    /** Whether a member is there at all, as an empty block is. */
    boolean has(String cloudFormation, String inTerraform) throws GateException {
        return member(cloudFormation, inTerraform)
                .filter(found -> !found.unset())
                .isPresent();
    }

    /** A key of KMS; one that the file makes is a key as well. */
    Optional<String> key(String cloudFormation, String inTerraform) throws GateException {
        Optional<Value> key = member(cloudFormation, inTerraform);
        if (key.isPresent()
                && key.get() instanceof Unresolved later
                && later.certainty().present()) {
            return Optional.of(later.origin().isEmpty() ? "a key" : later.origin());
        }
        return text(cloudFormation, inTerraform).filter(text -> !text.isEmpty());
    }

    /** A list of keys with values, or those members of Terraform's that stand for it. */
    Map<String, String> pairs(String cloudFormation) throws GateException {
        Map<String, String> pairs = new HashMap<>();
        for (Written pair : objects(cloudFormation, cloudFormation)) {
            String value = pair.text("Value", "value").orElse("");
            String other = pairs.put(pair.text("Key", "key").orElse(""), value);
            if (other != null && !other.equals(value)) {
                throw malformed(cloudFormation);
            }
        }
        return pairs;
    }

    private Value known(Value found, String name) throws GateException {
        if (found instanceof Unresolved later) {
            throw unknown(name, later);
        }
        return found;
    }

    private GateException unknown(String name, Unresolved later) {
        return new GateException(name + " of " + owner + " is not known: " + later.reason(), remedy(later));
    }

    private String remedy(Unresolved later) {
        return terraform ? remedy() : MissingValue.remedy(later.why(), later.gaps(), "evaluate what is deployed");
    }

    /** What to do where a value decides that is known only at deployment. */
    String remedy() {
        return terraform
                ? "write it in the configuration, so that the plan holds it, or evaluate what is deployed"
                : "give what it depends on (--parameter NAME=VALUE), or evaluate what is deployed";
    }

    private String name(String cloudFormation, String inTerraform) {
        return terraform ? inTerraform : cloudFormation;
    }

    GateException malformed(String name) {
        return new GateException(name + " of " + owner + " is not what AWS takes", "write it as AWS takes it");
    }
}
