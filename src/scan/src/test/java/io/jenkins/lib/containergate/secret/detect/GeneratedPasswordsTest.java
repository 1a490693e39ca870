package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.PasswordGenerator;
import io.jenkins.lib.containergate.testkit.secret.PasswordPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever tool made a password, it is found where passwords stand. */
class GeneratedPasswordsTest {
    private static final int VALUES = 100;
    private static final int MISSED = 5;

    @ParameterizedTest
    @EnumSource(PasswordGenerator.class)
    void ninetyFiveOfAHundredAreFoundInEveryPlace(PasswordGenerator generator) {
        for (PasswordPlace place : PasswordPlace.values()) {
            Random random = new Random(2026);
            List<String> missed = new ArrayList<>();
            for (int i = 0; i < VALUES; i++) {
                String value = generator.next(random);
                if (Searched.file(place.path(), place.write(value)).rules().isEmpty()) {
                    missed.add(value);
                }
            }
            assertThat(missed).as("in " + place).hasSizeLessThanOrEqualTo(MISSED);
        }
    }
}
