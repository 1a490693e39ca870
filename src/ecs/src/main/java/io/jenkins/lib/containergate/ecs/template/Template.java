package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A CloudFormation template, as far as it can be known before deployment. */
public final class Template {
    private static final String RESOURCES = "Resources";
    /** Macros that leave task definitions as they are, once loops are refused. */
    private static final Set<String> HARMLESS_TRANSFORMS = Set.of(
            "AWS::LanguageExtensions",
            "AWS::SecretsManager-2020-07-23",
            "AWS::SecretsManager-2024-09-16",
            "AWS::Serverless-2016-10-31",
            "AWS::CodeDeployBlueGreen");

    private final Mapping root;
    private final Budget budget;
    private final FunctionResolver functions;

    private Template(Mapping root, Budget budget, FunctionResolver functions) {
        this.root = root;
        this.budget = budget;
        this.functions = functions;
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
        refuseTransforms(root, resources, budget.document());
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

    private static Map<String, Value> section(Mapping root, String name) {
        return root.members().get(name) instanceof Mapping section ? section.members() : Map.of();
    }

    private static void refuseTransforms(Mapping root, Map<String, Value> resources, String document)
            throws GateException {
        Value transform = root.members().getOrDefault("Transform", new Sequence(List.of(), root.mark()));
        List<Value> all = transform instanceof Sequence sequence ? sequence.items() : List.of(transform);
        for (Value each : all) {
            if (!(each instanceof Text name) || !HARMLESS_TRANSFORMS.contains(name.value())) {
                throw rewritten(document, each, "a macro (Transform) may rewrite what the template declares");
            }
        }
        for (Map.Entry<String, Value> part : root.members().entrySet()) {
            if (part.getKey().startsWith("Fn::")) {
                throw rewritten(document, part.getValue(), part.getKey() + " adds parts of the template at deployment");
            }
        }
        for (Map.Entry<String, Value> resource : resources.entrySet()) {
            if (resource.getKey().startsWith("Fn::")) {
                throw rewritten(
                        document, resource.getValue(), resource.getKey() + " makes resources only at deployment");
            }
            if (!(resource.getValue() instanceof Mapping written)) {
                throw new MalformedDocumentException(
                        document,
                        resource.getValue().mark().line(),
                        "a resource is " + resource.getValue().kind() + ", not an object",
                        "write it as CloudFormation takes it, with Type and Properties");
            }
            refuseFunctions(written, document, "makes parts of a resource only at deployment");
        }
        refuseFunctionsWithin(section(root, "Mappings"), document, 2);
        for (Map.Entry<String, Value> condition : section(root, "Conditions").entrySet()) {
            if (condition.getKey().equals("Fn::Transform")) {
                throw rewritten(document, condition.getValue(), "a macro (Fn::Transform) may rewrite the conditions");
            }
        }
    }

    /** What a function puts into a mapping at deployment may replace what is written beside it. */
    private static void refuseFunctionsWithin(Map<String, Value> mappings, String document, int levels)
            throws GateException {
        for (Map.Entry<String, Value> entry : mappings.entrySet()) {
            if (entry.getKey().startsWith("Fn::")) {
                throw rewritten(document, entry.getValue(), entry.getKey() + " makes mappings only at deployment");
            }
            if (levels > 0 && entry.getValue() instanceof Mapping inner) {
                refuseFunctionsWithin(inner.members(), document, levels - 1);
            }
        }
    }

    private static void refuseFunctions(Mapping written, String document, String problem) throws GateException {
        for (Map.Entry<String, Value> member : written.members().entrySet()) {
            if (member.getKey().startsWith("Fn::")) {
                throw rewritten(document, member.getValue(), member.getKey() + " " + problem);
            }
        }
    }

    private static GateException rewritten(String document, Value place, String problem) {
        return new MalformedDocumentException(
                document,
                place.mark().line(),
                problem,
                "judge the processed template: aws cloudformation get-template --template-stage Processed, of a change"
                        + " set");
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
