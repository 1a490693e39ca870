package io.jenkins.lib.containergate.ecs;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Services, clusters and the like as a template declares them; the parameter {@code Unset} has no value. */
public final class TestDeployment {
    private TestDeployment() {}

    /** @param properties one member, or an object, in YAML */
    public static Deployment service(String properties) {
        return read("Service", properties);
    }

    public static Deployment taskSet(String properties) {
        return read("TaskSet", properties);
    }

    public static Deployment cluster(String properties) {
        return read("Cluster", properties);
    }

    public static Deployment capacityProvider(String properties) {
        return read("CapacityProvider", properties);
    }

    private static Deployment read(String type, String properties) {
        String object = properties.startsWith("{") ? properties : "{" + properties + "}";
        return all("""
            Parameters: {Unset: {Type: String}}
            Resources:
              Group: {Type: "AWS::EC2::SecurityGroup"}
              Key: {Type: "AWS::KMS::Key"}
              Shop:
                Type: AWS::ECS::%s
                Properties: %s
            """.formatted(type, object)).get(0);
    }

    public static List<Deployment> all(String text) {
        try {
            return new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                    .parse(new TreeMap<>(Map.of("taskdef.file", text.getBytes(StandardCharsets.UTF_8))))
                    .deployments();
        } catch (GateException e) {
            throw new AssertionError(text, e);
        }
    }
}
