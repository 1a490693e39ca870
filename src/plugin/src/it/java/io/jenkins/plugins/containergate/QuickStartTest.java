package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.osv.FakeOsvApi;
import io.jenkins.lib.containergate.testkit.osv.OsvJson;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.NoVulnerabilityData;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * The quick start, step by step as it is written. Only the addresses are others: a registry that has images like Docker Hub's
 * {@code alpine}, and an API that knows what OSV knows of them.
 */
@WithJenkins
class QuickStartTest {
    private static final String PAGE = "docs/quick-start-jenkins.md";
    private static final String HUB = "docker.io/library";
    private static final String CVE = "CVE-2021-36159";

    @TempDir
    private Path directory;

    @Test
    void theFirstBuildsAreRedAndGreenAsThePageSays(JenkinsRule jenkins) throws Exception {
        NoVulnerabilityData warning = ExtensionList.lookupSingleton(NoVulnerabilityData.class);
        List<Documents.Block> pipelines = Documents.blocks(PAGE, "groovy");
        assertThat(pipelines).hasSize(4);
        try (FakeOsvApi api = api();
                FakeRegistry hub = FakeRegistry.start()
                        .requireAnonymousToken()
                        .with(
                                "library/alpine",
                                OciLayout.of(index("3.10.9", "2.10.6-r0"), "3.10")
                                        .and(index("3.22.2", "2.14.9-r3"), "latest"))) {
            assertThat(warning.isActivated()).isTrue();

            configure(api, hub);

            assertThat(warning.isActivated()).isFalse();
            WorkflowJob image = jenkins.createProject(WorkflowJob.class, "image");
            WorkflowRun red = build(image, with(hub, pipelines.get(0)));
            jenkins.assertBuildStatus(Result.FAILURE, red);
            VerdictAction verdict = red.getAction(VerdictAction.class);
            assertThat(verdict.getOutcome()).as(verdict.getReason()).isEqualTo("FAIL");
            assertThat(jenkins.createWebClient().getPage(red).asNormalizedText())
                    .contains("apk-tools", "2.10.7-r0");
            jenkins.assertLogContains(CVE, red);

            WorkflowRun green = build(image, with(hub, pipelines.get(1)));
            jenkins.assertBuildStatusSuccess(green);
            assertThat(green.getAction(VerdictAction.class).getOutcome()).isEqualTo("PASS");
            assertThat(green.getAction(VerdictAction.class).getComparison().getFixedFindings())
                    .isPositive();
        }
        WorkflowJob task = jenkins.createProject(WorkflowJob.class, "task");
        WorkflowRun red = build(task, pipelines.get(2).text());
        jenkins.assertBuildStatus(Result.FAILURE, red);
        assertThat(red.getAction(VerdictAction.class).getOutcome()).isEqualTo("FAIL");
        assertThat(red.getAction(VerdictAction.class).getCounts().getTotal()).isEqualTo(4);
        WorkflowRun green = build(task, pipelines.get(3).text());
        jenkins.assertBuildStatusSuccess(green);
        assertThat(green.getAction(VerdictAction.class).getOutcome()).isEqualTo("PASS");
    }

    private void configure(FakeOsvApi api, FakeRegistry hub) throws Exception {
        String written = Documents.blocks(PAGE, "yaml").get(1).text();
        String here = written.replace("osvApi: true", "osvApi: \"" + api.address() + "\"");
        assertThat(here).isNotEqualTo(written);
        Path file = directory.resolve("jenkins.yaml");
        Files.writeString(file, here);
        ConfigurationAsCode.get().configure(file.toString());

        RegistryCredentials withoutTls = new RegistryCredentials(hub.authority() + "/**", "");
        withoutTls.setPlainHttp(true);
        ContainerGateConfiguration.get().setRegistries(List.of(withoutTls));
    }

    private static String with(FakeRegistry hub, Documents.Block pipeline) {
        assertThat(pipeline.text()).containsOnlyOnce(HUB);
        return pipeline.text().replace(HUB, hub.authority() + "/library");
    }

    private static WorkflowRun build(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).get();
    }

    private static FakeOsvApi api() throws Exception {
        return FakeOsvApi.start()
                .matching(
                        "Alpine:v3.10", "apk-tools", "2.10.6-r0", record(CVE, "Alpine:v3.10", "apk-tools", "2.10.7-r0"))
                .matching("Alpine:v3.22", "openssl", "", record("CVE-2025-1", "Alpine:v3.22", "openssl", "3.5.1-r0"));
    }

    private static OsvJson record(String cve, String ecosystem, String name, String fixed) {
        return OsvJson.record("ALPINE-" + cve)
                .upstream(cve)
                .rating("CRITICAL")
                .affected(ecosystem, name, "ECOSYSTEM", "introduced", "0", "fixed", fixed);
    }

    /** Two platforms, each with a statement of its builder, as Docker Hub's images have them. */
    private static OciIndex index(String release, String apkTools) {
        BuiltImage amd64 = alpine("amd64", release, apkTools);
        BuiltImage arm64 = alpine("arm64", release, apkTools);
        BuiltImage statement = ImageBuilder.image()
                .layer(LayerBuilder.layer().file("statement.json", "{}"))
                .build();
        return OciIndex.index()
                .image(amd64)
                .attestation(statement, amd64)
                .image(arm64)
                .attestation(statement, arm64);
    }

    /** Runs a shell as root, has no health check and exposes no port. */
    private static BuiltImage alpine(String architecture, String release, String apkTools) {
        return ImageBuilder.image()
                .platform("linux", architecture)
                .environment("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
                .command("/bin/sh")
                .layer(
                        LayerBuilder.layer()
                                .file(
                                        "etc/os-release",
                                        "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=" + release + "\n")
                                .file(
                                        "etc/passwd",
                                        "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n")
                                .file("etc/group", "root:x:0:root\nshadow:x:42:\nnobody:x:65534:\n")
                                .file("etc/shadow", "root:*::0:::::\nnobody:!::0:::::\n", 0640)
                                .file(
                                        "lib/apk/db/installed",
                                        "P:apk-tools\nV:" + apkTools + "\nA:x86_64\no:apk-tools\nL:GPL-2.0-only\n\n"),
                        "ADD alpine-minirootfs.tar.gz / # buildkit")
                .build();
    }
}
