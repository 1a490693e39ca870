package io.jenkins.lib.containergate.ecs.account.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ec2.HostLookups;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.account.TestLookups;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The subnets of a service that has the network of its hosts. */
class ServiceVpcsTest {
    private static Lookup<List<String>> subnets(List<ContainerInstance> instances, Host... hosts) throws Exception {
        EcsLookups ecs = TestLookups.answering(
                EcsLookups.class,
                Map.of(
                        "services",
                        new Lookup.Answered<>(List.of()),
                        "containerInstances",
                        new Lookup.Answered<>(instances)));
        HostLookups ec2 =
                TestLookups.answering(HostLookups.class, Map.of("hosts", new Lookup.Answered<>(Arrays.asList(hosts))));
        CloudLookups aws = TestLookups.of(ecs, ec2);
        return new ServiceVpcs(aws, Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()))
                .subnets(TestDeployed.service("{}"));
    }

    private static ContainerInstance instance(Optional<String> id) {
        return new ContainerInstance(
                "arn:x/1",
                id,
                "ACTIVE",
                true,
                new ContainerInstance.Versions(Optional.empty(), Optional.empty()),
                Map.of());
    }

    private static Host host(String id, String... subnets) {
        return new Host(
                id,
                new Host.Metadata(true, true, 1),
                List.of(),
                new Host.Network(Optional.of("vpc-1"), Arrays.asList(subnets), List.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Test
    void theyAreThoseOfAllHosts() throws Exception {
        assertThat(subnets(
                        List.of(instance(Optional.of("i-1")), instance(Optional.of("i-2"))),
                        host("i-1", "subnet-b"),
                        host("i-2", "subnet-a")))
                .isEqualTo(new Lookup.Answered<>(List.of("subnet-a", "subnet-b")));
    }

    @Test
    void instancesOfOtherCapacityProvidersAreNotAmongThem() throws Exception {
        EcsService shop = TestDeployed.running("shop", Optional.empty(), Optional.empty(), Optional.empty(), "one");
        EcsLookups ecs = TestLookups.answering(
                EcsLookups.class,
                Map.of(
                        "services",
                        new Lookup.Answered<>(List.of(shop)),
                        "containerInstances",
                        new Lookup.Answered<>(List.of(of("i-1", "one"), of("i-2", "two")))));
        HostLookups ec2 = HostLookups.class.cast(Proxy.newProxyInstance(
                HostLookups.class.getClassLoader(), new Class<?>[] {HostLookups.class}, (proxy, method, arguments) -> {
                    assertThat(arguments[0]).as(method.getName()).isEqualTo(List.of("i-1"));
                    return new Lookup.Answered<>(List.of(host("i-1", "subnet-a")));
                }));
        assertThat(new ServiceVpcs(TestLookups.of(ecs, ec2), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()))
                        .subnets(TestDeployed.service("{}")))
                .isEqualTo(new Lookup.Answered<>(List.of("subnet-a")));
    }

    private static ContainerInstance of(String id, String provider) {
        ContainerInstance without = instance(Optional.of(id));
        return new ContainerInstance(
                without.arn(),
                without.instance(),
                without.status(),
                without.agentConnected(),
                without.versions(),
                without.attributes(),
                Optional.of(provider));
    }

    @Test
    void aHostWithoutSubnetIsNotLeftOut() throws Exception {
        assertThat(subnets(
                        List.of(instance(Optional.of("i-1")), instance(Optional.of("i-2"))),
                        host("i-1", "subnet-b"),
                        host("i-2")))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("i-2"));
    }

    @Test
    void aHostWithoutIdIsNotLeftOut() throws Exception {
        assertThat(subnets(List.of(instance(Optional.of("i-1")), instance(Optional.empty())), host("i-1", "subnet-b")))
                .isInstanceOf(Lookup.Failed.class);
    }
}
