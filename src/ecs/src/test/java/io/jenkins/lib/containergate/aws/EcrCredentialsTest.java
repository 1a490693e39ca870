package io.jenkins.lib.containergate.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.EcrLogins.EcrCredentials;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcrCredentialsTest {
    private static final RegistryLogin ECR = new RegistryLogin.Password("AWS", "token");
    private static final RegistryLogin OTHER = new RegistryLogin.Password("user", "password");

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com, eu-central-1, false",
        "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com, us-gov-west-1, true",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1, false",
        "123456789012.dkr-ecr.eu-west-1.on.aws, eu-west-1, false"
    })
    void registriesOfEcrAreKnownByTheirNames(String host, String region, boolean fips) {
        assertThat(EcrRegistry.of(host)).contains(new EcrRegistry("123456789012", region, fips));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker.io",
                "public.ecr.aws",
                "12345.dkr.ecr.eu-central-1.amazonaws.com",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example",
                "123456789012.dkr.ecr.eu-central-1.amazonaws.com:5000"
            })
    void otherRegistriesGetNoLoginToAws(String host) throws Exception {
        assertThat(EcrRegistry.of(host)).isEmpty();
        assertThat(login(RegistryCredentials.none(), host)).isEqualTo(new RegistryLogin.Anonymous());
    }

    @Test
    void aLoginThatIsGivenComesFirst() throws Exception {
        String host = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
        assertThat(login(RegistryCredentials.none(), host)).isEqualTo(ECR);
        assertThat(login((image, deadline) -> OTHER, host)).isEqualTo(OTHER);
    }

    private static RegistryLogin login(RegistryCredentials others, String host) throws Exception {
        return new EcrCredentials((registry, deadline) -> ECR, others)
                .login(ImageReference.parse(host + "/app:1"), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
    }
}
