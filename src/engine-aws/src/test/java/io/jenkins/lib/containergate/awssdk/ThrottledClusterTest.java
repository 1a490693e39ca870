package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.testkit.aws.FakeCluster;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Many calls at once against a server that limits their rate. */
class ThrottledClusterTest {
    @Test
    void everyCallIsAnsweredThoughMostAreRefusedForTheirRateAtFirst() throws Exception {
        try (FakeCluster cluster = FakeCluster.start("prod").definition("shop:1", "{\"family\":\"shop\"}");
                AwsSession session = AwsSession.withCredentials(
                        new AwsAccess(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("eu-central-1"),
                                Optional.of(cluster.endpoint())),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")),
                        UrlConnectionHttpClient.create())) {
            cluster.pace(new FakeCluster.Pace(0, 10));
            EcsLookups ecs = session.lookups().ecs();
            Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
            assertThat(Parallel.map(
                            IntStream.range(0, 25).boxed().toList(),
                            16,
                            each -> ecs.taskDefinition("shop:1", deadline)
                                    .required()
                                    .arn()
                                    .name()))
                    .hasSize(25)
                    .containsOnly("shop:1");
            assertThat(cluster.calls("DescribeTaskDefinition")).isGreaterThan(25);
        }
    }
}
