package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every question to a role is held to. */
abstract class RoleRuleContract extends CloudRuleContract<TaskDefinition, IamRole> {
    static final String TRUST = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\":"
            + " {\"Service\": \"ecs-tasks.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\","
            + " \"Condition\": {\"StringEquals\": {\"aws:SourceAccount\": \"123456789012\"}}}]}";
    private static final Arn ARN =
            Arn.of("arn:aws:iam::123456789012:role/shop-task").orElseThrow();

    @Override
    protected TaskDefinition definition() {
        return TestTask.ec2().facts().task();
    }

    /** A role with one policy for each list of statements. */
    static IamRole role(String... statements) {
        return new IamRole(
                ARN, TRUST, Stream.of(statements).map(RoleRuleContract::policy).toList(), Optional.empty());
    }

    static IamRole limited(String statements, String boundary) {
        return new IamRole(ARN, TRUST, List.of(policy(statements)), Optional.of(policy(boundary)));
    }

    static IamRole trusted(String trust) {
        return new IamRole(ARN, trust, List.of(), Optional.empty());
    }

    /** @param members of the one statement that allows, besides its action */
    static IamRole trusting(String members) {
        return trusted("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", "
                + members.replace('\'', '"') + "}}");
    }

    static IamPolicy policy(String statements) {
        return new IamPolicy(
                IamPolicy.Kind.INLINE,
                "access",
                "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements.replace('\'', '"') + "]}");
    }

    /** A role whose policies are not understood, or whose trust is not. */
    abstract IamRole withDocument(String document);

    List<String> actuals(IamRole role) {
        return result(role).findings().stream().map(Finding::actual).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"Statement\": 1}",
                "{\"Statement\": [{}]}",
                "{\"Statement\": [{\"Effect\": \"allow\", \"Action\": \"a:b\", \"Resource\": \"x\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Resource\": \"x\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": [], \"Resource\": \"x\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": 7, \"Resource\": \"x\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"action\": \"a:b\", \"Resource\": \"x\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"a:b\", \"NotAction\": \"a:b\", \"Resource\":"
                        + " \"x\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Effect\": \"Deny\", \"Action\": \"a:b\", \"Resource\":"
                        + " \"x\"}]}",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"a:b\", \"Resource\": \"x\", \"New\": 1}]}",
            })
    void aPolicyThatIsNotUnderstoodIsAnErrorNotAPass(String document) {
        assertThat(outcome(withDocument(document))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aRoleThatATemplateMakesIsNotKnownYet() {
        assertThat(rule().excludes(TestTask.ec2()
                        .withoutTask("taskRoleArn")
                        .withoutTask("executionRoleArn")
                        .facts()
                        .task()))
                .isPresent();
    }
}
