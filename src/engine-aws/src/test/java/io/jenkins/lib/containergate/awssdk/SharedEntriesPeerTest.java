package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Objects in Moto's imitation of S3. */
@Tag("peers")
class SharedEntriesPeerTest {
    private static Moto moto;
    private static AwsSession session;

    @BeforeAll
    static void start() throws Exception {
        moto = Moto.start();
        session = AwsSession.withCredentials(
                new AwsAccess(
                        Optional.empty(), Optional.empty(), Optional.of("us-east-1"), Optional.of(moto.endpoint())),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "testing")),
                UrlConnectionHttpClient.create());
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(moto.endpoint() + "/scans"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
            moto.close();
        }
    }

    private static SharedEntries entries(String path) throws GateException {
        return session.sharedEntries(BucketPath.parse(path), Clock.systemUTC());
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void anObjectComesBackAsItWasPutAndUnderItsPrefixOnly() throws Exception {
        byte[] object = noise(3 << 20);
        SharedEntries entries = entries("s3://scans/team/a");
        entries.put("name", object);
        assertThat(entries.get("name", 4 << 20)).contains(object);
        assertThat(entries.get("other", 4 << 20)).isEmpty();
        assertThat(entries("s3://scans/team").get("name", 4 << 20)).isEmpty();
        assertThat(entries("s3://scans").get("team/a/name", 4 << 20)).contains(object);
        entries.put("name", noise(5));
        assertThat(entries.get("name", 4 << 20)).contains(noise(5));
    }

    @Test
    void anObjectThatIsLargerThanAnyEntryIsNotTaken() throws Exception {
        SharedEntries entries = entries("s3://scans");
        entries.put("large", noise(1 << 20));
        assertThatThrownBy(() -> entries.get("large", 100_000)).isInstanceOf(IOException.class);
    }

    @Test
    void aBucketThatDoesNotExistIsSaid() throws Exception {
        SharedEntries entries = entries("s3://nobody");
        assertThatThrownBy(() -> entries.get("name", 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3://nobody");
        assertThatThrownBy(() -> entries.put("name", noise(5))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scans",
                "s3://",
                "s3://A",
                "s3://scans/../other",
                "s3://scans/a b",
                "https://scans/a",
                "s3://scans//a"
            })
    void anotherFormThanBucketAndPrefixIsRefused(String path) {
        assertThatThrownBy(() -> BucketPath.parse(path))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("s3://BUCKET/PREFIX");
    }
}
