package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.DeploymentReader;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.template.Resource;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformResource;
import io.jenkins.lib.containergate.ecs.terraform.TerraformTaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what task definitions are deployed in, in templates and plans; other files declare none. */
final class DeploymentFinder {
    private final Budget budget;
    private final Map<String, String> parameters;
    private final DeploymentReader reader;

    DeploymentFinder(Budget budget, Map<String, String> parameters) {
        this.budget = budget;
        this.parameters = parameters;
        this.reader = new DeploymentReader(budget);
    }

    /** Types of resources and how one is read. */
    private enum Kind {
        SERVICE("AWS::ECS::Service", "aws_ecs_service") {
            @Override
            Deployment read(DeploymentReader reader, Mapping properties, String name) throws GateException {
                return reader.service(properties, name);
            }
        },
        TASK_SET("AWS::ECS::TaskSet", "aws_ecs_task_set") {
            @Override
            Deployment read(DeploymentReader reader, Mapping properties, String name) throws GateException {
                return reader.taskSet(properties, name);
            }
        },
        CLUSTER("AWS::ECS::Cluster", "aws_ecs_cluster") {
            @Override
            Deployment read(DeploymentReader reader, Mapping properties, String name) throws GateException {
                return reader.cluster(properties, name);
            }
        },
        CAPACITY_PROVIDER("AWS::ECS::CapacityProvider", "aws_ecs_capacity_provider") {
            @Override
            Deployment read(DeploymentReader reader, Mapping properties, String name) throws GateException {
                return reader.capacityProvider(properties, name);
            }
        };

        private final String template;
        private final String terraform;

        Kind(String template, String terraform) {
            this.template = template;
            this.terraform = terraform;
        }

        abstract Deployment read(DeploymentReader reader, Mapping properties, String name) throws GateException;
    }

    List<Deployment> find(Mapping root) throws GateException {
        List<Deployment> found = new ArrayList<>();
        if (Template.isTemplate(root)) {
            Template template = Template.of(root, parameters, budget);
            for (Kind kind : Kind.values()) {
                for (Resource resource : template.resources(kind.template)) {
                    Mapping properties = TaskDefinitionReader.object(resource.properties(), budget);
                    add(kind.read(reader, properties, resource.name()), found);
                }
            }
        } else if (TerraformPlan.isPlan(root)) {
            TerraformPlan plan = TerraformPlan.of(root, budget);
            for (Kind kind : Kind.values()) {
                for (TerraformResource resource : plan.resources(kind.terraform)) {
                    Mapping properties = TerraformTaskDefinition.deploymentToApi(resource);
                    add(kind.read(reader, properties, resource.address()), found);
                }
            }
        }
        return found;
    }

    private void add(Deployment deployment, List<Deployment> found) throws LimitExceededException {
        if (found.size() == budget.limits().maxDefinitions()) {
            throw new LimitExceededException(
                    budget.document(), "maxDefinitions", budget.limits().maxDefinitions());
        }
        found.add(deployment);
    }
}
