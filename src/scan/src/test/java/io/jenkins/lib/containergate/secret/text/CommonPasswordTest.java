package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Admin123!",
                "Admin@123",
                "P@ssw0rd",
                "MyStrongPassword123!",
                "my-Str0ng_pa55word!",
                "postgres_1234",
                "Shop-User1",
                "shop-user.123",
                "shopuser-service123",
                "Test111!",
                "root54321",
                "ShopUserAdmin01"
            })
    void wordsOfDefaultsAndNamesBesideItWithACountAreTriedFirst(String password) {
        assertThat(CommonPassword.is(password, Set.of("shop-user", "shopuser"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Winter2024!",
                "Admin2024!",
                "shopuser2025",
                "Admin7319",
                "Admin12x3",
                "Acme123!",
                "correct-horse-battery",
                "12345678",
                "!!!",
                "admin--db9",
                "adminqzvk",
                "P@ssw0rdK8s"
            })
    void aYearANumberOrAnyOtherWordMakesItAChosenOne(String password) {
        assertThat(CommonPassword.is(password, Set.of("shop-user", "shopuser"))).isFalse();
    }

    @Test
    void noGeneratedPasswordIsOne() {
        SecretTemplate template = new SecretTemplate(31);
        for (int i = 0; i < 20_000; i++) {
            assertThat(CommonPassword.is(template.fill("{alnum:8}"), Set.of("app", "db", "sa")))
                    .isFalse();
            assertThat(CommonPassword.is(template.fill("{lower:8}"), Set.of("app", "db", "sa")))
                    .isFalse();
        }
    }

    @Test
    void aNameThatIsALetterOrTwoDoesNotSpellEverything() {
        assertThat(CommonPassword.is("abababab1", Set.of("a", "b", "ab"))).isFalse();
    }
}
