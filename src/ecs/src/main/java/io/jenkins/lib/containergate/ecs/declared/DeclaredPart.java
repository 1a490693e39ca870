package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A resource of a template or a plan.
 *
 * @param called names by which other resources refer to it
 * @param own turns a reference of this resource into such a name; empty for one that may mean any
 * @param condition that decides at deployment whether there is one; empty when there surely is
 * @param configured attributes that a plan says are written; none for a template
 * @param where the account and region that it is in
 */
record DeclaredPart(
        String name,
        Written written,
        Set<String> called,
        UnaryOperator<String> own,
        Optional<String> condition,
        Set<String> configured,
        TerraformProviders.Place where) {

    private static final Pattern RESOURCE = Pattern.compile("[^.]+\\.[^.]+");

    static List<DeclaredPart> of(Template template, String type) throws GateException {
        List<DeclaredPart> found = new ArrayList<>();
        for (Template.Resource each : template.resources(type)) {
            found.add(new DeclaredPart(
                    each.name(),
                    new Written(each.name(), each.properties(), false),
                    Set.of(each.name()),
                    DeclaredPart::logicalId,
                    template.openCondition(each.name()),
                    Set.of(),
                    TerraformProviders.Place.ONE));
        }
        return found;
    }

    static List<DeclaredPart> of(TerraformPlan plan, String... types) {
        List<DeclaredPart> found = new ArrayList<>();
        for (String type : types) {
            for (TerraformResource each : plan.resources(type)) {
                String module = Addresses.module(each.address());
                String address = module + Addresses.withoutIndices(Addresses.local(each.address()));
                Set<String> called = new HashSet<>(Set.of(address));
                for (String member : List.of("arn", "id", "name", "bucket")) {
                    if (each.values().members().get(member) instanceof Value.Text text) {
                        called.add(text.value());
                    }
                }
                found.add(new DeclaredPart(
                        each.address(),
                        new Written(each.address(), each.values(), true),
                        called,
                        reference -> resource(module, reference),
                        Optional.empty(),
                        each.configured(),
                        each.where()));
            }
        }
        return found;
    }

    /**
     * The address of the resource alone, whatever attribute a reference names: an instance of a module refers to its own resources.
     * Empty where it may be any, as for an output of a module.
     */
    private static String resource(String module, String reference) {
        Matcher address = RESOURCE.matcher(Addresses.withoutIndices(reference));
        return TerraformPlan.ofResource(reference) && address.lookingAt() ? module + address.group() : "";
    }

    /** The same of a template. */
    private static String logicalId(String reference) {
        int dot = reference.indexOf('.');
        return dot < 0 ? reference : reference.substring(0, dot);
    }

    /** Names of those that are no part of any of the others. */
    static List<String> apart(
            List<DeclaredPart> parts, List<DeclaredPart> others, String cloudFormation, String inTerraform) {
        return parts.stream()
                .filter(part -> others.stream().noneMatch(other -> part.refersTo(other, cloudFormation, inTerraform)))
                .map(DeclaredPart::name)
                .toList();
    }

    /** That it adds to another, and this version does not read how. */
    GateException notRead(DeclaredPart other) {
        return new GateException(
                name + " adds to " + other.name() + ", and is not read",
                "write it as a resource of the provider aws, or evaluate what is deployed");
    }

    /** All of it; nothing of what is known only at deployment as a whole. */
    Mapping source() {
        return written.value() instanceof Mapping mapping
                ? mapping
                : new Mapping(Map.of(), written.value().mark());
    }

    /** Whether a member of this one refers to the other; also when nobody knows to what. */
    boolean refersTo(DeclaredPart other, String cloudFormation, String inTerraform) {
        Optional<Value> reference;
        try {
            reference = written.member(cloudFormation, inTerraform);
        } catch (GateException e) {
            return true;
        }
        if (reference.isEmpty()) {
            return true;
        }
        if (reference.get() instanceof Unresolved later) {
            List<String> names = later.names().map(own).toList();
            return names.isEmpty()
                    || names.stream()
                            .anyMatch(name -> name.isEmpty() || other.called().contains(name));
        }
        return reference.get() instanceof Value.Text text && other.called().contains(text.value());
    }

    /** What somebody wrote, under any of these names: attributes that nobody did, the provider of Terraform fills in. */
    Optional<Value> configured(String cloudFormation, String... inTerraform) throws GateException {
        for (String name : inTerraform) {
            Optional<Value> found = written.member(cloudFormation, name)
                    .filter(value ->
                            !(value instanceof Value.Text text && text.value().isEmpty()));
            if (found.isPresent() && (configured.isEmpty() || configured.contains(name))) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a value of this one refers to what is called so; of a list, whether one of its items does.
     *
     * @param names of another one
     */
    UserData.Said means(Value reference, Set<String> names) {
        if (reference instanceof Value.Sequence list) {
            List<UserData.Said> items =
                    list.items().stream().map(item -> means(item, names)).toList();
            return items.contains(UserData.Said.YES)
                    ? UserData.Said.YES
                    : items.contains(UserData.Said.PERHAPS) ? UserData.Said.PERHAPS : UserData.Said.NO;
        }
        if (reference instanceof Unresolved later) {
            List<String> meant = later.names().map(own).toList();
            if (meant.isEmpty() || meant.contains("")) {
                return UserData.Said.PERHAPS;
            }
            return names.containsAll(meant)
                    ? UserData.Said.YES
                    : meant.stream().anyMatch(names::contains) ? UserData.Said.PERHAPS : UserData.Said.NO;
        }
        return reference instanceof Value.Text text && names.contains(text.value())
                ? UserData.Said.YES
                : UserData.Said.NO;
    }

    /**
     * Whether it refers to the other and to nothing else: what closes a wall must not count for two. An expression of Terraform that
     * is not one reference, as one with an index, is taken to mean the only one there is.
     *
     * @param all of its kind in the file
     */
    boolean surelyRefersTo(DeclaredPart other, List<DeclaredPart> all, String cloudFormation, String inTerraform) {
        Optional<Value> reference;
        try {
            reference = written.member(cloudFormation, inTerraform);
        } catch (GateException e) {
            return false;
        }
        if (reference.isPresent()
                && reference.get() instanceof Unresolved later
                && later.origin().isEmpty()) {
            boolean named = later.alternatives().isEmpty()
                    || later.alternatives().stream().map(own).anyMatch(other.called()::contains);
            return written.terraform() && all.size() == 1 && named;
        }
        Optional<String> name = reference.flatMap(value -> value instanceof Unresolved later
                ? Optional.of(own.apply(later.origin()))
                : value instanceof Value.Text text ? Optional.of(text.value()) : Optional.empty());
        return name.filter(other.called()::contains).isPresent()
                && all.stream()
                                .filter(each -> each.called().contains(name.get()))
                                .count()
                        == 1;
    }

    /**
     * Whether its name may be a text with the other's in it. A plan does not tell {@code aws_s3_bucket.a.id} from
     * {@code "${aws_s3_bucket.a.id}-x"}: both are known after apply and refer to the same.
     *
     * @param attribute of Terraform that is the name
     */
    boolean mayBeNamedAfter(DeclaredPart other, String attribute) {
        if (!written.terraform() || equals(other)) {
            return false;
        }
        Value mine = source().members().get(attribute);
        Value base = other.source().members().get(attribute);
        if (mine instanceof Value.Text name && base instanceof Value.Text part) {
            return !part.value().isEmpty()
                    && !name.value().equals(part.value())
                    && name.value().contains(part.value());
        }
        if (!(mine instanceof Unresolved later)) {
            return false;
        }
        Set<String> names = later.names().collect(Collectors.toSet());
        return names.stream().map(own).anyMatch(other.called()::contains)
                || base instanceof Unresolved unknown && unknown.names().anyMatch(names::contains);
    }

    /** Whether what it refers to is known only at deployment. */
    boolean refersLater(String inTerraform) {
        return source().members().get(inTerraform) instanceof Unresolved;
    }

    /** What is said of it where others know it by its name in AWS alone: that does not say under which condition it is there. */
    <T> Lookup<T> surely(Lookup<T> answer) {
        return condition.isEmpty()
                ? answer
                : new Lookup.Failed<>(
                        "the condition " + condition.get() + " decides at deployment whether there is " + name,
                        "refer to it, or give what the condition depends on (--parameter NAME=VALUE)");
    }

    /** Whether it is there wherever the other is. */
    boolean accompanies(DeclaredPart other) {
        return condition.isEmpty() || condition.equals(other.condition());
    }
}
