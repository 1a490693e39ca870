package io.jenkins.lib.containergate.gate.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.TestLookups;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.drift.DriftCheck;
import io.jenkins.lib.containergate.gate.drift.FleetCheck;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetPosturesTest {
    private static final FleetCheck.Place UNREADABLE = new FleetCheck.Place("prod/eu-central-1", () -> {
        throw new GateException("the role cannot be assumed", "check its trust policy");
    });
    private static final FleetCheck.Place EMPTY =
            new FleetCheck.Place("prod/eu-west-1", () -> new FleetCheck.Connection() {
                @Override
                public DriftCheck.Access access() {
                    return withoutClusters();
                }

                @Override
                public void close() {}
            });

    private static List<Posture> check(FleetCheck.Place... places) throws Exception {
        Clock clock = Clock.systemUTC();
        return new FleetPostures(
                        PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1")), clock),
                        2,
                        clock,
                        ProgressListener.none())
                .check("all accounts", List.of(places), Deadline.after(Duration.ofMinutes(1), clock));
    }

    /** Answers what clusters there are, and is asked nothing else. */
    private static DriftCheck.Access withoutClusters() {
        EcsLookups ecs = (EcsLookups) Proxy.newProxyInstance(
                EcsLookups.class.getClassLoader(), new Class<?>[] {EcsLookups.class}, (proxy, method, words) -> {
                    assertThat(method.getName()).isEqualTo("clusters");
                    return new Lookup.Answered<>(List.of());
                });
        CloudLookups aws = TestLookups.of(ecs);
        return new DriftCheck.Access(aws, null, null, null, Optional.empty(), Optional.empty(), List.of(), null, null);
    }

    @Test
    void anAccountWithoutClustersIsNamedBesideTheOthers() throws Exception {
        List<Posture> postures = check(EMPTY, UNREADABLE);

        assertThat(postures)
                .extracting(Posture::subject, Posture::outcome, Posture::notes)
                .containsExactly(
                        tuple("account prod/eu-west-1", Outcome.PASS, List.of("there is no cluster")),
                        tuple("account prod/eu-central-1", Outcome.ERROR, List.of()));
    }

    @Test
    void accountsWithoutAnyClusterAreAnError() throws Exception {
        assertThat(check(EMPTY, EMPTY)).singleElement().satisfies(posture -> {
            assertThat(posture.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(posture.error().orElseThrow().problem()).contains("no cluster in any of the accounts");
        });
    }
}
