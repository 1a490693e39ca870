package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.containergate.builders.CheckTaskDefinitionBuilder;
import io.jenkins.plugins.containergate.steps.CheckTaskDefinitionStep;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Where somebody publishes checks, each verdict is one. */
@WithJenkins
class ChecksTest {
    private static final List<ChecksDetails> PUBLISHED = new CopyOnWriteArrayList<>();

    private static final String PRIVILEGED = """
        {"family": "shop", "containerDefinitions": [{"name": "web", "image": "registry.example/shop:1", "privileged": true}]}
        """;

    /** Stands for the plugin of a forge. */
    @TestExtension
    public static class Forge extends ChecksPublisherFactory {
        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(new ChecksPublisher() {
                @Override
                public void publish(ChecksDetails details) {
                    PUBLISHED.add(details);
                    throw new IllegalStateException("the forge is down");
                }
            });
        }
    }

    @Test
    void aVerdictThatFailsIsAFailedCheckAndAForgeThatIsDownChangesNothing(JenkinsRule jenkins) throws Exception {
        PUBLISHED.clear();
        FreeStyleProject job = jenkins.createFreeStyleProject();
        CheckTaskDefinitionStep options = new CheckTaskDefinitionStep();
        options.setTaskDefinition(PRIVILEGED);
        job.getBuildersList().add(new CheckTaskDefinitionBuilder(options));

        Run<?, ?> build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        assertThat(PUBLISHED).hasSize(1);
        ChecksDetails check = PUBLISHED.get(0);
        assertThat(check.getConclusion()).isEqualTo(ChecksConclusion.FAILURE);
        assertThat(check.getOutput().orElseThrow().getSummary().orElseThrow()).contains("no-privileged");
        assertThat(check.getDetailsURL().orElseThrow()).contains(build.getUrl() + "container-gate");
        jenkins.assertLogContains("could not be published as a check: IllegalStateException", build);
    }
}
