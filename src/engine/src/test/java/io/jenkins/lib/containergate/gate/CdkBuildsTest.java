package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in the asset manifests of CDK: what images are built with lies in the assembly for everybody. */
class CdkBuildsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String SECRET = "aH7sk2Lq90zXcvB4";

    @TempDir
    private Path directory;

    private Verdict judge(String manifest) throws GateException, InterruptedException, IOException {
        Files.writeString(directory.resolve("shop.json"), TestTask.fargate().json());
        Files.writeString(directory.resolve("Shop.assets.json"), manifest);
        Definitions found = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of()).read(directory, "cdk.out");
        return new TaskDefinitionGate(PolicyMerge.merge(List.of(), CLOCK), CLOCK)
                .judge(
                        "cdk.out",
                        found.tasks().stream()
                                .map(task -> new TaskFacts(task, ContainerImages.none()))
                                .toList(),
                        found,
                        CloudSurvey.notAsked("no access to it is given"));
    }

    private static String image(String members) {
        return "{\"version\": \"48.0.0\", \"files\": {}, \"dockerImages\": {\"0a1b\": {\"source\": {\"directory\":"
                + " \"asset.0a1b\", " + members + "}, \"destinations\": {}}}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"dockerBuildArgs\": {\"NPM_TOKEN\": \"" + SECRET + "\"}",
                "\"dockerBuildArgs\": {\"INDEX\": \"https://ci:" + SECRET + "@pypi.example.com/simple\"}",
                "\"dockerBuildSecrets\": {\"token\": \"" + SECRET + "\"}",
                "\"cacheFrom\": [{\"type\": \"gha\", \"params\": {\"token\": \"" + SECRET + "\"}}]",
                "\"cacheTo\": {\"type\": \"s3\", \"params\": {\"secret_access_key\": \"" + SECRET + "\"}}",
                "\"executable\": [\"sh\", \"-c\", \"docker login -p " + SECRET + " registry.example.com\"]"
            })
    void aSecretThatAnImageIsBuiltWithFails(String members) throws GateException, InterruptedException, IOException {
        Verdict verdict = judge(image(members));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.gates().get(0).findings()).singleElement().satisfies(found -> {
            assertThat(found.finding().rule().value()).isEqualTo("no-secrets-in-deployments");
            assertThat(found.toString()).doesNotContain(SECRET);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"dockerBuildArgs\": {\"VERSION\": \"1.4\", \"NODE_ENV\": \"production\"}",
                "\"dockerBuildSecrets\": {\"npm_token\": \"type=env,id=npm_token,env=NPM_TOKEN\"}",
                "\"dockerBuildSecrets\": {\"npm_token\": \"src=/root/.npmrc\"}",
                "\"cacheFrom\": [{\"type\": \"registry\", \"params\": {\"ref\": \"ghcr.io/acme/cache:latest\"}}]",
                "\"dockerFile\": \"Dockerfile\", \"platform\": \"linux/arm64\", \"networkMode\": \"default\""
            })
    void whatIsNoSecretPasses(String members) throws GateException, InterruptedException, IOException {
        Verdict verdict = judge(image(members));
        assertThat(verdict.outcome())
                .as("%s", verdict.gates().get(0).findings())
                .isEqualTo(Outcome.PASS);
        assertThat(verdict.gates().get(0).account().evaluated().toString()).contains("image asset");
    }
}
