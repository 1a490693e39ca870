package io.jenkins.lib.containergate.inventory.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonReadersTest {
    private static final String SITE = "usr/lib/python3/dist-packages/";
    private static final String METADATA = """
        Metadata-Version: 2.1
        Name: Flask
        Version: 3.0.2
        Summary: A framework
        License-Expression: BSD-3-Clause
        Classifier: License :: OSI Approved

        Name: not-this-one
        Version: 9
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                SITE + "flask-3.0.2.dist-info/METADATA",
                SITE + "Flask-3.0.2.egg-info/PKG-INFO",
                SITE + "flask-3.0.2.dist-info/PKG-INFO",
                SITE + "Flask-3.0.2.Dist-Info/METADATA",
                SITE + "Flask-3.0.2.egg-info",
                "srv/Flask-3.0.2-py3.11.egg/EGG-INFO/PKG-INFO"
            })
    void everyFormOfMetadataIsRead(String path) throws Exception {
        var packages = TestLayer.file(path, METADATA).packages();
        assertThat(packages).hasSize(1);
        assertThat(packages.get(0).name()).isEqualTo("flask");
        assertThat(packages.get(0).version()).isEqualTo("3.0.2");
        assertThat(packages.get(0).licenses()).containsExactly("BSD-3-Clause");
    }

    @Test
    void otherFilesOfAPackageAreNotRead() throws Exception {
        TestLayer layer = TestLayer.layer()
                .with(SITE + "flask-3.0.2.dist-info/RECORD", METADATA)
                .with(SITE + "flask/METADATA", METADATA)
                .with(SITE + "flask-3.0.2.egg-info/requires.txt", "x");
        assertThat(layer.inventory().files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Jinja2, jinja2", "zope.interface, zope-interface", "ruamel.yaml__x, ruamel-yaml-x", "A.-_b, a-b"})
    void namesAreNormalised(String name, String normalized) throws Exception {
        String text = "Name: " + name + "\nVersion: 1\n";
        assertThat(TestLayer.file("x.egg-info", text).names()).containsExactly(normalized + " 1");
    }

    @Test
    void aZippedEggIsRead() throws Exception {
        byte[] egg = TestJar.jar()
                .with("flask/__init__.py", "")
                .with("EGG-INFO/PKG-INFO", METADATA)
                .bytes();
        TestLayer layer = TestLayer.file("srv/Flask-3.0.2-py3.11.egg", egg);
        assertThat(layer.names()).containsExactly("flask 3.0.2");
        assertThat(layer.packages().get(0).path()).isEqualTo("srv/Flask-3.0.2-py3.11.egg!/EGG-INFO/PKG-INFO");
    }

    @Test
    void anEggWithoutMetadataOrThatIsNoArchiveIsAGap() throws Exception {
        TestLayer layer = TestLayer.layer()
                .with("a.egg", TestJar.jar().with("x.py", "").bytes())
                .with("b.egg", "no archive");
        assertThat(layer.gapRules()).containsExactly("unreadable-package-metadata a.egg", "unreadable-archive b.egg");
    }

    @Test
    void aWholeLicenceTextIsNoLicenceName() throws Exception {
        String text = "Name: a\nVersion: 1\nLicense: " + "x".repeat(500) + "\n";
        assertThat(TestLayer.file("a.egg-info", text).packages().get(0).licenses())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Name: a\n", "Version: 1\n", "Name: a b\nVersion: 1\n", "Name: a\nVersion: 1 2\n", "\0"})
    void metadataWithoutNameOrVersionIsAGap(String text) throws Exception {
        String path = SITE + "a.dist-info/METADATA";
        TestLayer layer = TestLayer.file(path, text);
        assertThat(layer.packages()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("unreadable-package-metadata " + path);
    }

    @Test
    void oldDescriptionsThatBreakTheHeaderAreTolerated() throws Exception {
        String text = "Name: a\nDescription: one\ntwo without indent\nVersion: 1\n";
        assertThat(TestLayer.file("a.egg-info", text).names()).containsExactly("a 1");
    }

    @Test
    void metadataLongerThanAllowedIsAGap() throws Exception {
        TestLayer layer = TestLayer.file("a.egg-info", "Description: " + "x".repeat(200) + "\n")
                .limits(new InventoryLimits(1000, 100, 100, 100));
        assertThat(layer.gapRules()).containsExactly("package-data-limit a.egg-info");
    }
}
