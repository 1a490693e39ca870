package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.BulkChange;
import hudson.model.Descriptor.FormException;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.containergate.config.AgentSettings;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.FolderPolicy;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.StaplerRequest2;

/** A gate that starts while the configuration is changed goes by what was configured before, never by a part of it. */
@WithJenkins
class ConfigurationChangeTest {
    private static final PolicySettings STRICT = ExampleShop.policy("enforce", "fail");
    private static final PolicySettings LOOSE = ExampleShop.policy("audit", "fail");

    @TempDir
    Path directory;

    private final CountDownLatch halfway = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void aGateSeesNothingOfAFormThatIsBeingSaved(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = strict();

        CompletableFuture<Void> saving = CompletableFuture.runAsync(() -> save(configuration, form -> {
            stopHalfway();
            form.setPolicy(LOOSE);
            form.setAgents(agents(9));
        }));
        assertThat(halfway.await(1, TimeUnit.MINUTES)).isTrue();
        assertThatItIsStrict(configuration);
        goOn.countDown();
        saving.get(1, TimeUnit.MINUTES);

        assertThat(configuration.getPolicy().getYaml()).isEqualTo(LOOSE.getYaml());
        assertThat(configuration.getFolders()).isEmpty();
        assertThat(configuration.agentSettings().getLayerCacheMegabytes()).isEqualTo(9);
    }

    @Test
    void aGateSeesNothingOfConfigurationCodeThatIsBeingApplied(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = strict();

        CompletableFuture<Void> applying = CompletableFuture.runAsync(() -> {
            try (BulkChange change = new BulkChange(configuration)) {
                configuration.setPolicy(LOOSE);
                configuration.setAgents(null);
                stopHalfway();
                configuration.setFolders(List.of());
                change.commit();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(halfway.await(1, TimeUnit.MINUTES)).isTrue();
        assertThatItIsStrict(configuration);
        goOn.countDown();
        applying.get(1, TimeUnit.MINUTES);

        assertThat(configuration.getPolicy().getYaml()).isEqualTo(LOOSE.getYaml());
        assertThat(configuration.getFolders()).isEmpty();
        configuration.load();
        assertThat(configuration.getPolicy().getYaml()).isEqualTo(LOOSE.getYaml());
    }

    @Test
    void aChangeThatIsRefusedOrGivenUpLeavesTheWholeConfiguration(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = strict();

        assertThatThrownBy(() -> configuration.configure(
                        request(form -> {
                            form.setPolicy(LOOSE);
                            form.setFolders(List.of(new FolderPolicy("a", STRICT), new FolderPolicy("a", STRICT)));
                        }),
                        new JSONObject()))
                .isInstanceOf(FormException.class);
        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setPolicy(LOOSE);
        }
        configuration.setCaughtGateFailsBuild(true);

        assertThatItIsStrict(configuration);
        configuration.load();
        assertThatItIsStrict(configuration);
    }

    /** As when an administrator has Jenkins write old data again after configuration code was refused. */
    @Test
    void aSaveByItselfSavesNothingOfAChangeThatWasGivenUp(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = strict();
        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setPolicy(LOOSE);
            configuration.setFolders(List.of());
        }

        configuration.save();

        assertThatItIsStrict(configuration);
        configuration.load();
        assertThatItIsStrict(configuration);
    }

    /** An administrator reloads code that is refused, and then code that says nothing of container gate. */
    @Test
    void codeIsAppliedWithoutWhatIsLeftOfAChangeThatWasGivenUp(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = strict();
        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setPolicy(LOOSE);
            configuration.setFolders(List.of());
        }

        apply("security: {containerGate: {}}");

        assertThatItIsStrict(configuration);
        configuration.load();
        assertThatItIsStrict(configuration);
    }

    @Test
    void nothingOfCodeThatIsRefusedIsApplied(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = strict();

        assertThatThrownBy(() -> apply("""
            security:
              containerGate:
                policy: {version: 1, mode: audit}
                agents: {layerCacheMegabytes: 9}
                folders: [{folder: a, policy: {mode: warn}}, {folder: a, policy: {mode: warn}}]
            """)).hasStackTraceContaining("two policies");
        try (BulkChange change = new BulkChange(configuration)) {
            change.commit();
        }

        assertThatItIsStrict(configuration);
    }

    private void apply(String code) throws IOException {
        Path file = Files.writeString(directory.resolve("jenkins.yaml"), code);
        ConfigurationAsCode.get().configure(file.toString());
    }

    @Test
    void whatTheCallerDoesToItsListAfterItWasCheckedIsNotSaved(JenkinsRule jenkins) throws Exception {
        ContainerGateConfiguration configuration = strict();
        List<FolderPolicy> folders = new ArrayList<>(configuration.getFolders());
        try (BulkChange change = new BulkChange(configuration)) {
            configuration.setFolders(folders);
            folders.clear();
            change.commit();
        }

        assertThatItIsStrict(configuration);
    }

    private static ContainerGateConfiguration strict() {
        ContainerGateConfiguration configuration = ContainerGateConfiguration.get();
        configuration.setPolicy(STRICT);
        configuration.setFolders(List.of(new FolderPolicy("teams", STRICT)));
        configuration.setAgents(agents(7));
        return configuration;
    }

    private static AgentSettings agents(int megabytes) {
        AgentSettings agents = new AgentSettings();
        agents.setLayerCacheMegabytes(megabytes);
        return agents;
    }

    private static void assertThatItIsStrict(ContainerGateConfiguration configuration) throws Exception {
        assertThat(configuration.policies().organisation()).isPresent();
        assertThat(configuration.policies().foldersOf("teams/shop")).hasSize(1);
        assertThat(configuration.getPolicy().getYaml()).isEqualTo(STRICT.getYaml());
        assertThat(configuration.agentSettings().getLayerCacheMegabytes()).isEqualTo(7);
    }

    private void stopHalfway() {
        halfway.countDown();
        try {
            assertThat(goOn.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void save(ContainerGateConfiguration configuration, Consumer<ContainerGateConfiguration> form) {
        try {
            configuration.configure(request(form), new JSONObject());
        } catch (FormException e) {
            throw new AssertionError(e);
        }
    }

    /** A form that is bound by calling the setters. */
    private static StaplerRequest2 request(Consumer<ContainerGateConfiguration> form) {
        return (StaplerRequest2) Proxy.newProxyInstance(
                ConfigurationChangeTest.class.getClassLoader(),
                new Class<?>[] {StaplerRequest2.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("bindJSON");
                    form.accept((ContainerGateConfiguration) arguments[0]);
                    return null;
                });
    }
}
