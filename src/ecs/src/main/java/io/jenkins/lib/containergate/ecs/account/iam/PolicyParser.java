package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.Statement.Principals;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy of IAM. Elements and values the grammar does not have are an error: they could mean anything.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar</a>
 */
public final class PolicyParser {
    /** Ten times what IAM takes. */
    private static final DocumentLimits LIMITS = new DocumentLimits(100_000, 16, 20_000, 100_000, 10_000, 1);

    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final String name;

    private PolicyParser(String name) {
        this.name = name;
    }

    /**
     * @param name of the policy, for people
     * @throws GateException when it is not understood to the last element
     */
    public static List<Statement> parse(String name, String document) throws GateException {
        return new PolicyParser(name).read(document);
    }

    /**
     * The statements of a role's trust policy that allow. Those that deny are left out of account.
     *
     * @throws GateException when the trust policy is not known or not understood
     */
    public static List<Statement> trust(IamRole role) throws GateException {
        String name = "that the role " + role.arn().name() + " is trusted by";
        return parse(name, role.trust().required()).stream()
                .filter(Statement::allow)
                .toList();
    }

    private List<Statement> read(String document) throws GateException {
        if (document.length() > LIMITS.maxText()) {
            throw unknown("its length");
        }
        Mapping root = mapping(new JsonDocument(new Budget(name, LIMITS)).read(document), "the document");
        known(root, DOCUMENT);
        List<Statement> statements = new ArrayList<>();
        for (Value statement : list(root.members().get("Statement"), "Statement")) {
            statements.add(statement(mapping(statement, "Statement")));
        }
        return List.copyOf(statements);
    }

    private Statement statement(Mapping written) throws GateException {
        known(written, STATEMENT);
        Map<String, Value> members = written.members();
        String effect = text(members.get("Effect"), "Effect");
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw unknown("the Effect of a statement");
        }
        List<Scope> actions = scopes(members, "Action", true);
        if (actions.isEmpty()) {
            throw unknown("a statement without Action");
        }
        return new Statement(
                effect.equals("Allow"),
                principals(members),
                actions,
                scopes(members, "Resource", false),
                conditions(members.get("Condition")));
    }

    private List<Scope> scopes(Map<String, Value> members, String element, boolean lower) throws GateException {
        List<String> in = texts(members.get(element), element, lower);
        List<String> out = texts(members.get("Not" + element), "Not" + element, lower);
        if (!in.isEmpty() && !out.isEmpty()) {
            throw unknown("a statement with " + element + " and Not" + element);
        }
        List<Scope> scopes = new ArrayList<>();
        in.forEach(pattern -> scopes.add(new Scope.Only(pattern)));
        if (!out.isEmpty()) {
            scopes.add(new Scope.AllBut(out));
        }
        return scopes;
    }

    private Optional<Principals> principals(Map<String, Value> members) throws GateException {
        Value in = members.get("Principal");
        Value out = members.get("NotPrincipal");
        if (in != null && out != null) {
            throw unknown("a statement with Principal and NotPrincipal");
        }
        Value written = in == null ? out : in;
        if (written == null) {
            return Optional.empty();
        }
        List<Principals.Named> named = new ArrayList<>();
        if (written instanceof Text all) {
            named.add(new Principals.Named("AWS", all.value()));
        } else {
            for (Map.Entry<String, Value> kind :
                    mapping(written, "Principal").members().entrySet()) {
                texts(kind.getValue(), "Principal", false)
                        .forEach(value -> named.add(new Principals.Named(kind.getKey(), value)));
            }
        }
        if (named.isEmpty()) {
            throw unknown("a statement without anybody in Principal");
        }
        return Optional.of(new Principals(out != null, named));
    }

    private List<Condition> conditions(@Nullable Value written) throws GateException {
        List<Condition> conditions = new ArrayList<>();
        if (written != null) {
            for (Map.Entry<String, Value> operator :
                    mapping(written, "Condition").members().entrySet()) {
                for (Map.Entry<String, Value> test :
                        mapping(operator.getValue(), "Condition").members().entrySet()) {
                    conditions.add(
                            new Condition(operator.getKey(), test.getKey(), scalars(test.getValue(), "Condition")));
                }
            }
        }
        return conditions;
    }

    private List<String> texts(@Nullable Value value, String element, boolean lower) throws GateException {
        List<String> texts = new ArrayList<>();
        if (value != null) {
            for (Value each : list(value, element)) {
                String text = text(each, element);
                texts.add(lower ? text.toLowerCase(Locale.ROOT) : text);
            }
            if (texts.isEmpty()) {
                throw unknown("an empty " + element);
            }
        }
        return texts;
    }

    /** Conditions are also written with numbers and truth values. */
    private List<String> scalars(Value value, String element) throws GateException {
        List<String> texts = new ArrayList<>();
        for (Value each : list(value, element)) {
            if (each instanceof Value.Number number) {
                texts.add(number.digits());
            } else if (each instanceof Value.Bool bool) {
                texts.add(Boolean.toString(bool.value()));
            } else {
                texts.add(text(each, element));
            }
        }
        return texts;
    }

    private List<Value> list(@Nullable Value value, String element) throws GateException {
        if (value == null) {
            throw unknown("a policy without " + element);
        }
        return value instanceof Sequence sequence ? sequence.items() : List.of(value);
    }

    private String text(@Nullable Value value, String element) throws GateException {
        if (value instanceof Text text && !text.value().isEmpty()) {
            return text.value();
        }
        throw unknown("the value of " + element);
    }

    private Mapping mapping(@Nullable Value value, String element) throws GateException {
        if (value instanceof Mapping mapping) {
            return mapping;
        }
        throw unknown("the value of " + element);
    }

    private void known(Mapping written, Set<String> elements) throws GateException {
        for (String member : written.members().keySet()) {
            if (!elements.contains(member)) {
                throw unknown("one of its elements");
            }
        }
    }

    private GateException unknown(String what) {
        return new GateException(
                "the policy " + name + " is not understood: " + what, "compare it with the grammar of IAM policies");
    }
}
