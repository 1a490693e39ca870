package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.Moto;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Machines that start empty share what they find through Moto's imitation of S3. */
@Tag("peers")
class SharedCachePeerTest {
    @RegisterExtension
    final SystemProperties properties = new SystemProperties();

    private final BuiltImage image = Fixtures.debian().build();
    private Moto moto;
    private FakeRegistry registry;
    private Path key;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        moto = Moto.start();
        properties.aws(moto.endpoint().toString(), "testing");
        properties.set("aws.region", "us-east-1");
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(moto.endpoint() + "/scans"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
        key = Files.write(folder.resolve("key"), new byte[32]);
    }

    @AfterEach
    void stop() {
        registry.close();
        moto.close();
    }

    private Gate scan(String machine, String bucket) {
        return Gate.run(
                "scan",
                registry.authority() + "/shop/app:1.4",
                "--plain-http",
                "--osv",
                Fixtures.osv(folder.resolve(machine), "HIGH"),
                "--cache",
                folder.resolve(machine).resolve("cache"),
                "--shared-cache",
                bucket,
                "--shared-cache-key",
                key,
                "--out",
                folder.resolve(machine));
    }

    private long layersPulled() {
        return registry.requests().stream()
                .filter(request -> image.layers().stream()
                        .anyMatch(layer -> request.contains(layer.blob().digest())))
                .count();
    }

    @Test
    void aMachineThatStartsEmptyPullsNoLayerAndComesToTheSameVerdict() throws Exception {
        Files.createDirectories(folder.resolve("one"));
        Files.createDirectories(folder.resolve("two"));
        assertThat(scan("one", "s3://scans/gate").exit()).isEqualTo(ExitCode.FAILED);
        long pulled = layersPulled();
        assertThat(pulled).isPositive();
        assertThat(scan("two", "s3://scans/gate").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(layersPulled()).isEqualTo(pulled);
        assertThat(folder.resolve("two/verdict.json")).hasSameTextualContentAs(folder.resolve("one/verdict.json"));
    }

    @Test
    void aMachineWithAnotherKeyReadsForItself() throws Exception {
        Files.createDirectories(folder.resolve("one"));
        Files.createDirectories(folder.resolve("two"));
        scan("one", "s3://scans/gate");
        long pulled = layersPulled();
        Files.write(key, "another key of thirty-two bytes..".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(scan("two", "s3://scans/gate").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(layersPulled()).isEqualTo(2 * pulled);
    }

    @Test
    void aBucketThatDoesNotExistIsSaidAndChangesNoVerdict() throws Exception {
        Files.createDirectories(folder.resolve("one"));
        Gate scan = scan("one", "s3://nobody");
        assertThat(scan.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.err()).contains("the shared cache s3://nobody/ is not used any more");
    }

    @Test
    void aKeyThatIsTooShortAndACacheWithoutAKeyAreWrongCalls() throws Exception {
        Files.createDirectories(folder.resolve("one"));
        Files.write(key, new byte[16]);
        assertThat(scan("one", "s3://scans").exit()).isEqualTo(ExitCode.USAGE);
        Gate without = Gate.run("scan", "registry.example/x:1", "--shared-cache", "s3://scans");
        assertThat(without.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(without.err()).contains("belong together");
    }
}
