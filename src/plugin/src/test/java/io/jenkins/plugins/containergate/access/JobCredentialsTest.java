package io.jenkins.plugins.containergate.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.ImageReference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobCredentialsTest {
    private static JobCredentials credentials(String registry) {
        return new JobCredentials(Optional.of(registry), Optional.of("login"));
    }

    @Test
    void theCredentialsGoToTheHostThatTheJobNamesWhateverTheFileSays() throws Exception {
        JobCredentials credentials = credentials("registry.example.com");
        assertThat(credentials.problem()).isEmpty();
        for (String image : List.of("registry.example.com/shop/app:1", "REGISTRY.example.com/shop/app:1")) {
            assertThat(credentials.idFor(ImageReference.parse(image))).as(image).isEqualTo("login");
        }
        for (String image : List.of(
                "evil.example/shop/app:1",
                "registry.example.com:5000/shop/app:1",
                "registry.example.com.evil.example/shop/app:1",
                "sub.registry.example.com/shop/app:1",
                "app:1")) {
            assertThat(credentials.idFor(ImageReference.parse(image))).as(image).isNull();
        }
    }

    @Test
    void dockerHubIsNamedByAnyOfItsNames() throws Exception {
        assertThat(credentials("index.docker.io").idFor(ImageReference.parse("acme/app:1")))
                .isEqualTo("login");
    }

    @Test
    void credentialsWithoutAHostAreRefusedAndGoNowhere() throws Exception {
        JobCredentials credentials = new JobCredentials(Optional.empty(), Optional.of("login"));
        assertThat(credentials.problem()).get().asString().contains("registryCredentialsId needs registry");
        assertThat(credentials.idFor(ImageReference.parse("registry.example.com/shop/app:1")))
                .isNull();
    }

    @Test
    void whatIsNoHostIsRefusedAndGoesNowhere() throws Exception {
        for (String registry :
                List.of("https://registry.example.com", "registry.example.com/shop", "*", "a b", "a@b")) {
            assertThat(credentials(registry).problem())
                    .as(registry)
                    .get()
                    .asString()
                    .contains("is not the host");
            assertThat(credentials(registry).idFor(ImageReference.parse("registry.example.com/shop/app:1")))
                    .isNull();
        }
    }

    @Test
    void withoutCredentialsNothingIsNeeded() {
        assertThat(new JobCredentials(Optional.empty(), Optional.empty()).problem())
                .isEmpty();
    }
}
