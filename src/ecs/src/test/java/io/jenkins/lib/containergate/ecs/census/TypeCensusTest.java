package io.jenkins.lib.containergate.ecs.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.census.Classified.Treatment;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeCensusTest {
    private static final TypeCensus CENSUS = TypeCensus.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::ECS::SomethingNew",
                "aws::ecs::taskdefinition",
                " AWS::ECS::TaskDefinition",
                "aws_ecs_something_new",
                "aws_ecs_daemon",
                "awscc_ecs_something_new",
                "awscc_ecs_gateway",
                "AWS::ECS::Gateway",
                "Acme::Shop::Service::MODULE",
                "AWS::CloudFormation::StackSet",
                "awscc_batch_job_definition",
                "aws_batch_job_definition",
                "AWS::ECR::PublicRepository",
                "aws_ecrpublic_repository",
                "awscc_ecr_public_repository",
                "AWS::ECR::RepositoryCreationTemplate",
                "AWS::ECR::RegistryPolicy",
                "aws_ecr_pull_through_cache_rule",
                "awscc_ecr_repository_creation_template",
                ""
            })
    void whatIsNotKnownOrNotEvaluatedIsUndecided(String type) {
        assertThat(CENSUS.of(type).treatment()).isEqualTo(Treatment.UNDECIDED);
        assertThat(CENSUS.of(type).reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "awscc_ecs_task_definition, AWS::ECS::TaskDefinition",
        "awscc_ecs_express_gateway_service, AWS::ECS::ExpressGatewayService",
        "awscc_events_rule, AWS::Events::Rule",
        "awscc_scheduler_schedule, AWS::Scheduler::Schedule",
        "aws_cloudwatch_event_target, AWS::Events::Rule",
        "aws_ecs_service, AWS::ECS::Service",
        "aws_sqs_queue, aws_sqs_queue"
    })
    void theSameThingIsKnownUnderEveryName(String type, String canonical) {
        assertThat(CENSUS.canonical(type)).isEqualTo(canonical);
    }

    /** The provider awscc is made of CloudFormation's schemas: the names of its types follow from theirs. */
    @Test
    void everyTypeOfEcsIsFoundUnderItsNameInCloudControl() {
        MemberCensus.standard().types().keySet().forEach(type -> {
            String name = type.substring("AWS::ECS::".length())
                    .replaceAll("([a-z])([A-Z])", "$1_$2")
                    .toLowerCase(Locale.ROOT);
            assertThat(CENSUS.canonical("awscc_ecs_" + name)).isEqualTo(type);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::S3::Bucket", "aws_s3_bucket", "random_password", "AWS::SNS::Topic"})
    void whatRunsNoTaskIsLeftOutWithAReason(String type) {
        assertThat(CENSUS.of(type).treatment()).isEqualTo(Treatment.HARMLESS);
        assertThat(CENSUS.of(type).reason()).isNotBlank();
    }
}
