package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code gate verify}, and {@code images.signed}, of an image that passed by a verdict that names the index it was chosen from. */
class VerificationOfIndexesTest extends RunningShop {
    private final OciIndex index = OciIndex.index().image(image);

    /** What the image holds passed, chosen from the index; later its signatures did not, as the index was evaluated. */
    private void passAndFailOnTheIndex() {
        registry.with(REPOSITORY, OciLayout.of(index, "1.4"));
        pass();
        assertThat(verify().exit()).isZero();
        failOnTheIndex();
    }

    private void failOnTheIndex() {
        attestThatItsSignaturesDidNotPass(tagged(), Gate.NOW.minus(Duration.ofHours(2)));
    }

    private Gate verify() {
        return gate(Gate.NOW, "verify", pinned(), "--policy", policy);
    }

    @Test
    void aVerdictThatFailedOnTheIndexFailsTheImage() {
        passAndFailOnTheIndex();
        Gate failed = verify();
        assertThat(failed.exit()).as(failed.out()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.out()).contains("image-signed", "did not pass");
    }

    @Test
    void anImageThatHasToBeSignedInATaskDefinitionFailsToo() throws IOException {
        passAndFailOnTheIndex();
        Path definition = Fixtures.write(folder.resolve("task.json"), DEFINITION.replace("IMAGE", pinned()));
        policy = policy("taskDefinition: {images: {signed: required}}");
        Gate failed = gate(Gate.NOW, "taskdef", definition, "--policy", policy);
        assertThat(failed.out()).contains("did not pass");
        assertThat(failed.exit()).as(failed.out()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void anIndexThatIsGoneSaysNothingAndOneThatCannotBeReadIsUndecided() {
        passAndFailOnTheIndex();
        registry.failAlways("/manifests/" + index.digest(), new RegistryFault.Status(404));
        assertThat(verify().exit()).as("registries remove what no tag names").isZero();
        registry.failAlways("/manifests/" + index.digest(), new RegistryFault.Status(500));
        Gate undecided = verify();
        assertThat(undecided.exit()).as(undecided.out()).isEqualTo(ExitCode.ERROR);
        assertThat(undecided.out()).contains("signature-undecided");
    }
}
