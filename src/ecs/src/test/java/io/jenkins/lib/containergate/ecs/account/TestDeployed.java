package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.DeploymentReader;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.fault.GateException;

/** A cluster and a service as ECS describes them. */
public final class TestDeployed {
    public static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    public static final String SERVICE = "arn:aws:ecs:eu-central-1:123456789012:service/prod/shop";

    private TestDeployed() {}

    /** @param json output of describe-clusters */
    public static Cluster cluster(String json) {
        Budget budget = new Budget(CLUSTER, DocumentLimits.defaults());
        try {
            return new DeploymentReader(budget).cluster((Mapping) new JsonDocument(budget).read(json), "cluster prod");
        } catch (GateException e) {
            throw new AssertionError(json, e);
        }
    }

    /** @param json output of describe-services */
    public static Service service(String json) {
        Budget budget = new Budget(SERVICE, DocumentLimits.defaults());
        try {
            return new DeploymentReader(budget).service((Mapping) new JsonDocument(budget).read(json), "service shop");
        } catch (GateException e) {
            throw new AssertionError(json, e);
        }
    }
}
