package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.DEBIAN;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder;
import io.jenkins.lib.containergate.testkit.rpm.SqliteWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a package of the distribution owns unchanged is evaluated with that package, and nothing else is. */
class DistributionFilesTest {
    private static final String JAR = "usr/share/java/catalina.jar";
    private static final String LIST = "var/lib/dpkg/info/libtomcat10-java.md5sums";
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String TEAM = "Debian Java Maintainers <pkg-java-maintainers@lists.alioth.debian.org>";
    private static final String UNIDENTIFIED = "unidentified-library";

    /** Classes of a library, and not a word about which. */
    private static final byte[] CATALINA = catalina();

    @TempDir
    Path directory;

    @Test
    void aJarOfTheDistributionThatDoesNotSayWhatItIsIsLeftToItsPackage() throws Exception {
        ScannedImage image = scan(debian(TEAM).file(LIST, line(CATALINA, JAR)).file(JAR, CATALINA));

        assertThat(image.gapRules()).isEmpty();
        assertThat(image.inventory().ownedFiles()).isEqualTo(1);
        assertThat(image.purls()).anyMatch(purl -> purl.startsWith("pkg:deb/debian/libtomcat10-java@10.1.6"));
    }

    @Test
    void withoutTheListThatOwnsItTheSameJarIsUndecided() throws Exception {
        ScannedImage image = scan(debian(TEAM).file(JAR, CATALINA));

        assertThat(image.gapRules()).containsExactly(UNIDENTIFIED);
        assertThat(image.inventory().ownedFiles()).isZero();
    }

    @Test
    void aJarThatALaterLayerReplacedIsUndecided() throws Exception {
        assertThat(scan(
                                debian(TEAM).file(LIST, line(CATALINA, JAR)).file(JAR, CATALINA),
                                layer().file(
                                                JAR,
                                                TestJar.jar()
                                                        .classes("org/apache/logging/log4j/core/", 12)
                                                        .bytes()))
                        .gapRules())
                .containsExactly(UNIDENTIFIED);
    }

    @Test
    void aJarThatALaterLayerOnlyCopiesIsStillThePackages() throws Exception {
        assertThat(scan(debian(TEAM).file(LIST, line(CATALINA, JAR)).file(JAR, CATALINA), layer().file(JAR, CATALINA))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aListThatALaterLayerChangesOwnsNothing() throws Exception {
        assertThat(scan(debian(TEAM), layer().file(LIST, line(CATALINA, JAR)).file(JAR, CATALINA))
                        .gapRules())
                .containsExactly(UNIDENTIFIED);
    }

    @Test
    void aPackageThatALaterLayerInstallsOwnsItsFiles() throws Exception {
        assertThat(scan(
                                layer().file("etc/os-release", DEBIAN).file(STATUS, deb("base", "1", "")),
                                layer().file(STATUS, deb("base", "1", "") + tomcat(TEAM))
                                        .file(LIST, line(CATALINA, JAR))
                                        .file(JAR, CATALINA))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aListWhosePackageIsNotInstalledOwnsNothing() throws Exception {
        assertThat(scan(debian(TEAM)
                                .file("var/lib/dpkg/info/other.md5sums", line(CATALINA, JAR))
                                .file(JAR, CATALINA))
                        .gapRules())
                .containsExactly("incomplete-package-database", UNIDENTIFIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Elasticsearch Team <info@elastic.co>",
                "Debian <debian.org@example.com>",
                "Somebody <somebody@notdebian.org>",
                "somebody@debian.org",
                "debian.org>",
                ""
            })
    void aPackageThatSomebodyElseBuiltOwnsNothing(String maintainer) throws Exception {
        assertThat(scan(debian(maintainer).file(LIST, line(CATALINA, JAR)).file(JAR, CATALINA))
                        .gapRules())
                .containsOnlyOnce(UNIDENTIFIED);
    }

    @Test
    void aPackageThatSomebodyElseBuiltAnewUnderDebiansMaintainerOwnsNothing() throws Exception {
        String anew = tomcat(TEAM).replaceFirst("Version: (.*)", "Version: $1+0~20231205.44+debian12~1.gbp9e3f2c");

        assertThat(scan(layer().file("etc/os-release", DEBIAN)
                                .file(STATUS, deb("base", "1", "") + anew)
                                .file(LIST, line(CATALINA, JAR))
                                .file(JAR, CATALINA))
                        .gapRules())
                .containsExactlyInAnyOrder("package-of-another-vendor", UNIDENTIFIED);
    }

    @Test
    void onADistributionThatIsNotKnownNothingIsOwned() throws Exception {
        assertThat(scan(layer().file("etc/os-release", "ID=plan9\nVERSION_ID=4\n")
                                .file(STATUS, tomcat(TEAM))
                                .file(LIST, line(CATALINA, JAR))
                                .file(JAR, CATALINA))
                        .gapRules())
                .contains(UNIDENTIFIED);
    }

    @ParameterizedTest
    @CsvSource({"usr/share/java/other.jar", "opt/shop/catalina.jar"})
    void theSameContentElsewhereIsUndecided(String path) throws Exception {
        assertThat(scan(debian(TEAM)
                                .file(LIST, line(CATALINA, JAR))
                                .file(JAR, CATALINA)
                                .file(path, CATALINA))
                        .gapRules())
                .containsExactly(UNIDENTIFIED);
    }

    @Test
    void aJarWrittenThroughALinkIsUndecided() throws Exception {
        assertThat(scan(
                                debian(TEAM)
                                        .file(LIST, line(CATALINA, JAR))
                                        .directory("usr/share/java")
                                        .symlink("j", "usr/share/java"),
                                layer().file("j/catalina.jar", CATALINA))
                        .gapRules())
                .contains(UNIDENTIFIED);
    }

    @Test
    void aLibraryWhoseGroupIsUnknownNamesItsOwner() throws Exception {
        byte[] jar = TestJar.jar().manifest("Implementation-Version: 1.2").bytes();
        String path = "usr/share/java/own-tool-1.2.jar";

        assertThat(scan(debian(TEAM).file(LIST, line(jar, path)).file(path, jar))
                        .inventory()
                        .packages())
                .filteredOn(found -> found.name().equals("own-tool"))
                .extracting(InstalledPackage::owner)
                .containsExactly(Optional.of("libtomcat10-java"));
    }

    @Test
    void whatSaysWhatItIsIsEvaluatedAsBefore() throws Exception {
        byte[] jar = TestJar.jar()
                .pom("org.apache.logging.log4j", "log4j-core", "2.14.1")
                .bytes();
        ScannedImage image = scan(debian(TEAM).file(LIST, line(jar, JAR)).file(JAR, jar));

        assertThat(image.purls()).contains("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1");
        assertThat(image.inventory().ownedFiles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/erlang/lib/ssl-11.0/ebin/ssl.app",
                "usr/share/lua/5.1/lapis-1.8-1.rockspec",
                "usr/lib/R/library/base/DESCRIPTION"
            })
    void packagesOfALanguageThatTheDistributionOwnsAreLeftToIt(String path) throws Exception {
        assertThat(scan(debian(TEAM).file(LIST, line(bytes("x"), path)).file(path, "x"))
                        .gapRules())
                .isEmpty();
        assertThat(scan(debian(TEAM).file(LIST, line(bytes("x"), path)).file(path, "y"))
                        .gapRules())
                .containsExactly("unread-ecosystem");
        assertThat(scan(debian(TEAM).file(LIST, line(bytes("x"), path)).symlink(path, "/etc/os-release"))
                        .gapRules())
                .containsExactly("unread-ecosystem");
    }

    @Test
    void aScriptOfTheDistributionThatHoldsErlangApplicationsIsLeftToItsPackage() throws Exception {
        byte[] script = TestJar.jar()
                .with("shop/ebin/shop.app", "{application,shop,[]}.")
                .bytes();
        String path = "usr/lib/rabbitmq/escript/rabbitmq-diagnostics";

        assertThat(scan(debian(TEAM).file(LIST, line(script, path)).file(path, script))
                        .gapRules())
                .isEmpty();
        assertThat(scan(debian(TEAM).file(path, script)).gapRules()).containsExactly("unread-ecosystem");
    }

    @Test
    void aProgramOfRustThatTheDistributionOwnsIsLeftToItsPackage() throws Exception {
        byte[] program = TestElf.elf()
                .sectionName(".comment")
                .data(bytes("rustc version 1.85.0\0"))
                .bytes();
        String path = "usr/bin/rg";

        assertThat(scan(debian(TEAM).file(LIST, line(program, path)).file(path, program))
                        .gapRules())
                .isEmpty();
        assertThat(scan(debian("Acme <deb@acme.example>")
                                .file(LIST, line(program, path))
                                .file(path, program))
                        .gapRules())
                .containsExactly("unread-ecosystem");
    }

    @Test
    void aStrippedProgramInADirectoryOfItsPackageIsLeftToItAsWell() throws Exception {
        byte[] program = TestElf.elf()
                .sectionName(".rodata")
                .data(bytes("/usr/src/rustc-1.85.0/library/core/src/option.rs"))
                .bytes();
        String path = "usr/lib/chromium/chrome_crashpad_handler";

        assertThat(scan(debian(TEAM).file(LIST, line(program, path)).file(path, program))
                        .gapRules())
                .isEmpty();
        assertThat(scan(debian(TEAM).file(path, program)).gapRules()).containsExactly("unread-ecosystem");
    }

    @Test
    void onApkNothingIsOwned() throws Exception {
        String installed =
                "P:lua-lapis\nV:1.8-r0\nA:x86_64\nm:Alpine <x@alpinelinux.org>\no:lua-lapis\nF:usr/share/lua\n"
                        + "R:lapis-1.8-1.rockspec\nZ:Q1AC9uv38TXjIRRkOoKpCTdNSuCwg=\n\nP:alpine-baselayout\nV:3.6-r0\n\n";

        assertThat(scan(layer().file("etc/os-release", "ID=alpine\nVERSION_ID=3.22.1\n")
                                .file("lib/apk/db/installed", installed)
                                .file("usr/share/lua/lapis-1.8-1.rockspec", "x"))
                        .gapRules())
                .containsExactly("unread-ecosystem");
    }

    @Test
    void onePackageThatNobodyOwnsIsUndecidedBesideManyThatTheDistributionOwns() throws Exception {
        String own = "usr/lib/R/library/base/DESCRIPTION";

        assertThat(scan(debian(TEAM)
                                .file(LIST, line(bytes("x"), own))
                                .file(own, "x")
                                .file("usr/local/lib/R/site-library/jsonlite/DESCRIPTION", "x"))
                        .inventory()
                        .gaps())
                .extracting(gap -> gap.location().path())
                .containsExactly(Optional.of("usr/local/lib/R/site-library/jsonlite/DESCRIPTION"));
    }

    @Test
    void packagesOfDistrolessImagesOwnTheirFiles() throws Exception {
        assertThat(scan(layer().file("etc/os-release", DEBIAN)
                                .file("var/lib/dpkg/status.d/libtomcat10-java", tomcat(TEAM))
                                .file("var/lib/dpkg/status.d/libtomcat10-java.md5sums", line(CATALINA, JAR))
                                .file(JAR, CATALINA))
                        .gapRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Red Hat, Inc.  | SHA-256 | true
                    Red Hat, Inc.  | MD5     | true
                    Red Hat, Inc.  | SHA-1   | false
                    Fedora Project | SHA-256 | false
                    Acme           | SHA-256 | false
                    """)
    void rpmPackagesOfTheDistributionOwnTheirFiles(String vendor, String algorithm, boolean owned) throws Exception {
        RpmHeaderBuilder tomcat = header("tomcat", "9.0.87-1.el9")
                .vendor(vendor)
                .file("/usr/share/java/", "catalina.jar", hex(algorithm, CATALINA));

        List<String> gaps = scan(rhel(tomcat).file(JAR, CATALINA)).gapRules();

        assertThat(gaps.contains(UNIDENTIFIED)).isNotEqualTo(owned);
    }

    @Test
    void anRpmPackageWhoseListsDoNotFitTogetherOwnsNothing() throws Exception {
        RpmHeaderBuilder tomcat = header("tomcat", "9.0.87-1.el9")
                .vendor("Red Hat, Inc.")
                .number(RpmHeaderBuilder.DIRECTORY_INDEXES, 7)
                .strings(RpmHeaderBuilder.BASE_NAMES, "catalina.jar")
                .strings(RpmHeaderBuilder.DIRECTORY_NAMES, "/usr/share/java/")
                .strings(RpmHeaderBuilder.FILE_DIGESTS, hex("SHA-256", CATALINA));

        assertThat(scan(rhel(tomcat).file(JAR, CATALINA)).gapRules()).containsExactly(UNIDENTIFIED);
    }

    @Test
    void anRpmDatabaseThatALaterLayerChangesOwnsNothingMore() throws Exception {
        RpmHeaderBuilder without = header("tomcat", "9.0.87-1.el9").vendor("Red Hat, Inc.");
        RpmHeaderBuilder with = header("tomcat", "9.0.87-1.el9")
                .vendor("Red Hat, Inc.")
                .file("/usr/share/java/", "catalina.jar", hex("SHA-256", CATALINA));

        assertThat(scan(rhel(without), rhel(with).file(JAR, CATALINA)).gapRules())
                .containsExactly(UNIDENTIFIED);
    }

    private static LayerBuilder rhel(RpmHeaderBuilder installed) {
        return layer().file("etc/os-release", "ID=\"rhel\"\nVERSION_ID=\"9.4\"\n")
                .file(
                        "var/lib/rpm/rpmdb.sqlite",
                        SqliteWriter.write(
                                512,
                                List.of(header("redhat-release", "9.4-0.5.el9").bytes(), installed.bytes())));
    }

    private ScannedImage scan(LayerBuilder... layers) throws Exception {
        return ScannedImage.of(directory, layers);
    }

    private static LayerBuilder debian(String maintainer) {
        return layer().file("etc/os-release", DEBIAN).file(STATUS, tomcat(maintainer));
    }

    private static String tomcat(String maintainer) {
        return deb(
                "libtomcat10-java", "10.1.6-1+deb12u2", maintainer.isEmpty() ? "" : "Maintainer: " + maintainer + "\n");
    }

    private static byte[] catalina() {
        try {
            return TestJar.jar().classes("org/apache/catalina/", 12).bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(byte[] content, String path) throws Exception {
        return hex("MD5", content) + "  " + path + "\n";
    }

    private static String hex(String algorithm, byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
