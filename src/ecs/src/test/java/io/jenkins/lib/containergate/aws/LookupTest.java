package io.jenkins.lib.containergate.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTest {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());

    static List<Lookup<String>> missing() {
        return List.of(
                new Lookup.NotAsked<>("no cluster is named"),
                new Lookup.Denied<>("iam:GetRole"),
                new Lookup.Failed<>("the role shop does not exist", "create it"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void aMissingAnswerStaysMissingWhateverIsMadeOfIt(Lookup<String> missing) {
        assertThat(missing.<Object>map(String::length)).isEqualTo(missing);
        assertThat(missing.<Object>flatMap(value -> new Lookup.Answered<>("empty")))
                .isEqualTo(missing);
        assertThat(missing.<Boolean>fold(value -> true, why -> false)).isFalse();
        assertThatThrownBy(missing::required).isInstanceOf(GateException.class);
    }

    @Test
    void aMissingPermissionIsNamed() {
        assertThat(new Lookup.Denied<>("iam:GetRole").<String>fold(Object::toString, Function.identity()))
                .contains("iam:GetRole")
                .contains("docs/aws.md");
    }

    @Test
    void whatNobodyAsksSaysWhyForEveryQuestion() throws Exception {
        CloudLookups nothing = UnaskedLookups.of("no cluster is named");
        EcrRegistry registry = new EcrRegistry("123456789012", "eu-central-1", false);
        Arn role = Arn.of("arn:aws:iam::123456789012:role/shop").orElseThrow();
        assertThat(List.of(
                        nothing.ecs().taskDefinition("shop", DEADLINE),
                        nothing.ecs().cluster("prod", DEADLINE),
                        nothing.ecs().serviceNames("prod", DEADLINE),
                        nothing.ecs().services("prod", List.of("shop"), DEADLINE),
                        nothing.ecs().tasks("prod", List.of(), DEADLINE),
                        nothing.ecs().containerInstances("prod", DEADLINE),
                        nothing.ecs().capacityProviders("prod", List.of("x"), DEADLINE),
                        nothing.iam().role(role, DEADLINE),
                        nothing.network().securityGroups(List.of("sg-1"), DEADLINE),
                        nothing.network().subnets(List.of("subnet-1"), DEADLINE),
                        nothing.repositories().repository(registry, "shop", DEADLINE)))
                .allSatisfy(answer -> assertThat(answer).isEqualTo(new Lookup.NotAsked<>("no cluster is named")));
    }

    @Test
    void aNameOfAnAwsResourceIsTakenApart() {
        String text = "arn:aws-us-gov:iam::123456789012:role/apps/shop";
        Arn arn = Arn.of(text).orElseThrow();
        assertThat(arn).isEqualTo(new Arn("aws-us-gov", "iam", "", "123456789012", "role/apps/shop"));
        assertThat(arn.name()).isEqualTo("shop");
        assertThat(arn).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop:7",
                "arn:aws:iam::12345:role/shop",
                "arn:aws:ecs:eu-central-1:123456789012:",
                "arn:aws:iam::123456789012:role/a b"
            })
    void whatIsNoNameOfAnAwsResourceIsNone(String text) {
        assertThat(Arn.of(text)).isEmpty();
    }
}
