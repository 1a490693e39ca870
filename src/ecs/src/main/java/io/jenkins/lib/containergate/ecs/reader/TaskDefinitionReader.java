package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.YamlDocument;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles.ReadAlong;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionParser;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.finding.Account;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
    private static final String KINDS =
            "name a task definition, a CloudFormation template or the output of terraform show -json";

    private final DocumentLimits limits;
    private final Map<String, String> parameters;
    private final boolean files;

    /** @param parameters of CloudFormation templates, by name; they may be secrets */
    public TaskDefinitionReader(DocumentLimits limits, Map<String, String> parameters) {
        this(limits, parameters, true);
    }

    private TaskDefinitionReader(DocumentLimits limits, Map<String, String> parameters, boolean files) {
        this.limits = limits;
        this.parameters = Map.copyOf(parameters);
        this.files = files;
    }

    /** Of what ECS answers: nothing is filled in any more. */
    public static TaskDefinitionReader ofAnswers(DocumentLimits limits) {
        return new TaskDefinitionReader(limits, Map.of(), false);
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
    record Contents(List<TaskDefinition> tasks, List<Deployment> deployments, Account account, Set<String> parameters) {
        Contents {
            tasks = List.copyOf(tasks);
            deployments = List.copyOf(deployments);
            parameters = Set.copyOf(parameters);
        }

        boolean empty() {
            return tasks.isEmpty() && deployments.isEmpty();
        }
    }

    /** As {@link #read}, but the file may hold none. */
    Contents contents(String document, byte[] content) throws GateException {
        return contents(document, content, ReadAlong.NOTHING);
    }

    /** @param along what is read along with it */
    Contents contents(String document, byte[] content, ReadAlong along) throws GateException {
        Budget budget = new Budget(document, limits);
        Value root = root(budget, content);
        Gathered gathered = new Gathered(budget);
        Set<String> declared = Set.of();
        boolean alone = true;
        if (root instanceof Mapping mapping && Template.isTemplate(mapping)) {
            declared = Template.parameters(mapping);
            new TemplateResources(new ResourceReaders(budget, along, gathered))
                    .of(Template.of(mapping, parameters, budget));
            alone = false;
        }
        if (root instanceof Mapping mapping && TerraformPlan.isPlan(mapping)) {
            new PlanResources(new ResourceReaders(budget, along, gathered)).of(TerraformPlan.of(mapping, budget));
            alone = false;
        }
        if (alone && root instanceof Mapping mapping && Unrendered.isConstructTree(mapping)) {
            throw new MalformedDocumentException(
                    document,
                    1,
                    "it is the construct tree that CDK writes for its own tools, not a template",
                    "name the directory that it is in (cdk.out), or a template in there (STACK.template.json)");
        }
        if (alone && root instanceof Mapping mapping && Unrendered.isOfPulumi(mapping)) {
            throw new MalformedDocumentException(
                    document,
                    1,
                    "it is a stack of Pulumi, whose resources are not read",
                    "deploy it where nobody depends on it, and check what is registered by its name (FAMILY)");
        }
        new PlainDefinitions(
                        budget,
                        files ? TaskDefinitionParser.ofFile(budget) : new TaskDefinitionParser(budget),
                        gathered)
                .read(root, alone);
        Contents contents = new Contents(gathered.tasks(), gathered.deployments(), gathered.account(), declared);
        if (contents.empty() && root instanceof Mapping mapping) {
            Optional<MalformedDocumentException> problem = Unrendered.problem(mapping, document);
            if (problem.isPresent()) {
                throw problem.get();
            }
        }
        return contents;
    }

    /** What the parameters of a template are evaluated with; none for another document, or for one that cannot be read. */
    Map<String, String> values(String document, byte[] content) {
        try {
            Value root = root(new Budget(document, limits), content);
            return root instanceof Mapping mapping && Template.isTemplate(mapping)
                    ? Template.values(mapping, parameters)
                    : Map.of();
        } catch (GateException e) {
            // reading the file itself says what is wrong with it
            return Map.of();
        }
    }

    static GateException nothing(String document) {
        return new MalformedDocumentException(document, 1, "it holds no task definition", KINDS);
    }

    /** A document of JSON or YAML that is an object or a list. */
    static Value root(Budget budget, byte[] content) throws GateException {
        int most = budget.limits().maxBytes();
        if (content.length > most) {
            throw new LimitExceededException(budget.document(), "maxBytes", most);
        }
        String text = text(budget.document(), content);
        String start = text.stripLeading();
        Value root = start.startsWith("{") || start.startsWith("[")
                ? new JsonDocument(budget).read(text)
                : new YamlDocument(budget).read(text);
        if (root instanceof Mapping || root instanceof Value.Sequence) {
            return root;
        }
        throw new MalformedDocumentException(
                budget.document(), 1, "it holds " + root.kind() + " and not a JSON or YAML object", KINDS);
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

    /**
     * Files from which other tools make task definitions. What would run is what those tools write, with defaults of their own: that is
     * judged, and never a translation that nobody deploys.
     */
    static final class Unrendered {
        /** {@code type} of a manifest of AWS Copilot. */
        private static final Set<String> COPILOT = Set.of(
                "Load Balanced Web Service",
                "Backend Service",
                "Worker Service",
                "Request-Driven Web Service",
                "Scheduled Job",
                "Static Site");

        private Unrendered() {}

        /** What to do instead, if the file is of a known kind. */
        static Optional<MalformedDocumentException> problem(Mapping root, String document) {
            if (root.members().get("type") instanceof Text type && COPILOT.contains(type.value())) {
                return Optional.of(new MalformedDocumentException(
                        document,
                        type.mark().line(),
                        "it is a manifest of AWS Copilot, which holds no task definition",
                        "check the template that 'copilot svc package' or 'copilot job package' writes"));
            }
            if (root.members().get("Resources") instanceof Value.Sequence targets
                    && targets.items().stream().anyMatch(Unrendered::isTarget)) {
                return Optional.of(new MalformedDocumentException(
                        document,
                        targets.mark().line(),
                        "it is an AppSpec of CodeDeploy, which names a task definition and holds none",
                        "check what it names by FAMILY:REVISION, with --cluster and --service"
                                + " (cluster and service in Jenkins)"));
            }
            if (root.members().get("services") instanceof Mapping services
                    && !services.members().isEmpty()
                    && services.members().values().stream().allMatch(Unrendered::isComposeService)) {
                return Optional.of(new MalformedDocumentException(
                        document,
                        services.mark().line(),
                        "it is a Compose file, which holds no task definition",
                        "check what is deployed of it: the CloudFormation template or the task definition that your"
                                + " tool writes, or FAMILY once it is registered"));
            }
            return Optional.empty();
        }

        /** {@code tree.json} of CDK, and nothing else: whatever is beside the tree may be a task definition. */
        static boolean isConstructTree(Mapping root) {
            return root.members().size() == 2
                    && root.members().get("version") instanceof Text version
                    && version.value().startsWith("tree-")
                    && root.members().get("tree") instanceof Mapping;
        }

        /** An exported stack, or a preview. */
        static boolean isOfPulumi(Mapping root) {
            return root.members().get("deployment") instanceof Mapping deployment
                            && deployment.members().get("resources") instanceof Value.Sequence resources
                            && resources.items().stream().anyMatch(Unrendered::hasUrn)
                    || root.members().get("steps") instanceof Value.Sequence steps
                            && steps.items().stream().anyMatch(Unrendered::hasUrn);
        }

        private static boolean hasUrn(Value item) {
            return item instanceof Mapping resource
                    && resource.members().get("urn") instanceof Text urn
                    && urn.value().startsWith("urn:pulumi:");
        }

        private static boolean isTarget(Value item) {
            return item instanceof Mapping target
                    && target.members().values().stream()
                            .anyMatch(inner -> inner instanceof Mapping named
                                    && named.members().get("Type") instanceof Text type
                                    && type.value().equals("AWS::ECS::Service"));
        }

        private static boolean isComposeService(Value service) {
            return service instanceof Mapping mapping
                    && (mapping.members().containsKey("image")
                            || mapping.members().containsKey("build")
                            || mapping.members().containsKey("extends"));
        }
    }
}
