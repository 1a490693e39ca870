package io.jenkins.lib.containergate.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.TestLookups;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberedLookupsTest {
    private final List<String> asked = new ArrayList<>();

    private static EcsService service(String arn) {
        return new EcsService(
                Arn.of(arn).orElseThrow(),
                "ACTIVE",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                new EcsService.CircuitBreaker(false, false),
                List.of(),
                0,
                List.of(),
                List.of(),
                0,
                List.of(),
                List.of(),
                "{}");
    }

    /** Answers every question with the one service. */
    private EcsLookups answering(String arn) {
        return (EcsLookups) Proxy.newProxyInstance(
                EcsLookups.class.getClassLoader(), new Class<?>[] {EcsLookups.class}, (proxy, method, arguments) -> {
                    asked.add(arguments[0] + " " + arguments[1]);
                    return new Lookup.Answered<>(List.of(service(arn)));
                });
    }

    /**
     * @param arn of a service of the cluster {@code prod} that was described by its name
     * @param again cluster that the same ARN is then asked for in
     */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:ecs:eu-central-1:123456789012:service/prod/shop, prod, 1",
        "arn:aws:ecs:eu-central-1:123456789012:service/prod/shop, arn:aws:ecs:eu-central-1:123456789012:cluster/prod,"
                + " 1",
        "arn:aws:ecs:eu-central-1:123456789012:service/prod/shop, arn:aws:ecs:eu-west-1:123456789012:cluster/prod, 2",
        "arn:aws:ecs:eu-central-1:123456789012:service/prod/shop, stage, 2",
        "arn:aws:ecs:eu-central-1:123456789012:service/shop, stage, 2"
    })
    void aServiceThatAnotherQuestionBroughtIsAskedForAgainUnlessItsArnNamesTheCluster(
            String arn, String again, int calls) throws Exception {
        EcsLookups ecs = RememberedLookups.of(TestLookups.of(answering(arn))).ecs();
        Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
        ecs.services("prod", List.of("shop"), deadline);
        assertThat(ecs.services(again, List.of(arn), deadline).required()).hasSize(1);
        assertThat(asked).hasSize(calls);
    }
}
