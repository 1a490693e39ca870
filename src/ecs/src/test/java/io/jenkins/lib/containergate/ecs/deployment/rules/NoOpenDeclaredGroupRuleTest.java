package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoOpenDeclaredGroupRuleTest extends DeploymentRuleContract {
    private static final String TEMPLATE = """
        Parameters: {Unset: {Type: String}, Office: {Type: String, Default: 203.0.113.0/24}}
        Conditions: {Later: !Equals [!Ref Unset, "x"]}
        Resources:
          Vpc: {Type: "AWS::EC2::VPC", Properties: {CidrBlock: 10.0.0.0/16}}
          List: {Type: "AWS::EC2::PrefixList", Properties: {Entries: [{Cidr: 203.0.113.0/24}, {Cidr: 0.0.0.0/0}]}}
          Short: {Type: "AWS::EC2::PrefixList", Properties: {Entries: [{Cidr: 203.0.113.0/24}]}}
          Front: {Type: "AWS::EC2::SecurityGroup", Properties: {SecurityGroupIngress: {IpProtocol: "-1", CidrIp: 0.0.0.0/0}}}
          Group: {Type: "AWS::EC2::SecurityGroup", Properties: {SecurityGroupIngress: [INLINE]}}
          BESIDE
          Shop:
            Type: AWS::ECS::Service
            Properties:
              LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: x}]
              NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [GROUP]}}
        """;

    @Override
    protected DeploymentRule rule() {
        return new NoOpenDeclaredGroupRule();
    }

    @Override
    protected Deployment broken() {
        return inline("{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}");
    }

    @Override
    protected Deployment accepted() {
        return inline("{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !GetAtt Front.GroupId}");
    }

    private static Deployment of(String inline, String beside, String group) {
        return TestDeployment.all(TEMPLATE.replace("INLINE", inline)
                        .replace("BESIDE", beside.isEmpty() ? "Other: {Type: \"AWS::SNS::Topic\"}" : beside)
                        .replace("GROUP", group))
                .stream()
                .filter(each -> each.name().equals("Shop"))
                .findFirst()
                .orElseThrow();
    }

    private static Deployment inline(String rule) {
        return of(rule, "", "!GetAtt Group.GroupId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{IpProtocol: -1, CidrIp: 0.0.0.0/0}",
                "{IpProtocol: '-1', CidrIpv6: '::/0'}",
                "{IpProtocol: tcp, FromPort: 0, ToPort: 65535, CidrIp: 0.0.0.0/1}",
                "{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/1}, {IpProtocol: tcp, FromPort: 22,"
                        + " ToPort: 22, CidrIp: 128.0.0.0/1}",
                "{IpProtocol: tcp, FromPort: 22, ToPort: 22, SourcePrefixListId: !GetAtt List.PrefixListId}",
                "{IpProtocol: tcp, FromPort: 22, ToPort: 22, SourcePrefixListId: !Ref List}",
                "{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Sub '0.0.0.0/0'}",
                "{IpProtocol: udp, FromPort: '53', ToPort: '53', CidrIp: 0.0.0.0/0}",
                "{IpProtocol: tcp, FromPort: 8080, ToPort: 8090, CidrIp: 0.0.0.0/0}",
            })
    void everyWayToTheInternetFails(String rule) {
        assertThat(outcome(inline(rule))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}",
                "{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}",
                "{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !Ref Office}",
                "{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourcePrefixListId: !Ref Short}",
                "{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 0.0.0.0/0}",
            })
    void whatIsMeantPasses(String rule) {
        assertThat(outcome(inline(rule))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !Ref Unset}",
                "{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourcePrefixListId: pl-12345678}",
                "!Ref Unset",
            })
    void whatOnlyDeploymentKnowsIsAnErrorNotAPass(String rule) {
        assertThat(outcome(inline(rule))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void rulesThatStandBesideTheGroupCount() {
        String beside = "Open: {Type: \"AWS::EC2::SecurityGroupIngress\", Properties: {GroupId: %s, IpProtocol: tcp,"
                + " FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}}";
        String own = "{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}";
        String group = "!GetAtt Group.GroupId";
        assertThat(outcome(of(own, beside.formatted("!Ref Group"), group))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(of(own, beside.formatted("!GetAtt Group.GroupId"), group)))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(of(own, beside.formatted("!GetAtt Front.GroupId"), group)))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(of(own, beside.formatted("sg-12345678"), group))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!GetAtt Group.GroupId, !GetAtt Front.GroupId",
                "!If [Later, !GetAtt Group.GroupId, !GetAtt Front.GroupId]"
            })
    void onlyTheGroupThatIsOpenIsNamed(String groups) {
        String inside = "{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}";
        assertThat(rule().check(of(inside, "", groups)).findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.actual()).contains("Front").doesNotContain("Group"));
    }

    @Test
    void groupsThatAreOpenOnlyTogetherAreAllNamed() {
        String other = "Other: {Type: \"AWS::EC2::SecurityGroup\", Properties: {SecurityGroupIngress: [RULES]}}";
        String small = "{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: %s.0.0.0/13}";
        String first = IntStream.range(20, 23)
                .mapToObj(octet -> small.formatted(octet))
                .collect(Collectors.joining(", "));
        String second = IntStream.range(40, 43)
                .mapToObj(octet -> small.formatted(octet))
                .collect(Collectors.joining(", "));
        assertThat(outcome(of(first, "", "!GetAtt Group.GroupId"))).isEqualTo(RuleOutcome.PASS);
        assertThat(rule().check(of(
                                first, other.replace("RULES", second), "!GetAtt Group.GroupId, !GetAtt Other.GroupId"))
                        .findings())
                .anyMatch(finding -> finding.actual().contains("Group"))
                .anyMatch(finding -> finding.actual().contains("Other"));
    }

    @Test
    void aRuleWhoseGroupAConditionDecidesMayBeOfAnyUnlessBothAreKnown() {
        String beside =
                "Open: {Type: \"AWS::EC2::SecurityGroupIngress\", Properties: {GroupId: !If [Later, !Ref Front, %s],"
                        + " IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}}";
        String own = "{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}";
        String group = "!GetAtt Group.GroupId";
        assertThat(outcome(of(own, beside.formatted("sg-12345678"), group))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(of(own, beside.formatted("!Ref Group"), group))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(of(own, beside.formatted("!Join ['', [sg-, !Ref Unset]]"), group)))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void theInternetInManyPartsIsTheInternet() {
        String parts = IntStream.range(0, 256)
                .mapToObj(first -> "{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: " + first + ".0.0.0/8}")
                .collect(Collectors.joining(", "));
        assertThat(outcome(inline(parts))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void groupsOfSomethingElseAndOfNoFileAreNotAsked() {
        assertThat(outcome(of("{IpProtocol: -1, CidrIp: 0.0.0.0/0}", "", "sg-12345678")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
