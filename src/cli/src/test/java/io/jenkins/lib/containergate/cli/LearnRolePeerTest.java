package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** {@code gate learn role} with the policies that Moto's imitation of IAM has. */
@Tag("peers")
class LearnRolePeerTest {
    private static Moto moto;
    private static String role;

    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    @TempDir
    Path folder;

    @BeforeAll
    static void role() throws Exception {
        moto = Moto.start();
        try (IamClient iam = IamClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")))
                .endpointOverride(moto.endpoint())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            role = iam.createRole(request -> request.roleName("shop")
                            .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[]}"))
                    .role()
                    .arn();
            iam.putRolePolicy(
                    request -> request.roleName("shop").policyName("inline").policyDocument(document("ecs:ListTasks")));
            String managed = iam.createPolicy(
                            request -> request.policyName("managed").policyDocument(document("ecs:StopTask")))
                    .policy()
                    .arn();
            iam.attachRolePolicy(request -> request.roleName("shop").policyArn(managed));
        }
    }

    private static String document(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\"}]}";
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @BeforeEach
    void credentials() {
        properties.aws(moto.endpoint().toString(), "testing");
        properties.set("aws.region", "us-east-1");
    }

    private Path trail(String arn) throws Exception {
        String event = "{\"userIdentity\":{\"sessionContext\":{\"sessionIssuer\":{\"arn\":\"" + arn
                + "\"}}},\"eventTime\":\"2026-11-01T10:00:00Z\",\"awsRegion\":\"us-east-1\",\"eventSource\":"
                + "\"ecs.amazonaws.com\",\"eventName\":\"ListTasks\",\"readOnly\":";
        return Files.writeString(folder.resolve("trail.log"), event + "true}\n" + event + "false}\n");
    }

    @Test
    void whatARoleHasIsAskedOfIam() throws Exception {
        Gate gate = Gate.run("learn", "role", "--role", role, "--cloudtrail", trail(role));
        assertThat(gate.err()).isEmpty();
        assertThat(gate.exit()).isZero();
        assertThat(gate.out()).contains("Removed: 1\n  ecs:StopTask on * (policy arn:aws:iam::");
    }

    @Test
    void aRoleThatIamDoesNotKnowIsAnError() throws Exception {
        String unknown = role.replace("role/shop", "role/nobody");
        Gate gate = Gate.run("learn", "role", "--role", unknown, "--cloudtrail", trail(unknown));
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.err()).contains("NoSuchEntity");
    }
}
