package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can take a role, whichever of the two it is. */
abstract class RoleTrustClosedContract extends RoleRuleContract {
    @Override
    protected IamRole broken() {
        return statement("'Principal': {'AWS': 'arn:aws:iam::999999999999:root'}");
    }

    @Override
    protected IamRole accepted() {
        return trusted(TRUST);
    }

    @Override
    IamRole withDocument(String document) {
        return trusted(document);
    }

    private static IamRole statement(String members) {
        return trusted("{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", "
                + members.replace('\'', '"') + "}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': '*'",
                "'Principal': {'AWS': '*'}",
                "'Principal': {'AWS': ['arn:aws:iam::123456789012:root', '*']}",
                "'Principal': {'AWS': '999999999999'}",
                "'Principal': {'AWS': 'arn:aws:iam::999999999999:role/ci'}",
                "'NotPrincipal': {'Service': 'ecs-tasks.amazonaws.com'}",
                "'Principal': '*', 'Condition': {'StringLike': {'aws:PrincipalOrgID': 'o-*'}}",
                "'Principal': '*', 'Condition': {'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/ci'}}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:PrincipalAccount': '${aws:PrincipalAccount}'}}",
                "'Principal': '*', 'Condition': {'Bool': {'aws:SecureTransport': 'true'}}",
                "'Principal': {'Federated': 'cognito-identity.amazonaws.com'}",
                "'Principal': {'Federated': 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'}",
                "'Principal': {'Federated': 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'}, 'Condition': {'StringEquals': {'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com'}}",
                "'Principal': {'Federated': 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'}, 'Condition': {'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:*'}}",
                "'Principal': {'Federated': 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'}, 'Condition': {'StringEquals': {'aws:RequestedRegion': 'eu-central-1'}}",
            })
    void outsidersAreTooMany(String members) {
        assertThat(outcome(statement(members))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': {'Service': 'ecs-tasks.amazonaws.com'}",
                "'Principal': {'AWS': 'arn:aws:iam::123456789012:root'}",
                "'Principal': '*', 'Condition': {'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3'}}",
                "'Principal': {'Federated': 'cognito-identity.amazonaws.com'}, 'Condition': {'StringEquals': {'cognito-identity.amazonaws.com:aud': 'eu-central-1:pool'}}",
                "'Principal': {'Federated': 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'}, 'Condition': {'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:shop/*:*'}}",
            })
    void theAccountAndNamedIdentitiesAreNot(String members) {
        assertThat(outcome(statement(members))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aStatementAboutNobodyIsAnError() {
        assertThat(outcome(statement("'Resource': '*'"))).isEqualTo(RuleOutcome.ERROR);
    }
}
