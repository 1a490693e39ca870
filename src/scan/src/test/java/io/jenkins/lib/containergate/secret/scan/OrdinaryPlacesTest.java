package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where programs that nobody calls packers leave settings: dumps, command lines, copies, logs that were cut. */
class OrdinaryPlacesTest {
    private final SecretTemplate template = new SecretTemplate(41);
    private final String password = template.fill("{password}");
    private final String settings = "# settings of the shop\nDB_PASSWORD=" + password + "\nPORT=8080\n";

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n    ", "\\n"})
    void hexadecimalInLinesIsOneText(String lineEnd) {
        String digits = HexFormat.of().formatHex(settings.getBytes(StandardCharsets.UTF_8));

        Searched searched =
                Searched.file("srv/app/dump.txt", digits.replaceAll("(.{60})", "$1" + lineEnd.replace("\\", "\\\\")));

        assertThat(searched.rules()).containsExactly("generic-password");
    }

    @Test
    void hexadecimalEndsWhereItsLinesDo() {
        String digits = HexFormat.of().formatHex("a sum of 32 bytes is no secret..".getBytes(StandardCharsets.UTF_8));

        assertThat(Searched.file("srv/app/sums.txt", digits + "\n" + settings).rules())
                .containsExactly("generic-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void aCommandForPowerShellInBase64IsDecoded(String mark) {
        byte[] command = (mark + "$env:DB_PASSWORD='" + password + "'").getBytes(StandardCharsets.UTF_16LE);

        Searched searched = Searched.file(
                "srv/app/start.ps1",
                "powershell -EncodedCommand " + Base64.getEncoder().encodeToString(command) + "\n");

        assertThat(searched.rules()).containsExactly("generic-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\0\0", "name: shop\n\0"})
    void settingsWithAZeroInThemAreText(String zeros) {
        String text = "database:\n" + zeros + "\n  password: " + password + "\n" + "# more\n".repeat(100);

        assertThat(Searched.file("srv/app/config.yml", text).rules()).containsExactly("generic-password");
    }

    @Test
    void aProgramWithTextAtItsBeginningIsAProgram() {
        String program = "text of a program\n".repeat(20) + "\0\1\2\3" + "\npassword: " + password + "\n";

        assertThat(Searched.file("srv/app/tool", program).rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secrets.yaml.dec",
                "app.properties.rpmsave",
                "app.properties.pacnew",
                "app.properties.ucf-new",
                "app.properties.augsave",
                "app.conf.dpkg-old",
                "app.ini.ucf-dist",
                "app.yml.apk-new",
                "app.cfg.bkp"
            })
    void copiesThatToolsMakeOfSettingsAreSettings(String name) {
        assertThat(Searched.file("etc/shop/" + name, "db.password: " + password + "\n")
                        .rules())
                .containsExactly("generic-password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PGDMP\1\16\0\4\10\1\1\0 and tables",
                "LPKSHHRH\0\0\0\0\10\0\0\0 and entries",
                "mozLz40\0 and settings",
                "REDIS0011\u00fa\11redis-ver\0057.2.4 and keys",
                "VALKEY080\u00fa\12valkey-ver\0059.0.0 and keys",
                "?\u00d7l\27\34Lucene90StoredFieldsFastData\0 and documents",
                "?\u00d7l\27\27ZstdStoredFields814Data\0 and documents of Elasticsearch",
                "?\u00d7l\27\26CompoundFileWriterData\0 and documents of Lucene 4"
            })
    void recordsThatAreCompressedOneByOneAreUndecided(String file) {
        assertThat(Searched.file("srv/app/data", file.getBytes(StandardCharsets.ISO_8859_1))
                        .unsearched())
                .extracting(Unsearched::reason)
                .containsExactly(Unsearched.Reason.ARCHIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PGDMP is what such a dump begins with",
                "REDIS00 is what its dump begins with",
                "VALKEY is what its dump begins with",
                "VALKEY0 and VALKEY08",
                "?\u00d7l\27\22Lucene90NormsData\0 and numbers",
                "PGDMP\1\16\0\4\10\3\1\0 and the names of files beside it",
                "LPKSHHRH\0\0\0\0\0\0\0\0 and entries"
            })
    void whatIsNotCompressedIsSearched(String file) {
        assertThat(Searched.file("srv/app/data", file.getBytes(StandardCharsets.ISO_8859_1))
                        .unsearched())
                .isEmpty();
    }
}
