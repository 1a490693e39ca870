package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.TaskListener;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.evidence.EvidenceJson;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the agent fetches, and what the controller makes of the answer. */
class CollectSignaturesCallableTest {
    private final BuiltImage image = ImageBuilder.image()
            .layer(LayerBuilder.layer().file("hello", "hello\n"))
            .build();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private byte[] collect(String tag) throws Exception {
        ImageReference reference = ImageReference.parse(registry.authority() + "/shop/app:" + tag);
        return new CollectSignaturesCallable(
                        reference.toString(),
                        null,
                        Set.of(),
                        RegistryAccess.of(reference, new RegistryLogin.Anonymous(), true, null),
                        60,
                        new TaskListener() {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public PrintStream getLogger() {
                                return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
                            }
                        })
                .invoke(new File("."), null);
    }

    @Test
    void whatIsThereArrivesWithTheDigestThatWasResolved() throws Exception {
        registry.manifest(
                "shop/app",
                image.manifestDigest().replace(':', '-') + ".sig",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                        + "\"config\":{\"mediaType\":\"x\"},\"layers\":[{\"mediaType\":\"text/plain\",\"digest\":\""
                        + image.manifestDigest() + "\",\"size\":1}]}");
        ImageReference reference = ImageReference.parse(registry.authority() + "/shop/app:1.4");
        SignatureEvidence evidence = EvidenceJson.read(
                SignatureAnswer.evidence(collect("1.4")), reference, Optional.empty(), EvidenceLimits.defaults());
        assertThat(evidence.image().manifest().digest()).hasToString(image.manifestDigest());
        assertThat(evidence.candidates()).singleElement().isInstanceOf(Candidate.Unreadable.class);
    }

    @Test
    void whatWentWrongOnTheAgentIsTheControllersError() throws Exception {
        byte[] answer = collect("2.0");
        assertThatThrownBy(() -> SignatureAnswer.evidence(answer)).hasMessageContaining("is not there");
    }

    @Test
    void anAnswerThatIsNoneIsAnError() {
        assertThatThrownBy(() -> SignatureAnswer.evidence(new byte[0])).hasMessageContaining("not signature evidence");
        assertThatThrownBy(() -> SignatureAnswer.evidence("X{}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("not signature evidence");
        assertThatThrownBy(() -> SignatureAnswer.evidence("F{}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("'problem' is missing");
    }
}
