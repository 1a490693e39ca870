package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Macros and loops: a template with one that may change what it declares is refused. */
final class Transforms {
    /** Macros that leave task definitions as they are, once loops are refused. */
    private static final Set<String> HARMLESS_TRANSFORMS = Set.of(
            "AWS::LanguageExtensions",
            "AWS::SecretsManager-2020-07-23",
            "AWS::SecretsManager-2024-09-16",
            "AWS::Serverless-2016-10-31",
            "AWS::CodeDeployBlueGreen");

    private Transforms() {}

    static void refuse(Mapping root, Map<String, Value> resources, String document) throws GateException {
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
        refuseFunctionsWithin(Template.section(root, "Mappings"), document, 2);
        for (Map.Entry<String, Value> condition :
                Template.section(root, "Conditions").entrySet()) {
            if (condition.getKey().startsWith("Fn::")) {
                throw rewritten(
                        document, condition.getValue(), condition.getKey() + " makes conditions only at deployment");
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
                "check the processed template: aws cloudformation get-template --template-stage Processed, of a change"
                        + " set");
    }
}
