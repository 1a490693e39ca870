package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and tokens are always found; where a program only shows them, the finding says so. */
class IllustrationsTest {
    private final String key = new SecretTemplate(11).fill("{pem:pkcs8}").strip();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        src/Sign.java | /** Signs.~ * <privateKey>~ * %s~ */
        src/sign.rs | /// Signs with~/// %s
        src/sign.py | def sign():~    \"""Signs with~    %s~    \"""
        src/Configure.swift | static var sampleServerPrivateKeyPEM: String { \"""~    %s~\"""
        pkg/keys.go | var testKey = []byte(`%s`)
        pkg/keys.go | const kTestPrivateKey = `%s`
        src/Keys.java | String TEST_PRIVATE_KEY = "%s";
        src/keys.ts | const dummyKeyPem: string = `%s`;
        src/keys.rs | const EXAMPLE_PEM: &str = r#"%s"#;
        library/certs.c | const char shop_test_srv_key[] =~"%s";
        src/keys.py | FAKE_PRIVATE_KEY = \"""%s\"""
        pkg/keys.go | const TestPrivKey string = `%s`
        pkg/keys.go | var testPrivKey []byte = []byte(`%s`)
        pkg/keys.go | FakeGenerateKey = func(_ io.Reader, _ int) (*rsa.PrivateKey, error) {~\treturn utils.DecodePrivateKey([]byte(`%s`))~}
        pkg/keys.go | func testKey(t *testing.T) []byte {~\treturn []byte(`%s`)~}
        src/keys.py | def fake_private_key() -> str:~    return \"""%s\"""
        src/sign.rs | fn sign() {~}~~#[cfg(test)]~mod tests {~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(all(test, any(feature = "a", feature = "b")))]~mod tests {~    #[cfg(feature = "a")]~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(test)]~#[allow(clippy::unwrap_used)]~// of the signer~pub(crate) mod signer_tests {~    fn a() {~    }~    const KEY: &str = "%s";~}
        """)
    void aKeyThatAProgramShowsIllustrates(String path, String text) {
        assertThat(found(path, text).illustrates()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        src/Sign.java | // %s
        src/sign.cc | // off:~// %s
        src/Sign.java | /*~ * %s~ */
        src/Sign.java | /** Signs. */~String key = "%s";
        src/sign.py | KEY = \"""~%s~\"""
        src/Keys.java | String latestKey = "%s";
        src/Keys.java | String contestKey = "%s";
        src/Keys.java | String testedKey = "%s";
        library/certs.c | const char shop_latest_key[] =~"%s";
        library/certs.c | const char shop_srv_key[] =~"%s";
        src/Keys.java | verify(testKey); sign("%s");
        src/Keys.java | String testName = "shop"; String key = "%s";
        src/Keys.java | if (test) key = "%s";
        pkg/keys.go | func latestKey() []byte {~\treturn []byte(`%s`)~}
        pkg/keys.go | func testKey() { check() }; func key() []byte {~\treturn []byte(`%s`)~}
        pkg/keys.go | if testKey(a) {~\tsend(b, `%s`)
        srv/app/.env | TEST_PRIVATE_KEY="%s"
        app/config/app.yaml | testKey: "%s"
        app/config/server.key | %s
        README.md | ```~%s~```
        src/sign.rs | #[cfg(test)]~mod tests {~}~~const KEY: &str = "%s";
        src/sign.rs | #[cfg(test)]~mod tests {}~fn sign() {~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(test)]~mod tests { fn a() {} }~const KEY: &str = "%s";
        src/sign.rs | #[cfg(test)]~mod tests {~    fn a() {} }~fn sign() {~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(test)]~mod tests {~    fn a() {} }~pub(crate) const KEY: &str = "%s";
        src/sign.rs | #[cfg(test)]~mod tests {~    fn a() {} }~#[allow(dead_code)]~const KEY: &str = "%s";
        src/sign.rs | #[cfg(test)]~mod tests {~    fn a() {} }~lazy_static! {~    static ref KEY: &str = "%s";~}
        src/sign.rs | #[cfg(test)]~mod tests {~    fn a() {} }~impl<T> Signer<T> {~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(test)]~mod tests {~    fn a() {} }~trait Signer {~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(test)]~mod tests;~~const KEY: &str = "%s";
        src/sign.rs | #[cfg(test)]~use std::fs;~~mod keys {~    const KEY: &str = "%s";~}
        src/sign.rs | // #[cfg(test)]~mod keys {~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(any(test, feature = "a"))]~mod keys {~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(all(unix, not(test)))]~mod keys {~    const KEY: &str = "%s";~}
        src/sign.rs | #[cfg(not(test))]~mod keys {~    const KEY: &str = "%s";~}
        srv/app/app.conf | #[cfg(test)]~mod tests {~key = "%s"
        """)
    void aKeyInUseDoesNot(String path, String text) {
        assertThat(found(path, text).illustrates()).isFalse();
    }

    @Test
    void aKeyThatIsShownAndUsedInTheSameFileIsInUse() {
        String used = "String key = \"" + key + "\";\n";
        String shown = "String testKey = \"" + key + "\";\n";
        assertThat(Searched.file("src/Keys.java", shown + used).found())
                .singleElement()
                .matches(found -> !found.illustrates());
        assertThat(Searched.file("src/Keys.java", used + shown).found())
                .singleElement()
                .matches(found -> !found.illustrates());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        src/login.rs | #[cfg(test)]~mod tests {~    fn a() { login("%s") }~} | true
        src/login.rs | fn a() { login("%s") } | false
        src/Login.java | // login("%s") | false
        src/Login.java | String testToken = "%s"; | false
        srv/login.yaml | token: %s | false
        """)
    void aWebTokenIllustratesInAModuleOfTestsButNotByItsName(String path, String text, boolean illustrates) {
        String content = text.replace("~", "\n").replace("%s", new SecretTemplate(15).fill("{jwt}")) + "\n";
        assertThat(Searched.file(path, content).found())
                .singleElement()
                .matches(found -> found.illustrates() == illustrates);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        src/Mail.java | /**~ * amqps://shop:%s@mail.shopfront.io:5671~ */ | true
        src/Mail.java | connect("amqps://shop:%s@mail.shopfront.io:5671"); | false
        src/Mail.java | // amqps://shop:%s@mail.shopfront.io:5671 | false
        """)
    void aPasswordOfAnAddressIllustratesInADocumentedComment(String path, String text, boolean illustrates) {
        String content = text.replace("~", "\n").replace("%s", new SecretTemplate(16).fill("{alnum:24}")) + "\n";
        assertThat(Searched.file(path, content).found())
                .singleElement()
                .matches(found -> found.illustrates() == illustrates);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        idp/shop.go | /*~{~  "access_token": "%s",~  "expires_in": 7140~}~*/ | true
        idp/shop.go | // {"token_type": "Bearer", "refresh_token": "%s"} | true
        idp/shop.go | /*~{~  "access_token": "%s"~}~*/ | false
        idp/shop.js | answer = {"refresh_token": "%s", "expires_in": 7140} | false
        idp/shop.json | {"refresh_token": "%s", "expires_in": 7140} | false
        idp/.env | # {"refresh_token": "%s", "expires_in": 7140} | false
        """)
    void anAnswerOfOAuthInACommentOfAProgramIllustrates(String path, String text, boolean illustrates) {
        String content = text.replace("~", "\n").replace("%s", new SecretTemplate(12).fill("{alnum:32}")) + "\n";
        assertThat(Searched.file(path, content).found())
                .singleElement()
                .matches(found -> found.illustrates() == illustrates);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        src/login.rs | #[cfg(test)]~mod tests {~    fn a() { login(User { password: "%s" }) }~} | true
        src/login.rs | fn a() { login(User { password: "%s" }) } | false
        api/openapi.yaml | paths:~  /login:~    post:~      example:~        password: %s | true
        api/openapi.json | {"components":{"examples":{"login":{"value":{"password":"%s"}}}}} | true
        collector/metadata.yaml | setup:~  examples:~    - config: ~~        password: %s | true
        deploy/compose.yaml | services:~  example:~    environment:~      DB_PASSWORD: %s | false
        deploy/compose.yaml | services:~  examples-db:~    environment:~      DB_PASSWORD: %s | false
        deploy/values.yaml | example:~  password: %s | false
        deploy/values.yaml | parameters:~  example:~    password: %s | false
        api/swagger.yaml | definitions:~  Login:~    example:~      password: %s | true
        deploy/values.yaml | paths:~  password: %s | false
        .github/workflows/ci.yml | jobs:~  test:~    services:~      db:~        env:~          DB_PASSWORD: %s | true
        .github/workflows/ci.yml | jobs:~  test:~    env:~      DB_PASSWORD: %s | false
        .github/workflows/ci.yml | jobs:~  test:~    services:~      db:~        credentials:~          password: %s | false
        deploy/ci.yml | jobs:~  test:~    services:~      db:~        env:~          DB_PASSWORD: %s | false
        """)
    void aPasswordIllustratesWhereAFormatSaysThatItIsForTestsOrExamples(String path, String text, boolean illustrates) {
        String content = text.replace("~", "\n").replace("%s", new SecretTemplate(13).fill("{alnum:24}")) + "\n";
        assertThat(Searched.file(path, content).found())
                .singleElement()
                .matches(found -> found.illustrates() == illustrates);
    }

    @Test
    void aKeyOfRailsIllustratesInTheEnvironmentsOfADeveloper() {
        String path = "config/secrets.yml";
        for (String environment : List.of("development", "test", "production")) {
            String content = new SecretTemplate(14).fill(environment + ":\n  secret_key_base: {hex:128}\n");
            assertThat(Searched.file(path, content).found())
                    .singleElement()
                    .matches(found -> found.illustrates() != environment.equals("production"));
        }
    }

    @Test
    void aPasswordThatAnExampleShowsAndTheRestOfTheDocumentUsesIsInUse() {
        String password = new SecretTemplate(15).fill("{alnum:24}");
        String example = "examples:\n  password: " + password + "\n";
        String used = "db:\n  password: " + password + "\n";
        assertThat(Searched.file("app.yaml", example + used).found())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.illustrates()).isFalse();
                    assertThat(found.line()).isEqualTo(4);
                    assertThat(found.pointer()).contains("/db/password");
                });
        assertThat(Searched.file("app.yaml", used + example).found())
                .singleElement()
                .matches(found -> !found.illustrates() && found.line() == 2);
        assertThat(Searched.file("app.yaml", example + "# password: " + password + "\n")
                        .found())
                .singleElement()
                .matches(found -> !found.illustrates());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        examples:~  {db: &db {password: %s}}~prod: *db
        examples: &all~  db:~    password: %s~prod:~  <<: *all
        examples:~  - &db~    password: %s~prod: *db
        examples:~  password: &value %s~prod:~  password: *value
        """)
    void aPasswordOfAnExampleThatAnAliasMayUseIsInUse(String text) {
        String content = text.replace("~", "\n").replace("%s", new SecretTemplate(17).fill("{alnum:24}")) + "\n";
        assertThat(Searched.file("app.yaml", content).found()).singleElement().matches(found -> !found.illustrates());
        assertThat(Searched.file("app.yaml", content.replaceAll("&[a-z]+", "").replaceAll("(?m)^(prod| +<<).*", ""))
                        .found())
                .singleElement()
                .matches(FoundSecret::illustrates);
    }

    @Test
    void aPasswordThatADocumentShowsMoreOftenThanIsLookedAtIsInUse() {
        String password = new SecretTemplate(16).fill("{alnum:24}");
        String often = "examples:\n" + ("- password: " + password + "\n").repeat(17);
        assertThat(Searched.file("app.yaml", often + "db: {password: " + password + "}\n")
                        .found())
                .singleElement()
                .matches(found -> !found.illustrates());
    }

    private FoundSecret found(String path, String text) {
        String comment = text.contains("~ * %s")
                ? " * "
                : text.contains("/// %s") ? "/// " : text.contains("~// %s") ? "// " : "";
        String content = text.replace("~", "\n").replace("%s", key.replace("\n", "\n" + comment)) + "\n";
        return Searched.file(path, content).found().get(0);
    }
}
