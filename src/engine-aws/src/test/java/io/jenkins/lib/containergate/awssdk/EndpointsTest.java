package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls by hand go where those of the SDK's clients go. */
class EndpointsTest {
    private static final Endpoints AWS = new Endpoints(Optional.empty());

    @AfterEach
    void forget() {
        System.clearProperty("aws.endpointUrl");
        System.clearProperty("aws.endpointUrlEcs");
        System.clearProperty("aws.useFipsEndpoint");
        System.clearProperty("aws.useDualstackEndpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "ecs, eu-central-1, https://ecs.eu-central-1.amazonaws.com",
        "ecs, cn-north-1, https://ecs.cn-north-1.amazonaws.com.cn",
        "wafv2, cn-north-1, https://wafv2.cn-north-1.amazonaws.com.cn"
    })
    void aServiceIsAskedInItsRegion(String service, String region, URI expected) {
        assertThat(AWS.of(service, region)).isEqualTo(expected);
    }

    @Test
    void ecsIsAskedWhereFipsOrDualstackIsWanted() {
        System.setProperty("aws.useFipsEndpoint", "true");
        assertThat(AWS.of("ecs", "us-east-1")).isEqualTo(URI.create("https://ecs-fips.us-east-1.amazonaws.com"));
        System.setProperty("aws.useFipsEndpoint", "false");
        System.setProperty("aws.useDualstackEndpoint", "true");
        assertThat(AWS.of("ecs", "us-east-1")).isEqualTo(URI.create("https://ecs.us-east-1.api.aws"));
    }

    @Test
    void theEndPointOfTheServiceGoesBeforeThatOfAllAndThatOfTheAccountBeforeBoth() {
        System.setProperty("aws.endpointUrl", "http://all");
        System.setProperty("aws.endpointUrlEcs", "http://own");
        assertThat(AWS.of("ecs", "eu-central-1")).isEqualTo(URI.create("http://own"));
        assertThat(AWS.of("kms", "eu-central-1")).isEqualTo(URI.create("http://all"));
        assertThat(new Endpoints(Optional.of(URI.create("http://account"))).of("ecs", "eu-central-1"))
                .isEqualTo(URI.create("http://account"));
    }
}
