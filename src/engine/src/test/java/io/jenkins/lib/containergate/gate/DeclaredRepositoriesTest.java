package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.configured;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repositories of ECR and VPCs with their flow logs that a file declares. */
class DeclaredRepositoriesTest {
    private static final String GOOD = "\"RepositoryName\": \"shop/web\", \"ImageTagMutability\": \"IMMUTABLE\","
            + " \"ImageScanningConfiguration\": {\"ScanOnPush\": true}, \"EncryptionConfiguration\":"
            + " {\"EncryptionType\": \"KMS\", \"KmsKey\": {\"Fn::GetAtt\": [\"Key\", \"Arn\"]}}, \"RepositoryPolicyText\":"
            + " {\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"111122223333\"},"
            + " \"Action\": \"ecr:BatchGetImage\"}]}";

    private static String repository(String properties) {
        return "\"Key\": {\"Type\": \"AWS::KMS::Key\"}, \"Repo\": {\"Type\": \"AWS::ECR::Repository\", \"Properties\": {"
                + properties + "}}";
    }

    private static List<String> objections(String resources) throws GateException, InterruptedException {
        return FileObjections.of(FileObjections.template(resources));
    }

    private static List<String> expected(String objections) {
        return objections == null ? List.of() : List.of(objections.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "||",
                "IMMUTABLE|MUTABLE|ecr-immutable-tags",
                "IMMUTABLE|IMMUTABLE_WITH_EXCLUSION|ecr-immutable-tags",
                "\"ScanOnPush\": true|\"ScanOnPush\": false|ecr-scan-on-push",
                "\"ScanOnPush\": true|\"ScanOnPush\": \"yes\"|ecr-cmk undecided,ecr-immutable-tags undecided,ecr-not-public undecided,ecr-scan-on-push undecided",
                "\"KMS\"|\"AES256\"|ecr-cmk",
                ", \"KmsKey\": {\"Fn::GetAtt\": [\"Key\", \"Arn\"]}||ecr-cmk",
                "{\"Fn::GetAtt\": [\"Key\", \"Arn\"]}|\"alias/aws/ecr\"|ecr-cmk",
                "{\"AWS\": \"111122223333\"}|\"*\"|ecr-not-public",
                "{\"AWS\": \"111122223333\"}|{\"AWS\": \"*\"}|ecr-not-public",
                "\"111122223333\"|{\"Fn::Sub\": \"arn:aws:iam::${AWS::AccountId}:root\"}|",
                "\"Effect\": \"Allow\"|\"Effect\": {\"Ref\": \"Unknown\"}|ecr-cmk undecided,ecr-immutable-tags undecided,ecr-not-public undecided,ecr-scan-on-push undecided"
            })
    void repositoriesAreHeldToTheRulesForThoseOfImages(String written, String instead, String objections)
            throws GateException, InterruptedException {
        String properties = written == null ? GOOD : GOOD.replace(written, instead == null ? "" : instead);
        assertThat(objections(repository(properties))).isEqualTo(expected(objections));
    }

    /** @param registry how it scans */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"BASIC\"|SCAN_ON_PUSH|shop/*|false|",
                "\"ENHANCED\"|CONTINUOUS_SCAN|shop|false|",
                "\"BASIC\"|MANUAL|shop/*|false|ecr-scan-on-push",
                "\"BASIC\"|SCAN_ON_PUSH|other/*|false|ecr-scan-on-push",
                "\"ENHANCED\"|SCAN_ON_PUSH|other/*|true|ecr-scan-on-push"
            })
    void theRegistryOfTheFileScansAsWell(String type, String frequency, String filter, boolean own, String objection)
            throws GateException, InterruptedException {
        String registry =
                ", \"Registry\": {\"Type\": \"AWS::ECR::RegistryScanningConfiguration\", \"Properties\": {\"ScanType\": "
                        + type + ", \"Rules\": [{\"ScanFrequency\": \"" + frequency
                        + "\", \"RepositoryFilters\": [{\"Filter\": \"" + filter
                        + "\", \"FilterType\": \"WILDCARD\"}]}]}}";
        assertThat(objections(repository(GOOD.replace("\"ScanOnPush\": true", "\"ScanOnPush\": " + own)) + registry))
                .isEqualTo(expected(objection));
    }

    /**
     * Another stack may say how the registry scans.
     *
     * @param own setting of the repository
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"|NOT_APPLICABLE", "\"ScanOnPush\": false|FAIL", "\"ScanOnPush\": {\"Ref\": \"Unknown\"}|ERROR"})
    void aFileThatDoesNotSayHowARepositoryIsScannedDoesNotDecide(String own, String outcome)
            throws GateException, InterruptedException {
        String file = GOOD.replace("\"ScanOnPush\": true", own == null ? "" : own);
        assertThat(FileObjections.outcome(FileObjections.template(repository(file)), "ecr-scan-on-push"))
                .hasToString(outcome);
    }

    @Test
    void anObjectionSaysThatTheFileMayNotSayAll() throws GateException, InterruptedException {
        String file =
                FileObjections.template(repository(GOOD.replace("\"ScanOnPush\": true", "\"ScanOnPush\": false")));
        assertThat(FileObjections.findings(file))
                .filteredOn(finding -> finding.rule().value().equals("ecr-scan-on-push"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual())
                        .contains("as far as the file says", "declare its scanning configuration in the file"));
    }

    private static String planned(String encryption) {
        return change(
                "aws_ecr_repository",
                "shop",
                "{\"name\": \"shop/web\", \"image_tag_mutability\": \"IMMUTABLE\", \"image_scanning_configuration\":"
                        + " [{\"scan_on_push\": true}], \"encryption_configuration\": [" + encryption + "]}",
                "{\"arn\": true}");
    }

    @Test
    void aPlanIsHeldToTheSameRules() throws GateException, InterruptedException {
        String key = "{\"encryption_type\": \"KMS\", \"kms_key\": \"arn:aws:kms:eu-central-1:1:key/a\"}";
        assertThat(FileObjections.of(plan(Stream.of(planned(key)), Stream.of())))
                .isEmpty();
        assertThat(FileObjections.of(plan(Stream.of(planned("{\"encryption_type\": \"AES256\"}")), Stream.of())))
                .containsExactly("ecr-cmk");
        String policy = change(
                "aws_ecr_repository_policy",
                "open",
                "{\"policy\": \"{\\\"Statement\\\": [{\\\"Effect\\\": \\\"Allow\\\", \\\"Principal\\\": \\\"*\\\", \\\"Action\\\": \\\"ecr:*\\\"}]}\"}",
                "{\"repository\": true}");
        for (String of : List.of(
                "aws_ecr_repository.shop", "module.shop", "local.shop", "terraform_data.shop", "random_id.shop")) {
            assertThat(FileObjections.of(plan(
                            Stream.of(planned(key), policy),
                            Stream.of(configured("aws_ecr_repository_policy", "open", "repository", of)))))
                    .containsExactly("ecr-not-public");
        }
        assertThat(FileObjections.of(plan(
                        Stream.of(
                                planned(key),
                                policy.replace("\"repository\": true", "")
                                        .replace("{\"policy\"", "{\"repository\": \"shop/web\", \"policy\"")),
                        Stream.of())))
                .containsExactly("ecr-not-public");
    }

    /** A plan does not tell the id of a repository from a text with the id in it. */
    @Test
    void aPolicyMayBeOfARepositoryThatIsNamedAfterAnother() throws GateException, InterruptedException {
        String key = "{\"encryption_type\": \"KMS\", \"kms_key\": \"arn:aws:kms:eu-central-1:1:key/a\"}";
        String other =
                planned(key).replace("repository.shop", "repository.admin").replace("shop/web", "shop/web-admin");
        String policy = change(
                "aws_ecr_repository_policy",
                "open",
                "{\"policy\": \"{\\\"Statement\\\": [{\\\"Effect\\\": \\\"Allow\\\", \\\"Principal\\\": \\\"*\\\", \\\"Action\\\": \\\"ecr:*\\\"}]}\"}",
                "{\"repository\": true}");
        String of = configured("aws_ecr_repository_policy", "open", "repository", "aws_ecr_repository.shop");
        for (String name : List.of("shop/web-admin", "other")) {
            assertThat(FileObjections.findings(plan(
                            Stream.of(planned(key), other.replace("shop/web-admin", name), policy), Stream.of(of))))
                    .filteredOn(finding -> finding.rule().value().equals("ecr-not-public"))
                    .hasSize(name.equals("other") ? 1 : 2);
        }
    }

    @Test
    void registriesOfSeveralRegionsMustScanAlike() throws GateException, InterruptedException {
        String repository =
                planned("{\"encryption_type\": \"KMS\", \"kms_key\": \"arn:aws:kms:eu-central-1:1:key/a\"}");
        String scanning =
                "{\"scan_type\": \"BASIC\", \"rule\": [{\"scan_frequency\": \"SCAN_ON_PUSH\", \"repository_filter\":"
                        + " [{\"filter\": \"*\", \"filter_type\": \"WILDCARD\"}]}]}";
        String one = change("aws_ecr_registry_scanning_configuration", "one", scanning, "{}");
        String two = change("aws_ecr_registry_scanning_configuration", "two", scanning, "{}");
        assertThat(FileObjections.of(plan(Stream.of(repository, one, two), Stream.of())))
                .isEmpty();
        assertThat(FileObjections.of(plan(
                        Stream.of(
                                repository,
                                one,
                                two.replace("BASIC", "ENHANCED").replace("SCAN_ON_PUSH", "MANUAL")),
                        Stream.of())))
                .contains("ecr-scan-on-push undecided");
    }

    /** @param other provider of the registry; the repository is in {@code eu-central-1} */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws|\"constant_value\": \"eu-central-1\"|",
                "aws.other|\"constant_value\": \"us-east-1\"|ecr-scan-on-push",
                "aws.other|\"references\": [\"var.other\"]|ecr-cmk undecided,ecr-immutable-tags undecided,ecr-not-public undecided,ecr-scan-on-push undecided",
                "aws.other|\"references\": [\"local.other\"]|ecr-cmk undecided,ecr-immutable-tags undecided,ecr-not-public undecided,ecr-scan-on-push undecided",
                "aws.other|\"constant_value\": \"eu-central-1\"|ecr-cmk undecided,ecr-immutable-tags undecided,ecr-not-public undecided,ecr-scan-on-push undecided"
            })
    void aRegistryOfAnotherAccountOrRegionDoesNotScan(String other, String region, String objection)
            throws GateException, InterruptedException {
        String repository = planned("{\"encryption_type\": \"KMS\", \"kms_key\": \"arn:aws:kms:eu-central-1:1:key/a\"}")
                .replace("\"scan_on_push\": true", "\"scan_on_push\": false");
        String scanning = change(
                "aws_ecr_registry_scanning_configuration",
                "all",
                "{\"scan_type\": \"BASIC\", \"rule\": [{\"scan_frequency\": \"SCAN_ON_PUSH\", \"repository_filter\":"
                        + " [{\"filter\": \"*\", \"filter_type\": \"WILDCARD\"}]}]}",
                "{}");
        String plan = plan(
                        Stream.of(repository, scanning),
                        Stream.of(
                                configured("aws_ecr_repository", "shop", "x", "y")
                                        .replaceFirst("\\{", "{\"provider_config_key\": \"aws\", "),
                                configured("aws_ecr_registry_scanning_configuration", "all", "x", "y")
                                        .replaceFirst("\\{", "{\"provider_config_key\": \"" + other + "\", ")))
                .replace(
                        "\"configuration\": {",
                        "\"variables\": {\"other\": {\"value\": \"us-east-1\"}}, \"configuration\": {\"provider_config\":"
                                + " {\"aws.other\": {\"expressions\": {\"region\": {" + region + "}}}, \"aws\":"
                                + " {\"expressions\": {\"region\": {\"constant_value\": \"eu-central-1\"}}}}, ");
        assertThat(FileObjections.of(plan)).isEqualTo(expected(objection));
        // newer providers say the region of each resource
        String said = plan.replace("\"after\": {\"scan_type\"", "\"after\": {\"region\": \"us-east-1\", \"scan_type\"");
        assertThat(FileObjections.of(said)).containsExactly("ecr-scan-on-push");
    }

    private static String inState(String type, String values) {
        return "{\"address\": \"" + type + ".a\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"name\": \"a\", \"values\": {" + values + "}}";
    }

    /**
     * @param repository its account and region
     * @param registry members of the registry's scanning configuration that say where it is
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "eu-central-1:111122223333|\"registry_id\": \"111122223333\", \"region\": \"eu-central-1\"|",
                "eu-central-1:111122223333|\"registry_id\": \"111122223333\", \"region\": \"us-east-1\"|ecr-scan-on-push",
                "eu-central-1:111122223333|\"registry_id\": \"444455556666\", \"region\": \"eu-central-1\"|ecr-scan-on-push",
                "eu-central-1:111122223333|\"registry_id\": \"111122223333\"|undecided",
                "eu-central-1:111122223333|\"region\": \"eu-central-1\"|undecided",
                "|\"registry_id\": \"111122223333\"|undecided"
            })
    void aStateSaysWhereItsResourcesAreOrIsUndecided(String repository, String registry, String objection)
            throws GateException, InterruptedException {
        String arn = repository == null ? "" : "\"arn\": \"arn:aws:ecr:" + repository + ":repository/shop/web\", ";
        String state = "{\"format_version\": \"1.0\", \"values\": {\"root_module\": {\"resources\": ["
                + inState(
                        "aws_ecr_repository",
                        arn + "\"name\": \"shop/web\", \"image_tag_mutability\": \"IMMUTABLE\","
                                + " \"image_scanning_configuration\": [{\"scan_on_push\": false}], \"encryption_configuration\":"
                                + " [{\"encryption_type\": \"KMS\", \"kms_key\": \"arn:aws:kms:eu-central-1:1:key/a\"}]")
                + ", "
                + inState(
                        "aws_ecr_registry_scanning_configuration",
                        registry + ", \"scan_type\": \"BASIC\", \"rule\": [{\"scan_frequency\": \"SCAN_ON_PUSH\","
                                + " \"repository_filter\": [{\"filter\": \"*\", \"filter_type\": \"WILDCARD\"}]}]")
                + "]}}}";
        assertThat(FileObjections.of(state))
                .isEqualTo(expected(
                        "undecided".equals(objection)
                                ? "ecr-cmk undecided,ecr-immutable-tags undecided,ecr-not-public undecided,ecr-scan-on-push undecided"
                                : objection));
    }

    /** @param written of the block's attribute in the configuration */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"references\": [\"aws_kms_key.k.arn\", \"aws_kms_key.k\"]|",
                "\"references\": [\"aws_kms_key.k[0].arn\", \"aws_kms_key.k[0]\", \"aws_kms_key.k\"]|",
                "\"references\": [\"var.key\"]|ecr-cmk",
                "\"references\": [\"var.key.arn\", \"var.key\"]|ecr-cmk",
                "\"constant_value\": null|ecr-cmk"
            })
    void aKeyThatThePlanMakesIsNoneOfAws(String written, String objection) throws GateException, InterruptedException {
        String repository = planned("{\"encryption_type\": \"KMS\"}")
                .replace("{\"arn\": true}", "{\"encryption_configuration\": [{\"kms_key\": true}]}");
        String configuration = configured("aws_ecr_repository", "shop", "name", "local.a")
                .replace(
                        "\"expressions\": {",
                        "\"expressions\": {\"encryption_configuration\": [{\"kms_key\": {" + written + "}}], ");
        assertThat(FileObjections.of(plan(Stream.of(repository), Stream.of(configuration))))
                .isEqualTo(expected(objection));
    }

    private static final String VPC =
            "\"Vpc\": {\"Type\": \"AWS::EC2::VPC\", \"Properties\": {\"CidrBlock\": \"10.0.0.0/16\"}},"
                    + " \"Log\": {\"Type\": \"AWS::EC2::FlowLog\", \"Properties\": {\"ResourceId\": {\"Ref\": \"Vpc\"},"
                    + " \"ResourceType\": \"VPC\", \"TrafficType\": \"TYPE\"}}";

    /** Where the file has no flow log that is surely of the VPC, the rule does not apply: somebody else may make one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"TYPE\"|\"ALL\"|PASS",
                "\"TYPE\"|\"REJECT\"|PASS",
                "\"TYPE\"|\"ACCEPT\"|FAIL",
                "\"TYPE\"|{\"Ref\": \"Unknown\"}|ERROR",
                "\"ResourceType\": \"VPC\"|\"ResourceType\": \"Subnet\"|NOT_APPLICABLE",
                "{\"Ref\": \"Vpc\"}|{\"Fn::ImportValue\": \"vpc\"}|NOT_APPLICABLE",
                "{\"Ref\": \"Vpc\"}|{\"Fn::GetAtt\": [\"Vpc\", \"VpcId\"]}|PASS",
                "\"Type\": \"AWS::EC2::FlowLog\"|\"Condition\": \"Q\", \"Type\": \"AWS::EC2::FlowLog\"|NOT_APPLICABLE"
            })
    void aVpcOfAFileNeedsAFlowLogThatRecordsWhatIsRejected(String written, String instead, String outcome)
            throws GateException, InterruptedException {
        String resources = VPC.replace(written, instead).replace("TYPE\"", "ALL\"");
        String file = FileObjections.template(resources)
                .replaceFirst("\\{", "{\"Conditions\": {\"Q\": {\"Fn::Equals\": [{\"Ref\": \"Unknown\"}, \"q\"]}}, ");
        assertThat(FileObjections.outcome(file, "vpc-flow-logs")).hasToString(outcome);
    }

    @Test
    void aVpcOfAPlanIsHeldToTheSame() throws GateException, InterruptedException {
        String vpc = change("aws_vpc", "main", "{\"cidr_block\": \"10.0.0.0/16\"}", "{\"id\": true}");
        String log = change("aws_flow_log", "log", "{\"traffic_type\": \"ACCEPT\"}", "{\"vpc_id\": true}");
        String of = configured("aws_flow_log", "log", "vpc_id", "aws_vpc.main");
        assertThat(FileObjections.of(plan(Stream.of(vpc, log), Stream.of(of)))).containsExactly("vpc-flow-logs");
        assertThat(FileObjections.outcome(
                        plan(Stream.of(vpc, log.replace("ACCEPT", "ALL")), Stream.of(of)), "vpc-flow-logs"))
                .hasToString("PASS");
    }
}
