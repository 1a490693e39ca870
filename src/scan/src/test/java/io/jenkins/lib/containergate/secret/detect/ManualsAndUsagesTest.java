package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What manuals in programs, usages and addresses in mails say beside what looks like a secret. */
class ManualsAndUsagesTest {
    private final SecretTemplate template = new SecretTemplate(51);
    private final String value = template.fill("{alnum:24}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        lib/Shop.pm | package Shop;~~=head1 SYNOPSIS~~  login(password => '%s');~~=cut
        lib/Shop.pm | print <<EOT;~text~EOT~~=head1 SYNOPSIS~~  print <<EOT;~  login(password => '%s');~~=cut
        src/shop.conf.pod | =encoding UTF-8~~=over 4~~=item B<Shop>~~ <Server>~   Password "%s"~ </Server>
        """)
    void whatTheManualOfAProgramInPerlShowsIsNotReported(String path, String text) {
        assertThat(Searched.file(path, content(text)).found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        lib/Shop.pm | package Shop;~~=head1 NAME~~Shop~~=cut~~login(password => '%s');
        lib/Shop.pm | package Shop;~~=======~~login(password => '%s');
        lib/Shop.pm | package Shop;~~login(password => '%s');~~=head1 NAME
        lib/shop.rb | =begin~The shop.~=end~~login(password: '%s')
        lib/shop.rb | =begin~~=head1 Shop~~=end~~login(password: '%s')
        lib/shop.rb | =begin~~login(password: '%s')~~=end
        src/shop.js | const shop~=header.of(1);~~login({ password: '%s' })
        src/shop.js | const shop~=item ;~login({ password: '%s' })
        lib/Shop.pm | print <<EOT;~~=head1 NAME~~EOT~~login(password => '%s');
        lib/Shop.pm | print <<"END_OF_TEXT";~~=head1 NAME~~Shop~END_OF_TEXT~login(password => '%s');
        app/shop.conf | =head1 NAME~password = %s
        srv/app/a.go | var d = `~~=head1 x~~`~~var password = "%s"
        lib/shop.rb | d = '~~=head1 x~~'~login(password: '%s')
        app/Shop.php | $text = "=head1";~login(['password' => '%s']);
        """)
    void whatAProgramRunsOrASettingSaysIs(String path, String text) {
        assertThat(Searched.file(path, content(text)).found()).hasSize(1);
    }

    @Test
    void aKeyInTheManualOfAProgramInPerlIllustrates() {
        String key = template.fill("{pem:pkcs8}").strip();
        assertThat(Searched.file("lib/Shop.pod", "=pod\n\n my $key = \"" + key.replace("\n", "\\n") + "\";\n")
                        .found())
                .singleElement()
                .matches(found -> found.illustrates());
        assertThat(Searched.file("lib/Shop.pm", "=pod\n\n=cut\n\nmy $key = '" + key + "';\n")
                        .found())
                .singleElement()
                .matches(found -> !found.illustrates());
    }

    @Test
    void aParameterOfAnAddressEndsWhereTheNextBegins() {
        assertThat(Searched.file("shop.sh", "# https://shop.net/add?key=shop&Password=testpass&Name=w3.shop7.net\n")
                        .found())
                .isEmpty();
        assertThat(Searched.file(
                                "shop.sh", "# https://shop.net/add?key=shop&Password=" + value + "&Name=w3.shop7.net\n")
                        .rules())
                .containsExactly("generic-password");
        assertThat(Searched.file("shop.sh", "PASSWORD='Ab3&xyQ=9kLm'\nOTHER_PASSWORD=Ab3&xyQ9-kLm\n")
                        .found())
                .hasSize(2);
    }

    @Test
    void numbersInBase64AreNoPasswordAndAPasswordInItIs() {
        String numbers = encoded(encoded("1189349&9531&7044&42536&931393")).replace("=", "%3D");
        assertThat(Searched.file("mail/letter", "https://shop.net/rd?ID=1&PASS=" + numbers + "\n")
                        .found())
                .isEmpty();
        assertThat(Searched.file("mail/letter", "https://shop.net/rd?ID=1&PASS=" + encoded(value) + "\n")
                        .found())
                .hasSize(1);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theArgumentsOfACallThatGoesOnAreNoTable() {
        assertThat(Searched.file(
                                "src/key.c",
                                "ret = load(session, privatekey, passphrase,\n"
                                        + "        rsapkcs1pubkey, rsapkcs8pubkey, (void *) &p);\n")
                        .found())
                .isEmpty();
        assertThat(Searched.file("db.sql", "INSERT INTO u (name, password)\nVALUES ('alice', '" + value + "');\n")
                        .found())
                .hasSize(1);
        assertThat(Searched.file(
                                "db.sql",
                                "INSERT INTO u (id, name, password,\n  mail)\nVALUES (1, 'alice', '" + value
                                        + "', 'a@b.c');\n")
                        .found())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=<password>[,port=<port>2]",
                "password: <tt>$1</tt>",
                "token=\\([-._0-9A-Za-z]*\\)",
                "password=[^;&]*Ab1x",
                "private_key_file=(.*?)Ab1x9",
                "password: t1meMa$heen",
                "password (SHA512-CRYPT)"
            })
    void aUsageIsNoSecret(String line) {
        assertThat(Searched.file("app/usage.conf", line + "\n").found()).isEmpty();
    }

    @Test
    void aTokenThatEveryLocalSetupOfSupabaseHasIllustrates() {
        assertThat(token("supabase-demo")).isTrue();
        assertThat(token("supabase")).isFalse();
        assertThat(token("supabase-demo2")).isFalse();
    }

    private boolean token(String issuer) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header = encoder.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String claims = encoder.encodeToString(
                ("{\"iss\":\"" + issuer + "\",\"role\":\"service_role\"}").getBytes(StandardCharsets.UTF_8));
        return Searched.file(".env", "KEY=" + header + "." + claims + "." + template.fill("{alnum:43}") + "\n")
                .found()
                .get(0)
                .illustrates();
    }

    private String content(String text) {
        return text.replace("~", "\n").replace("%s", value) + "\n";
    }
}
