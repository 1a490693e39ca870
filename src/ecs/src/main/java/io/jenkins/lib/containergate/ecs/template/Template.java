package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A CloudFormation template, as far as it can be known before deployment. */
public final class Template {
    private static final String RESOURCES = "Resources";

    private final Mapping root;
    private final Budget budget;
    private final FunctionResolver functions;
    private final Branches branches;

    private Template(Mapping root, Budget budget, FunctionResolver functions) {
        this.root = root;
        this.budget = budget;
        this.functions = functions;
        this.branches = new Branches(functions);
    }

    public static boolean isTemplate(Mapping root) {
        return root.members().get(RESOURCES) instanceof Mapping;
    }

    /**
     * @param given values of parameters, by name
     * @throws GateException when a macro or a loop may change what the template declares
     */
    public static Template of(Mapping root, Map<String, String> given, Budget budget) throws GateException {
        Map<String, Value> resources = section(root, RESOURCES);
        Transforms.refuse(root, resources, budget.document());
        FunctionResolver functions = new FunctionResolver(
                budget,
                new Parameters(section(root, "Parameters"), given),
                new Mappings(section(root, "Mappings")),
                section(root, "Conditions"),
                types(resources));
        return new Template(root, budget, functions);
    }

    /** Names of the parameters the template declares. */
    public static Set<String> parameters(Mapping root) {
        return section(root, "Parameters").keySet();
    }

    /** What a template is evaluated with: the values that are given, else the defaults, of the parameters that have either. */
    public static Map<String, String> values(Mapping root, Map<String, String> given) {
        Map<String, String> values = new HashMap<>();
        section(root, "Parameters").forEach((name, declared) -> {
            Optional<String> otherwise = declared instanceof Mapping parameter
                    ? Parameters.scalar(parameter.members().get("Default"))
                    : Optional.empty();
            Optional.ofNullable(given.get(name)).or(() -> otherwise).ifPresent(value -> values.put(name, value));
        });
        return values;
    }

    /** The text of a value that is known. */
    public static Optional<String> known(Value value) {
        return Parameters.scalar(value);
    }

    /**
     * Resources of a type with their properties resolved, but for those whose condition is known to be false.
     *
     * @param type such as {@code AWS::ECS::TaskDefinition}
     */
    public List<Resource> resources(String type) throws GateException {
        List<Resource> found = new ArrayList<>();
        for (Declaration declaration : declarations()) {
            if (declaration.type().equals(type)) {
                found.add(resource(declaration));
            }
        }
        return found;
    }

    /**
     * A resource that is not resolved yet.
     *
     * @param name its logical id
     * @param written all of it
     */
    public record Declaration(String name, String type, Mapping written) {
        /** Where CDK wrote the template of a nested stack, as the resource says. */
        public Optional<String> asset() {
            return written.members().get("Metadata") instanceof Mapping metadata
                            && metadata.members().get("aws:asset:path") instanceof Text path
                    ? Optional.of(path.value())
                    : Optional.empty();
        }

        /** Where CloudFormation takes the template of a nested stack from, as it is written. */
        public Value templateUrl() {
            return written.members().get("Properties") instanceof Mapping properties
                    ? properties.members().getOrDefault("TemplateURL", written)
                    : written;
        }
    }

    /** Every resource but those whose condition is known to be false. */
    public List<Declaration> declarations() throws GateException {
        return declarations(true);
    }

    /** Resources whose condition is known to be false. Other parameters can make it true. */
    public List<Declaration> notCreated() throws GateException {
        return declarations(false);
    }

    private List<Declaration> declarations(boolean created) throws GateException {
        List<Declaration> found = new ArrayList<>();
        for (Map.Entry<String, Value> entry : section(root, RESOURCES).entrySet()) {
            if (entry.getValue() instanceof Mapping resource && created(resource) == created) {
                found.add(new Declaration(entry.getKey(), typeOf(resource), resource));
            }
        }
        return found;
    }

    /** Hooks of CloudFormation, which deploy resources of the template in their own way. */
    public List<Declaration> hooks() {
        List<Declaration> found = new ArrayList<>();
        for (Map.Entry<String, Value> entry : section(root, "Hooks").entrySet()) {
            Mapping hook = entry.getValue() instanceof Mapping written
                    ? written
                    : new Mapping(Map.of(), entry.getValue().mark());
            found.add(new Declaration(entry.getKey(), typeOf(hook), hook));
        }
        return found;
    }

    public Resource resource(Declaration declaration) throws GateException {
        Mapping written = declaration.written();
        Value properties = written.members().getOrDefault("Properties", new Mapping(Map.of(), written.mark()));
        return new Resource(declaration.name(), declaration.type(), functions.resolve(properties, 1));
    }

    /** Where the stack is, when the user says so. */
    public Optional<String> region() {
        return functions.reference("AWS::Region", root.mark()) instanceof Text known
                ? Optional.of(known.value())
                : Optional.empty();
    }

    /** The properties of a resource as they are written. */
    public Value properties(String resource) {
        Mapping none = new Mapping(Map.of(), root.mark());
        return section(root, RESOURCES).getOrDefault(resource, none) instanceof Mapping written
                ? written.members().getOrDefault("Properties", none)
                : none;
    }

    /**
     * What a value as written may be: the branch of {@code Fn::If} that its condition chooses, or both where that is known only at
     * deployment, and what the branches may be; else the value itself.
     */
    public List<Value> alternatives(Value raw) throws GateException {
        return branches.of(raw);
    }

    /** The branch that a condition is known to choose; a value that is not one, or of which that is not known, is itself. */
    public Value chosen(Value raw) throws GateException {
        List<Value> found = alternatives(raw);
        return found.size() == 1 ? found.get(0) : raw;
    }

    /** Whether an object as written stands for what a function makes of it. */
    public static boolean isFunction(Mapping written) {
        return written.members().keySet().stream().anyMatch(FunctionResolver::isFunction);
    }

    /** The texts that {@code cfn-init} carries out, by resource: which one it is for is an argument of its command line. */
    public Map<String, List<String>> initTexts() throws GateException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Declaration declaration : declarations()) {
            List<String> texts = new ArrayList<>();
            Value none = new Value.Null(declaration.written().mark());
            for (Value each : alternatives(declaration.written().members().getOrDefault("Metadata", none))) {
                if (each instanceof Mapping metadata) {
                    texts.addAll(texts(
                            isFunction(metadata) ? metadata : metadata.members().get("AWS::CloudFormation::Init")));
                }
            }
            if (!texts.isEmpty()) {
                found.put(declaration.name(), texts);
            }
        }
        return found;
    }

    /** A value as written, with its functions resolved. */
    public Value resolved(Value raw) throws GateException {
        return functions.resolve(raw, 1);
    }

    /** Every text in a value as written, and those of the parameters' declarations that it refers to. */
    public List<String> texts(@Nullable Value raw) throws GateException {
        if (raw == null) {
            return List.of();
        }
        List<String> found = new ArrayList<>(TextParts.of(raw, budget));
        if (raw instanceof Mapping mapping
                && mapping.members().get("Ref") instanceof Text name
                && section(root, "Parameters").get(name.value()) instanceof Mapping declaration) {
            found.addAll(TextParts.of(declaration, budget));
        }
        return found;
    }

    private boolean created(Mapping resource) throws GateException {
        if (!(resource.members().get("Condition") instanceof Text condition)) {
            return true;
        }
        Optional<Boolean> holds = functions.conditions().named(condition.value(), 1);
        return holds.orElse(true);
    }

    /** The condition that decides at deployment whether there is such a resource; empty when it is known. */
    public Optional<String> openCondition(String resource) throws GateException {
        return section(root, RESOURCES).get(resource) instanceof Mapping written
                        && written.members().get("Condition") instanceof Text condition
                        && functions.conditions().named(condition.value(), 1).isEmpty()
                ? Optional.of(condition.value())
                : Optional.empty();
    }

    private static Map<String, String> types(Map<String, Value> resources) {
        Map<String, String> types = new HashMap<>();
        resources.forEach(
                (name, resource) -> types.put(name, resource instanceof Mapping mapping ? typeOf(mapping) : ""));
        return types;
    }

    private static String typeOf(Mapping resource) {
        return resource.members().get("Type") instanceof Text type ? type.value() : "";
    }

    static Map<String, Value> section(Mapping root, String name) {
        return root.members().get(name) instanceof Mapping section ? section.members() : Map.of();
    }

    /** What errors call the template. */
    public String document() {
        return budget.document();
    }

    /**
     * A resource of a template.
     *
     * @param name its logical id
     * @param type such as {@code AWS::ECS::Service}
     * @param properties resolved; an object, or all of it unresolved
     */
    public record Resource(String name, String type, Value properties) {}
}
