package io.jenkins.plugins.containergate;

import hudson.model.Label;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Memory of a controller while 50 builds on two agents scan an archive at once. Prints; run by name only. */
@WithJenkins
class ManyBuildsBenchmark {
    private static final int AGENTS = 2;
    private static final int BUILDS = 50;
    private static final String LABEL = "gate";

    @TempDir
    Path directory;

    @Test
    void memoryOfTheController(JenkinsRule jenkins) throws Exception {
        ExampleShop.configure(directory.resolve("osv"));
        ContainerGateConfiguration.get().setPolicy(ExampleShop.policy("audit", "fail"));
        Path archive = Files.write(directory.resolve("image.tar"), ExampleShop.archive(ExampleShop.vulnerable()));
        jenkins.jenkins.setNumExecutors(0);
        for (int i = 0; i < AGENTS; i++) {
            DumbSlave agent = jenkins.createSlave(Label.get(LABEL));
            agent.setNumExecutors(BUILDS / AGENTS);
            jenkins.waitOnline(agent);
        }
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "shop");
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("number")));
        job.setDefinition(new CpsFlowDefinition(
                "node('" + LABEL + "') {\n  sh 'cp " + archive + " image.tar'\n"
                        + "  sleep 20\n  scanImage archive: 'image.tar'\n}",
                true));
        print("before", 0);

        List<WorkflowRun> runs = new ArrayList<>();
        for (int i = 0; i < BUILDS; i++) {
            runs.add(job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("number", String.valueOf(i))))
                    .waitForStart());
        }
        print("all started", runs.stream().filter(WorkflowRun::isBuilding).count());
        for (WorkflowRun run : runs) {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        }
        print("all ended", runs.stream().filter(WorkflowRun::isBuilding).count());
    }

    /** Most memory of this process, with Jenkins and the test; see proc(5), VmHWM. */
    private static void print(String when, long building) throws Exception {
        String most = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("VmHWM: not known");
        System.out.printf("BENCHMARK %-12s %2d builds run, %s%n", when, building, most);
    }
}
