package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate learn role}: what the policies of a role become when only what it uses, or may use unseen, is left. */
class LearnRoleTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/app/shop";
    private static final String OTHER = "arn:aws:iam::111122223333:role/other";

    @TempDir
    Path folder;

    private static String event(String role, String service, String name, String more) {
        return "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::1:assumed-role/x/y\","
                + "\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"arn\":\"" + role + "\"}}},"
                + "\"eventTime\":\"2026-11-01T10:00:00Z\",\"eventSource\":\"" + service
                + ".amazonaws.com\",\"eventName\":\""
                + name + "\",\"awsRegion\":\"us-east-1\",\"requestParameters\":{\"a\":[1,{\"b\":null}]}" + more + "}";
    }

    private static String read(String service, String name) {
        return event(
                ROLE, service, name, ",\"readOnly\":true,\"managementEvent\":true,\"eventCategory\":\"Management\"");
    }

    private static String write(String service, String name) {
        return event(
                ROLE, service, name, ",\"readOnly\":false,\"managementEvent\":true,\"eventCategory\":\"Management\"");
    }

    /** Somebody reads and somebody writes: the trail records both. */
    private static final List<String> OTHERS = List.of(
            event(OTHER, "ec2", "DescribeVpcs", ",\"readOnly\":true"),
            event(OTHER, "ec2", "CreateVpc", ",\"readOnly\":false"),
            event(OTHER, "kms", "DescribeKey", ",\"readOnly\":true"));

    private Path records(String... events) throws IOException {
        StringBuilder all = new StringBuilder("{\"Records\":[" + String.join(",", OTHERS));
        for (String event : events) {
            all.append(',').append(event);
        }
        return Files.writeString(folder.resolve("trail.json"), all.append("]}"));
    }

    private Path policy(String... statements) throws IOException {
        return Files.writeString(
                folder.resolve("shop.json"),
                "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
    }

    private static String allow(String action) {
        return "{\"Effect\":\"Allow\",\"Action\":" + action + ",\"Resource\":\"*\"}";
    }

    private static Gate learn(Path trail, Path policy, Object... more) {
        Object[] fixed = {"learn", "role", "--role", ROLE, "--cloudtrail", trail, "--has", policy};
        Object[] all = Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return Gate.run(all);
    }

    private static JsonNode proposal(Path trail, Path policy) throws IOException {
        Gate gate = learn(trail, policy, "--format", "json");
        assertThat(gate.err()).isEmpty();
        assertThat(gate.exit()).isZero();
        return new ObjectMapper().readTree(gate.out());
    }

    private static List<String> actions(JsonNode proposal) {
        return proposal.at("/policy/Statement").findValues("Action").stream()
                .flatMap(list -> list.valueStream())
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void whatIsUsedStaysAndWhatIsNotUsedGoes() throws Exception {
        Path policy = policy(allow("[\"ec2:DescribeInstances\", \"EC2:TerminateInstances\", \"ecs:ListTasks\"]"));
        JsonNode proposal = proposal(records(read("ec2", "DescribeInstances"), read("ecs", "ListTasks")), policy);
        assertThat(actions(proposal)).containsExactly("ec2:DescribeInstances", "ecs:ListTasks");
        assertThat(proposal.at("/removed").findValuesAsText("action")).containsExactly("EC2:TerminateInstances");
        assertThat(proposal.at("/basis/eventsOfTheRole").asInt()).isEqualTo(2);
        assertThat(proposal.at("/basis/events").asInt()).isEqualTo(5);
        assertThat(proposal.at("/basis/from").asText()).isEqualTo("2026-11-01T10:00:00Z");
    }

    @Test
    void anActionThatCloudTrailMayNotRecordIsNeverRemoved() throws Exception {
        Path policy = policy(allow("[\"s3:GetObject\", \"dynamodb:Query\", \"sqs:ReceiveMessage\", \"iam:PassRole\","
                + " \"ec2:CreateTags\", \"lambda:InvokeFunction\", \"s3:DeleteBucket\"]"));
        JsonNode proposal = proposal(records(read("ecs", "ListTasks")), policy);
        assertThat(actions(proposal))
                .containsExactly(
                        "dynamodb:Query",
                        "ec2:CreateTags",
                        "iam:PassRole",
                        "lambda:InvokeFunction",
                        "s3:GetObject",
                        "sqs:ReceiveMessage");
        assertThat(proposal.at("/unproven").findValuesAsText("action"))
                .contains("s3:GetObject", "iam:PassRole")
                .hasSize(6);
        assertThat(proposal.at("/removed").findValuesAsText("action")).containsExactly("s3:DeleteBucket");
    }

    @Test
    void theSpellingOfAnActionMakesNoDifference() throws Exception {
        JsonNode proposal =
                proposal(records(read("ecs", "ListTasks")), policy(allow("[\"S3:getobject\", \"ECS:LISTTASKS\"]")));
        assertThat(actions(proposal)).containsExactly("ecs:ListTasks", "s3:GetObject");
        assertThat(proposal.at("/removed")).isEmpty();
    }

    @Test
    void aWildcardBecomesWhatIsUsedAndWhatIsNotRecorded() throws Exception {
        JsonNode proposal = proposal(records(write("sqs", "PurgeQueue")), policy(allow("\"sqs:*\"")));
        assertThat(actions(proposal))
                .contains("sqs:PurgeQueue", "sqs:SendMessage", "sqs:ReceiveMessage")
                .doesNotContain("sqs:*", "sqs:DeleteQueue");
        assertThat(proposal.at("/removed/0/action").asText()).isEqualTo("sqs:*");
        assertThat(proposal.at("/removed/0/left").size())
                .isEqualTo(actions(proposal).size());
    }

    @Test
    void callsOfOtherNamesThanTheirActionsAreAssigned() throws Exception {
        Path policy = policy(allow("[\"s3:ListAllMyBuckets\", \"s3:GetEncryptionConfiguration\", \"kms:ReEncrypt*\","
                + " \"lambda:ListFunctions\", \"s3:PutLifecycleConfiguration\"]"));
        JsonNode proposal = proposal(
                records(
                        read("s3", "ListBuckets"),
                        read("s3", "GetBucketEncryption"),
                        write("kms", "ReEncrypt"),
                        read("lambda", "ListFunctions20150331")),
                policy);
        assertThat(actions(proposal))
                .containsExactly(
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo",
                        "lambda:ListFunctions",
                        "s3:GetEncryptionConfiguration",
                        "s3:ListAllMyBuckets");
        assertThat(learn(records(read("s3", "ListBuckets")), policy).out())
                .contains("ListBuckets of s3.amazonaws.com, 1 calls: s3:ListAllMyBuckets");
    }

    @Test
    void aServiceWithACallThatNoPolicyAllowsKeepsEverything() throws Exception {
        Path policy = policy(allow("[\"ecs:ListTasks\", \"ecs:StopTask\"]"));
        JsonNode proposal = proposal(records(write("ecs", "CallWithoutAnAction")), policy);
        assertThat(actions(proposal)).containsExactly("ecs:ListTasks", "ecs:StopTask");
        assertThat(proposal.at("/removed")).isEmpty();
        assertThat(proposal.at("/calls/0/relation").asText()).isEqualTo("not-by-role");
    }

    @Test
    void aDeniedCallIsNoUseUnlessAPolicyAllowsIt() throws Exception {
        String denied = event(ROLE, "ecs", "StopTask", ",\"readOnly\":false,\"errorCode\":\"AccessDenied\"");
        JsonNode without = proposal(records(denied), policy(allow("[\"ecs:ListTasks\"]")));
        assertThat(actions(without)).isEmpty();
        assertThat(without.at("/calls/0/relation").asText()).isEqualTo("denied");
        assertThat(actions(proposal(records(denied), policy(allow("[\"ecs:StopTask\"]")))))
                .containsExactly("ecs:StopTask");
    }

    @Test
    void servicesOfWhichNothingIsKnownAndPatternsOfAllServicesStayWhole() throws Exception {
        Path policy = policy(
                allow("[\"sagemaker:*\", \"*\", \"*:Get*\"]"),
                "{\"Effect\":\"Allow\",\"NotAction\":\"iam:*\",\"Resource\":\"*\"}",
                "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::Audit/*\","
                        + "\"Condition\":{\"StringNotEquals\":{\"aws:SourceVpc\":\"vpc-1\"}}}");
        JsonNode proposal = proposal(records(read("ecs", "ListTasks")), policy);
        assertThat(actions(proposal)).contains("sagemaker:*", "*", "*:Get*");
        assertThat(proposal.at("/policy/Statement").findValues("NotAction")).hasSize(1);
        JsonNode deny = proposal.at("/policy/Statement/2");
        assertThat(deny.get("Effect").asText()).isEqualTo("Deny");
        assertThat(deny.at("/Resource/0").asText()).isEqualTo("arn:aws:s3:::Audit/*");
        assertThat(deny.at("/Condition/StringNotEquals/aws:sourcevpc/0").asText())
                .isEqualTo("vpc-1");
        assertThat(proposal.at("/removed")).isEmpty();
    }

    @Test
    void aTrailThatLeavesEventsOutRemovesNothing() throws Exception {
        Path policy = policy(allow("[\"ecs:ListTasks\", \"ecs:StopTask\", \"kms:Decrypt\", \"iam:ListRoles\"]"));
        Path reads =
                Files.writeString(folder.resolve("reads.json"), "{\"Records\":[" + read("ecs", "ListTasks") + "]}");
        assertThat(proposal(reads, policy).at("/removed")).isEmpty();
        Path elsewhere = Files.writeString(
                folder.resolve("elsewhere.json"),
                ("{\"Records\":[" + read("ecs", "ListTasks") + "," + OTHERS.get(1) + "]}")
                        .replace("us-east-1", "eu-central-1"));
        Gate gate = learn(elsewhere, policy);
        assertThat(gate.out())
                .contains(
                        "Removed: 1\n  ecs:StopTask",
                        "kms:Decrypt (policy shop.json): the logs hold no event of kms at all",
                        "iam:ListRoles (policy shop.json): events of iam are recorded in us-east-1");
    }

    @Test
    void logsAreReadAsCloudTrailCloudWatchAndTheAwsCommandLineWriteThem() throws Exception {
        Path policy = policy(allow("[\"ecs:ListTasks\", \"ecs:StopTask\"]"));
        Path logs = Files.createDirectories(folder.resolve("AWSLogs/1/CloudTrail"));
        Path digests = Files.createDirectories(folder.resolve("AWSLogs/1/CloudTrail-Digest"));
        Files.writeString(digests.resolve("digest.json"), "{\"digestS3Bucket\":\"b\"}");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(logs.resolve("a.json.gz")))) {
            out.write(("{\"Records\":[" + String.join(",", OTHERS) + "]}").getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(
                logs.resolve("b.log"), "2026-11-01T10:00:00.000Z " + read("ecs", "ListTasks") + "\n\n" + OTHERS.get(0));
        ObjectMapper mapper = new ObjectMapper();
        Files.writeString(
                logs.resolve("c.json"),
                "{ \"events\": [{\"timestamp\": 1, \"message\": " + mapper.writeValueAsString(read("ecs", "ListTasks"))
                        + "}]}");
        Files.writeString(
                logs.resolve("d.json"),
                "{\"Events\":[{\"EventId\":\"1\",\"CloudTrailEvent\":"
                        + mapper.writeValueAsString(read("ecs", "ListTasks")) + "}]}");
        JsonNode proposal = proposal(folder.resolve("AWSLogs"), policy);
        assertThat(proposal.at("/basis/events").asInt()).isEqualTo(7);
        assertThat(proposal.at("/basis/notRead").asInt()).isZero();
        assertThat(proposal.at("/calls/0/calls").asInt()).isEqualTo(3);
        assertThat(actions(proposal)).containsExactly("ecs:ListTasks");
    }

    @Test
    void aFewBrokenLinesAreNamedAndTooManyAreAnError() throws Exception {
        Path policy = policy(allow("[\"ecs:ListTasks\"]"));
        String many = (read("ecs", "ListTasks") + "\n").repeat(200);
        Path few = Files.writeString(folder.resolve("few.log"), many + "{\"eventName\": \u001b[31m\n");
        Gate gate = learn(few, policy);
        assertThat(gate.exit()).isZero();
        assertThat(gate.out()).contains("1 events could not be read: " + few + ":201");
        Path broken = Files.writeString(folder.resolve("broken.log"), read("ecs", "ListTasks") + "\nx\n{}\n[1]\n");
        gate = learn(broken, policy);
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).contains("3 of 4 lines", "broken.log:2");
        assertThat(gate.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{\"Records\":[]}",
                "{\"Records\":{}}",
                "{\"Records\":[",
                "{\"Records\":[]} x",
                "{\"Records\":[1,2]}",
                "PAR1nonsense"
            })
    void whatHoldsNoCallOfTheRoleProposesNothing(String text) throws Exception {
        Path trail = Files.writeString(folder.resolve("trail"), text);
        Path out = folder.resolve("out.json");
        Gate gate = learn(trail, policy(allow("\"s3:*\"")), "--out", out);
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void eventsOfOtherRolesAreNotThoseOfTheRole() throws Exception {
        Path trail = Files.writeString(folder.resolve("t"), "{\"Records\":[" + String.join(",", OTHERS) + "]}");
        Gate gate = learn(trail, policy(allow("\"s3:*\"")));
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).contains("none of the 3 events", OTHER);
    }

    @Test
    void aFileThatIsCutOffIsAnErrorWhateverCameBefore() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(Files.readAllBytes(records(read("ecs", "ListTasks"), write("ecs", "RunTask"))));
        }
        byte[] cut = Arrays.copyOf(zipped.toByteArray(), zipped.size() - 9);
        Path policy = policy(allow("[\"ecs:ListTasks\"]"));
        Gate gate = learn(Files.write(folder.resolve("cut.json.gz"), cut), policy);
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).contains("cut.json.gz cannot be read");
    }

    @Test
    void aPolicyThatIsNotUnderstoodAndAnArnThatIsNoRoleAreRefused() throws Exception {
        Path trail = records(read("ecs", "ListTasks"));
        assertThat(learn(trail, Files.writeString(folder.resolve("p.json"), "{\"Statements\":[]}"))
                        .exit())
                .isEqualTo(3);
        assertThat(learn(trail, policy("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Principal\":\"*\"}"))
                        .exit())
                .isEqualTo(3);
        assertThat(learn(trail, folder.resolve("none")).exit()).isEqualTo(2);
        assertThat(Gate.run(
                                "learn",
                                "role",
                                "--role",
                                "shop",
                                "--cloudtrail",
                                trail,
                                "--has",
                                policy(allow("\"s3:*\"")))
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void thePolicyIsWrittenToItsFile() throws Exception {
        Path out = folder.resolve("out.json");
        Gate gate = learn(records(read("ecs", "ListTasks")), policy(allow("\"ecs:List*\"")), "--out", out);
        assertThat(gate.exit()).isZero();
        JsonNode written = new ObjectMapper().readTree(Files.readString(out));
        assertThat(written.at("/Statement/0/Action").valueStream().map(JsonNode::asText))
                .containsExactly("ecs:ListTagsForResource", "ecs:ListTasks");
        assertThat(gate.out())
                .contains("ecs:List* on * (policy shop.json): only these stay")
                .doesNotContain("2012-10-17");
    }

    @Test
    void theListOfAPolicyIsProposedAndFailsARoleThatAllowsMore() throws Exception {
        Gate learned = learn(
                records(read("ecs", "ListTasks")),
                policy(allow("[\"ecs:ListTasks\", \"ecs:StopTask\", \"s3:GetObject\"]")),
                "--format",
                "policy");
        assertThat(learned.exit()).isZero();
        assertThat(PolicyParser.check("proposal", "proposal", learned.out()).problems())
                .isEmpty();
        assertThat(learned.out()).contains("1 calls of the role among 4 events").doesNotContain("StopTask");
        Path list = Files.writeString(folder.resolve("proposal.yaml"), learned.out());
        String objection = "the policy shop allows ecs:stoptask, which is not on the list";
        Path wide = template("ecs:StopTask");
        assertThat(Gate.run("taskdef", wide, "--policy", list).out()).contains(objection);
        assertThat(Gate.run("taskdef", template("s3:GetObject"), "--policy", list)
                        .out())
                .doesNotContain("not on the list");
        assertThat(Gate.run("taskdef", wide).out()).doesNotContain("not on the list");
    }

    private Path template(String action) throws IOException {
        String template =
                "{\"Resources\":{\"Role\":{\"Type\":\"AWS::IAM::Role\",\"Properties\":{\"AssumeRolePolicyDocument\":"
                        + "{\"Version\":\"2012-10-17\",\"Statement\":[]},\"Policies\":[{\"PolicyName\":\"shop\",\"PolicyDocument\":"
                        + "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"ECS:ListTasks\",\"%s\"],"
                        + "\"Resource\":\"*\"}]}}]}},\"Task\":{\"Type\":\"AWS::ECS::TaskDefinition\",\"Properties\":{\"Family\":\"shop\","
                        + "\"TaskRoleArn\":{\"Fn::GetAtt\":[\"Role\",\"Arn\"]},\"ContainerDefinitions\":[{\"Name\":\"app\",\"Image\":"
                        + "\"a.example/b@sha256:" + "0".repeat(64) + "\"}]}}}}";
        return Files.writeString(folder.resolve("template.json"), template.formatted(action));
    }

    @Test
    void aPatternThatNothingShowsTheUseOfIsNotOnTheList() throws Exception {
        Path policy = policy(allow("[\"*\", \"*:Get*\", \"rare:*\", \"s3:GetObject\"]"));
        Gate learned =
                learn(records(read("ecs", "ListTasks"), write("sqs", "PurgeQueue")), policy, "--format", "policy");
        assertThat(learned.exit()).isZero();
        assertThat(learned.out())
                .contains(
                        "# Not listed, because no event shows what is used of it: *. Name",
                        "used of it: *:Get*. Name",
                        "used of it: rare:*. Name",
                        "- ecs:ListTasks",
                        "- sqs:PurgeQueue",
                        "- s3:GetObject");
        Path list = Files.writeString(folder.resolve("proposal.yaml"), learned.out());
        for (String more : List.of("*", "rare:Do", "iam:CreateUser")) {
            assertThat(Gate.run("taskdef", template(more), "--policy", list).out())
                    .contains("the policy shop allows " + more.toLowerCase(Locale.ROOT) + ", which is not on the list");
        }
        assertThat(Gate.run("taskdef", template("sqs:PurgeQueue"), "--policy", list)
                        .out())
                .doesNotContain("not on the list");
    }

    @Test
    void aListOfNothingIsAListAllTheSame() throws Exception {
        Gate learned = learn(records(read("rare", "Do")), policy(allow("\"*\"")), "--format", "policy");
        assertThat(learned.exit()).isZero();
        Path list = Files.writeString(folder.resolve("proposal.yaml"), learned.out());
        assertThat(Gate.run("taskdef", template("ecs:StopTask"), "--policy", list)
                        .out())
                .contains("the policy shop allows ecs:stoptask, which is not on the list");
    }
}
