package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.base;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are not called archives, and libraries outside of one. */
class HiddenArchivesTest {
    private static final String POM = "META-INF/maven/org.x/lib/pom.properties";
    private static final String LIB = "groupId=org.x\nartifactId=lib\nversion=1.0\n";
    private static final String REQUESTS = "Metadata-Version: 2.1\nName: requests\nVersion: 2.19.0\n";

    @TempDir
    Path directory;

    @Test
    void aJavaProgramBehindALaunchScriptIsRead() throws Exception {
        byte[] program = behind(
                "#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.UTF_8),
                zip(Map.of(
                        "BOOT-INF/classes/App.class", "x".getBytes(StandardCharsets.UTF_8),
                        "BOOT-INF/lib/lib.jar", zip(Map.of(POM, text(LIB))))));

        assertThat(scan(base().file("app/shop", program)).purls()).contains("pkg:maven/org.x/lib@1.0");
    }

    /** Java and Python open them all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/shop",
                "app/shop.bin",
                "opt/LAYER.DATA",
                "app/logo.png",
                "app/notes.txt",
                "app/main.js",
                "app/package.json",
                "usr/share/doc/x.pdf",
                "app/x.gz"
            })
    void anArchiveBehindSomethingElseIsReadInAFileThatCannotBeExecuted(String path) throws Exception {
        byte[] jar = zip(Map.of(POM, text(LIB), "App.class", text("x")));
        byte[] wheel = zip(Map.of("requests-2.19.0.dist-info/METADATA", text(REQUESTS)));
        for (byte[] before : new byte[][] {text("any text\n"), new byte[5000]}) {
            assertThat(scan(base().file(path, behind(before, jar))).purls()).contains("pkg:maven/org.x/lib@1.0");
            assertThat(scan(base().file(path, behind(before, wheel))).purls()).contains("pkg:pypi/requests@2.19.0");
            if (!path.endsWith(".json")) {
                assertThat(scan(base().file(path, before)).gapRules()).isEmpty();
            }
        }
    }

    @Test
    void whatFollowsTheEndOfATarIsRead() throws Exception {
        byte[] first = tar("readme.txt", text("text"));
        byte[] jar = zip(Map.of(POM, text(LIB), "App.class", text("x")));
        byte[] second = tar("app/node_modules/tar/package.json", text("{\"name\":\"tar\",\"version\":\"6.1.0\"}"));

        assertThat(scan(base().file("opt/a.tar", behind(first, jar))).purls()).contains("pkg:maven/org.x/lib@1.0");
        assertThat(scan(base().file("opt/a.tar", behind(first, second))).purls())
                .contains("pkg:npm/tar@6.1.0");
        ScannedImage padded = scan(base().file("opt/a.tar", behind(first, new byte[9000])));
        assertThat(padded.gapRules()).isEmpty();
    }

    @Test
    void anArchiveIsReadBehindAnotherOneThatAScriptUnpacks() throws Exception {
        byte[] script = text("#!/bin/sh\ntail -n +4 \"$0\" | tar x\nexit 0\n");
        byte[] decoy = tar("readme.txt", text("text"));
        byte[] real = tar("app/node_modules/tar/package.json", text("{\"name\":\"tar\",\"version\":\"6.1.0\"}"));
        byte[] jar = zip(Map.of(POM, text(LIB), "App.class", text("x")));
        byte[] behindLine = behind(behind(decoy, text("\n")), real);

        assertThat(scan(base().file("opt/install.run", behind(script, behindLine)))
                        .purls())
                .contains("pkg:npm/tar@6.1.0");
        assertThat(scan(base().file("opt/a.tar", behindLine)).purls()).contains("pkg:npm/tar@6.1.0");
        ScannedImage both = scan(base().file("opt/install.run", behind(behind(script, real), jar)));
        assertThat(both.purls()).contains("pkg:npm/tar@6.1.0", "pkg:maven/org.x/lib@1.0");
        ScannedImage behindZip = scan(base().file("opt/install.run", behind(behind(script, jar), behindLine)));
        assertThat(behindZip.purls()).contains("pkg:maven/org.x/lib@1.0", "pkg:npm/tar@6.1.0");
    }

    @Test
    void aZipAtTheEndHidesNoArchiveBehindATar() throws Exception {
        byte[] real = tar("app/node_modules/tar/package.json", text("{\"name\":\"tar\",\"version\":\"6.1.0\"}"));
        byte[] hidden = behind(behind(tar("readme.txt", text("text")), text("\n")), real);
        Map<String, byte[]> entries = new LinkedHashMap<>(Map.of("META-INF/", new byte[0]));
        entries.put(POM, text(LIB));
        entries.put("App.class", text("x"));

        ScannedImage image = scan(base().file("opt/a.tar", behind(hidden, zip(entries))));

        assertThat(image.purls()).contains("pkg:npm/tar@6.1.0", "pkg:maven/org.x/lib@1.0");
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void moreArchivesBehindAScriptThanAreReadAreUndecided() throws Exception {
        byte[] all = text("#!/bin/sh\nexit 0\n");
        for (int i = 0; i < 20; i++) {
            all = behind(behind(all, tar("readme.txt", text("text"))), text("\n"));
        }

        assertThat(scan(base().file("opt/install.run", all)).gapRules()).contains("unreadable-archive");
    }

    @Test
    void aJarBehindAProgramIsRead() throws Exception {
        byte[] elf = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 8192);
        elf[16] = 2;

        assertThat(scan(base().file("app/shop", behind(elf, zip(Map.of(POM, text(LIB), "App.class", text("x"))))))
                        .purls())
                .contains("pkg:maven/org.x/lib@1.0");
    }

    @Test
    void anArchiveInsideAZipIsReadWhateverItsName() throws Exception {
        byte[] jar = zip(Map.of(POM, text(LIB)));
        byte[] wheel = zip(Map.of("requests-2.19.0.dist-info/METADATA", text(REQUESTS)));

        assertThat(scan(base().file("opt/a.zip", zip(Map.of("readme.txt", jar))))
                        .purls())
                .contains("pkg:maven/org.x/lib@1.0");
        assertThat(scan(base().file("opt/a.zip", zip(Map.of("logo.png", wheel))))
                        .purls())
                .contains("pkg:pypi/requests@2.19.0");
    }

    @Test
    void anArchiveInsideAJarIsReadWhateverItsName() throws Exception {
        for (String name : new String[] {"lib/plugin.dat", "lib/plugin.txt", "logo.png", "META-INF/plugin.xml"}) {
            assertThat(scan(base().file("app/shop.jar", zip(Map.of(name, zip(Map.of(POM, text(LIB)))))))
                            .purls())
                    .as(name)
                    .contains("pkg:maven/org.x/lib@1.0");
        }
    }

    @Test
    void anArchiveInsideAnArchiveIsReadBehindAnything() throws Exception {
        byte[] jar = zip(Map.of(POM, text(LIB)));
        byte[] wheel = zip(Map.of("requests-2.19.0.dist-info/METADATA", text(REQUESTS)));
        for (byte[] before :
                new byte[][] {text("#!/bin/sh\nexec java -jar \"$0\"\n"), text("PK\3"), noise(7), noise(200_000)}) {
            for (String outer : new String[] {"app/shop.jar", "opt/a.zip", "opt/a", "opt/a.tar.zip"}) {
                assertThat(scan(base().file(outer, zip(Map.of("bin/shop", behind(before, jar)))))
                                .purls())
                        .as(outer)
                        .contains("pkg:maven/org.x/lib@1.0");
            }
            assertThat(scan(base().file("opt/a.zip", zip(Map.of("bin/tool", behind(before, wheel)))))
                            .purls())
                    .contains("pkg:pypi/requests@2.19.0");
        }
    }

    @Test
    void aJarInAZipInAZipIsReadByItsManifest() throws Exception {
        byte[] jar = zip(Map.of(
                "META-INF/MANIFEST.MF",
                text("Manifest-Version: 1.0\nImplementation-Title: lib\nImplementation-Version: 1.0\n"
                        + "Implementation-Vendor-Id: org.x\n"),
                "org/x/lib/A.class",
                text("x")));
        assertThat(scan(base().file("opt/a.zip", zip(Map.of("lib-1.0.zip", jar))))
                        .purls())
                .contains("pkg:maven/org.x/lib@1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app/tool.pyz", "app/tool", "app/requests-2.19.0-py3-none-any.whl", "opt/layer.zip", "x.dat"})
    void pythonPackagesInAnArchiveAreRead(String path) throws Exception {
        byte[] zip = zip(Map.of("requests-2.19.0.dist-info/METADATA", text(REQUESTS)));

        assertThat(scan(base().file(path, zip)).purls()).contains("pkg:pypi/requests@2.19.0");
    }

    @Test
    void aPexFileHasItsWheelsInside() throws Exception {
        byte[] directoryOfWheel = zip(
                Map.of(".deps/requests-2.19.0-py3-none-any.whl/requests-2.19.0.dist-info/METADATA", text(REQUESTS)));
        byte[] wheel =
                zip(Map.of(".deps/requests.whl", zip(Map.of("requests-2.19.0.dist-info/METADATA", text(REQUESTS)))));

        for (byte[] pex : new byte[][] {directoryOfWheel, wheel}) {
            assertThat(scan(base().file("app/tool", behind(text("#!/usr/bin/env python3\n"), pex)))
                            .purls())
                    .contains("pkg:pypi/requests@2.19.0");
        }
    }

    @Test
    void aLayerOfAwsLambdaIsRead() throws Exception {
        ScannedImage image = scan(base().file(
                        "opt/layer.zip",
                        zip(Map.of(
                                "python/requests-2.19.0.dist-info/METADATA",
                                text(REQUESTS),
                                "nodejs/node_modules/tar/package.json",
                                text("{\"name\":\"tar\",\"version\":\"6.1.0\"}"),
                                "java/lib/lib.jar",
                                zip(Map.of(POM, text(LIB)))))));

        assertThat(image.purls()).contains("pkg:pypi/requests@2.19.0", "pkg:npm/tar@6.1.0", "pkg:maven/org.x/lib@1.0");
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void filesThatOnlyBeginLikeAnArchiveAreNoGap() throws Exception {
        assertThat(scan(base().file("a", "PK\003\004 and no more than that, so nothing opens it")
                                .file("b.zip", "not a zip archive at all, whatever it is called")
                                .file("run.sh", "#!/bin/sh\necho this is a script of some length\n"))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void unpackedClassesOfALibraryAreUndecidedUnlessAPomNamesIt() throws Exception {
        for (String root : new String[] {"app/WEB-INF/classes/", "app/BOOT-INF/classes/", "app/", ""}) {
            LayerBuilder layer = base();
            for (int i = 0; i < 12; i++) {
                layer.file(root + "org/apache/logging/C" + i + ".class", "x");
            }
            assertThat(scan(layer).gapRules()).as(root).containsExactly("unread-ecosystem");
            layer.file(root + "META-INF/maven/org.x/lib/pom.properties", LIB);
            assertThat(scan(layer).gapRules()).as(root).isEmpty();
        }
    }

    @Test
    void anUnpackedLibraryIsReadFromItsProjectFileWhereItHasNoProperties() throws Exception {
        String directory = "app/META-INF/maven/org.x/lib/";
        String project = "<project><groupId>org.x</groupId><artifactId>lib</artifactId><version>%s</version></project>";

        assertThat(scan(base().file(directory + "pom.xml", project.formatted("1.0")))
                        .purls())
                .contains("pkg:maven/org.x/lib@1.0");
        assertThat(scan(base().file(directory + "pom.xml", project.formatted("${revision}")))
                        .gapRules())
                .containsExactly("unreadable-package-metadata");
        ScannedImage both = scan(base().file(directory + "pom.xml", project.formatted("${revision}"))
                .file(directory + "pom.properties", LIB));
        assertThat(both.gapRules()).isEmpty();
        assertThat(both.purls()).containsOnlyOnce("pkg:maven/org.x/lib@1.0");
    }

    @Test
    void theProjectFileOfAnUnpackedLibraryCountsWhenALaterLayerDeletesTheProperties() throws Exception {
        String directory = "app/META-INF/maven/org.x/lib/";
        LayerBuilder both = base().file(
                        directory + "pom.xml",
                        "<project><groupId>org.x</groupId><artifactId>lib</artifactId><version>1.0</version></project>")
                .file(directory + "pom.properties", LIB);
        LayerBuilder deletes = layer().whiteout(directory + "pom.properties");

        assertThat(ScannedImage.of(this.directory, both, deletes).purls()).containsOnlyOnce("pkg:maven/org.x/lib@1.0");
    }

    @Test
    void aJarOfWhichNobodyCanTellWhatItIsIsCounted() throws Exception {
        byte[] own = zip(Map.of("com/acme/shop/App.class", text("x")));
        byte[] named = zip(Map.of("com/acme/shop/App.class", text("x"), POM, text(LIB)));
        byte[] resources = zip(Map.of("messages.properties", text("a=b")));

        ScannedImage image = scan(base().file("app/shop.jar", own)
                .file("app/logo.png", behind(text("no picture"), own))
                .file("app/lib.jar", named)
                .file("app/texts.jar", resources));

        assertThat(image.gapRules()).isEmpty();
        assertThat(image.inventory().unnamedArchives()).isEqualTo(2);
    }

    @Test
    void anApplicationsOwnClassesAreNoGap() throws Exception {
        LayerBuilder layer = base();
        for (int i = 0; i < 12; i++) {
            layer.file("app/classes/com/acme/shop/C" + i + ".class", "x")
                    .file("app/org/springframework/boot/loader/L" + i + ".class", "x");
        }
        assertThat(scan(layer).gapRules()).isEmpty();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tar(String name, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return out.toByteArray();
    }

    /** Takes more room compressed than archives are looked for at the end of. */
    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(5).nextBytes(noise);
        return noise;
    }

    private static byte[] behind(byte[] before, byte[] zip) {
        byte[] both = Arrays.copyOf(before, before.length + zip.length);
        System.arraycopy(zip, 0, both, before.length, zip.length);
        return both;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private ScannedImage scan(LayerBuilder layer) throws Exception {
        return ScannedImage.of(directory, layer);
    }
}
