package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.template.Template.Declaration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The hook by which CloudFormation has CodeDeploy replace task sets of a template. It deploys what the template declares: of each
 * pair of names one is declared, and the other is made of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green.html">blue/green deployments</a>
 */
final class BlueGreenHook {
    static final String TYPE = "AWS::CodeDeploy::BlueGreen";

    private BlueGreenHook() {}

    /** Whether each application of the hook is a service of the template, with a task definition and a task set of it. */
    static boolean deploysDeclared(Declaration hook, List<Declaration> resources) {
        List<Value> applications = items(inside(hook.written(), "Properties"), "Applications");
        return !applications.isEmpty()
                && applications.stream().allMatch(application -> declared(application, resources));
    }

    private static boolean declared(Value application, List<Declaration> resources) {
        Value attributes = inside(application, "ECSAttributes");
        return inside(inside(application, "Target"), "LogicalID") instanceof Text service
                && names(resources, "AWS::ECS::Service").contains(service.value())
                && any(items(attributes, "TaskDefinitions"), names(resources, "AWS::ECS::TaskDefinition"))
                && any(items(attributes, "TaskSets"), names(resources, "AWS::ECS::TaskSet"));
    }

    private static boolean any(List<Value> named, Set<String> declared) {
        return named.stream().anyMatch(name -> name instanceof Text text && declared.contains(text.value()));
    }

    private static Set<String> names(List<Declaration> resources, String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .map(Declaration::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Value inside(Value value, String name) {
        return value instanceof Mapping mapping
                ? mapping.members().getOrDefault(name, new Value.Null(mapping.mark()))
                : value;
    }

    private static List<Value> items(Value value, String name) {
        return inside(value, name) instanceof Sequence sequence ? sequence.items() : List.of();
    }
}
