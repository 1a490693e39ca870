package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.HostImage;
import io.jenkins.lib.containergate.aws.ssm.PatchLookups.PatchState;
import io.jenkins.lib.containergate.aws.ssm.PatchLookups.RecommendedImage;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Systems Manager and EC2 tell of patches and AMIs, and what they do not. */
class PatchFaultsTest extends AwsFaults {
    private static final List<String> ONE = List.of("i-1");

    @Test
    void patchesAreAskedForFiftyInstancesAtATimeAndPageByPage() throws Exception {
        aws.on(
                        "DescribeInstancePatchStates",
                        "{\"InstancePatchStates\": [{\"InstanceId\": \"i-1\", \"MissingCount\": 3, \"FailedCount\": 1,"
                                + " \"InstalledPendingRebootCount\": 2, \"SecurityNonCompliantCount\": 4,"
                                + " \"OperationEndTime\": 1.7E9}], \"NextToken\": \"more\"}")
                .on("DescribeInstancePatchStates", "{\"InstancePatchStates\": []}");
        assertThat(session.lookups().patches().patchStates(Collections.nCopies(51, "i-1"), soon()))
                .isEqualTo(new Lookup.Answered<>(
                        List.of(new PatchState("i-1", 3, 1, 2, 4, Optional.of(Instant.ofEpochSecond(1_700_000_000))))));
        assertThat(aws.calls()).hasSize(3);
        assertThat(aws.calls().get(1).body()).contains("\"NextToken\":\"more\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "<html>",
                "{\"InstancePatchStates\": [{\"MissingCount\": 0}]}",
                "{\"InstancePatchStates\": [{\"InstanceId\": \"i-1\", \"MissingCount\": 0}]}",
                "{\"InstancePatchStates\": [{\"InstanceId\": \"i-1\", \"MissingCount\": \"3\", \"FailedCount\": 0}]}"
            })
    void anAnswerWithoutStatesIsNone(String body) throws Exception {
        aws.on("DescribeInstancePatchStates", body);
        assertThat(session.lookups().patches().patchStates(ONE, soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void theRecommendedImageIsReadFromItsParameter() throws Exception {
        aws.on(
                "GetParameter",
                "{\"Parameter\": {\"Value\": \"{\\\"image_id\\\": \\\"ami-1\\\", \\\"ecs_agent_version\\\":"
                        + " \\\"1.98.0\\\", \\\"ecs_runtime_version\\\": \\\"Docker version 25.0.8\\\"}\"}}");
        assertThat(session.lookups().patches().recommendedImage(soon()))
                .isEqualTo(new Lookup.Answered<>(new RecommendedImage("ami-1", "1.98.0", "Docker version 25.0.8")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\\\"ecs_agent_version\\\": 1}"})
    void aParameterWithoutVersionsIsNone(String value) throws Exception {
        aws.on("GetParameter", "{\"Parameter\": {\"Value\": \"" + value + "\"}}");
        assertThat(session.lookups().patches().recommendedImage(soon())).isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<creationDate>yesterday</creationDate>",
                "<creationDate>2026-11-01T12:00:00.000Z</creationDate><deprecationTime>yesterday</deprecationTime>"
            })
    void anImageOfWhichADateCannotBeReadHasNone(String dates) throws Exception {
        aws.on(
                "DescribeImages",
                exchange -> AwsServer.xml(
                        exchange,
                        200,
                        "<DescribeImagesResponse><imagesSet><item><imageId>ami-1</imageId>" + dates
                                + "</item></imagesSet></DescribeImagesResponse>"));
        assertThat(session.lookups().hosts().images(List.of("ami-1", "ami-2"), soon()))
                .isEqualTo(
                        new Lookup.Answered<>(List.of(new HostImage("ami-1", "", Optional.empty(), Optional.empty()))));
        assertThat(aws.calls().get(0).body()).contains("IncludeDeprecated=true");
    }

    @Test
    void eachMissingPermissionIsNamed() throws Exception {
        aws.refuses("DescribeInstancePatchStates", 400, "AccessDeniedException")
                .refuses("GetParameter", 400, "AccessDeniedException")
                .on(
                        "DescribeImages",
                        exchange -> AwsServer.xml(
                                exchange,
                                403,
                                "<Response><Errors><Error><Code>UnauthorizedOperation</Code></Error></Errors>"
                                        + "</Response>"));
        assertThat(session.lookups().patches().patchStates(ONE, soon()))
                .isEqualTo(new Lookup.Denied<>("ssm:DescribeInstancePatchStates"));
        assertThat(session.lookups().patches().recommendedImage(soon()))
                .isEqualTo(new Lookup.Denied<>("ssm:GetParameter"));
        assertThat(session.lookups().hosts().images(List.of("ami-1"), soon()))
                .isEqualTo(new Lookup.Denied<>("ec2:DescribeImages"));
    }
}
