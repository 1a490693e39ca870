package io.jenkins.lib.containergate.gate.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.TestLookups;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InternetReachTest {
    private static Arn arn(String resource) {
        return Arn.of("arn:aws:ecs:eu-central-1:123456789012:" + resource).orElseThrow();
    }

    private static WorkloadFacts facts() {
        EcsTask task = new EcsTask(
                arn("task/prod/1"),
                arn("task-definition/shop:7"),
                Optional.empty(),
                "RUNNING",
                false,
                List.of(),
                new EcsTask.Start(
                        Optional.of("FARGATE"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        new EcsTask.Overrides(Optional.empty(), Optional.empty(), List.of())),
                List.of("eni-1"));
        Workload workload = new Workload("prod", Workload.Kind.STANDALONE, "shop", Optional.empty(), List.of(task));
        return new WorkloadFacts(workload, Map.of(), Map.of(), new Lookup.NotAsked<>("the rule is off"));
    }

    /** The findings are known then, and must not give way to an error over their order. */
    @Test
    void aDeadlineThatEndsWhileAwsIsAskedLeavesTheWayUnknown() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        NetworkLookups slow = (NetworkLookups) Proxy.newProxyInstance(
                NetworkLookups.class.getClassLoader(),
                new Class<?>[] {NetworkLookups.class},
                (proxy, method, words) -> {
                    asked.incrementAndGet();
                    throw new DeadlineExceededException("asking EC2", Duration.ofMinutes(1));
                });
        InternetReach reach =
                new InternetReach(TestLookups.of(slow), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));

        assertThat(reach.found(facts())).isFalse();
        assertThat(asked).hasValue(1);
    }
}
