package io.jenkins.lib.containergate.ecs.segmentation.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.policy.segment.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HolderReaderTest {
    private static final Optional<String> AWS = Optional.of("amazon-elb");

    private static GroupHolders holders(NetworkInterface... interfaces) {
        return HolderReader.of("sg-1", List.of(interfaces));
    }

    private static NetworkInterface one(String description, Optional<String> requester) {
        return new NetworkInterface("eni-1", List.of("sg-1", "sg-2"), "interface", description, requester);
    }

    @Test
    void loadBalancersAreKnownByWhatAwsWroteOnTheirInterfaces() {
        GroupHolders found = holders(
                one("ELB app/front/50dc6c495c0c9188", AWS),
                one("ELB app/front/50dc6c495c0c9188", AWS),
                one("ELB net/tcp/50dc6c495c0c9188", AWS),
                one("ELB gwy/fence/50dc6c495c0c9188", AWS),
                one("ELB old", AWS));
        assertThat(found.loadBalancers())
                .extracting(Source::key)
                .containsExactly("alb:front", "nlb:tcp", "gwlb:fence", "elb:old");
        assertThat(found.others()).isFalse();
    }

    @Test
    void aDescriptionWrittenByHandIsNotBelieved() {
        GroupHolders found = holders(
                one("ELB app/front/50dc6c495c0c9188", Optional.empty()),
                one("arn:aws:ecs:eu-central-1:123456789012:attachment/0b2a", Optional.empty()));
        assertThat(found.loadBalancers()).isEmpty();
        assertThat(found.tasks()).isFalse();
        assertThat(found.others()).isTrue();
    }

    @Test
    void tasksAreTasksAndEverythingElseIsSomethingElse() {
        Optional<String> ecs = Optional.of("578734482556");
        assertThat(holders(one("arn:aws:ecs:eu-central-1:123456789012:attachment/0b2a-1c", ecs)))
                .isEqualTo(new GroupHolders(List.of(), false, true, Optional.empty()));
        assertThat(holders(one("AWS Lambda VPC ENI-shop", Optional.of("lambda")))
                        .others())
                .isTrue();
    }

    @Test
    void anInterfaceWithoutTheGroupDoesNotCount() {
        assertThat(HolderReader.of("sg-9", List.of(one("ELB old", AWS)))).isEqualTo(GroupHolders.nobody());
    }
}
