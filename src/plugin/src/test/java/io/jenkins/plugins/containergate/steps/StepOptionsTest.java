package io.jenkins.plugins.containergate.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.thoughtworks.xstream.XStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps of Pipelines can be asked for, and what becomes of options that do not go together. */
class StepOptionsTest {

    @Test
    void aStepHasTheOptionsItUsesAndNoOther() {
        assertThat(options(ScanImageStep.class))
                .containsExactlyInAnyOrder(
                        "archive",
                        "awsAccount",
                        "baseline",
                        "image",
                        "platform",
                        "policyFile",
                        "posture",
                        "registryCredentialsId",
                        "report",
                        "sbom",
                        "trivyServer",
                        "upgrades",
                        "vex");
        assertThat(options(CheckSecretsStep.class))
                .contains("path", "gitHistory")
                .doesNotContain("trivyServer");
        assertThat(options(VerifySignatureStep.class)).doesNotContain("trivyServer", "archive");
        assertThat(options(CheckTaskDefinitionStep.class))
                .contains("trivyServer", "hostReports", "trafficFile")
                .doesNotContain("platform");
        assertThat(options(CheckDriftStep.class))
                .contains("cluster", "service", "trivyServer", "policyFile", "awsAccount")
                .doesNotContain("image", "platform", "archive", "hostReports", "trafficFile");
        assertThat(options(CheckPostureStep.class))
                .containsExactlyInAnyOrder(
                        "allAccounts",
                        "awsAccount",
                        "cluster",
                        "hostReports",
                        "policyFile",
                        "registryCredentialsId",
                        "service",
                        "trafficFile",
                        "trivyServer");
        assertThat(options(AdmitDeploymentStep.class)).doesNotContain("hostReports", "trafficFile");
        assertThat(options(AttestVerdictStep.class)).doesNotContain("policyFile", "platform", "trivyServer");
    }

    @Test
    void jobsThatWereSavedEarlierKeepTheirReportsOnHosts() {
        CheckTaskDefinitionStep step = read(
                "<cluster>prod</cluster><hostReports>i-1=a.json</hostReports><trafficFile>b.json</trafficFile>",
                CheckTaskDefinitionStep.class);
        assertThat(step.getHostReports()).isEqualTo("i-1=a.json");
        assertThat(step.getTrafficFile()).isEqualTo("b.json");
    }

    @Test
    void anOptionThatAStepDoesNotHaveFailsIt() {
        ScanImageStep step = read("<image>app:1</image>", ScanImageStep.class);
        step.addUnknown(Set.of("polcyFile", "fail"));

        assertThat(step.problem()).isPresent();
        assertThat(step.problem().orElseThrow()).contains("scanImage", "fail, polcyFile");
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        assertThat(read("", ScanImageStep.class).problem()).isPresent();
        assertThat(read("<sbom>a.json</sbom>", ScanImageStep.class).problem()).isEmpty();
        assertThat(read("<image>a</image><archive>b</archive>", ScanImageStep.class)
                        .problem())
                .isPresent();
        assertThat(read("<path>src</path><platform>linux/arm64</platform>", CheckSecretsStep.class)
                        .problem()
                        .orElseThrow())
                .contains("platform");
        assertThat(read("<image>a</image><gitHistory>true</gitHistory>", CheckSecretsStep.class)
                        .problem()
                        .orElseThrow())
                .contains("gitHistory");
        assertThat(read("<image>oci:layout</image>", VerifySignatureStep.class).problem())
                .isPresent();
        assertThat(read("<service>shop</service>", CheckTaskDefinitionStep.class)
                        .problem())
                .isPresent();
        assertThat(read("<service>shop</service>", CheckDriftStep.class).problem())
                .isPresent();
        assertThat(read(
                                "<cluster>prod</cluster><registryCredentialsId>mine</registryCredentialsId>",
                                CheckDriftStep.class)
                        .problem()
                        .orElseThrow())
                .contains("registryCredentialsId");
        assertThat(read("<cluster>prod</cluster>", CheckDriftStep.class).problem())
                .isEmpty();
        assertThat(read("<service>shop</service>", CheckPostureStep.class).problem())
                .isPresent();
        assertThat(read("<cluster>prod</cluster>", CheckPostureStep.class).problem())
                .isEmpty();
        assertThat(read("<allAccounts>true</allAccounts>", CheckPostureStep.class)
                        .problem())
                .isEmpty();
        assertThat(read("<cluster>prod</cluster><allAccounts>true</allAccounts>", CheckPostureStep.class)
                        .problem())
                .isPresent();
    }

    private static <T> T read(String xml, Class<T> type) {
        XStream xstream = new XStream();
        xstream.allowTypes(new Class<?>[] {type});
        return type.cast(xstream.fromXML("<" + type.getName() + ">" + xml + "</" + type.getName() + ">"));
    }

    private static Set<String> options(Class<?> step) {
        return Arrays.stream(step.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(Method::getName)
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
