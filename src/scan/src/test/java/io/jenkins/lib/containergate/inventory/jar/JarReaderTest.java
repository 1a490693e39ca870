package io.jenkins.lib.containergate.inventory.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarReaderTest {
    private static byte[] library(String group, String artifact, String version) throws Exception {
        return TestJar.jar().manifest().pom(group, artifact, version).bytes();
    }

    @Test
    void pomPropertiesGiveTheCoordinates() throws Exception {
        var packages = TestLayer.file("app/renamed.jar", library("org.example", "lib", "1.2"))
                .packages();
        assertThat(packages).extracting(FoundPackage::name).containsExactly("org.example:lib");
        assertThat(packages.get(0).version()).isEqualTo("1.2");
        assertThat(packages.get(0).path()).isEqualTo("app/renamed.jar");
    }

    @Test
    void aShadedArchiveIsEveryLibraryItTookIn() throws Exception {
        byte[] jar = TestJar.jar()
                .pom("org.example", "app", "1")
                .pom("org.apache.logging.log4j", "log4j-core", "2.14.1")
                .pom("com.example", "other", "3")
                .bytes();
        assertThat(TestLayer.file("app.jar", jar).names())
                .containsExactly(
                        "org.example:app 1", "org.apache.logging.log4j:log4j-core 2.14.1", "com.example:other 3");
    }

    @Test
    void anArchiveThatOnlyShadesOthersIsItselfToo() throws Exception {
        byte[] jar = TestJar.jar().pom("org.objenesis", "objenesis", "3.2").bytes();
        assertThat(TestLayer.file("lib/spring-core-5.3.17.jar", jar).names())
                .containsExactly("org.objenesis:objenesis 3.2", "org.springframework:spring-core 5.3.17");
    }

    @Test
    void librariesInsideAreFoundStoredOrDeflatedAtAnyDepth() throws Exception {
        byte[] inner = library("org.example", "inner", "1");
        byte[] war = TestJar.jar()
                .pom("org.example", "war", "2")
                .with("WEB-INF/lib/inner.jar", inner)
                .bytes();
        byte[] ear = TestJar.jar()
                .stored("lib/shared.jar", inner)
                .with("shop.war", war)
                .bytes();
        var packages = TestLayer.file("app/shop.ear", ear).packages();
        assertThat(packages)
                .extracting(FoundPackage::path)
                .containsExactly(
                        "app/shop.ear!/lib/shared.jar",
                        "app/shop.ear!/shop.war!/WEB-INF/lib/inner.jar",
                        "app/shop.ear!/shop.war");
        assertThat(packages).allSatisfy(found -> assertThat(found.file()).isEqualTo("app/shop.ear"));
    }

    @Test
    void aSpringBootArchiveWithLaunchScriptIsRead() throws Exception {
        byte[] boot = TestJar.jar()
                .classes("org/springframework/boot/loader/", 30)
                .stored(
                        "BOOT-INF/lib/spring-beans-5.3.17.jar",
                        TestJar.jar().manifest().bytes())
                .bytes();
        byte[] script = "#!/bin/bash\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.US_ASCII);
        byte[] executable = new byte[script.length + boot.length];
        System.arraycopy(script, 0, executable, 0, script.length);
        System.arraycopy(boot, 0, executable, script.length, boot.length);
        TestLayer layer = TestLayer.file("app/shop.jar", executable);
        assertThat(layer.names()).containsExactly("org.springframework:spring-beans 5.3.17");
        assertThat(layer.gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jar", "a.JAR", "a.war", "a.ear", "a.hpi", "a.jpi", "a.par", "service", "a.zip"})
    void archivesAreKnownByNameAndByContent(String name) throws Exception {
        assertThat(TestLayer.file("opt/" + name, library("g.x", "a", "1")).names())
                .containsExactly("g.x:a 1");
    }

    @Test
    void otherZipFilesAreNotTakenForJavaArchives() throws Exception {
        byte[] zip = TestJar.jar().with("readme.txt", "hello").bytes();
        TestLayer layer = TestLayer.file("data.zip", zip).with("x.par", "parity archive, not zip");
        assertThat(layer.inventory().files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version=${project.version}", "version=", "groupId=a b", "artifactId=../x", "x=\\u00"})
    void pomPropertiesWithoutCoordinatesAreAGap(String line) throws Exception {
        String path = "META-INF/maven/g/a/pom.properties";
        byte[] jar = TestJar.jar()
                .with(path, "groupId=g\nartifactId=a\nversion=1\n" + line + "\n")
                .bytes();
        TestLayer layer = TestLayer.file("x.jar", jar);
        assertThat(layer.packages()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("unreadable-package-metadata x.jar!/" + path);
    }

    @Test
    void anUnpackedArchiveIsKnownByItsPomProperties() throws Exception {
        String path = "srv/webapps/ROOT/META-INF/maven/org.example/shop/pom.properties";
        var packages = TestLayer.file(path, "groupId=org.example\nartifactId=shop\nversion=2\n")
                .packages();
        assertThat(packages).extracting(FoundPackage::name).containsExactly("org.example:shop");
        assertThat(TestLayer.file(path, "nothing").gapRules()).containsExactly("unreadable-package-metadata " + path);
    }

    @Test
    void anApplicationsOwnArchiveWithoutIdentityIsNoGapButIsCounted() throws Exception {
        byte[] jar = TestJar.jar()
                .manifest("Main-Class: shop.Main")
                .classes("shop/", 50)
                .classes("org/apache/x/", 3)
                .bytes();
        assertThat(TestLayer.file("app/shop.jar", jar).inventory().files())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.gaps()).isEmpty();
                    assertThat(file.packages()).isEmpty();
                    assertThat(file.unnamedArchives()).isOne();
                });
    }

    @Test
    void othersLibrariesWithoutIdentityAreAGap() throws Exception {
        byte[] jar = TestJar.jar()
                .manifest("Main-Class: shop.Main")
                .classes("org/apache/struts/", 20)
                .bytes();
        TestLayer layer = TestLayer.file("app/shop.jar", jar);
        assertThat(layer.packages()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("unidentified-library app/shop.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"WEB-INF/classes/", "BOOT-INF/classes/"})
    void othersLibrariesAmongTheClassesOfAnApplicationAreAGap(String root) throws Exception {
        byte[] war = TestJar.jar()
                .classes(root + "shop/", 5)
                .classes(root + "org/apache/struts/", 20)
                .bytes();
        TestLayer layer = TestLayer.file("app/shop.war", war);
        assertThat(layer.gapRules()).containsExactly("unidentified-library app/shop.war");
    }

    @Test
    void classesThatSpringMakesForAnApplicationAreNoLibrary() throws Exception {
        TestJar jar = TestJar.jar().classes("BOOT-INF/classes/shop/", 5);
        for (int i = 0; i < 20; i++) {
            String name = "BOOT-INF/classes/org/springframework/boot/autoconfigure/C" + i;
            jar.with(name + "__BeanDefinitions.class", "x").with(name + "$$SpringCGLIB$$0.class", "x");
        }
        assertThat(TestLayer.file("app/shop.jar", jar.bytes()).gapRules()).isEmpty();
    }

    @Test
    void anEmptyFileHoldsNoClassesAndAnEmptyArchiveNeither() throws Exception {
        byte[] empty = {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(TestLayer.file("a.jar", "").with("b.jar", empty).inventory().files())
                .isEmpty();
    }

    @Test
    void aNestedArchiveThatCannotBeReadIsAGapAndTheOthersAreStillRead() throws Exception {
        byte[] war = TestJar.jar()
                .with("WEB-INF/lib/broken.jar", "no archive")
                .with("WEB-INF/lib/good.jar", library("g.x", "good", "1"))
                .bytes();
        TestLayer layer = TestLayer.file("shop.war", war);
        assertThat(layer.names()).containsExactly("g.x:good 1");
        assertThat(layer.gapRules()).containsExactly("unreadable-archive shop.war!/WEB-INF/lib/broken.jar");
    }

    @Test
    void aNestedArchiveThatIsSaidToBeEmptyIsReadAllTheSame() throws Exception {
        byte[] war = TestJar.jar()
                .with("WEB-INF/lib/good.jar", library("g.x", "good", "1"))
                .stating(0);
        assertThat(TestLayer.file("shop.war", war).names()).containsExactly("g.x:good 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100, 200})
    void aTruncatedArchiveIsAGap(int cut) throws Exception {
        byte[] jar = library("g.x", "a", "1");
        TestLayer layer = TestLayer.file("a.jar", java.util.Arrays.copyOf(jar, jar.length - cut));
        assertThat(layer.gapRules()).containsExactly("unreadable-archive a.jar");
    }

    @Test
    void twoEntriesOfOneNameAreBothRead() throws Exception {
        byte[] jar = TestJar.jar().pom("g.x", "a", "1").pom("g.x", "b", "2").bytes();
        String hidden = new String(jar, StandardCharsets.ISO_8859_1).replace("g.x/b/", "g.x/a/");
        assertThat(TestLayer.file("a.jar", hidden.getBytes(StandardCharsets.ISO_8859_1))
                        .names())
                .isEqualTo(List.of("g.x:a 1", "g.x:b 2"));
    }

    @Test
    void aLibraryIsFoundByItsProjectFileAlone() throws Exception {
        String place = "META-INF/maven/org.example/lib/pom.xml";
        for (String version : List.of(
                "<version>1.2</version><parent><version>9</version></parent>",
                "<parent><groupId>org.example</groupId><version>1.2</version></parent>")) {
            var layer = TestLayer.file(
                    "app/x.jar", TestJar.jar().with(place, project(version)).bytes());
            assertThat(layer.names()).containsExactly("org.example:lib 1.2");
        }
        for (String version : List.of("", "<version>${revision}</version>", "<version>1", "&a;")) {
            var layer = TestLayer.file(
                    "app/x.jar", TestJar.jar().with(place, project(version)).bytes());
            assertThat(layer.packages()).isEmpty();
            assertThat(layer.gaps()).as(version).hasSize(1);
            assertThat(TestLayer.file(
                                    "app/lib-1.2.jar",
                                    TestJar.jar().with(place, project(version)).bytes())
                            .names())
                    .containsExactly("org.example:lib 1.2");
        }
    }

    @Test
    void aRenamedBundleIsEveryLibraryThatItsManifestCanMean() throws Exception {
        byte[] jar = TestJar.jar()
                .manifest(
                        "Bundle-SymbolicName: org.apache.logging.log4j.core;singleton:=true",
                        "Bundle-Version: 2.14.1",
                        "Implementation-Vendor-Id: org.apache.logging.log4j")
                .bytes();
        assertThat(TestLayer.file("app/y.jar", jar).names())
                .contains("org.apache.logging.log4j:log4j-core 2.14.1", "org.apache.logging.log4j:y 2.14.1");
        byte[] guava = TestJar.jar()
                .manifest("Bundle-SymbolicName: com.google.guava", "Bundle-Version: 31.0.0")
                .bytes();
        assertThat(TestLayer.file("app/y.jar", guava).names()).contains("com.google.guava:guava 31.0.0");
    }

    @Test
    void anArchiveWithoutAVersionInItsNameIsItselfToo() throws Exception {
        byte[] jar = TestJar.jar()
                .manifest("Bundle-SymbolicName: org.apache.logging.log4j.core", "Bundle-Version: 2.14.1")
                .with("META-INF/maven/org.example/shaded/pom.xml", project("<version>1</version>"))
                .bytes();
        assertThat(TestLayer.file("app/log4j-core.jar", jar).names())
                .contains("org.example:shaded 1", "org.apache.logging.log4j:log4j-core 2.14.1");
    }

    @Test
    void theVersionOfAnArchiveIsThatOfOneProjectFileOnly() throws Exception {
        byte[] jar = TestJar.jar()
                .with("META-INF/maven/org.example/app/pom.xml", project("<version>${revision}</version>"))
                .with("META-INF/maven/org.example/shaded/pom.xml", project("<version>${revision}</version>"))
                .bytes();
        var layer = TestLayer.file("lib/app-9.jar", jar);
        assertThat(layer.names()).containsExactly("org.example:app 9");
        assertThat(layer.gaps()).hasSize(1);
    }

    @Test
    void theNameOfABundleDoesNotExcuseLibrariesOfOthersInside() throws Exception {
        TestJar bundle = TestJar.jar().manifest("Bundle-SymbolicName: com.acme.app", "Bundle-Version: 1");
        for (int i = 0; i < LibraryClasses.FEWEST; i++) {
            bundle = bundle.with("org/springframework/core/C" + i + ".class", "class");
        }
        assertThat(TestLayer.file("app/app.jar", bundle.bytes()).gaps()).hasSize(1);
    }

    @Test
    void aNameWithDotsIsReadWithAndWithoutItsGroup() throws Exception {
        byte[] jar = TestJar.jar()
                .manifest("Bundle-SymbolicName: bcprov", "Bundle-Version: 1.70")
                .bytes();
        assertThat(TestLayer.file("lib/org.bouncycastle.bcprov-jdk15on.jar", jar)
                        .names())
                .contains("org.bouncycastle:bcprov-jdk15on 1.70");
    }

    private static String project(String licenses) {
        return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><artifactId>lib</artifactId>" + licenses
                + "</project>";
    }

    private static List<List<String>> licenses(TestJar jar) throws Exception {
        return TestLayer.file("lib-1.2.jar", jar.bytes()).packages().stream()
                .map(FoundPackage::licenses)
                .toList();
    }

    @Test
    void theProjectFileOfEachLibrarySaysItsLicence() throws Exception {
        String apache = project("<licenses><license><name>Apache-2.0</name></license></licenses>");
        String choice = project("<licenses><license><name> EPL-2.0 </name></license>"
                + "<license><url>https://opensource.org/licenses/MIT</url></license></licenses>");
        assertThat(licenses(TestJar.jar()
                        .with("META-INF/maven/org.example/lib/pom.xml", apache)
                        .pom("org.example", "lib", "1.2")
                        .pom("com.example", "shaded", "3")
                        .with("META-INF/maven/com.example/shaded/pom.xml", choice)
                        .manifest("Bundle-License: MIT")))
                .containsExactly(List.of("Apache-2.0"), List.of("EPL-2.0 OR https://opensource.org/licenses/MIT"));
    }

    @Test
    void theManifestSaysTheLicenceOfAnArchiveOfOneLibrary() throws Exception {
        String[][] headers = {
            {"Apache License, Version 2.0", "Apache License, Version 2.0"},
            {"https://a.example/one, https://b.example/two", "https://a.example/one", "https://b.example/two"},
            {"\"Apache-2.0\";link=\"https://a.example/?x=1,2\",MIT;description=x", "Apache-2.0", "MIT"},
        };
        for (String[] header : headers) {
            assertThat(licenses(
                            TestJar.jar().pom("org.example", "lib", "1.2").manifest("Bundle-License: " + header[0])))
                    .as(header[0])
                    .containsExactly(List.of(header).subList(1, header.length));
        }
        assertThat(licenses(TestJar.jar()
                        .pom("org.example", "lib", "1.2")
                        .pom("com.example", "shaded", "3")
                        .manifest("Bundle-License: MIT")))
                .as("whose licence it is nobody can tell")
                .containsExactly(List.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<project><licenses>",
                "<!DOCTYPE project [<!ENTITY a"
                        + " \"MIT\">]><project><licenses><license><name>&a;</name></license></licenses></project>",
                "<licenses><license><name>MIT</name></license></licenses>",
                "<project><licenses><license/></licenses></project>",
            })
    void aProjectFileThatDeclaresNothingLeavesTheLicenceUnknown(String pom) throws Exception {
        var layer = TestLayer.file(
                "lib-1.2.jar",
                TestJar.jar()
                        .pom("org.example", "lib", "1.2")
                        .with("META-INF/maven/org.example/lib/pom.xml", pom)
                        .bytes());
        assertThat(layer.packages()).extracting(FoundPackage::licenses).containsExactly(List.of());
        assertThat(layer.gaps()).isEmpty();
    }

    @Test
    void oneChoiceThatIsTooLongLeavesTheLicenceUnknown() throws Exception {
        String pom = project("<licenses><license><name>MIT</name></license><license><name>" + "x".repeat(201)
                + "</name></license></licenses>");
        assertThat(licenses(TestJar.jar()
                        .pom("org.example", "lib", "1.2")
                        .with("META-INF/maven/org.example/lib/pom.xml", pom)))
                .containsExactly(List.of());
        assertThat(licenses(TestJar.jar()
                        .pom("org.example", "lib", "1.2")
                        .manifest("Bundle-License: MIT," + ",".repeat(5_000))))
                .containsExactly(List.of());
    }
}
