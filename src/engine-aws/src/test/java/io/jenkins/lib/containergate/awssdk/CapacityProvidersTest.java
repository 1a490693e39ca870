package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On which instances the tasks of a service are. */
class CapacityProvidersTest extends AwsFaults {
    private static final String PREFIX = "arn:aws:ecs:eu-central-1:123456789012:";
    private static final String ONE = "\"capacityProviderStrategy\": [{\"capacityProvider\": \"one\"}]";

    private List<String> onlyOn(String more) throws Exception {
        aws.on(
                "DescribeServices",
                "{\"services\": [{\"serviceName\": \"shop\", \"serviceArn\": \"" + PREFIX
                        + "service/prod/shop\", \"status\": \"ACTIVE\"" + more + "}]}");
        return session.lookups()
                .ecs()
                .services("prod", List.of("shop"), soon())
                .required()
                .get(0)
                .onlyOn();
    }

    @Test
    void theyAreOnThoseOfTheStrategyOfTheServiceAndOfEachDeployment() throws Exception {
        assertThat(onlyOn(", " + ONE + ", \"deployments\": [{" + ONE
                        + "}, {\"capacityProviderStrategy\": [{\"capacityProvider\": \"two\"}]}]"))
                .containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a launch type | , \"launchType\": \"EC2\"",
                "a deployment that has none | , ONE, \"deployments\": [{ONE}, {\"launchType\": \"EC2\"}]",
                "a task set that has none | , ONE, \"taskSets\": [{\"taskSetArn\": \"arn:x\"}]"
            })
    void elseTheyMayBeOnAny(String why, String more) throws Exception {
        assertThat(onlyOn(more.replace("ONE", ONE))).as(why).isEmpty();
    }

    @Test
    void aContainerInstanceTellsItsOwn() throws Exception {
        aws.on("ListContainerInstances", "{\"containerInstanceArns\": [\"a\", \"b\"]}")
                .on(
                        "DescribeContainerInstances",
                        "{\"containerInstances\": [{\"containerInstanceArn\": \"a\", \"capacityProviderName\": \"one\"},"
                                + " {\"containerInstanceArn\": \"b\"}]}");
        assertThat(session.lookups().ecs().containerInstances("prod", soon()).required())
                .extracting(ContainerInstance::capacityProvider)
                .containsExactly(Optional.of("one"), Optional.empty());
    }
}
