package io.jenkins.plugins.containergate.builders;

import static org.assertj.core.api.Assertions.assertThat;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.io.xml.DomDriver;
import hudson.EnvVars;
import hudson.tasks.Builder;
import io.jenkins.plugins.containergate.run.Gate;
import io.jenkins.plugins.containergate.steps.AttestVerdictStep;
import io.jenkins.plugins.containergate.steps.CheckSecretsStep;
import io.jenkins.plugins.containergate.steps.CheckTaskDefinitionStep;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import io.jenkins.plugins.containergate.steps.ScanImageStep;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Freestyle jobs that were saved when steps and options were classes of their own: they keep every option. */
class StoredJobsTest {
    private final List<?> builders = stored("freestyle-1.0.xml");

    @Test
    void aScanKeepsItsOptions() {
        ScanImageStep scan = ((ScanImageBuilder) builders.get(0)).getOptions();
        assertThat(scan.getImage()).isEqualTo("repo/app:${VERSION}");
        assertThat(scan.getPolicyFile()).isEqualTo("ci/gate.yaml");
        assertThat(scan.getPlatform()).isEqualTo("linux/arm64");
        assertThat(scan.getRegistryCredentialsId()).isEqualTo("registry");
        assertThat(scan.getTrivyServer()).isEqualTo("central");
        assertThat(scan.getAwsAccount()).isEqualTo("prod");
        assertThat(scan.getReport()).isEqualTo("trivy.json");
        assertThat(scan.problem()).isEmpty();

        ScanImageStep archive = ((ScanImageBuilder) builders.get(1)).getOptions();
        assertThat(archive.subject()).contains("app.tar");
        assertThat(archive.problem()).isEmpty();
    }

    @Test
    void theOtherGatesKeepTheirs() {
        CheckSecretsStep secrets = ((CheckSecretsBuilder) builders.get(2)).getOptions();
        assertThat(secrets.subject()).contains("src");
        assertThat(secrets.isGitHistory()).isTrue();
        assertThat(secrets.problem()).isEmpty();

        assertThat(((VerifySignatureBuilder) builders.get(3)).getOptions().getAwsAccount())
                .isEqualTo("prod");

        CheckTaskDefinitionStep task = ((CheckTaskDefinitionBuilder) builders.get(4)).getOptions();
        assertThat(task.getFile()).isEqualTo("taskdef.json");
        assertThat(task.getParameters()).isEqualTo("Version=1");
        assertThat(task.getCluster()).isEqualTo("prod");
        assertThat(task.getService()).isEqualTo("shop");
        assertThat(task.getRegistry()).isEqualTo("registry.example.com");
        assertThat(task.getTrivyServer()).isEqualTo("central");
        assertThat(task.isReadImages()).isTrue();
        assertThat(task.isVerifyImages()).isFalse();
        assertThat(task.isScanImages()).isTrue();
    }

    @Test
    void anAttestationKeepsItsKey() {
        AttestVerdictStep attest = ((AttestVerdictBuilder) builders.get(5)).getOptions();
        assertThat(attest.getImage()).isEqualTo("repo/app:1.4");
        assertThat(attest.getKeyCredentialsId()).isEqualTo("gate-key");
        assertThat(attest.isWithPolicy()).isTrue();
        assertThat(attest.getAttach()).isEmpty();
    }

    /** Jobs are written by programs, too, and what is read calls no constructor. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                AdmitDeploymentBuilder.class,
                AttestVerdictBuilder.class,
                CheckDriftBuilder.class,
                CheckPostureBuilder.class,
                CheckSecretsBuilder.class,
                CheckTaskDefinitionBuilder.class,
                ScanImageBuilder.class,
                VerifySignatureBuilder.class
            })
    void anEmptyBuildStepIsRefusedInWordsAndNoFault(Class<? extends GateBuilder> type) {
        GateBuilder builder =
                (GateBuilder) xstream().fromXML("<" + type.getName() + "><options/></" + type.getName() + ">");

        ContainerStep options = builder.options().expandedBy(new EnvVars());

        assertThat(options.subject()).isNotNull();
        if (options instanceof Gate gate) {
            assertThat(gate.problem()).isPresent();
            assertThat(gate.gates()).isNotEmpty();
        }
    }

    private static List<?> stored(String name) {
        InputStream file = Builder.class.getResourceAsStream("/io/jenkins/plugins/containergate/stored/" + name);
        return (List<?>) xstream().fromXML(file);
    }

    private static XStream xstream() {
        XStream xstream = new XStream(new DomDriver());
        xstream.allowTypesByWildcard(new String[] {"io.jenkins.plugins.containergate.**"});
        xstream.alias("builders", ArrayList.class);
        return xstream;
    }
}
