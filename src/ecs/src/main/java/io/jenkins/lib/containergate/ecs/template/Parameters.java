package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a template and what the user gave for them. Never shows a value. */
final class Parameters {
    private static final String PSEUDO = "AWS::";
    /** A value that stands for no value. */
    private static final String NO_VALUE = "AWS::NoValue";

    private static final Set<String> ALWAYS_SET = Set.of(
            "AWS::AccountId",
            "AWS::Partition",
            "AWS::Region",
            "AWS::StackId",
            "AWS::StackName",
            "AWS::URLSuffix",
            "AWS::NotificationARNs");

    private final Map<String, Value> declared;
    private final Map<String, String> given;

    Parameters(Map<String, Value> declared, Map<String, String> given) {
        this.declared = declared;
        this.given = Map.copyOf(given);
    }

    /** Empty when the name is neither a parameter nor a pseudo parameter. */
    Optional<Value> find(String name, Mark mark) {
        if (name.equals(NO_VALUE)) {
            return Optional.of(new Value.Null(mark));
        }
        if (name.startsWith(PSEUDO)) {
            return pseudo(name, mark);
        }
        return declared.get(name) instanceof Mapping declaration
                ? Optional.of(value(name, declaration, mark))
                : Optional.empty();
    }

    private Optional<Value> pseudo(String name, Mark mark) {
        if (given.containsKey(name)) {
            return Optional.of(new Text(given.get(name), mark));
        }
        return ALWAYS_SET.contains(name)
                ? Optional.of(unresolved(
                        name, new Reason.Parameter(name + " is known only at deployment", name), Certainty.SET, mark))
                : Optional.empty();
    }

    private Value value(String name, Mapping declaration, Mark mark) {
        if (isTrue(declaration.members().get("NoEcho"))) {
            return unresolved(
                    name,
                    new Reason.Deployment("the parameter " + name + " is a secret (NoEcho)"),
                    Certainty.SECRET,
                    mark);
        }
        String type = declaration.members().get("Type") instanceof Text text ? text.value() : "String";
        if (type.startsWith("AWS::SSM::Parameter::Value<")) {
            return unresolved(
                    name,
                    new Reason.Deployment("the parameter " + name + " is read from Parameter Store"),
                    Certainty.SOME,
                    mark);
        }
        Optional<String> known = Optional.ofNullable(given.get(name))
                .or(() -> scalar(declaration.members().get("Default")));
        if (known.isEmpty()) {
            return unresolved(
                    name,
                    new Reason.Parameter("the parameter " + name + " has no default", name),
                    Certainty.PERHAPS,
                    mark);
        }
        return type.equals("CommaDelimitedList") || type.startsWith("List<")
                ? list(known.get(), mark)
                : new Text(known.get(), mark);
    }

    private static Sequence list(String text, Mark mark) {
        List<Value> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            items.add(new Text(item.strip(), mark));
        }
        return new Sequence(items, mark);
    }

    private static Unresolved unresolved(String name, Reason why, Certainty certainty, Mark mark) {
        return new Unresolved(why, certainty, "", name, mark);
    }

    private static boolean isTrue(@org.jspecify.annotations.Nullable Value value) {
        return value instanceof Value.Bool bool && bool.value()
                || value instanceof Text text && text.value().equalsIgnoreCase("true");
    }

    /** Parameters are texts, however the template writes their defaults. */
    static Optional<String> scalar(@org.jspecify.annotations.Nullable Value value) {
        if (value instanceof Text text) {
            return Optional.of(text.value());
        }
        if (value instanceof Value.Number number) {
            return Optional.of(number.digits());
        }
        return value instanceof Value.Bool bool ? Optional.of(Boolean.toString(bool.value())) : Optional.empty();
    }
}
