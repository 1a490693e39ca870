package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.secret.SecretLookups;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.ParameterId;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.StoredParameter;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.StoredSecret;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Secrets Manager, Parameter Store and S3 tell of secrets, and what they do not. */
class SecretsFaultsTest extends AwsFaults {
    private static final String BLOCK = "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
            + "<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>%s</BlockPublicPolicy>"
            + "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>";
    private static final String ENCRYPTED =
            "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256"
                    + "</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";

    private SecretLookups secrets() {
        return session.lookups().secrets();
    }

    private void s3(int status, String body) {
        aws.on("", exchange -> AwsServer.respond(exchange, status, "application/xml", body));
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>words</Message></Error>";
    }

    @Test
    void aSecretIsReadAndAwsOwnKeyIsNone() throws Exception {
        aws.on(
                        "DescribeSecret",
                        "{\"ARN\": \"a\", \"RotationEnabled\": true, \"KmsKeyId\": \"key\", \"LastChangedDate\":"
                                + " 1.75E9}")
                .on("DescribeSecret", "{\"ARN\": \"a\", \"KmsKeyId\": \"alias/aws/secretsmanager\"}");
        assertThat(secrets().secret(Optional.of("eu-west-1"), "a", soon()))
                .isEqualTo(new Lookup.Answered<>(new StoredSecret(
                        true, false, Optional.of("key"), Optional.of(Instant.ofEpochSecond(1_750_000_000)))));
        assertThat(secrets().secret(Optional.empty(), "a", soon()))
                .isEqualTo(new Lookup.Answered<>(new StoredSecret(false, false, Optional.empty(), Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "<html>", "{\"ARN\": \"a\", \"DeletedDate\": 1.0}"})
    void anAnswerWithoutASecretIsNone(String body) throws Exception {
        aws.on("DescribeSecret", body);
        assertThat(secrets().secret(Optional.empty(), "a", soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aSecretWithoutPolicyHasNoneAndAnEmptyAnswerIsNoPolicy() throws Exception {
        aws.on("GetResourcePolicy", "{\"ARN\": \"a\", \"ResourcePolicy\": \"{}\"}")
                .on("GetResourcePolicy", "{\"ARN\": \"a\"}")
                .on("GetResourcePolicy", "{}");
        assertThat(secrets().secretPolicy(Optional.empty(), "a", soon()))
                .isEqualTo(new Lookup.Answered<>(Optional.of("{}")));
        assertThat(secrets().secretPolicy(Optional.empty(), "a", soon()))
                .isEqualTo(new Lookup.Answered<>(Optional.empty()));
        assertThat(secrets().secretPolicy(Optional.empty(), "a", soon())).isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void onlyParametersOfTheseNamesCountAndNoneIsAFailure() throws Exception {
        aws.on(
                        "DescribeParameters",
                        "{\"Parameters\": [{\"Name\": \"/db\", \"Type\": \"SecureString\", \"KeyId\":"
                                + " \"alias/aws/ssm\"}], \"NextToken\": \"more\"}")
                .on("DescribeParameters", "{\"Parameters\": [{\"Name\": \"/dbs\", \"Type\": \"String\"}]}")
                .on("DescribeParameters", "{\"Parameters\": []}");
        assertThat(secrets()
                        .parameters(new ParameterId(Optional.empty(), Optional.empty(), List.of("db", "/db")), soon()))
                .isEqualTo(new Lookup.Answered<>(
                        List.of(new StoredParameter("/db", "SecureString", Optional.empty(), Optional.empty()))));
        assertThat(secrets().parameters(new ParameterId(Optional.empty(), Optional.empty(), List.of("db")), soon()))
                .isInstanceOf(Lookup.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Parameters\": {}}", "{\"Parameters\": [{\"Name\": \"db\"}]}"})
    void anAnswerWithoutParametersIsNone(String body) throws Exception {
        aws.on("DescribeParameters", body);
        assertThat(secrets().parameters(new ParameterId(Optional.empty(), Optional.empty(), List.of("db")), soon()))
                .isInstanceOf(Lookup.Failed.class);
    }

    @Test
    void aRegionThatCannotExistIsNotAsked() throws Exception {
        assertThat(secrets().secret(Optional.of("evil.example/"), "a", soon())).isInstanceOf(Lookup.Failed.class);
        assertThat(secrets()
                        .parameters(
                                new ParameterId(Optional.empty(), Optional.of("evil.example/"), List.of("a")), soon()))
                .isInstanceOf(Lookup.Failed.class);
        assertThat(secrets().bucket("a/../b", soon())).isInstanceOf(Lookup.Failed.class);
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void theDateOfTheLastRotationTellsThatThereWasOne() throws Exception {
        aws.on("DescribeSecret", "{\"ARN\": \"a\", \"RotationEnabled\": true, \"LastRotatedDate\": 1.75E9}");
        assertThat(secrets().secret(Optional.empty(), "a", soon()).required().rotated())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:s:db-AbCdEf, arn:s:db-AbCdEf, true",
        "arn:s:db, arn:s:db-AbCdEf, true",
        "arn:s:db, arn:s:db-other-AbCdEf, false",
        "arn:s:db-AbCdEf, arn:other:db-AbCdEf, false",
        "shop/db, arn:s:shop/db-AbCdEf, true",
        "arn:s:shop/db, arn:s:x, false"
    })
    void anAnswerAboutAnotherSecretIsNone(String asked, String answered, boolean same) throws Exception {
        String answer = "{\"ARN\": \"" + answered + "\", \"Name\": \"shop/db\"}";
        aws.on("DescribeSecret", answer).on("GetResourcePolicy", answer);
        assertThat(secrets().secret(Optional.empty(), asked, soon()) instanceof Lookup.Answered)
                .isEqualTo(same);
        assertThat(secrets().secretPolicy(Optional.empty(), asked, soon()) instanceof Lookup.Answered)
                .isEqualTo(same);
    }

    @Test
    void aParameterOfAnotherAccountIsNotOursOfTheSameName() throws Exception {
        aws.caller("123456789012")
                .on("DescribeParameters", "{\"Parameters\": [{\"Name\": \"/db\", \"Type\": \"SecureString\"}]}");
        ParameterId own = new ParameterId(Optional.of("123456789012"), Optional.empty(), List.of("/db"));
        ParameterId other = new ParameterId(Optional.of("210987654321"), Optional.empty(), List.of("/db"));
        assertThat(secrets().parameters(own, soon())).isInstanceOf(Lookup.Answered.class);
        assertThat(secrets().parameters(other, soon()))
                .isInstanceOfSatisfying(
                        Lookup.Failed.class,
                        failed -> assertThat(failed.problem()).contains("/db", "210987654321"));
    }

    @Test
    void aBucketIsReadWithWhatItsPublicAccessBlockLeavesOpen() throws Exception {
        s3(200, ENCRYPTED);
        s3(200, BLOCK.formatted("false"));
        assertThat(secrets().bucket("config", soon()))
                .isEqualTo(new Lookup.Answered<>(new FileBucket(true, List.of("BlockPublicPolicy"))));
    }

    @Test
    void aBucketWithoutTheSettingsHasNeither() throws Exception {
        s3(404, error("ServerSideEncryptionConfigurationNotFoundError"));
        s3(404, error("NoSuchPublicAccessBlockConfiguration"));
        assertThat(secrets().bucket("config", soon()))
                .isEqualTo(new Lookup.Answered<>(new FileBucket(
                        false,
                        List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"))));
    }

    @Test
    void aBucketThatDoesNotExistOrIsElsewhereIsAFailure() throws Exception {
        s3(404, error("NoSuchBucket"));
        s3(301, error("PermanentRedirect"));
        s3(200, "<html");
        for (int i = 0; i < 3; i++) {
            assertThat(secrets().bucket("config", soon())).isInstanceOf(Lookup.Failed.class);
        }
    }

    @Test
    void eachMissingPermissionIsNamed() throws Exception {
        aws.refuses("DescribeSecret", 400, "AccessDeniedException")
                .refuses("GetResourcePolicy", 400, "AccessDeniedException")
                .refuses("DescribeParameters", 400, "AccessDeniedException");
        s3(403, error("AccessDenied"));
        s3(200, ENCRYPTED);
        s3(403, error("AccessDenied"));
        assertThat(secrets().secret(Optional.empty(), "a", soon()))
                .isEqualTo(new Lookup.Denied<>("secretsmanager:DescribeSecret"));
        assertThat(secrets().secretPolicy(Optional.empty(), "a", soon()))
                .isEqualTo(new Lookup.Denied<>("secretsmanager:GetResourcePolicy"));
        assertThat(secrets().parameters(new ParameterId(Optional.empty(), Optional.empty(), List.of("a")), soon()))
                .isEqualTo(new Lookup.Denied<>("ssm:DescribeParameters"));
        assertThat(secrets().bucket("config", soon())).isEqualTo(new Lookup.Denied<>("s3:GetEncryptionConfiguration"));
        assertThat(secrets().bucket("config", soon())).isEqualTo(new Lookup.Denied<>("s3:GetBucketPublicAccessBlock"));
    }
}
