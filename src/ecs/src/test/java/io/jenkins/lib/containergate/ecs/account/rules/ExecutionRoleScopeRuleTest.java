package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.Answers;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionRoleScopeRuleTest extends RoleRuleContract {
    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db";

    @Override
    protected CloudRule<TaskDefinition, IamRole> rule() {
        return new ExecutionRoleScopeRule();
    }

    @Override
    protected IamRole broken() {
        return reading(SECRET.replace("db", "other-AbCdEf"));
    }

    @Override
    protected IamRole accepted() {
        return reading(SECRET + "-AbCdEf");
    }

    @Override
    IamRole withDocument(String document) {
        return new IamRole(
                accepted().arn(),
                TRUST,
                List.of(new IamPolicy(IamPolicy.Kind.INLINE, "access", document)),
                Optional.empty());
    }

    private static IamRole reading(String resource) {
        return role("{'Effect': 'Allow', 'Action': 'secretsmanager:GetSecretValue', 'Resource': '" + resource + "'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET + "-??????", SECRET + "-*"})
    void theCharactersThatSecretsManagerAddsMayBeAny(String resource) {
        assertThat(outcome(reading(resource))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", SECRET + "*", "arn:aws:secretsmanager:*:*:secret:shop/*", "arn:aws:secretsmanager:*"})
    void morePermissionsThanSecretsAreTooMuch(String resource) {
        assertThat(outcome(reading(resource))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whatPullingAndLoggingTakeIsNot() {
        assertThat(outcome(role("{'Effect': 'Allow', 'Action': ['ecr:GetAuthorizationToken',"
                        + " 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage',"
                        + " 'logs:CreateLogStream', 'logs:PutLogEvents'], 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void decryptionWithAnyKeyIsTooMuch() {
        assertThat(outcome(role("{'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*'}")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aParameterByNameIsInTheAccountOfTheRole() {
        assertThat(with(
                        "\"secrets\": [{\"name\": \"A\", \"valueFrom\": \"db\"}]",
                        "arn:aws:ssm:eu-central-1:123456789012:parameter/db"))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(with(
                        "\"secrets\": [{\"name\": \"A\", \"valueFrom\": \"db\"}]",
                        "arn:aws:ssm:eu-central-1:123456789012:parameter/*"))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void credentialsByNameAreThoseOfASecretInTheAccountOfTheRole() {
        TestTask hub = TestTask.ec2().container("\"repositoryCredentials\": {\"credentialsParameter\": \"shop/hub\"}");
        assertThat(with(hub, "secretsmanager:GetSecretValue", SECRET.replace("db", "hub-AbCdEf")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(with(hub, "ssm:GetParameters", "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/hub"))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void credentialsOfAFileSystemAreOfTheTaskToo() {
        TestTask windows = TestTask.windows()
                .task("\"volumes\": [{\"name\": \"share\", \"fsxWindowsFileServerVolumeConfiguration\":"
                        + " {\"authorizationConfig\": {\"credentialsParameter\": \"" + SECRET.replace("db", "ad-AbCdEf")
                        + "\"}}}]");
        assertThat(with(windows, "secretsmanager:GetSecretValue", SECRET.replace("db", "ad-AbCdEf")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aSecretThatIsNotKnownIsAnErrorNotAPass() {
        assertThat(with("\"secrets\": [{\"name\": \"A\", \"valueFrom\": {\"Ref\": \"Unset\"}}]", "x"))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(with("\"secrets\": {\"Ref\": \"Unset\"}", "x")).isEqualTo(RuleOutcome.ERROR);
    }

    private RuleOutcome with(String container, String resource) {
        return with(TestTask.ec2().container(container), "ssm:GetParameters", resource);
    }

    private RuleOutcome with(TestTask written, String action, String resource) {
        TaskDefinition task = written.facts().task();
        IamRole role = role("{'Effect': 'Allow', 'Action': '" + action + "', 'Resource': '" + resource + "'}");
        Answers answers = new Answers("").with(rule().question(), new Lookup.Answered<>(role));
        return rule().check(new CloudFacts<>(task, answers, MissingAnswers.ASKED))
                .outcome();
    }
}
