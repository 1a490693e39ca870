package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What is configured changes as a whole, as gates see it. */
class SettingsInForceTest {
    private static final Object CHANGE = "form";
    /** Not the common pool: who waits for its tasks may run them on its own thread. */
    private static final Executor ELSEWHERE = task -> new Thread(task).start();

    private final SettingsInForce<String> settings = new SettingsInForce<>("old");

    @Test
    void otherThreadsSeeNothingOfAChangeUntilItIsComplete() {
        settings.edit(CHANGE, before -> "");
        settings.edit(CHANGE, before -> before + "half");
        assertThat(seenElsewhere(null)).isEqualTo("old");
        assertThat(seenElsewhere("another form")).isEqualTo("old");
        assertThat(settings.seenIn(CHANGE)).isEqualTo("half");

        settings.edit(CHANGE, before -> before + " and half");
        settings.publish(settings.changed());

        assertThat(seenElsewhere(null)).isEqualTo("half and half");
    }

    @Test
    void aChangeThatIsGivenUpLeavesNothing() {
        settings.edit(CHANGE, before -> "broken");
        settings.discard();

        assertThat(settings.seenIn(CHANGE)).isEqualTo("old");
        assertThat(settings.changed()).isEqualTo("old");
    }

    @Test
    void nothingOfAChangeThatWasLeftHalfGetsIntoTheNext() {
        settings.edit(CHANGE, before -> "broken");
        settings.edit("second", before -> before + " and more");
        assertThat(settings.changed()).isEqualTo("old and more");

        settings.edit(null, before -> before + " by itself");
        assertThat(settings.changed()).isEqualTo("old by itself");
    }

    @Test
    void ofTwoChangesAtOnceTheEditsOfEitherAreKept() {
        settings.edit(CHANGE, before -> before + " a");
        CompletableFuture.runAsync(
                        () -> {
                            settings.edit("other", before -> before + " b");
                            settings.publish(settings.changed());
                        },
                        ELSEWHERE)
                .join();
        settings.publish(settings.changed());

        assertThat(seenElsewhere(null)).isEqualTo("old b a");
    }

    private String seenElsewhere(Object change) {
        return CompletableFuture.supplyAsync(() -> settings.seenIn(change), ELSEWHERE)
                .join();
    }
}
