package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.FileObjections.change;
import static io.jenkins.lib.containergate.gate.FileObjections.configured;
import static io.jenkins.lib.containergate.gate.FileObjections.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets that a file declares and that its tasks take environment files from. */
class DeclaredBucketsTest {
    private static final String RULE = "env-file-bucket-private";
    private static final String BLOCKED =
            "{\"BlockPublicAcls\": true, \"IgnorePublicAcls\": \"true\", \"BlockPublicPolicy\": true, \"RestrictPublicBuckets\": true}";

    private static String outcome(String file, String bucket) throws GateException, InterruptedException {
        String task = TestTask.fargate()
                .container("\"environmentFiles\": [{\"type\": \"s3\", \"value\": " + file + "}]")
                .json();
        return FileObjections.outcome(
                        FileObjections.template(
                                task,
                                "\"Bucket\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": \"shop-config\", "
                                        + bucket + "}}"),
                        RULE)
                .name();
    }

    /** Each means the bucket of the file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"arn:aws:s3:::shop-config/a.env\"",
                "{\"Fn::Sub\": \"arn:aws:s3:::shop-config/${Unknown}.env\"}",
                "{\"Fn::Sub\": \"${Bucket.Arn}/a.env\"}",
                "{\"Fn::Sub\": \"arn:aws:s3:::${Bucket}/a.env\"}",
                "{\"Fn::Sub\": \"arn:${AWS::Partition}:s3:::${Bucket}/a.env\"}",
                "{\"Fn::Join\": [\"\", [{\"Fn::GetAtt\": [\"Bucket\", \"Arn\"]}, \"/\", \"a.env\"]]}",
                "{\"Fn::Join\": [\"/\", [{\"Fn::Sub\": \"arn:${AWS::Partition}:s3:::${Bucket}\"}, \"a.env\"]]}"
            })
    void theBucketOfTheFileIsHeldToTheRule(String file) throws GateException, InterruptedException {
        assertThat(outcome(file, "\"PublicAccessBlockConfiguration\": " + BLOCKED))
                .isEqualTo("PASS");
        assertThat(outcome(file, "\"PublicAccessBlockConfiguration\": {}")).isEqualTo("FAIL");
        assertThat(outcome(file, "\"Tags\": []")).isEqualTo("ERROR");
    }

    /** None is surely the bucket of the file; without access to AWS the rule does not apply. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"arn:aws:s3:::Bucket/a.env\"",
                "\"arn:aws:s3:::other/a.env\"",
                "{\"Fn::Sub\": \"arn:aws:s3:::${Unknown}/a.env\"}",
                "{\"Fn::Sub\": \"arn:aws:s3:::x${Bucket}/a.env\"}",
                "{\"Fn::Sub\": \"arn:aws:s3:::${Bucket.Arn}/a.env\"}",
                "{\"Fn::Sub\": \"${Bucket}/a.env\"}",
                "{\"Fn::Sub\": \"arn:aws:s3:::${Bucket.DomainName}/a.env\"}",
                "{\"Fn::If\": [\"Q\", \"arn:aws:s3:::shop-config/a.env\", \"arn:aws:s3:::x/a.env\"]}"
            })
    void anotherBucketIsNotTheOneOfTheFile(String file) throws GateException, InterruptedException {
        assertThat(outcome(file, "\"PublicAccessBlockConfiguration\": {}")).isEqualTo("NOT_APPLICABLE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"BlockPublicAcls\": true|\"BlockPublicAcls\": false|FAIL",
                "\"RestrictPublicBuckets\": true|\"RestrictPublicBuckets\": {\"Ref\": \"Unknown\"}|ERROR",
                ", \"RestrictPublicBuckets\": true||FAIL"
            })
    void allSettingsOfTheBlockAreOn(String written, String instead, String outcome)
            throws GateException, InterruptedException {
        String block = BLOCKED.replace(written, instead == null ? "" : instead);
        assertThat(outcome("\"arn:aws:s3:::shop-config/a.env\"", "\"PublicAccessBlockConfiguration\": " + block))
                .isEqualTo(outcome);
    }

    /** A name does not say under which condition the bucket is there: where it is not, another one has the name. */
    @Test
    void aBucketThatAConditionMayLeaveOutIsUndecidedByItsName() throws GateException, InterruptedException {
        String block = "\"PublicAccessBlockConfiguration\": " + BLOCKED + "}, \"Condition\": \"Q\", \"Metadata\": {";
        assertThat(outcome("\"arn:aws:s3:::shop-config/a.env\"", block)).isEqualTo("ERROR");
        assertThat(outcome("{\"Fn::Sub\": \"${Bucket.Arn}/a.env\"}", block)).isEqualTo("PASS");
    }

    /** One of two files is in a bucket of the file, the other one elsewhere: the first is judged, and the second makes no pass. */
    @Test
    void aBucketElsewhereHidesNoneOfTheFile() throws GateException, InterruptedException {
        String two = "\"arn:aws:s3:::other/a.env\"}, {\"type\": \"s3\", \"value\": \"arn:aws:s3:::shop-config/b.env\"";
        assertThat(outcome(two, "\"PublicAccessBlockConfiguration\": {}")).isEqualTo("FAIL");
        assertThat(outcome(two, "\"PublicAccessBlockConfiguration\": " + BLOCKED))
                .isEqualTo("NOT_APPLICABLE");
    }

    @Test
    void aPlanIsHeldToTheSame() throws GateException, InterruptedException {
        String containers =
                "[{\"name\": \"web\", \"image\": \"x\", \"environmentFiles\": [{\"type\": \"s3\", \"value\": \"arn:aws:s3:::shop-config/a.env\"}]}]";
        String task = change(
                "aws_ecs_task_definition",
                "t",
                "{\"family\": \"t\", \"container_definitions\": \"" + containers.replace("\"", "\\\"") + "\"}",
                "{}");
        String bucket = change("aws_s3_bucket", "b", "{\"bucket\": \"shop-config\"}", "{\"arn\": true, \"id\": true}");
        String block = change(
                "aws_s3_bucket_public_access_block",
                "b",
                "{\"block_public_acls\": true, \"ignore_public_acls\": true, \"block_public_policy\": true, \"restrict_public_buckets\": true}",
                "{\"bucket\": true}");
        String of = configured("aws_s3_bucket_public_access_block", "b", "bucket", "aws_s3_bucket.b");
        assertThat(FileObjections.outcome(plan(Stream.of(task, bucket, block), Stream.of(of)), RULE))
                .hasToString("PASS");
        assertThat(FileObjections.outcome(
                        plan(Stream.of(task, bucket, block.replace("acls\": true", "acls\": false")), Stream.of(of)),
                        RULE))
                .hasToString("FAIL");
        assertThat(FileObjections.outcome(plan(Stream.of(task, bucket), Stream.of()), RULE))
                .hasToString("ERROR");
        String byName =
                block.replace("{\"bucket\": true}", "{}").replace("{\"block", "{\"bucket\": \"shop-config\", \"block");
        assertThat(FileObjections.outcome(plan(Stream.of(task, bucket, byName), Stream.of()), RULE))
                .hasToString("PASS");
        assertThat(FileObjections.outcome(
                        plan(Stream.of(task, bucket, byName.replace("shop-config", "shop-other")), Stream.of()), RULE))
                .hasToString("ERROR");
        String other =
                bucket.replace("\"b\"", "\"c\"").replace("bucket.b", "bucket.c").replace("shop-config", "c");
        assertThat(FileObjections.outcome(
                        plan(
                                Stream.of(task, bucket, other, block),
                                Stream.of(configured(
                                        "aws_s3_bucket_public_access_block", "b", "bucket", "module.buckets"))),
                        RULE))
                .hasToString("ERROR");
    }

    /** A plan does not tell the id of a bucket from a text with the id in it. */
    @Test
    void aBlockThatMayBeOfABucketThatIsNamedAfterAnotherIsUndecided() throws GateException, InterruptedException {
        String containers =
                "[{\"name\": \"web\", \"image\": \"x\", \"environmentFiles\": [{\"type\": \"s3\", \"value\": \"arn:aws:s3:::shop/a.env\"}]}]";
        String task = change(
                "aws_ecs_task_definition",
                "t",
                "{\"family\": \"t\", \"container_definitions\": \"" + containers.replace("\"", "\\\"") + "\"}",
                "{}");
        String shop = change("aws_s3_bucket", "a", "{\"bucket\": \"shop\"}", "{\"arn\": true, \"id\": true}");
        String logs = change("aws_s3_bucket", "b", "{\"bucket\": \"shop-logs\"}", "{\"arn\": true, \"id\": true}");
        String block = change(
                "aws_s3_bucket_public_access_block",
                "a",
                "{\"block_public_acls\": true, \"ignore_public_acls\": true, \"block_public_policy\": true, \"restrict_public_buckets\": true}",
                "{\"bucket\": true}");
        String other = block.replace("block.a", "block.b").replace("\"name\": \"a\"", "\"name\": \"b\"");
        String of = configured("aws_s3_bucket_public_access_block", "a", "bucket", "aws_s3_bucket.a");
        String ofOther = configured("aws_s3_bucket_public_access_block", "b", "bucket", "aws_s3_bucket.b");
        assertThat(FileObjections.outcome(plan(Stream.of(task, shop, logs, block), Stream.of(of)), RULE))
                .hasToString("ERROR");
        assertThat(FileObjections.outcome(
                        plan(Stream.of(task, shop, logs, block, other), Stream.of(of, ofOther)), RULE))
                .hasToString("PASS");
        assertThat(FileObjections.outcome(
                        plan(Stream.of(task, shop, logs.replace("shop-logs", "logs"), block), Stream.of(of)), RULE))
                .hasToString("PASS");
        String computed = logs.replace("{\"bucket\": \"shop-logs\"}", "{}").replace("\"id\": true", "\"bucket\": true");
        assertThat(FileObjections.outcome(
                        plan(
                                Stream.of(task, shop, computed, block),
                                Stream.of(of, configured("aws_s3_bucket", "b", "bucket", "aws_s3_bucket.a"))),
                        RULE))
                .hasToString("ERROR");
    }
}
