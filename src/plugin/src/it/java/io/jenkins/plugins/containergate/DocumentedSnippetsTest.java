package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the documents show for Jenkins is accepted by Jenkins. */
@WithJenkins
class DocumentedSnippetsTest {
    @TempDir
    private Path directory;

    @Test
    void everyPipelineCompiles(JenkinsRule jenkins) throws Exception {
        List<Documents.Block> pipelines = Documents.blocks("groovy");
        CpsFlowDefinition.DescriptorImpl form =
                jenkins.jenkins.getDescriptorByType(CpsFlowDefinition.DescriptorImpl.class);

        WorkflowJob job = jenkins.createProject(WorkflowJob.class);

        assertThat(form.doCheckScriptCompile(job, "scanImage image: 'a").toString())
                .contains("fail");
        assertThat(pipelines)
                .hasSizeGreaterThan(10)
                .allSatisfy(pipeline -> assertThat(
                                form.doCheckScriptCompile(job, pipeline.text()).toString())
                        .as(pipeline.toString())
                        .contains("success"));
    }

    @Test
    void everyConfigurationIsApplied(JenkinsRule jenkins) throws Exception {
        List<Documents.Block> configurations = Documents.blocks("yaml").stream()
                .filter(block -> block.text().startsWith("security:"))
                .filter(block -> !block.text().contains("..."))
                .toList();

        assertThat(configurations).hasSizeGreaterThan(3).allSatisfy(configuration -> {
            Path file = directory.resolve("jenkins.yaml");
            Files.writeString(file, configuration.text());
            assertThatCode(() -> ConfigurationAsCode.get().configure(file.toString()))
                    .as(configuration.toString())
                    .doesNotThrowAnyException();
            assertThat(ContainerGateConfiguration.get().policies().problems())
                    .as(configuration.toString())
                    .isEmpty();
        });
    }
}
