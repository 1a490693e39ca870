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
        return trusting("'Principal': {'AWS': 'arn:aws:iam::999999999999:root'}");
    }

    @Override
    protected IamRole accepted() {
        return trusted(TRUST);
    }

    @Override
    IamRole withDocument(String document) {
        return trusted(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal': '*'",
                "'Principal': {'AWS': '*'}",
                "'Principal': {'AWS': ['arn:aws:iam::123456789012:root', '*']}",
                "'Principal': {'AWS': '999999999999'}",
                "'Principal': {'AWS': 'arn:aws:iam::999999999999:role/ci'}",
                "'Principal': {'AWS': 'arn:aws:iam::*:root'}",
                "'Principal': {'CanonicalUser': '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'}",
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
        assertThat(outcome(trusting(members))).isEqualTo(RuleOutcome.FAIL);
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
        assertThat(outcome(trusting(members))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aStatementAboutNobodyIsAnError() {
        assertThat(outcome(trusting("'Resource': '*'"))).isEqualTo(RuleOutcome.ERROR);
    }
}
