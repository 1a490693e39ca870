package io.jenkins.plugins.containergate;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A registry with an image, and an AWS account of the organisation that runs it: what tests of gates on ECS share. */
abstract class ShopOnAws {
    static final SigningKey GATE = SigningKey.ecdsa();
    private static final String ENDPOINT = "aws.endpointUrl";
    private static final String REGION = "eu-central-1";

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path folder;

    FakeRegistry registry;

    /** @param endpoint of what answers for AWS */
    void start(FakeRegistry started, URI endpoint) {
        registry = started;
        System.setProperty(ENDPOINT, endpoint.toString());
    }

    /** With the image as {@code shop/app:1.4}. */
    static FakeRegistry registry(BuiltImage image) throws IOException {
        return FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stopRegistry() {
        System.clearProperty(ENDPOINT);
        registry.close();
    }

    /** The repository of the image. */
    String repository() {
        return registry.authority() + "/shop/app";
    }

    /** Registry, credentials, and the AWS account {@code prod}. */
    void connect(Credentials... more) throws IOException {
        RegistryCredentials reached = new RegistryCredentials(registry.authority() + "/**", "");
        reached.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(reached));
        List<Credentials> all = SystemCredentialsProvider.getInstance().getCredentials();
        try {
            all.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "aws", "", "AKIAEXAMPLE", "hidden"));
        } catch (hudson.model.Descriptor.FormException e) {
            throw new IOException(e);
        }
        all.add(key("gate-key", GATE));
        all.addAll(List.of(more));
        SystemCredentialsProvider.getInstance().save();
        ContainerGateConfiguration.get().setAwsAccounts(List.of(account("prod", "aws")));
    }

    static AwsAccount account(String name, String credentials) {
        AwsAccount account = new AwsAccount(name);
        account.setCredentialsId(credentials);
        account.setRegions(List.of(REGION));
        return account;
    }

    static StringCredentialsImpl key(String id, SigningKey key) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(key.privatePem()));
    }

    /** In a policy, or after its indentation in configuration as code: whose verdicts count. */
    static String signatures(JenkinsRule jenkins) throws IOException {
        return """
                signatures:
                  - repositories: ["**/shop/*"]
                    verdict: {verifier: "%s"}
                    signers:
                      - name: gate
                        cosign: {ignoreTlog: true, key: "%s"}
                """.formatted(jenkins.getURL(), GATE.pem().replace("\n", "\\n"));
    }

    static WorkflowRun run(JenkinsRule jenkins, String pipeline) throws Exception {
        return run(jenkins.createProject(WorkflowJob.class), pipeline);
    }

    static WorkflowRun run(WorkflowJob job, String pipeline) throws Exception {
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return job.scheduleBuild2(0).get();
    }
}
