package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the roles of a file a task definition has. */
class DeclaredRolesTest {
    private static List<String> objections(String role) throws GateException, InterruptedException {
        String task = TestTask.fargate().task("\"taskRoleArn\": " + role).json();
        String resource =
                "\"TaskRole\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {\"AssumeRolePolicyDocument\": {\"Version\": \"2012-10-17\","
                        + " \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"Service\": \"ecs-tasks.amazonaws.com\"}}]},"
                        + " \"ManagedPolicyArns\": [\"arn:aws:iam::aws:policy/AdministratorAccess\"]}}";
        return FileObjections.shown(
                FileObjections.findings(FileObjections.template(task, resource)),
                finding -> finding.rule().value().equals("task-role-least-privilege"));
    }

    /**
     * What a task with a role comes to beside a policy that allows everything.
     *
     * @param named the role of the policy
     * @param name of the task's role: the property, or nothing
     */
    private static RuleOutcome administrator(String named, String name) throws GateException, InterruptedException {
        String policy = "\"Admin\": {\"Type\": \"AWS::IAM::Policy\", \"Properties\": {\"Roles\": [" + named
                + "], \"PolicyDocument\": {\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}}}, ";
        String role = "\"TaskRole\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {" + name
                + "\"AssumeRolePolicyDocument\": {\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\","
                + " \"Principal\": {\"Service\": \"ecs-tasks.amazonaws.com\"}}]}}}";
        String task = TestTask.fargate()
                .task("\"taskRoleArn\": {\"Fn::GetAtt\": [\"TaskRole\", \"Arn\"]}")
                .json();
        return FileObjections.outcome(FileObjections.template(task, policy + role), "task-role-least-privilege");
    }

    /** A policy names its role by a text, and the name of the role is known only at deployment. */
    @Test
    void aPolicyOfAnyNameMayBeOneOfARoleWithoutAKnownName() throws GateException, InterruptedException {
        for (String name : List.of("\"other\"", "{\"Fn::Sub\": \"shop-${Unknown}\"}")) {
            assertThat(administrator("\"shop-prod\"", "\"RoleName\": " + name + ", "))
                    .hasToString(name.contains("other") ? "PASS" : "ERROR");
        }
    }

    /** A value that is known only at deployment may be the name that the template gives a role, but not one that AWS makes up. */
    @Test
    void aParameterMayNameARoleThatHasAName() throws GateException, InterruptedException {
        for (String name : List.of("", "\"RoleName\": \"shop\", ", "\"RoleName\": {\"Ref\": \"Unknown\"}, ")) {
            assertThat(administrator("{\"Ref\": \"Unknown\"}", name)).hasToString(name.isEmpty() ? "PASS" : "ERROR");
        }
    }

    /** @param role of the task, which the template declares with the name shop */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"arn:aws:iam::123456789012:role/shop\"|FAIL",
                "\"arn:aws:iam::123456789012:role/path/shop\"|FAIL",
                "\"shop\"|FAIL",
                "{\"Fn::Sub\": \"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/shop\"}|FAIL",
                "{\"Fn::Sub\": \"arn:aws:iam::${AWS::AccountId}:role/${TaskRole}\"}|FAIL",
                "{\"Fn::Join\": [\"/\", [\"arn:aws:iam::123456789012:role\", {\"Ref\": \"TaskRole\"}]]}|FAIL",
                "\"arn:aws:iam::123456789012:role/other\"|NOT_APPLICABLE",
                "{\"Fn::Sub\": \"arn:aws:iam::${AWS::AccountId}:role/${TaskRole}-x\"}|NOT_APPLICABLE"
            })
    void aRoleIsFoundByItsName(String role, String outcome) throws GateException, InterruptedException {
        String declared =
                "\"TaskRole\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {\"RoleName\": \"shop\", \"Policies\":"
                        + " [{\"PolicyName\": \"a\", \"PolicyDocument\": {\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\","
                        + " \"Resource\": \"*\"}]}}], \"AssumeRolePolicyDocument\": {\"Statement\": [{\"Effect\": \"Allow\", \"Action\":"
                        + " \"sts:AssumeRole\", \"Principal\": {\"Service\": \"ecs-tasks.amazonaws.com\"}}]}}}";
        String task = TestTask.fargate().task("\"taskRoleArn\": " + role).json();
        assertThat(FileObjections.outcome(FileObjections.template(task, declared), "task-role-least-privilege"))
                .hasToString(outcome);
    }

    /** Of a role and of a policy, a condition decides all. */
    @Test
    void propertiesThatNobodyKnowsMayAllowAnything() throws GateException, InterruptedException {
        String task = TestTask.fargate()
                .task("\"taskRoleArn\": {\"Fn::GetAtt\": [\"TaskRole\", \"Arn\"]}")
                .json();
        String role = "\"TaskRole\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": ROLE}, \"P\": {\"Type\":"
                + " \"AWS::IAM::Policy\", \"Properties\": POLICY}";
        String open = "{\"Fn::If\": [\"Q\", {}, {}]}";
        for (String role1 : List.of("{}", open)) {
            for (String policy : List.of("{\"Roles\": [\"x\"]}", open)) {
                String file = FileObjections.template(
                        task, role.replace("ROLE", role1).replace("POLICY", policy));
                assertThat(FileObjections.outcome(file, "task-role-least-privilege"))
                        .hasToString(role1.equals(open) || policy.equals(open) ? "ERROR" : "PASS");
            }
        }
    }

    /** ECS takes the name of a role in place of its ARN: that is a role of the account. */
    @Test
    void aTextThatIsTheLogicalIdOfARoleNamesAnotherRole() throws GateException, InterruptedException {
        assertThat(objections("{\"Fn::GetAtt\": [\"TaskRole\", \"Arn\"]}"))
                .containsExactly("task-role-least-privilege");
        assertThat(objections("\"TaskRole\"")).isEmpty();
    }
}
