package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FolderPolicy;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Policies of folders in builds of the jobs inside them. */
@WithJenkins
class FolderPolicyTest {
    @TempDir
    Path exports;

    @Test
    void aFolderTightensThePolicyOfTheJobsInsideItAndOfNoOther(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("audit", "fail"));
        configuration.setFolders(List.of(new FolderPolicy("teams/payments", mode("enforce"))));
        Folder teams = jenkins.jenkins.createProject(Folder.class, "teams");
        FreeStyleProject inside =
                scanning(teams.createProject(Folder.class, "payments").createProject(FreeStyleProject.class, "shop"));
        FreeStyleProject outside = scanning(teams.createProject(FreeStyleProject.class, "payments-too"));

        FreeStyleBuild refused = jenkins.buildAndAssertStatus(Result.FAILURE, inside);
        FreeStyleBuild passed = jenkins.buildAndAssertSuccess(outside);

        jenkins.assertLogContains("from org, folder teams/payments", refused);
        jenkins.assertLogContains("policy: mode=enforce (folder teams/payments)", refused);
        assertThat(passed.getAction(VerdictAction.class).getOutcome()).isEqualTo("PASS");
        jenkins.assertLogNotContains("folder teams/payments", passed);
    }

    /** Such a policy used to be stored, and every build in the folder was an error. */
    @Test
    void aFolderThatAsksForLessThanTheOrganisationDemandsIsRefused(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("enforce", "fail"));

        assertThatThrownBy(() -> configuration.setFolders(List.of(new FolderPolicy("teams", mode("audit")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mode=audit, but org demands enforce");
    }

    @Test
    void aFolderThatAsksForLessThanTheFolderAroundItIsRefused(JenkinsRule jenkins) {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(ExampleShop.policy("audit", "fail"));

        assertThatThrownBy(() -> configuration.setFolders(List.of(
                        new FolderPolicy("teams/payments", mode("warn")), new FolderPolicy("teams", mode("enforce")))))
                .hasMessageContaining("mode=warn, but folder teams demands enforce");
    }

    @Test
    void aPolicyForNothingIsRefused(JenkinsRule jenkins) {
        for (String name : new String[] {"", " ", "/", null}) {
            assertThatThrownBy(() -> new FolderPolicy(name, mode("enforce")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has no folder");
        }
        assertThatThrownBy(() -> ContainerGateConfiguration.get()
                        .setFolders(List.of(
                                new FolderPolicy("Teams", mode("enforce")), new FolderPolicy("teams", mode("audit")))))
                .hasMessageContaining("has two policies");
    }

    private static PolicySettings mode(String mode) {
        return new PolicySettings("version: 1\nmode: " + mode + "\n");
    }

    private FreeStyleProject scanning(FreeStyleProject project) throws Exception {
        ExampleShop.configure(exports);
        return ExampleShop.scanning(project, ExampleShop.vulnerable());
    }
}
