package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.DynamicReference;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces template functions by their values where these are known before deployment, and by {@link Unresolved} where
 * they are not. {@code AWS::NoValue} becomes null, which means absent.
 */
final class FunctionResolver {
    /** Functions that are not resolved here, and whose result is made of their arguments alone. */
    private static final Set<String> OF_ARGUMENTS = Set.of("Fn::Cidr", "Fn::Length", "Fn::ToJsonString");

    private final Budget budget;
    private final Parameters parameters;
    private final Mappings mappings;
    private final Map<String, String> resources;
    private final Conditions conditions;

    /** @param resources types by logical id */
    FunctionResolver(
            Budget budget,
            Parameters parameters,
            Mappings mappings,
            Map<String, Value> conditions,
            Map<String, String> resources) {
        this.budget = budget;
        this.parameters = parameters;
        this.mappings = mappings;
        this.resources = Map.copyOf(resources);
        this.conditions = new Conditions(conditions, this);
    }

    Budget budget() {
        return budget;
    }

    Conditions conditions() {
        return conditions;
    }

    Value resolve(Value value, int depth) throws GateException {
        return DynamicReference.in(resolved(value, depth));
    }

    private Value resolved(Value value, int depth) throws GateException {
        budget.value(depth);
        if (value instanceof Sequence sequence) {
            List<Value> items = new ArrayList<>();
            for (Value item : sequence.items()) {
                Value resolved = resolve(item, depth + 1);
                if (!(resolved instanceof Value.Null)) {
                    items.add(resolved);
                }
            }
            return new Sequence(items, sequence.mark());
        }
        if (!(value instanceof Mapping mapping)) {
            return value;
        }
        Optional<String> function = mapping.members().keySet().stream()
                .filter(FunctionResolver::isFunction)
                .findFirst();
        if (function.isEmpty()) {
            return members(mapping, depth);
        }
        return mapping.members().size() == 1
                ? function(function.get(), mapping.members().get(function.get()), mapping.mark(), depth + 1)
                : unknown("a template function is beside other keys", mapping.mark())
                        .holding(TextParts.of(mapping, budget));
    }

    static boolean isFunction(String key) {
        return key.equals("Ref") || key.startsWith("Fn::");
    }

    private Mapping members(Mapping mapping, int depth) throws GateException {
        Map<String, Value> members = new LinkedHashMap<>();
        for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
            members.put(member.getKey(), resolve(member.getValue(), depth + 1));
        }
        return new Mapping(members, mapping.mark());
    }

    private Value function(String name, Value argument, Mark mark, int depth) throws GateException {
        return switch (name) {
            case "Ref" -> argument instanceof Text text ? reference(text.value(), mark) : misused(name, mark);
            case "Fn::GetAtt" -> attribute(argument, mark);
            case "Fn::ImportValue" ->
                later("", "the value of another stack is known only at deployment", mark)
                        .as(Certainty.SOME);
            case "Fn::GetAZs" -> later("", "the availability zones are known only at deployment", mark);
            case "Fn::Base64" -> base64(argument, mark, depth);
            case "Fn::If" -> choose(argument, mark, depth);
            case "Fn::FindInMap" -> mappings.find(argument, mark, this, depth);
            default -> composed(name, argument, mark, depth);
        };
    }

    /** What is put together from texts: where the result is not known, they are parts of it. */
    private Value composed(String name, Value argument, Mark mark, int depth) throws GateException {
        Value value =
                switch (name) {
                    case "Fn::Sub" -> substitute(argument, mark, depth);
                    case "Fn::Join" -> new ListFunctions(this, mark).join(argument, depth);
                    case "Fn::Select" -> new ListFunctions(this, mark).select(argument, depth);
                    case "Fn::Split" -> new ListFunctions(this, mark).split(argument, depth);
                    default -> holding(unknown(unresolved(name), mark), argument, depth);
                };
        boolean nothingKnown = value instanceof Unresolved unresolved
                && unresolved.parts().isEmpty()
                && unresolved.shape().isEmpty()
                && unresolved.origin().isEmpty();
        return nothingKnown ? holding((Unresolved) value, argument, depth) : value;
    }

    private static Reason unresolved(String function) {
        String text = function + " is not resolved before deployment";
        return OF_ARGUMENTS.contains(function) ? new Reason.Dependent(text) : new Reason.Elsewhere(text);
    }

    /** With every text of an argument; a secret in it makes it one. */
    Unresolved holding(Unresolved value, Value argument, int depth) throws GateException {
        Value known = resolve(argument, depth);
        Unresolved held = value.holding(TextParts.of(known, budget));
        return secret(known) ? held.as(held.certainty().and(Certainty.SECRET)) : held;
    }

    private static boolean secret(Value value) {
        if (value instanceof Sequence sequence) {
            return sequence.items().stream().anyMatch(FunctionResolver::secret);
        }
        if (value instanceof Mapping mapping) {
            return mapping.members().values().stream().anyMatch(FunctionResolver::secret);
        }
        return value instanceof Unresolved unresolved && unresolved.certainty().secret();
    }

    private Value base64(Value argument, Mark mark, int depth) throws GateException {
        Value value = resolve(argument, depth);
        Optional<String> known = Parameters.scalar(value);
        if (known.isPresent()) {
            String encoded = Base64.getEncoder().encodeToString(known.get().getBytes(StandardCharsets.UTF_8));
            budget.text(encoded.length());
            return new Text(encoded, mark);
        }
        return value instanceof Unresolved later
                ? new Unresolved(later.why(), later.certainty(), "", "", later.parts(), mark)
                : holding(misused("Fn::Base64", mark), value, depth);
    }

    private Unresolved attribute(Value argument, Mark mark) {
        String origin = argument instanceof Text text ? text.value() : "";
        if (argument instanceof Sequence sequence) {
            origin = sequence.items().stream()
                    .map(item -> Parameters.scalar(item).orElse("?"))
                    .collect(Collectors.joining("."));
        }
        return attribute(origin.contains("?") ? "" : origin, mark);
    }

    /** @param origin such as {@code Role.Arn} */
    Unresolved attribute(String origin, Mark mark) {
        String name = origin.isEmpty() ? "an attribute of a resource" : origin;
        int dot = origin.indexOf('.');
        String type = dot < 0 ? "" : resources.getOrDefault(origin.substring(0, dot), "");
        return later(origin, name + " is known only at deployment", mark)
                .as(ResourceAttributes.certainty(type, origin.substring(dot + 1)));
    }

    Value reference(String name, Mark mark) {
        Optional<Value> parameter = parameters.find(name, mark);
        if (parameter.isPresent()) {
            return parameter.get();
        }
        return resources.containsKey(name)
                ? later(name, "what the resource " + name + " is called is known only at deployment", mark)
                : unknown(new Reason.Deployment("nothing in the template is called " + name), mark);
    }

    private Value substitute(Value argument, Mark mark, int depth) throws GateException {
        if (argument instanceof Text text) {
            return new Substitution(this, Map.of(), mark).of(text.value());
        }
        if (argument instanceof Sequence sequence
                && sequence.items().size() == 2
                && sequence.items().get(0) instanceof Text text
                && sequence.items().get(1) instanceof Mapping variables) {
            return new Substitution(this, members(variables, depth).members(), mark).of(text.value());
        }
        return misused("Fn::Sub", mark);
    }

    private Value choose(Value argument, Mark mark, int depth) throws GateException {
        if (!(argument instanceof Sequence sequence)
                || sequence.items().size() != 3
                || !(sequence.items().get(0) instanceof Text condition)) {
            return misused("Fn::If", mark);
        }
        Optional<Boolean> holds = conditions.named(condition.value(), depth);
        if (holds.isPresent()) {
            return resolve(sequence.items().get(holds.get() ? 1 : 2), depth);
        }
        Value then = resolve(sequence.items().get(1), depth);
        Value otherwise = resolve(sequence.items().get(2), depth);
        Certainty certainty = certainty(then).and(certainty(otherwise));
        return new Unresolved(
                        new Reason.Dependent("the condition " + condition.value() + " is known only at deployment"),
                        secret(then) || secret(otherwise) ? certainty.and(Certainty.SECRET) : certainty,
                        "",
                        "",
                        mark)
                .oneOf(Stream.of(then, otherwise)
                        .flatMap(FunctionResolver::names)
                        .toList())
                .holding(TextParts.of(then, budget))
                .holding(TextParts.of(otherwise, budget));
    }

    /** What a value is, or refers to; an empty name where that has none. */
    private static Stream<String> names(Value value) {
        if (value instanceof Unresolved later) {
            List<String> names = later.names().toList();
            return names.isEmpty() ? Stream.of("") : names.stream();
        }
        if (value instanceof Sequence list) {
            return list.items().stream().flatMap(FunctionResolver::names);
        }
        return value instanceof Value.Null
                ? Stream.empty()
                : Stream.of(Parameters.scalar(value).orElse(""));
    }

    private static Certainty certainty(Value value) {
        if (value instanceof Unresolved unresolved) {
            return unresolved.certainty();
        }
        boolean empty =
                value.unset() || value instanceof Text text && text.value().isEmpty();
        return empty ? Certainty.PERHAPS : Certainty.SET;
    }

    static Unresolved misused(String function, Mark mark) {
        return unknown(function + " is not written as CloudFormation takes it", mark);
    }

    static Unresolved unknown(String reason, Mark mark) {
        return unknown(new Reason.Dependent(reason), mark);
    }

    static Unresolved unknown(Reason why, Mark mark) {
        return new Unresolved(why, Certainty.PERHAPS, "", "", mark);
    }

    /** @param origin what is meant, empty when that is more than a name */
    static Unresolved later(String origin, String reason, Mark mark) {
        return new Unresolved(new Reason.Deployment(reason), Certainty.SET, "", origin, mark);
    }
}
