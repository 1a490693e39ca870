package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.census.Classified;
import io.jenkins.lib.containergate.ecs.census.TypeCensus;
import io.jenkins.lib.containergate.ecs.declared.DeclaredBuckets;
import io.jenkins.lib.containergate.ecs.declared.DeclaredLogGroups;
import io.jenkins.lib.containergate.ecs.declared.DeclaredWalls;
import io.jenkins.lib.containergate.ecs.declared.PlanGroups;
import io.jenkins.lib.containergate.ecs.declared.PlanRoles;
import io.jenkins.lib.containergate.ecs.declared.TemplateGroups;
import io.jenkins.lib.containergate.ecs.declared.TemplateRoles;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles.ReadAlong;
import io.jenkins.lib.containergate.ecs.task.ApiShape;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.PlanCommands;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import io.jenkins.lib.containergate.ecs.terraform.TerraformTaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Goes through every resource of a template or plan: each is evaluated, undecided, or left out with a reason. */
final class FileResources {
    private static final String CLOUD_CONTROL = "awscc_";
    private static final Pattern TYPE = Pattern.compile(
            "provisioner|external|[A-Za-z0-9]{2,64}(?:::[A-Za-z0-9@_-]{1,64}){1,4}|[a-z0-9]{1,40}(?:_[a-z0-9]{1,40}){1,8}");

    private final Budget budget;
    private final TypeCensus census = TypeCensus.standard();
    private final ReadAlong along;
    private final Gathered gathered;
    private final Map<String, DeclaredGroup> groups = new HashMap<>();
    private final EcsResources ecs;
    private final LaunchResources launches;
    private final CallResources calls;
    private final StateMachines machines;
    private final Starters starters;
    private final CommandResources commands;
    private final CodeResources code;
    private final ContextResources context = new ContextResources();

    /** @param along what is read along with the file */
    FileResources(Budget budget, ReadAlong along, Gathered gathered) {
        this.budget = budget;
        this.along = along;
        this.gathered = gathered;
        this.ecs = new EcsResources(budget, gathered, groups);
        this.launches = new LaunchResources(budget, gathered, groups);
        this.calls = new CallResources(budget, gathered, launches);
        this.commands = new CommandResources(budget, gathered);
        this.code = new CodeResources(budget, gathered);
        this.starters = new Starters(budget, gathered, launches);
        this.machines = new StateMachines(budget, gathered, along, launches);
    }

    void of(Template template) throws GateException {
        Map<String, Lookup<IamRole>> roles = TemplateRoles.of(template);
        groups.putAll(TemplateGroups.of(template));
        launches.declared(new StartedElsewhere(Startables.of(template)));
        DeclaredWalls walls = DeclaredWalls.of(template);
        for (Template.Declaration declared : template.declarations()) {
            Classified classified = census.of(declared.type());
            String name = declared.name();
            switch (classified.treatment()) {
                case HARMLESS -> gathered.leftOut(shown(declared.type()), classified.reason());
                case CONTEXT -> context.add(declared.type(), shown(declared.type()), List.of(name), classified);
                case UNDECIDED ->
                    gathered.undecided(
                            name,
                            shown(declared.type()),
                            classified.reason(),
                            declared.written().mark());
                case EVALUATED ->
                    ecs.read(
                            declared.type(),
                            name,
                            object(template, declared),
                            roles,
                            EcsResources.Form.CLOUD_FORMATION);
                case CONTENT -> {
                    if (DeclaredWalls.reads(declared.type())) {
                        wall(declared.type(), walls.apart(name));
                    } else if (declared.type().equals("AWS::CloudFormation::Stack")) {
                        new NestedStacks(along, gathered).read(template, declared);
                    } else if (CallResources.reads(declared.type())) {
                        calls.read(
                                declared.type(),
                                shown(declared.type()),
                                name,
                                template.resource(declared).properties(),
                                Startables.place(template));
                    } else if (CodeResources.reads(declared.type())) {
                        code.read(declared.type(), declared.type(), name, template.branches(declared));
                    } else if (Starters.reads(declared.type())) {
                        starters.read(
                                declared.type(),
                                new Starters.Starter(
                                        declared.type(),
                                        name,
                                        template.resource(declared).properties(),
                                        Startables.place(template),
                                        Set.of()));
                    } else if (isMachine(declared.type())) {
                        machines.read(declared.type(), name, object(template, declared));
                    } else {
                        launches.read(
                                declared.type(),
                                declared.type(),
                                name,
                                shaped(object(template, declared)),
                                Startables.place(template));
                    }
                }
            }
        }
        gathered.logGroups(DeclaredLogGroups.of(template));
        gathered.buckets(DeclaredBuckets.of(template));
        walls(walls);
        inits(template);
        hooks(template);
        for (Template.Declaration skipped : template.notCreated()) {
            if (census.of(skipped.type()).treatment() != Classified.Treatment.HARMLESS) {
                gathered.leftOut(shown(skipped.type()), "its condition is false with the parameters of this check");
            }
        }
        context.account(gathered, roles, groups);
    }

    private void wall(String type, boolean apart) {
        if (apart) {
            gathered.leftOut(shown(type), "it is a part of something that the file does not declare");
        } else {
            gathered.evaluated(shown(type));
        }
    }

    private void walls(DeclaredWalls declared) throws GateException {
        for (Wall wall : declared.all()) {
            gathered.deployment(wall);
            if (HostScripts.startTasks(wall, budget)) {
                gathered.undecided(
                        wall.name(),
                        wall.kind(),
                        HostScripts.REASON,
                        InlineCode.REMEDY,
                        wall.source().mark());
            }
        }
    }

    private void inits(Template template) throws GateException {
        Map<String, List<String>> texts = template.initTexts();
        for (Template.Declaration declared : template.declarations()) {
            if (HostScripts.initStartsTasks(texts.getOrDefault(declared.name(), List.of()))) {
                gathered.undecided(
                        declared.name(),
                        shown(declared.type()),
                        HostScripts.INIT_REASON,
                        InlineCode.REMEDY,
                        declared.written().mark());
            }
        }
    }

    private void hooks(Template template) throws GateException {
        for (Template.Declaration hook : template.hooks()) {
            if (hook.type().equals(BlueGreenHook.TYPE)
                    && BlueGreenHook.deploysDeclared(hook, template.declarations())) {
                gathered.leftOut(hook.type(), "it deploys what the template declares, which is evaluated");
            } else {
                gathered.undecided(
                        hook.name(),
                        shown(hook.type()),
                        "it deploys something in a way that this version does not evaluate",
                        hook.written().mark());
            }
        }
    }

    private static boolean isMachine(String canonical) {
        return canonical.equals("AWS::StepFunctions::StateMachine")
                || canonical.equals("AWS::Serverless::StateMachine");
    }

    private Mapping object(Template template, Template.Declaration declared) throws GateException {
        return TaskDefinitionReader.object(template.resource(declared).properties(), budget);
    }

    private Mapping shaped(Mapping written) throws GateException {
        return new ApiShape(budget).of(written);
    }

    /** What is no name of a type may be anything. */
    private static String shown(String type) {
        return TYPE.matcher(type).matches() ? type : "resource";
    }

    void of(TerraformPlan plan) throws GateException {
        Map<String, Lookup<IamRole>> roles = PlanRoles.of(plan);
        groups.putAll(PlanGroups.of(plan));
        launches.declared(new StartedElsewhere(Startables.of(plan, census::canonical)));
        DeclaredWalls walls = DeclaredWalls.of(plan, budget.document());
        for (TerraformPlan.Deferred deferred : plan.deferred()) {
            Classified.Treatment treatment = census.of(deferred.type()).treatment();
            // a rule or policy that is put off may open a group or role that a task has
            if (deferred.reason().equals(TerraformPlan.FORGOTTEN)) {
                gathered.leftOut(shown(deferred.type()), deferred.reason());
            } else if (treatment != Classified.Treatment.HARMLESS) {
                gathered.undecided(deferred.address(), shown(deferred.type()), deferred.reason(), deferred.mark());
            }
        }
        for (PlanCommands.Command command : plan.commands()) {
            commands.read(command, shown(command.type()));
        }
        if (!plan.complete()) {
            gathered.leftOut("rest of the plan", "Terraform says that it does not hold every change");
        }
        for (TerraformResource resource : plan.all()) {
            Classified classified = census.of(resource.type());
            switch (classified.treatment()) {
                case HARMLESS -> gathered.leftOut(shown(resource.type()), classified.reason());
                case CONTEXT -> context(resource, classified);
                case UNDECIDED -> undecided(resource, classified.reason());
                case EVALUATED -> evaluated(resource, roles);
                case CONTENT -> content(resource, walls);
            }
        }
        gathered.logGroups(DeclaredLogGroups.of(plan));
        gathered.buckets(DeclaredBuckets.of(plan));
        walls(walls);
        context.account(gathered, roles, groups);
    }

    private void context(TerraformResource resource, Classified classified) {
        if (resource.type().startsWith(CLOUD_CONTROL)) {
            notRead(resource);
        } else {
            List<String> called = List.of(PlanRoles.name(resource) + ".arn", PlanGroups.name(resource));
            context.add(census.canonical(resource.type()), shown(resource.type()), called, classified);
        }
    }

    private void notRead(TerraformResource resource) {
        gathered.undecided(
                resource.address(),
                shown(resource.type()),
                "this version reads it in the provider aws alone",
                "write it as a resource of the provider aws, or waive this finding by its fingerprint",
                resource.values().mark());
    }

    private void undecided(TerraformResource resource, String reason) {
        gathered.undecided(
                resource.address(),
                shown(resource.type()),
                reason,
                resource.values().mark());
    }

    private void evaluated(TerraformResource resource, Map<String, Lookup<IamRole>> roles) throws GateException {
        boolean cloudControl = resource.type().startsWith(CLOUD_CONTROL);
        boolean task = resource.type().equals(TerraformTaskDefinition.TYPE);
        Mapping api = task
                ? new TerraformTaskDefinition(budget).toApi(resource)
                : cloudControl
                        ? TerraformTaskDefinition.cloudControlToApi(resource)
                        : TerraformTaskDefinition.deploymentToApi(resource);
        EcsResources.Form form = cloudControl
                ? EcsResources.Form.CLOUD_FORMATION
                : resource.sensitiveContainers() ? EcsResources.Form.SENSITIVE_TERRAFORM : EcsResources.Form.TERRAFORM;
        ecs.read(census.canonical(resource.type()), resource.address(), api, roles, form);
    }

    private void content(TerraformResource resource, DeclaredWalls walls) throws GateException {
        String canonical = census.canonical(resource.type());
        if (DeclaredWalls.reads(canonical)) {
            if (resource.type().startsWith(CLOUD_CONTROL)) {
                notRead(resource);
            } else {
                wall(resource.type(), walls.apart(resource.address()));
            }
            return;
        }
        if (canonical.equals("AWS::CloudFormation::Stack")) {
            undecided(resource, "it deploys a template that is not read");
            return;
        }
        if (CallResources.reads(canonical)) {
            calls.read(canonical, shown(resource.type()), resource.address(), resource.values(), resource.where());
            return;
        }
        if (CodeResources.reads(canonical)) {
            code.read(canonical, resource.type(), resource.address(), resource.values());
            return;
        }
        if (Starters.reads(canonical)) {
            starters.read(
                    canonical,
                    new Starters.Starter(
                            resource.type(),
                            resource.address(),
                            resource.values(),
                            resource.where(),
                            resource.configured()));
            return;
        }
        Mapping api = resource.type().startsWith(CLOUD_CONTROL)
                ? TerraformTaskDefinition.cloudControlToApi(resource)
                : TerraformTaskDefinition.deploymentToApi(resource);
        if (isMachine(canonical)) {
            machines.read(resource.type(), resource.address(), api);
            return;
        }
        Value shaped = shaped(api);
        launches.read(canonical, resource.type(), resource.address(), (Mapping) shaped, resource.where());
    }
}
