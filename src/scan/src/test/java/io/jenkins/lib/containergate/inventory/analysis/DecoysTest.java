package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.DEBIAN;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.base;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.rpm.SqliteWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images whose files lead away from what is installed. */
class DecoysTest {
    private static final String UNREAD = "unread-package-file";
    private static final String CONTRADICTION = "contradictory-operating-system";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "ID=debian|VERSION_ID=11, true",
        "ID=ubuntu|VERSION_ID=12, true",
        "ID=debian|VERSION_ID=12, false",
        "ID=debian|VERSION_ID=12.5, false",
        "ID=debian, false"
    })
    void anotherReleaseInTheOsReleaseOfTheVendorIsAContradiction(String text, boolean contradicts) throws Exception {
        LayerBuilder image = layer().file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
                .file("usr/lib/os-release", text.replace('|', '\n') + "\n")
                .file("var/lib/dpkg/status", deb("libc6", "1", ""));

        assertThat(gaps(image)).isEqualTo(contradicts ? List.of(CONTRADICTION) : List.of());
    }

    @Test
    void aDebianImageAsItIsHasNoGap() throws Exception {
        assertThat(gaps(base().file("etc/debian_version", "12.5\n").symlink("lib", "usr/lib")))
                .isEmpty();
    }

    @Test
    void aDatabaseThatIsALinkBesideAnotherIsUndecided() throws Exception {
        assertThat(gaps(layer().file("etc/os-release", DEBIAN)
                        .file("opt/real", deb("openssl", "1", ""))
                        .symlink("var/lib/dpkg/status", "/opt/real")
                        .file("var/lib/dpkg/status.d/base", deb("base", "1", ""))))
                .contains(UNREAD);
    }

    @ParameterizedTest
    @CsvSource({"var,opt/var", "var/lib,/opt/var/lib", "var/lib/dpkg,../../opt/var/lib/dpkg"})
    void aDirectoryOfTheDatabaseThatIsALinkIsUndecided(String link, String target) throws Exception {
        assertThat(gaps(layer().file("etc/os-release", DEBIAN)
                        .symlink(link, target)
                        .file("opt/var/lib/dpkg/status", deb("openssl", "1", ""))
                        .file("lib/apk/db/installed", "P:decoy\nV:1\n\n")))
                .contains(UNREAD);
    }

    @Test
    void aDirectoryOfTheDatabaseOfDistrolessImagesThatIsALinkIsUndecided() throws Exception {
        assertThat(gaps(base().symlink("var/lib/dpkg/status.d", "/opt/packages")
                        .file("opt/packages/openssl", deb("openssl", "1", ""))))
                .contains(UNREAD);
    }

    @Test
    void aDatabaseWrittenThroughALinkOfAnotherNameIsUndecided() throws Exception {
        assertThat(gaps(base().symlink("d", "var/lib/dpkg"), layer().file("d/status", deb("openssl", "1", ""))))
                .contains(UNREAD);
    }

    @Test
    void otherPackageFilesWrittenThroughALinkAreUndecided() throws Exception {
        assertThat(gaps(
                        base().directory("srv/x-1.0.dist-info").symlink("n", "srv/x-1.0.dist-info"),
                        layer().file("n/METADATA", "Name: x\nVersion: 1.0\n")))
                .contains(UNREAD);
    }

    @ParameterizedTest
    @CsvSource({"/run/os-release", "../../../outside", "os-release", "/opt/real"})
    void anOsReleaseThatLeadsElsewhereIsUndecided(String target) throws Exception {
        assertThat(gaps(layer().file("usr/lib/os-release", DEBIAN)
                        .file("var/lib/dpkg/status", deb("base", "1", ""))
                        .file("opt/real", "ID=ubuntu\nVERSION_ID=22.04\n")
                        .symlink("etc/os-release", target)))
                .contains(UNREAD);
    }

    @Test
    void theUsualLinkOfOsReleaseIsNoGap() throws Exception {
        assertThat(gaps(layer().file("usr/lib/os-release", DEBIAN)
                        .file("var/lib/dpkg/status", deb("base", "1", ""))
                        .symlink("etc/os-release", "../usr/lib/os-release")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "debian,12,etc/debian_version,11.9",
        "ubuntu,22.04,etc/debian_version,12.1",
        "debian,12,etc/alpine-release,3.19.1",
        "debian,12,etc/redhat-release,Rocky Linux release 9.3 (Blue Onyx)",
        "debian,12,etc/rocky-release,Rocky Linux release 9.3 (Blue Onyx)"
    })
    void aReleaseFileThatContradictsOsReleaseIsUndecided(String id, String version, String file, String content)
            throws Exception {
        List<String> gaps = gaps(layer().file("etc/os-release", "ID=" + id + "\nVERSION_ID=" + version + "\n")
                .file("var/lib/dpkg/status", deb("base", "1", ""))
                .file(file, content + "\n"));

        assertThat(gaps).containsExactly(CONTRADICTION);
    }

    @ParameterizedTest
    @CsvSource({
        "debian,12,base-files,11.1+deb11u9",
        "debian,12,base-files,12ubuntu4.6",
        "ubuntu,22.04,base-files,12.4+deb12u5"
    })
    void packagesOfAnotherDebianOrUbuntuAreUndecided(String id, String version, String name, String of)
            throws Exception {
        assertThat(gaps(layer().file("etc/os-release", "ID=" + id + "\nVERSION_ID=" + version + "\n")
                        .file("var/lib/dpkg/status", deb(name, of, ""))))
                .contains(CONTRADICTION);
    }

    @ParameterizedTest
    @CsvSource({
        "wolfi,20230201,alpine-baselayout,true",
        "alpine,3.19.1,alpine-baselayout,false",
        "alpine,3.19.1,wolfi-baselayout,true",
        "chainguard,1,wolfi-baselayout,false"
    })
    void packagesOfAnotherDistributionAreUndecided(String id, String version, String name, boolean undecided)
            throws Exception {
        List<String> gaps = gaps(layer().file("etc/os-release", "ID=" + id + "\nVERSION_ID=" + version + "\n")
                .file("lib/apk/db/installed", "P:" + name + "\nV:1-r0\nA:x86_64\n\n"));

        assertThat(gaps).isEqualTo(undecided ? List.of(CONTRADICTION) : List.of());
    }

    @Test
    void aReleaseOfAlpineThatContradictsOsReleaseIsUndecided() throws Exception {
        String installed = "P:musl\nV:1-r0\nA:x86_64\n\n";
        String os = "ID=alpine\nVERSION_ID=3.21.0\n";
        assertThat(gaps(layer().file("etc/os-release", os)
                        .file("lib/apk/db/installed", installed)
                        .file("etc/alpine-release", "3.16.2\n")))
                .containsExactly(CONTRADICTION);
        assertThat(gaps(layer().file("etc/os-release", os)
                        .file("lib/apk/db/installed", installed)
                        .file("etc/alpine-release", "3.21.0\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alpine | 3.21.0                | https://mirror.example/alpine/v3.21/main             | false
                    alpine | 3.21.0                | https://mirror.example/alpine/v3.21/community/       | false
                    alpine | 3.21.0                | https://mirror.example/alpine/edge/testing           | true
                    alpine | 3.21.0                | @edge https://mirror.example/alpine/edge/community   | true
                    alpine | 3.21.0                | /media/alpine/v3.22/main                             | true
                    alpine | 3.21.0                | https://mirror.example/alpine/v3.9/main              | true
                    alpine | 3.21.0                | # https://mirror.example/alpine/edge/testing         | false
                    alpine | 3.21.0                | #https://mirror.example/alpine/edge/testing          | false
                    alpine | 3.21.0                | https://shop.example/packages                        | false
                    alpine | 3.22.0_alpha20250108  | https://mirror.example/alpine/edge/main              | false
                    alpine | 3.22.0_alpha20250108  | https://mirror.example/alpine/v3.21/main             | true
                    wolfi  | 20230201              | https://mirror.example/alpine/edge/main              | false
                    """)
    void repositoriesOfAnotherReleaseOfAlpineAreAContradiction(
            String id, String version, String repository, boolean contradictory) throws Exception {
        String first = "https://mirror.example/alpine/v3.21/main\n";
        List<String> gaps = gaps(layer().file("etc/os-release", "ID=" + id + "\nVERSION_ID=" + version + "\n")
                .file("lib/apk/db/installed", "P:musl\nV:1-r0\nA:x86_64\n\n")
                .file("etc/apk/repositories", (version.equals("3.21.0") ? first : "") + repository + "\n"));
        assertThat(gaps).isEqualTo(contradictory ? List.of(CONTRADICTION) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "2023,2023.6.20241212-0.amzn2023,false",
        "2023,2-16.amzn2,true",
        "2,2-16.amzn2,false",
        "2,2023.6.20241212-0.amzn2023,true"
    })
    void theReleaseOfAmazonLinuxIsThatOfItsReleasePackage(String version, String release, boolean contradictory)
            throws Exception {
        byte[] database = SqliteWriter.write(
                4096,
                List.of(header("system-release", release).vendor("Amazon Linux").bytes()));
        LayerBuilder image = layer().file(
                        "etc/os-release",
                        "ID=amzn\nVERSION_ID=" + version + "\nPRETTY_NAME=\"Amazon Linux " + version + "\"\n")
                .file("var/lib/rpm/rpmdb.sqlite", database);

        assertThat(gaps(image).contains(CONTRADICTION)).isEqualTo(contradictory);
    }

    private List<String> gaps(LayerBuilder... layers) throws Exception {
        return ScannedImage.of(directory, layers).gapRules();
    }
}
