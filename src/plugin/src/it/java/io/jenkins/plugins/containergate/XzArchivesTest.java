package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The library that unpacks xz is not in this plugin: another brings it, also to agents. */
@WithJenkins
class XzArchivesTest {
    private final String token = new SecretTemplate(51).fill("{github:ghp_}");

    @Test
    void aSecretInATarXzIsFoundOnAnAgent(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(
                new CpsFlowDefinition("node('" + agent.getNodeName() + "') { checkSecrets path: '.' }", true));
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.mkdirs();
        workspace.child("bundle.tar.xz").copyFrom(new ByteArrayInputStream(archive()));

        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(run.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        jenkins.assertLogContains("github-personal-access-token", run);
        jenkins.assertLogContains("bundle.tar.xz!/deploy/.env", run);
        jenkins.assertLogNotContains("secret-archive-unreadable", run);
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] content = ("TOKEN=" + token + "\n").getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
            TarArchiveEntry entry = new TarArchiveEntry("deploy/.env");
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
