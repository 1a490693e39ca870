package io.jenkins.lib.containergate.ecs.account.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.secret.SecretLookups.ParameterId;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.question.SecretReferences.Reference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferencesTest {
    private static SecretReferences of(String valueFrom) {
        return SecretReferences.of(TestTask.fargate()
                .container("\"secrets\": [{\"name\": \"A\", \"valueFrom\": " + valueFrom + "}]")
                .facts()
                .task());
    }

    private static List<Reference> known(String valueFrom) {
        return List.copyOf(of("\"" + valueFrom + "\"").known().keySet());
    }

    private static Reference parameter(Optional<String> account, Optional<String> region, String... names) {
        return new Reference.Parameter(new ParameterId(account, region, List.of(names)));
    }

    @Test
    void aSecretIsNamedWithoutKeyStageAndVersion() {
        String arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf";
        assertThat(known(arn + ":password:AWSCURRENT:"))
                .containsExactly(new Reference.Secret(Optional.of("eu-west-1"), arn, false));
        assertThat(known(arn)).containsExactly(new Reference.Secret(Optional.of("eu-west-1"), arn, false));
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "':password', false",
        "':password::', false",
        "':password:AWSCURRENT:', false",
        "':password:AWSCURRENT', false",
        "'::AWSPREVIOUS:', true",
        "'::mine', true",
        "':::EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE', true",
        "'::AWSCURRENT:EXAMPLE1-90ab-cdef-fedc-ba987EXAMPLE', true"
    })
    void aVersionOrAStageOtherThanTheCurrentOnePinsASecret(String rest, boolean pinned) {
        String arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf";
        assertThat(known(arn + rest)).containsExactly(new Reference.Secret(Optional.of("eu-west-1"), arn, pinned));
    }

    @Test
    void anArnDoesNotTellWhetherTheNameOfAParameterBeginsWithASlash() {
        assertThat(known("arn:aws:ssm:eu-west-1:123456789012:parameter/db"))
                .containsExactly(parameter(Optional.of("123456789012"), Optional.of("eu-west-1"), "db", "/db"));
        assertThat(known("arn:aws:ssm:eu-west-1:123456789012:parameter/shop/db"))
                .containsExactly(parameter(Optional.of("123456789012"), Optional.of("eu-west-1"), "/shop/db"));
        assertThat(known("/shop/db")).containsExactly(parameter(Optional.empty(), Optional.empty(), "/shop/db"));
    }

    @Test
    void credentialsOfARegistryAreSecretsAlsoByName() {
        SecretReferences references = SecretReferences.of(TestTask.fargate()
                .without("secrets")
                .container("\"repositoryCredentials\": {\"credentialsParameter\": \"shop/hub\"}")
                .facts()
                .task());
        assertThat(references.known().keySet())
                .singleElement()
                .isEqualTo(new Reference.Secret(Optional.empty(), "shop/hub", false))
                .extracting(Reference::text)
                .isEqualTo("the secret shop/hub");
    }

    @Test
    void credentialsOfAFileSystemAreReadAsWell() {
        String arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ad-AbCdEf";
        SecretReferences references = SecretReferences.of(TestTask.windows()
                .without("secrets")
                .task(
                        "\"volumes\": [{\"name\": \"share\", \"fsxWindowsFileServerVolumeConfiguration\": {\"fileSystemId\":"
                                + " \"fs-1\", \"authorizationConfig\": {\"domain\": \"d\", \"credentialsParameter\": \""
                                + arn + "\"}}}]")
                .facts()
                .task());
        assertThat(references.known()).containsOnlyKeys(new Reference.Secret(Optional.of("eu-west-1"), arn, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"hunter2 hunter2\"",
                "\"\"",
                "\"arn:aws:s3:::bucket\"",
                "\"arn:aws:secretsmanager:eu-west-1:1:secret:x\"",
                "\"arn:aws:ssm:../evil:123456789012:parameter/x\"",
                "{\"Ref\": \"Unset\"}"
            })
    void whatNamesNothingIsNotKnownAndNotShown(String valueFrom) {
        SecretReferences references = of(valueFrom);
        assertThat(references.known()).isEmpty();
        assertThat(references.unknown().values())
                .singleElement()
                .satisfies(why -> assertThat(why.problem()).doesNotContain("hunter2", "evil"));
    }

    @Test
    void logsAndRegistriesHaveSecretsAsWell() {
        SecretReferences references = SecretReferences.of(TestTask.fargate()
                .without("secrets")
                .container(
                        "\"repositoryCredentials\": {\"credentialsParameter\":"
                                + " \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub-AbCdEf\"}, \"logConfiguration\":"
                                + " {\"logDriver\": \"splunk\", \"secretOptions\": [{\"name\": \"token\", \"valueFrom\": \"/splunk\"}]}")
                .facts()
                .task());
        assertThat(references.known()).hasSize(2);
    }
}
