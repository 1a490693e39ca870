package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.DEBIAN;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.jar.TestJar;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.rpm.SqliteWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that keep their packages where a scanner does not look, beside a small database that it does read. */
class HiddenDatabasesTest {
    private static final String UNREAD = "unread-package-file";
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String OPENSSL = deb("openssl", "1", "");
    /** A Python package and a database of dpkg at once. */
    private static final String BOTH = "Name: foo\nVersion: 1\n\n" + OPENSSL;

    @TempDir
    Path directory;

    @Test
    void aDatabaseThatIsALinkToAFileReadForAnotherReasonIsUndecided() throws Exception {
        assertThat(gaps(base().file("opt/x", OPENSSL, 0755).hardLink(STATUS, "opt/x")))
                .containsExactly(UNREAD);
        assertThat(gaps(base().file("opt/foo.dist-info/METADATA", BOTH).hardLink(STATUS, "opt/foo.dist-info/METADATA")))
                .containsExactly(UNREAD);
        assertThat(gaps(
                        base().file("opt/foo.dist-info/METADATA", BOTH),
                        layer().hardLink(STATUS, "opt/foo.dist-info/METADATA")))
                .containsExactly(UNREAD);
        assertThat(gaps(base().file("etc/foo.dist-info/METADATA", BOTH).symlink(STATUS, "/etc/foo.dist-info/METADATA")))
                .containsExactly(UNREAD);
        assertThat(gaps(base().file("opt/x", OPENSSL).symlink("var/lib/dpkg/status.d/openssl", "/opt/x")))
                .containsExactly(UNREAD);
    }

    @Test
    void aPackageFileOfALanguageThatIsALinkToAnotherKindOfFileIsUndecided() throws Exception {
        String lodash = "{\"name\":\"lodash\",\"version\":\"1.0.0\"}";

        assertThat(gaps(base().file("opt/x", lodash, 0755).hardLink("app/node_modules/lodash/package.json", "opt/x")))
                .containsExactly(UNREAD);
        assertThat(gaps(base().file("opt/x", lodash).symlink("app/node_modules/lodash/package.json", "/opt/x")))
                .containsExactly(UNREAD);
    }

    @Test
    void linksThatInstallersMakeAreNoGap() throws Exception {
        byte[] jar = TestJar.jar().pom("org.slf4j", "slf4j-api", "2.0.9").bytes();
        String lodash = "{\"name\":\"lodash\",\"version\":\"1.0.0\"}";

        assertThat(gaps(base().file("usr/share/java/slf4j-2.0.9.jar", jar)
                        .symlink("usr/share/java/slf4j.jar", "slf4j-2.0.9.jar")
                        .file("opt/tool", jar)
                        .symlink("opt/tool.jar", "tool")
                        .hardLink("srv/tool.jar", "opt/tool")
                        .file("a/node_modules/lodash/package.json", lodash)
                        .symlink("b/node_modules/lodash/package.json", "/a/node_modules/lodash/package.json")
                        .hardLink("c/node_modules/lodash/package.json", "a/node_modules/lodash/package.json")
                        .symlink("usr/lib/python3/dist-packages/x.egg-info", "missing")
                        .symlink("d/node_modules/x/package.json", "/not/there")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deinstall ok config-files", "unknown ok not-installed"})
    void aPackageWhoseFilesAreListedAndThatTheDatabaseCallsRemovedIsUndecided(String status) throws Exception {
        LayerBuilder image = layer().file("etc/os-release", DEBIAN)
                .file(STATUS, deb("base", "1", "") + OPENSSL.replace("install ok installed", status))
                .file("var/lib/dpkg/info/base.md5sums", "")
                .file("var/lib/dpkg/info/openssl:amd64.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/bin/openssl\n");

        assertThat(gaps(image)).containsExactly("incomplete-package-database");
        assertThat(gaps(image, layer().whiteout("var/lib/dpkg/info/openssl:amd64.md5sums")))
                .isEmpty();
    }

    @Test
    void whatAnInterruptedDpkgHasNotYetWrittenIntoItsDatabaseIsInstalled() throws Exception {
        ScannedImage image = ScannedImage.of(
                directory,
                layer().file("etc/os-release", DEBIAN)
                        .file(STATUS, deb("base", "1", ""))
                        .file("var/lib/dpkg/updates/0001", OPENSSL)
                        .file("var/lib/dpkg/updates/tmp.i", "#padding"));

        assertThat(image.gapRules()).isEmpty();
        assertThat(image.purls()).anyMatch(purl -> purl.startsWith("pkg:deb/debian/openssl@1"));
    }

    @Test
    void theDatabaseOfAnotherImageThatWasCopiedOverIsUndecided() throws Exception {
        assertThat(gaps(
                        layer().file("etc/os-release", DEBIAN)
                                .file(STATUS, deb("base", "1", "") + OPENSSL)
                                .file("var/lib/dpkg/info/openssl.md5sums", ""),
                        layer().file(STATUS, deb("base", "1", ""))))
                .containsExactly("incomplete-package-database");
    }

    @Test
    void aPackageThatALaterDatabaseForgetsWhileItsProgramIsThereIsUndecided() throws Exception {
        String apk = "lib/apk/db/installed";
        String musl = "P:musl\nV:1.2.5-r0\nF:lib\nR:ld-musl-x86_64.so.1\n\n";
        String openssl = "P:openssl\nV:3.3.1-r0\nF:usr/bin\nR:openssl\nZ:Q1x=\n\n";
        String libssl = "P:libssl3\nV:3.3.1-r0\nF:usr/lib\nR:libssl.so.3\n\n";
        LayerBuilder alpine = layer().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n")
                .file(apk, musl + openssl + libssl)
                .file("usr/bin/openssl", "x")
                .file("usr/lib/libssl.so.3", "x");
        LayerBuilder forgets = layer().file(apk, musl);

        assertThat(ScannedImage.of(directory, alpine, forgets).inventory().gaps())
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.rule().value()).isEqualTo("incomplete-package-database");
                    assertThat(gap.actual()).isEqualTo("libssl3, openssl");
                    assertThat(gap.location().path()).contains("usr/lib/libssl.so.3");
                });
        assertThat(gaps(alpine, layer().file(apk, musl + openssl))).containsExactly("incomplete-package-database");
        assertThat(gaps(alpine, forgets, layer().file(apk, musl + libssl)))
                .containsExactly("incomplete-package-database");
        assertThat(gaps(
                        alpine.hardLink("opt/openssl", "usr/bin/openssl"),
                        layer().file(apk, musl + libssl).whiteout("usr/bin/openssl")))
                .containsExactly("incomplete-package-database");
        alpine = layer().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n")
                .file(apk, musl + openssl + libssl)
                .file("usr/bin/openssl", "x")
                .file("usr/lib/libssl.so.3", "x");
        // apk del
        assertThat(gaps(
                        alpine,
                        layer().file(apk, musl).whiteout("usr/bin/openssl").whiteout("usr/lib/libssl.so.3")))
                .isEmpty();
        // another package has the files, or somebody else brought them later
        assertThat(gaps(alpine, layer().file(apk, musl + openssl.replace("P:openssl", "P:openssl3") + libssl)))
                .isEmpty();
        assertThat(gaps(
                        alpine,
                        layer().file(apk, musl).file("usr/bin/openssl", "y").file("usr/lib/libssl.so.3", "y")))
                .isEmpty();
        assertThat(gaps(
                        alpine,
                        layer().file(apk, musl).whiteout("usr/bin/openssl").whiteout("usr/lib/libssl.so.3"),
                        layer().file("usr/bin/openssl", "y")))
                .isEmpty();
        // an upgrade
        assertThat(gaps(
                        alpine,
                        layer().file(apk, musl + openssl.replace("3.3.1", "3.3.2") + libssl)
                                .file("usr/bin/openssl", "y")))
                .isEmpty();
    }

    @Test
    void aPackageOfDpkgOrRpmThatALaterDatabaseForgetsWhileItsProgramIsThereIsUndecided() throws Exception {
        String list = "var/lib/dpkg/info/openssl.md5sums";
        LayerBuilder debian = layer().file("etc/os-release", DEBIAN)
                .file(STATUS, deb("base", "1", "") + OPENSSL)
                .file(list, "d41d8cd98f00b204e9800998ecf8427e  usr/bin/openssl\n")
                .file("usr/bin/openssl", "");
        LayerBuilder forgets = layer().file(STATUS, deb("base", "1", "")).whiteout(list);
        assertThat(gaps(debian, forgets)).containsExactly("incomplete-package-database");
        assertThat(gaps(debian, forgets.whiteout("usr/bin/openssl"))).isEmpty();

        String rpm = "var/lib/rpm/rpmdb.sqlite";
        byte[] glibc = header("glibc", "2.34-1").vendor("Red Hat, Inc.").bytes();
        byte[] openssl = header("openssl", "3.0.7-1.el9")
                .vendor("Red Hat, Inc.")
                .file("/usr/bin/", "openssl", "a".repeat(64))
                .bytes();
        LayerBuilder rhel = layer().file("etc/os-release", "ID=rhel\nVERSION_ID=9.4\n")
                .file(rpm, SqliteWriter.write(4096, List.of(glibc, openssl)))
                .file("usr/bin/openssl", "x");
        byte[] one = SqliteWriter.write(4096, List.of(glibc));
        assertThat(gaps(rhel, layer().file(rpm, one))).containsExactly("incomplete-package-database");
        assertThat(gaps(rhel, layer().file(rpm, one).whiteout("usr/bin/openssl")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"chroot/var/lib/dpkg/status", "srv/jail/lib/apk/db/installed", "srv/jail/var/lib/rpm/Packages"})
    void aDatabaseOfAnotherRootThatIsALinkIsUndecided(String path) throws Exception {
        assertThat(gaps(base().file("opt/x", "x").hardLink(path, "opt/x"))).containsExactly("unread-ecosystem");
        assertThat(gaps(base().file("opt/x", "x").symlink(path, "/opt/x"))).containsExactly("unread-ecosystem");
    }

    @Test
    void aDatabaseOfDpkgOrApkInADirectoryOfItsOwnIsUndecided() throws Exception {
        String dpkg = "Package: openssl\nStatus: install ok installed\nVersion: 1-1\n\n";
        String apk = "C:Q1abc=\nP:openssl\nV:1-r1\n\n";

        assertThat(gaps(base().file("opt/dpkg/status", dpkg))).containsExactly("unread-ecosystem");
        assertThat(gaps(base().file("opt/dpkg/status", dpkg.replace("\nStatus", "\nEssential: yes\nStatus"))))
                .containsExactly("unread-ecosystem");
        assertThat(gaps(base().file("opt/apk/installed", apk))).containsExactly("unread-ecosystem");
        assertThat(gaps(base().file("srv/status", "Package: sent\nStatus: 3\n").file("srv/installed", "C: x")))
                .isEmpty();
    }

    @Test
    void aDatabaseOfRpmInADirectoryOfItsOwnIsUndecided() throws Exception {
        byte[] rpm = SqliteWriter.write(4096, List.of(header("openssl", "1-1").bytes()));

        assertThat(gaps(base().file("opt/db/rpmdb.sqlite", rpm))).containsExactly("unread-ecosystem");
        assertThat(gaps(base().file("usr/lib/sysimage/rpm-ostree-base-db/rpmdb.sqlite", rpm)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 11, openssl, 3.0.11-1~deb12u2, true",
        "debian, 12, openssl, 3.0.11-1~deb12u2, false",
        "debian, 12, libmxml1, 3.3.1-1+deb13u1~deb12u1, false",
        "debian, 11, libmxml1, 3.3.1-1+deb13u1~deb12u1, true",
        "debian, 13, tzdata, 2024a-0+deb12u1, false",
        "ubuntu, 20.04, openssl, 3.0.2-0ubuntu0.22.04.1, true",
        "ubuntu, 22.04, openssl, 3.0.2-0ubuntu0.22.04.1, false",
        "ubuntu, 22.04, bash, 5.1-6ubuntu12.16, false",
        "ubuntu, 24.04, tool, 1.0~22.04, false",
        "ubuntu, 22.04, tool, 1.0-0ubuntu0.24.04.1~22.04.1, false",
        "ubuntu, 20.04, tool, 1.0-0ubuntu0.24.04.1~22.04.1, true",
        "ubuntu, 22.04, snapd, 2.58+24.04, true",
        "ubuntu, 22.04, snapd, 2.58+22.04ubuntu0.1, false",
        "ubuntu, 22.04, tool, 1.0-1~ubuntu24.04.1, true",
        "ubuntu, 22.04, ubuntu-drivers-common, 1:0.9.6.2~0.24.04.1, true",
        "ubuntu, 22.04, rustc, 1.85.1+dfsg0ubuntu2~bpo0-0ubuntu1.24.04.1, true",
        "ubuntu, 22.04, rustc, 1.85.1+dfsg0ubuntu2~bpo0-0ubuntu1.22.04.1, false",
        "ubuntu, 20.04, apport, 2.20.11-0ubuntu27.10, false"
    })
    void aPackageOfALaterReleaseIsUndecided(String id, String version, String name, String of, boolean later)
            throws Exception {
        String base = id.equals("ubuntu") ? deb("base-files", "12ubuntu4", "") : "";

        assertThat(gaps(layer().file("etc/os-release", "ID=" + id + "\nVERSION_ID=" + version + "\n")
                        .file(STATUS, base + deb(name, of, ""))))
                .isEqualTo(later ? List.of("contradictory-operating-system") : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "rhel, 8.10, redhat-release, 9.4-0.5.el9, true",
        "rhel, 9.4, redhat-release, 9.4-0.5.el9, false",
        "rhel, 8.10, openssl-libs, 3.0.7-27.el9, true",
        "rhel, 9.4, tzdata, 2024a-1.el8, false",
        "ol, 9.3, oraclelinux-release, 9.3-1.0.4.el9, false",
        "amzn, 2, openssl, 3.0.8-1.amzn2023.0.2, true",
        "amzn, 2023, openssl, 3.0.8-1.amzn2023.0.2, false",
        "amzn, 2018.03, openssl, 1.0.2-1.amzn2, true",
        "amzn, 2018.03, openssl, 1.0.2-1.amzn1, false",
        "rhel, 8.10, nodejs, 16.20.2-2.module+el9.2.0+1, true",
        "almalinux, 8.10, nodejs, 16.20.2-2.module_el9.2.0+1, true",
        "almalinux, 9.2, nodejs, 16.20.2-2.module_el9.2.0+1, false",
        "rhel, 8.10, x, 1-1.el9sat, true",
        "rhel, 10.0, x, 1-1.el9, false",
        "fedora, 39, x, 1-1.fc40, true",
        "fedora, 39, x, 1-1.fc38, false",
        "photon, 4.0, x, 1-1.ph5, true",
        "photon, 4.0, x, 1-1.ph4, false",
        "mageia, 8, x, 1-1.mga9, true",
        "azurelinux, 3.0, x, 1-1.azl4, true",
        "azurelinux, 3.0, x, 1-1.azl3, false",
        "openEuler, 22.03, x, 1-1.oe2403, true",
        "openEuler, 22.03, x, 1-1.oe2203sp3, false",
        "sles, 15.5, x, 1-150600.5.1, true",
        "sles, 15.5, x, 1-150500.5.1, false",
        "sles, 15.5, x, 1-160000.1.1, true",
        "opensuse-leap, 15.5, x, 1-lp156.2.1, true",
        "opensuse-leap, 15.5, x, 1-bp155.2.1, false",
        "opensuse-leap, 15.5, x, 1-150600.2.1, true"
    })
    void anRpmOfALaterReleaseIsUndecided(String id, String version, String name, String of, boolean later)
            throws Exception {
        String release = id.equals("amzn") ? "system-release" : "glibc";
        byte[] rpm = SqliteWriter.write(
                4096,
                List.of(
                        header(release, (id.equals("amzn") ? version : "2") + "-1")
                                .bytes(),
                        header(name, of).bytes()));

        assertThat(gaps(layer().file("etc/os-release", "ID=" + id + "\nVERSION_ID=" + version + "\n")
                                .file("var/lib/rpm/rpmdb.sqlite", rpm))
                        .contains("contradictory-operating-system"))
                .isEqualTo(later);
    }

    @Test
    void thePackageThatBringsAlpinesReleaseHasThatRelease() throws Exception {
        String os = "ID=alpine\nVERSION_ID=3.20.1\n";

        assertThat(gaps(layer().file("etc/os-release", os)
                        .file("lib/apk/db/installed", "P:alpine-release\nV:3.12.1-r0\n\n")))
                .containsExactly("contradictory-operating-system");
        assertThat(gaps(layer().file("etc/os-release", os)
                        .file("lib/apk/db/installed", "P:alpine-release\nV:3.20.3-r0\n\n")))
                .isEmpty();
    }

    private static LayerBuilder base() {
        return layer().file("etc/os-release", DEBIAN).file("var/lib/dpkg/status.d/base", deb("base", "1", ""));
    }

    private List<String> gaps(LayerBuilder... layers) throws Exception {
        return ScannedImage.of(directory, layers).gapRules();
    }
}
