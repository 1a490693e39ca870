package io.jenkins.lib.containergate.awssdk;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.endpoints.EcsEndpointProvider;

/**
 * Where services are asked that no client of the SDK asks. The clients know the settings of the environment by themselves.
 *
 * @param own in the place of all of AWS
 */
record Endpoints(Optional<URI> own) {
    private static final String ECS = "ecs";

    /** @param service as it is called in the names of its hosts */
    URI of(String service, String region) {
        return own.or(() -> configured(service))
                .orElseGet(() -> service.equals(ECS) ? ecs(Region.of(region)) : standard(service, Region.of(region)));
    }

    private static URI standard(String service, Region region) {
        return URI.create("https://" + service + "." + region.id() + "."
                + PartitionMetadata.of(region).dnsSuffix());
    }

    /** Where the client of the SDK asks it as well. */
    private static URI ecs(Region region) {
        boolean fips = FipsEnabledProvider.builder().build().isFipsEnabled().orElse(false);
        boolean dualstack =
                DualstackEnabledProvider.builder().build().isDualstackEnabled().orElse(false);
        return EcsEndpointProvider.defaultProvider()
                .resolveEndpoint(asked -> asked.region(region).useFips(fips).useDualStack(dualstack))
                .join()
                .url();
    }

    /** That of the service goes before that of all. */
    private static Optional<URI> configured(String service) {
        String property = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
        String variable = service.toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(
                        Optional.ofNullable(System.getProperty("aws.endpointUrl" + property)),
                        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_" + variable)),
                        Optional.ofNullable(System.getProperty("aws.endpointUrl")),
                        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")))
                .flatMap(Optional::stream)
                .findFirst()
                .map(URI::create);
    }
}
