package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.base;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that are not where their package manager puts them, or of a kind without a reader. */
class UnusualPlacesTest {
    private static final String MARKER = "8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/node_modules/next/dist/compiled/tar/package.json",
                "opt/yarn-v1.22.22/package.json",
                "srv/vendor/tar/package.json",
                "package.json"
            })
    void aPackageJsonWithNameAndVersionIsListedWhereverItIs(String path) throws Exception {
        String json = "{\"name\":\"tar\",\"version\":\"6.1.0\"}";

        assertThat(scan(base().file(path, json)).purls()).contains("pkg:npm/tar@6.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"shop\",\"version\":\"1.0.0\",\"private\":true}",
                "{\"name\":\"shop\",\"version\":\"{{version}}\"}",
                "{\"name\":\"my shop\",\"version\":\"1.0.0\"}",
                "{\"name\":\"shop\"}",
                "{ not json"
            })
    void anApplicationsOwnPackageJsonIsNeitherPackageNorGap(String json) throws Exception {
        ScannedImage image = scan(base().file("srv/shop/package.json", json));

        assertThat(image.purls()).noneMatch(purl -> purl.contains("npm"));
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void anInstalledPackageThatIsPrivateIsListed() throws Exception {
        String json = "{\"name\":\"tar\",\"version\":\"6.1.0\",\"private\":true}";

        assertThat(scan(base().file("srv/node_modules/tar/package.json", json)).purls())
                .contains("pkg:npm/tar@6.1.0");
    }

    @Test
    void theLinkThatDistributionsGiveNodeIsNoGap() throws Exception {
        assertThat(scan(base().symlink("usr/share/node_modules", "nodejs")
                                .file("usr/share/nodejs/tar/package.json", "{\"name\":\"tar\",\"version\":\"6.1.0\"}"))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aJarWithItsGroupInItsNameIsEveryLibraryItMayBe() throws Exception {
        assertThat(scan(base().file("app/lib/main/org.bouncycastle.bcprov-jdk15on-1.70.jar", jar("")))
                        .purls())
                .contains("pkg:maven/org.bouncycastle/bcprov-jdk15on@1.70");
        assertThat(scan(base().file("app/lib/log4j.log4j-1.2.17.jar", jar(""))).purls())
                .contains("pkg:maven/log4j/log4j@1.2.17");
    }

    @Test
    void aVendorThatIsTheGroupSettlesIt() throws Exception {
        assertThat(scan(base().file(
                                        "app/lib/org.bouncycastle.bcprov-jdk15on-1.70.jar",
                                        jar("Implementation-Vendor-Id: org.bouncycastle\r\n")))
                        .purls())
                .filteredOn(purl -> purl.startsWith("pkg:maven"))
                .containsExactly("pkg:maven/org.bouncycastle/bcprov-jdk15on@1.70");
    }

    @Test
    void aScalaVersionInTheNameIsNoGroup() throws Exception {
        assertThat(scan(base().file("app/lib/akka-actor_2.13-2.6.21.jar", jar("")))
                        .purls())
                .filteredOn(purl -> purl.startsWith("pkg:maven"))
                .hasSize(1);
    }

    @Test
    void whatQuarkusSaysOfItsLibrariesIsRead() throws Exception {
        assertThat(scan(base().file(
                                        "app/quarkus-app-dependencies.txt",
                                        "io.netty:netty-codec::jar:4.1.100.Final\norg.slf4j:slf4j-api:1.7.30\n"))
                        .purls())
                .contains("pkg:maven/io.netty/netty-codec@4.1.100.Final", "pkg:maven/org.slf4j/slf4j-api@1.7.30");
        assertThat(scan(base().file("app/quarkus-app-dependencies.txt", "io.netty\n"))
                        .gapRules())
                .containsExactly("unreadable-package-metadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/erlang/lib/ssl-11.0/ebin/ssl.app",
                "usr/local/lib/luarocks/rocks-5.1/lapis/1.8-1/lapis-1.8-1.rockspec",
                "usr/local/lib/R/site-library/jsonlite/DESCRIPTION",
                "app/mix.lock",
                "home/u/R/4.3/jsonlite/Meta/package.rds",
                "usr/local/lib/perl5/site_perl/auto/JSON/XS/.packlist",
                "opt/vcpkg/installed/vcpkg/status",
                "opt/spack/.spack-db/index.json",
                "home/u/.opam/default/.opam-switch/packages/lwt.5.0/opam",
                "app/lib/.shards.info",
                "root/.nimble/pkgs2/jester-0.5/nimblemeta.json",
                "app/bower_components/jquery/.bower.json",
                "app/tool.phar",
                "app/vendor/jsr.io/@std/path/1.0.8/mod.ts",
                "app/vendor/deno.land/x/oak@v12.0.0/mod.ts",
                "usr/local/openresty/site/manifest/lua-resty-http.meta",
                "opt/conda/conda-meta/history",
                "opt/conda/pkgs/openssl-1.1.1k-h27cfd23_0/info/index.json",
                "jail/var/db/pkg/local.sqlite",
                "var/lib/eopkg/package/openssl-1.1.1k-30/metadata.xml",
                "var/log/packages/openssl-1.1.1k-x86_64-1",
                "var/lib/pkgtools/packages/openssl-solibs-1.1.1k-x86_64-1_slack15.0",
                "usr/lib/python3.11/site-packages/requests/__init__.py",
                "usr/lib/python3.11/site-packages/requests/__init__.pyc"
            })
    void packagesOfALanguageWithoutReaderAreUndecided(String path) throws Exception {
        assertThat(scan(base().file(path, "x")).gapRules()).containsExactly("unread-ecosystem");
    }

    @Test
    void pythonPackagesBesideTheirMetadataAndToolsOfPhpAreNoGap() throws Exception {
        assertThat(scan(base().file("usr/lib/python3.11/site-packages/requests/__init__.py", "x")
                                .file(
                                        "usr/lib/python3.11/site-packages/requests-2.0.dist-info/METADATA",
                                        "Name: requests\nVersion: 2.0\n")
                                .file("usr/local/bin/phar.phar", "x")
                                .file("usr/bin/phar8.2.phar", "x")
                                .file("app/pip/_vendor/site-packages/README", "x"))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aDotNetProgramOfOneFileTellsItsPackages() throws Exception {
        String deps = "{\"runtimeTarget\":{\"name\":\"t\"},\"targets\":{\"t\":{\"Newtonsoft.Json/12.0.1\":"
                + "{\"runtime\":{\"a.dll\":{}}}}},\"libraries\":{\"Newtonsoft.Json/12.0.1\":{\"type\":\"package\"}}}";

        assertThat(scan(base().file("app/shop", bundle(6, deps))).purls()).contains("pkg:nuget/Newtonsoft.Json@12.0.1");
        assertThat(scan(base().file("app/shop", bundle(1, deps))).gapRules()).containsExactly("unreadable-executable");
        assertThat(scan(base().file("app/shop", bundle(6, ""))).gapRules()).containsExactly("unreadable-executable");
    }

    private static byte[] bundle(int version, String deps) {
        byte[] json = deps.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(4096 + json.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putShort(16, (short) 2);
        file.putLong(992, 2000);
        file.put(1000, HexFormat.of().parseHex(MARKER));
        file.putInt(2000, version).putInt(2004, 0).putInt(2008, 1).put(2012, (byte) 2);
        file.putLong(2015, 4096).putLong(2023, json.length);
        file.put(4096, json);
        return file.array();
    }

    private static byte[] jar(String manifest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
            jar.write(("Manifest-Version: 1.0\r\n" + manifest + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private ScannedImage scan(LayerBuilder layer) throws Exception {
        return ScannedImage.of(directory, layer);
    }
}
