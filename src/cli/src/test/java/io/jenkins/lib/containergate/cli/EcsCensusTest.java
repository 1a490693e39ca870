package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.census.MemberCensus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateCapacityProviderRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateDaemonRequest;
import software.amazon.awssdk.services.ecs.model.CreateExpressGatewayServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateTaskSetRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.RegisterDaemonTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Every member of the calls that start tasks, or make what they run in, is one of which the census says what becomes of it. */
class EcsCensusTest {
    private static final Map<String, Supplier<SdkPojo>> CALLS = Map.of(
            "AWS::ECS::TaskDefinition", RegisterTaskDefinitionRequest::builder,
            "AWS::ECS::DaemonTaskDefinition", RegisterDaemonTaskDefinitionRequest::builder,
            "AWS::ECS::Service", CreateServiceRequest::builder,
            "AWS::ECS::TaskSet", CreateTaskSetRequest::builder,
            "AWS::ECS::Cluster", CreateClusterRequest::builder,
            "AWS::ECS::CapacityProvider", CreateCapacityProviderRequest::builder,
            "AWS::ECS::Daemon", CreateDaemonRequest::builder,
            "AWS::ECS::ExpressGatewayService", CreateExpressGatewayServiceRequest::builder);

    /** Members that only the call has, and no resource, by type: why nothing comes of them. */
    private static final Map<String, Map<String, String>> ONLY_THE_CALL = Map.of(
            "AWS::ECS::Daemon", Map.of("clientToken", "makes a call that is repeated do nothing"),
            "AWS::ECS::ExpressGatewayService", Map.of("cpuArchitecture", "where tasks run, not what"),
            "AWS::ECS::Service", Map.of("clientToken", "makes a call that is repeated do nothing"),
            "AWS::ECS::TaskSet", Map.of("clientToken", "makes a call that is repeated do nothing"));

    /** What ECS answers of them. Deployments and task sets of a service are compared by themselves. */
    private static final Map<String, List<Supplier<SdkPojo>>> ANSWERS = Map.of(
            "AWS::ECS::TaskDefinition", List.of(TaskDefinition::builder),
            "AWS::ECS::Service", List.of(Service::builder, Deployment::builder, ServiceRevision::builder),
            "AWS::ECS::TaskSet", List.of(TaskSet::builder),
            "AWS::ECS::Cluster", List.of(Cluster::builder),
            "AWS::ECS::CapacityProvider", List.of(CapacityProvider::builder));

    private static Set<String> onlyTheCall(String type) {
        return ONLY_THE_CALL.getOrDefault(type, Map.of()).keySet();
    }

    private static Set<String> members(SdkPojo call) {
        Set<String> found = new TreeSet<>();
        members("", call, found, new ArrayDeque<>());
        return found;
    }

    private static void members(String path, SdkPojo object, Set<String> found, Deque<Class<?>> within) {
        if (within.contains(object.getClass())) {
            return;
        }
        within.push(object.getClass());
        for (SdkField<?> field : object.sdkFields()) {
            member(path.isEmpty() ? field.locationName() : path + "/" + field.locationName(), field, found, within);
        }
        within.pop();
    }

    private static void member(String path, SdkField<?> field, Set<String> found, Deque<Class<?>> within) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            members(path, field.constructor().get(), found, within);
        } else if (field.marshallingType() == MarshallingType.LIST) {
            member(path, field.getTrait(ListTrait.class).memberFieldInfo(), found, within);
        } else if (field.marshallingType() == MarshallingType.MAP) {
            member(path, field.getTrait(MapTrait.class).valueFieldInfo(), found, within);
        } else {
            found.add(path);
        }
    }

    @Test
    void everyMemberOfTheCallsIsClassified() {
        Map<String, Set<String>> unclassified = new TreeMap<>();
        CALLS.forEach((type, call) -> {
            Set<String> missing = members(call.get()).stream()
                    .filter(path -> !onlyTheCall(type).contains(path))
                    .filter(path -> MemberCensus.standard().member(type, path).isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!missing.isEmpty()) {
                unclassified.put(type, missing);
            }
        });

        assertThat(unclassified)
                .as("what is missing belongs into members.txt: evaluated, harmless with the reason, or undecided")
                .isEmpty();
    }

    @Test
    void theCallsHaveManyMembers() {
        assertThat(members(RegisterTaskDefinitionRequest.builder()))
                .hasSizeGreaterThan(100)
                .contains("containerDefinitions/linuxParameters/capabilities/add", "volumes/host/sourcePath");
        assertThat(members(CreateServiceRequest.builder()))
                .contains("deploymentConfiguration/lifecycleHooks/timeoutConfiguration/action");
    }

    @Test
    void whatIsExplainedIsThereAndInNoSchema() {
        CALLS.forEach((type, call) -> assertThat(members(call.get())).as(type).containsAll(onlyTheCall(type)));
        ONLY_THE_CALL.forEach((type, explained) -> assertThat(explained.keySet())
                .as(type)
                .allMatch(path -> MemberCensus.standard().member(type, path).isEmpty()));
    }

    @Test
    void whatTheCensusListsOfAnswersAloneIsThere() throws Exception {
        Map<String, Set<String>> listed = ofTheApi();
        assertThat(listed).containsOnlyKeys(ANSWERS.keySet());
        listed.forEach((type, members) -> assertThat(answered(type)).as(type).containsAll(members));
    }

    @Test
    void everyMemberOfTheAnswersIsClassified() {
        ANSWERS.keySet()
                .forEach(type -> assertThat(answered(type))
                        .as("what is missing for " + type + " belongs into members.txt")
                        .allMatch(path ->
                                MemberCensus.standard().member(type, path).isPresent()));
        assertThat(answered("AWS::ECS::Service"))
                .contains("vpcLatticeConfigurations/targetGroupArn", "gatewayConnectors/portName");
    }

    private static Set<String> answered(String type) {
        Set<String> found = new TreeSet<>();
        for (Supplier<SdkPojo> answer : ANSWERS.getOrDefault(type, List.of())) {
            found.addAll(members(answer.get()));
        }
        found.removeIf(path -> path.startsWith("deployments/") || path.startsWith("taskSets/"));
        return found;
    }

    private static Map<String, Set<String>> ofTheApi() throws Exception {
        Map<String, Set<String>> found = new TreeMap<>();
        String type = "";
        try (var in = MemberCensus.class.getResourceAsStream("members.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                List<String> words = List.of(line.split(" "));
                if (line.startsWith("AWS::")) {
                    type = words.get(0);
                } else if (words.get(0).equals("api")) {
                    found.computeIfAbsent(type, unused -> new TreeSet<>())
                            .add(words.get(1).replace(":", ""));
                }
            }
        }
        return found;
    }
}
