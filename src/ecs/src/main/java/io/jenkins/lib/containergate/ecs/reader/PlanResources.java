package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.census.Classified;
import io.jenkins.lib.containergate.ecs.declared.DeclaredBuckets;
import io.jenkins.lib.containergate.ecs.declared.DeclaredLogGroups;
import io.jenkins.lib.containergate.ecs.declared.DeclaredWalls;
import io.jenkins.lib.containergate.ecs.declared.PlanGroups;
import io.jenkins.lib.containergate.ecs.declared.PlanRoles;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.terraform.PlanCommands;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import io.jenkins.lib.containergate.ecs.terraform.TerraformTaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Map;

/** Goes through every resource of a Terraform plan or state: each is evaluated, undecided, or left out with a reason. */
final class PlanResources {
    static final String CLOUD_CONTROL = "awscc_";

    private final ResourceReaders read;

    PlanResources(ResourceReaders read) {
        this.read = read;
    }

    void of(TerraformPlan plan) throws GateException {
        Map<String, Lookup<IamRole>> roles = PlanRoles.of(plan);
        read.groups.putAll(PlanGroups.of(plan));
        DeclaredWalls walls = DeclaredWalls.of(plan, read.budget.document());
        for (TerraformPlan.Deferred deferred : plan.deferred()) {
            Classified.Treatment treatment = read.census.of(deferred.type()).treatment();
            // a rule or policy that is put off may open a group or role that a task has
            if (deferred.reason().equals(TerraformPlan.FORGOTTEN)) {
                read.gathered.leftOut(ResourceReaders.shown(deferred.type()), deferred.reason());
            } else if (treatment != Classified.Treatment.HARMLESS) {
                read.gathered.undecided(
                        deferred.address(), ResourceReaders.shown(deferred.type()), deferred.reason(), deferred.mark());
            }
        }
        for (PlanCommands.Command command : plan.commands()) {
            read.gathered.couldStart(
                    command.address(),
                    ResourceReaders.shown(command.type()),
                    "it runs when the plan is made or applied",
                    command.mark());
        }
        if (!plan.complete()) {
            read.gathered.leftOut("rest of the plan", "Terraform says that it does not hold every change");
        }
        for (TerraformResource resource : plan.all()) {
            Classified classified = read.census.of(resource.type());
            switch (classified.treatment()) {
                case HARMLESS -> read.gathered.leftOut(ResourceReaders.shown(resource.type()), classified.reason());
                case COULD_START ->
                    read.gathered.couldStart(
                            resource.address(),
                            ResourceReaders.shown(resource.type()),
                            classified.reason(),
                            resource.values().mark());
                case CONTEXT -> context(resource, classified);
                case UNDECIDED -> undecided(resource, classified.reason());
                case EVALUATED -> evaluated(resource, roles);
                case CONTENT -> content(resource, walls);
            }
        }
        read.gathered.logGroups(DeclaredLogGroups.of(plan));
        read.gathered.buckets(DeclaredBuckets.of(plan));
        read.walls(walls);
        read.context.account(read.gathered, roles, read.groups);
    }

    private void context(TerraformResource resource, Classified classified) {
        if (resource.type().startsWith(CLOUD_CONTROL)) {
            notRead(resource);
        } else {
            List<String> called = List.of(PlanRoles.name(resource) + ".arn", PlanGroups.name(resource));
            read.context.add(
                    read.census.canonical(resource.type()), ResourceReaders.shown(resource.type()), called, classified);
        }
    }

    private void notRead(TerraformResource resource) {
        read.gathered.undecided(
                resource.address(),
                ResourceReaders.shown(resource.type()),
                "this version reads it in the provider aws alone",
                "write it as a resource of the provider aws, or waive this finding by its fingerprint",
                resource.values().mark());
    }

    private void undecided(TerraformResource resource, String reason) {
        read.gathered.undecided(
                resource.address(),
                ResourceReaders.shown(resource.type()),
                reason,
                resource.values().mark());
    }

    private void evaluated(TerraformResource resource, Map<String, Lookup<IamRole>> roles) throws GateException {
        boolean cloudControl = resource.type().startsWith(CLOUD_CONTROL);
        boolean task = resource.type().equals(TerraformTaskDefinition.TYPE);
        Mapping api = task
                ? new TerraformTaskDefinition(read.budget).toApi(resource)
                : cloudControl
                        ? TerraformTaskDefinition.cloudControlToApi(resource)
                        : TerraformTaskDefinition.deploymentToApi(resource);
        EcsResources.Form form = cloudControl
                ? EcsResources.Form.CLOUD_FORMATION
                : resource.sensitiveContainers() ? EcsResources.Form.SENSITIVE_TERRAFORM : EcsResources.Form.TERRAFORM;
        read.ecs.read(read.census.canonical(resource.type()), resource.address(), api, roles, form);
    }

    private void content(TerraformResource resource, DeclaredWalls walls) throws GateException {
        String canonical = read.census.canonical(resource.type());
        if (DeclaredWalls.reads(canonical)) {
            if (resource.type().startsWith(CLOUD_CONTROL)) {
                notRead(resource);
            } else {
                read.wall(resource.type(), walls.apart(resource.address()));
            }
            return;
        }
        if (canonical.equals("AWS::CloudFormation::Stack")) {
            undecided(resource, "it deploys a template that is not read");
            return;
        }
        if (ExposingResources.reads(canonical)) {
            read.exposing.read(
                    canonical, ResourceReaders.shown(resource.type()), resource.address(), resource.values());
            return;
        }
        Mapping api = resource.type().startsWith(CLOUD_CONTROL)
                ? TerraformTaskDefinition.cloudControlToApi(resource)
                : TerraformTaskDefinition.deploymentToApi(resource);
        if (ResourceReaders.isMachine(canonical)) {
            read.machines.read(resource.type(), resource.address(), api);
            return;
        }
        Value shaped = read.shaped(api);
        read.launches.read(canonical, resource.type(), resource.address(), (Mapping) shaped);
    }
}
