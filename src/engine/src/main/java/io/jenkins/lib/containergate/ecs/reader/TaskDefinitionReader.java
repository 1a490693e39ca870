package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.cloud.Lookup;
import io.jenkins.lib.containergate.cloud.access.IamRole;
import io.jenkins.lib.containergate.ecs.declared.PlanRoles;
import io.jenkins.lib.containergate.ecs.declared.TemplateRoles;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.YamlDocument;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionParser;
import io.jenkins.lib.containergate.ecs.template.Resource;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformResource;
import io.jenkins.lib.containergate.ecs.terraform.TerraformTaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the task definitions of one file: input of {@code register-task-definition}, output of
 * {@code describe-task-definition}, a CloudFormation template in JSON or YAML (what CDK writes is one), or
 * {@code terraform show -json} of a plan or state. The content says which.
 */
public final class TaskDefinitionReader {
    private static final String TASK_DEFINITION = "AWS::ECS::TaskDefinition";
    private static final String KINDS =
            "name a task definition, a CloudFormation template or the output of terraform show -json";

    private final DocumentLimits limits;
    private final Map<String, String> parameters;

    /** @param parameters of CloudFormation templates, by name; they may be secrets */
    public TaskDefinitionReader(DocumentLimits limits, Map<String, String> parameters) {
        this.limits = limits;
        this.parameters = Map.copyOf(parameters);
    }

    /**
     * @param document the file, as the user knows it
     * @return at least one
     * @throws GateException when there is none, or something that would decide cannot be read
     */
    public List<TaskDefinition> read(String document, byte[] content) throws GateException {
        Contents contents = contents(document, content);
        if (contents.tasks().isEmpty()) {
            throw nothing(document);
        }
        return contents.tasks();
    }

    /**
     * What one file holds.
     *
     * @param parameters names that it declares; none unless it is a template
     */
    record Contents(List<TaskDefinition> tasks, List<Deployment> deployments, Set<String> parameters) {
        Contents {
            tasks = List.copyOf(tasks);
            deployments = List.copyOf(deployments);
            parameters = Set.copyOf(parameters);
        }
    }

    /** As {@link #read}, but the file may hold none. */
    Contents contents(String document, byte[] content) throws GateException {
        Budget budget = new Budget(document, limits);
        Mapping root = root(budget, content);
        Set<String> declared = Template.isTemplate(root) ? Template.parameters(root) : Set.of();
        Contents contents =
                new Contents(find(root, budget), new DeploymentFinder(budget, parameters).find(root), declared);
        if (contents.tasks().isEmpty() && contents.deployments().isEmpty()) {
            Optional<MalformedDocumentException> problem = Unrendered.problem(root, document);
            if (problem.isPresent()) {
                throw problem.get();
            }
        }
        return contents;
    }

    static GateException nothing(String document) {
        return new MalformedDocumentException(document, 1, "it holds no task definition", KINDS);
    }

    private Mapping root(Budget budget, byte[] content) throws GateException {
        if (content.length > limits.maxBytes()) {
            throw new LimitExceededException(budget.document(), "maxBytes", limits.maxBytes());
        }
        String text = text(budget.document(), content);
        Value root = text.stripLeading().startsWith("{")
                ? new JsonDocument(budget).read(text)
                : new YamlDocument(budget).read(text);
        if (root instanceof Mapping mapping) {
            return mapping;
        }
        throw new MalformedDocumentException(budget.document(), 1, "it is " + root.kind(), KINDS);
    }

    private List<TaskDefinition> find(Mapping root, Budget budget) throws GateException {
        TaskDefinitionParser parser = new TaskDefinitionParser(budget);
        List<TaskDefinition> found = new ArrayList<>();
        if (Template.isTemplate(root)) {
            Template template = Template.of(root, parameters, budget);
            Map<String, Lookup<IamRole>> roles = TemplateRoles.of(template);
            for (Resource resource : template.resources(TASK_DEFINITION)) {
                oneMore(found, budget);
                found.add(parser.parse(object(resource.properties(), budget), resource.name())
                        .withRoles(roles));
            }
        } else if (TerraformPlan.isPlan(root)) {
            TerraformTaskDefinition mapper = new TerraformTaskDefinition(budget);
            TerraformPlan plan = TerraformPlan.of(root, budget);
            Map<String, Lookup<IamRole>> roles = PlanRoles.of(plan);
            for (TerraformResource resource : plan.resources(TerraformTaskDefinition.TYPE)) {
                oneMore(found, budget);
                found.add(
                        parser.parse(mapper.toApi(resource), resource.address()).withRoles(roles));
            }
        } else if (root.members().get("taskDefinition") instanceof Mapping described) {
            found.add(parser.parse(described, budget.document()));
        } else if (has(root, "containerDefinitions")) {
            found.add(parser.parse(root, budget.document()));
        }
        return found;
    }

    private static void oneMore(List<TaskDefinition> found, Budget budget) throws LimitExceededException {
        if (found.size() == budget.limits().maxDefinitions()) {
            throw new LimitExceededException(
                    budget.document(), "maxDefinitions", budget.limits().maxDefinitions());
        }
    }

    private static boolean has(Mapping root, String name) {
        return root.members().keySet().stream().anyMatch(name::equalsIgnoreCase);
    }

    static Mapping object(Value properties, Budget budget) throws MalformedDocumentException {
        if (properties instanceof Mapping mapping) {
            return mapping;
        }
        throw new MalformedDocumentException(
                budget.document(),
                properties.mark().line(),
                "the properties of a resource are " + properties.kind(),
                "give the parameters they depend on (--parameter NAME=VALUE)");
    }

    private static String text(String document, byte[] content) throws MalformedDocumentException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MalformedDocumentException(document, 1, "it is not UTF-8 text", "save it as UTF-8");
        }
    }
}
