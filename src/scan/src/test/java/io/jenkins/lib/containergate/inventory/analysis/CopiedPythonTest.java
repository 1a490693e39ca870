package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.DEBIAN;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.base;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Python packages without metadata where no package manager of Python installs them, or where that of the system does. */
class CopiedPythonTest {
    private static final String SYSTEM = "usr/lib/python3/dist-packages/";
    private static final String YAML = "Name: PyYAML\nVersion: 6.0\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"opt/python/", "app/vendor/", "var/task/", "", "srv/shop/src/"})
    void aCopyOfAPackageIsUndecided(String place) throws Exception {
        LayerBuilder copy = base().file(place + "requests/__init__.py", "x").file(place + "requests/certs.py", "x");

        assertThat(gaps(copy)).containsExactly(place + "requests/__init__.py");
        assertThat(gaps(base().file(place + "requests/__init__.pyc", "x").file(place + "requests/certs.pyc", "x")))
                .containsExactly(place + "requests/__init__.pyc");
        assertThat(gaps(
                        copy.file(place + "requests-2.0.dist-info/METADATA", "Name: requests\nVersion: 2.0\n")
                                .file(place + "requests-2.0.dist-info/RECORD", "requests/__init__.py,,\n"),
                        layer().file("app/other.py", "x")))
                .isEmpty();
        assertThat(gaps(copy, layer().whiteout(place + "requests-2.0.dist-info")))
                .containsExactly(place + "requests/__init__.py");
    }

    @Test
    void aCopyBesideOtherPackagesThatListTheirModulesIsUndecidedInAnArchive() throws Exception {
        Map<String, String> entries = new HashMap<>(Map.of(
                "requests/__init__.py",
                "x",
                "requests/certs.py",
                "x",
                "requests-2.0.dist-info/METADATA",
                "Name: requests\nVersion: 2.0\n",
                "requests-2.0.dist-info/RECORD",
                "requests/__init__.py,,\n",
                "django/core/handlers/base.py",
                "x"));
        assertThat(gaps(base().file("opt/function.zip", zip(entries))))
                .containsExactly("opt/function.zip!/django/core/handlers/base.py");
        assertThat(gaps(base().file("opt/function.bin", zip(Map.of("a.whl", latin(zip(entries)))))))
                .containsExactly("opt/function.bin!/a.whl!/django/core/handlers/base.py");

        entries.put("Django.egg-info/PKG-INFO", "Name: Django\nVersion: 4.0\n");
        assertThat(gaps(base().file("opt/function.zip", zip(entries))))
                .as("one that lists nothing can have it")
                .isEmpty();
        entries.put("Django.egg-info/top_level.txt", "django\n");
        assertThat(gaps(base().file("opt/function.zip", zip(entries)))).isEmpty();
        entries.put("Django.egg-info/top_level.txt", "shop\n");
        assertThat(gaps(base().file("opt/function.zip", zip(entries))))
                .containsExactly("opt/function.zip!/django/core/handlers/base.py");
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aCopyInAnArchiveIsUndecided() throws Exception {
        String metadata = "Name: requests\nVersion: 2.0\n";
        byte[] function = zip(Map.of("app.py", "x", "requests/__init__.py", "x", "requests/certs.py", "x"));
        byte[] slim = zip(Map.of("lib/django/core/handlers/base.pyc", "x"));
        byte[] named = zip(Map.of("requests/certs.py", "x", "requests-2.0.dist-info/METADATA", metadata));
        byte[] vendored = zip(Map.of(
                "pip/_vendor/requests/certs.py", "x", "pip-23.0.dist-info/METADATA", "Name: pip\nVersion: 23.0\n"));
        byte[] elsewhere = zip(Map.of("a/requests/certs.py", "x", "b/requests-2.0.dist-info/METADATA", metadata));

        assertThat(gaps(base().file("opt/function.zip", function)))
                .containsExactly("opt/function.zip!/requests/certs.py");
        assertThat(gaps(base().file(
                                "opt/function.bin",
                                zip(Map.of("in.zip", new String(function, StandardCharsets.ISO_8859_1))))))
                .containsExactly("opt/function.bin!/in.zip!/requests/certs.py");
        assertThat(gaps(base().file("opt/slim.pyz", slim)))
                .containsExactly("opt/slim.pyz!/lib/django/core/handlers/base.pyc");
        assertThat(gaps(base().file("opt/elsewhere.zip", elsewhere)))
                .containsExactly("opt/elsewhere.zip!/a/requests/certs.py");
        for (String unread :
                List.of("requests-2.0.dist-info/metadata", "requests-2.0.dist-info/Metadata", "PKG-INFO")) {
            assertThat(gaps(base().file("opt/unread.zip", zip(Map.of("requests/certs.py", "x", unread, metadata)))))
                    .containsExactly("opt/unread.zip!/requests/certs.py");
        }
        String site = "python/lib/python3.12/site-packages/";
        assertThat(gaps(base().file("opt/layer.zip", zip(Map.of(site + "requests/certs.py", "x")))))
                .containsExactly("opt/layer.zip!/" + site + "requests/certs.py");
        for (String place : List.of(site + "tool/_vendor/", "node_modules/tool/", "gems/tool-1/vendor/")) {
            assertThat(gaps(base().file("opt/tool.zip", zip(Map.of(place + "requests/certs.py", "x")))))
                    .isEmpty();
        }
        assertThat(gaps(base().file(
                                "opt/layer.zip",
                                zip(Map.of(
                                        site + "requests/certs.py",
                                        "x",
                                        site + "requests-2.0.dist-info/METADATA",
                                        metadata)))))
                .isEmpty();
        byte[] file = zip(Map.of("requests/certs.py", "x", "requests-2.0.egg-info", metadata));
        byte[] egg = zip(Map.of("requests/certs.py", "x", "EGG-INFO/PKG-INFO", metadata));
        for (byte[] fine :
                List.of(file, egg, named, vendored, zip(Map.of("requests/orders.py", "x", "certs.py", "x")))) {
            assertThat(gaps(base().file("opt/fine.zip", fine))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/requests/__init__.py",
                "app/requests/orders.py",
                "app/flask/sessions.py",
                "app/sessions.py",
                "sessions.py",
                "__init__.py"
            })
    void whatAnApplicationCallsSoIsItsOwn(String file) throws Exception {
        assertThat(gaps(base().file(file, "x"))).isEmpty();
    }

    @Test
    void whatAnInstalledPackageBringsBelongsToIt() throws Exception {
        String site = "usr/local/lib/python3.11/site-packages/";
        assertThat(gaps(base().file(site + "pip-23.0.dist-info/METADATA", "Name: pip\nVersion: 23.0\n")
                        .file(site + "pip-23.0.dist-info/RECORD", "pip/__init__.py,,\n")
                        .file(site + "pip/__init__.py", "x")
                        .file(site + "pip/_vendor/requests/__init__.py", "x")
                        .file(site + "pip/_vendor/requests/certs.py", "x")))
                .isEmpty();
    }

    @Test
    void besidePackagesOfTheSystemAPackageThatNoneListsIsUndecided() throws Exception {
        LayerBuilder system = system("x");

        assertThat(gaps(system)).isEmpty();
        assertThat(gaps(system, layer().file(SYSTEM + "django/__init__.py", "x")))
                .containsExactly(SYSTEM + "django/__init__.py");
        assertThat(gaps(system, layer().file(SYSTEM + "yaml/__init__.py", "another")))
                .as("replaced")
                .containsExactly(SYSTEM + "yaml/__init__.py");
        assertThat(gaps(
                        system,
                        layer().file(SYSTEM + "django/__init__.py", "x")
                                .file(SYSTEM + "Django-4.0.egg-info/PKG-INFO", "Name: Django\nVersion: 4.0\n")))
                .as("a distribution without a list could have brought it")
                .isEmpty();
    }

    @Test
    void aCopyThatAPackageOfTheSystemBringsBelongsToIt() throws Exception {
        assertThat(gaps(system("x")
                        .file("usr/share/shop/requests/__init__.py", "x")
                        .file("usr/share/shop/requests/certs.py", "x")
                        .file("var/lib/dpkg/info/base.md5sums", md5("x") + "  usr/share/shop/requests/__init__.py\n")))
                .isEmpty();
    }

    private static LayerBuilder system(String module) throws Exception {
        return layer().file("etc/os-release", DEBIAN)
                .file("var/lib/dpkg/status", deb("base", "1", "") + deb("python3-yaml", "6.0-3", ""))
                .file(
                        "var/lib/dpkg/info/python3-yaml.md5sums",
                        md5(module) + "  " + SYSTEM + "yaml/__init__.py\n" + md5(YAML) + "  " + SYSTEM
                                + "PyYAML-6.0.dist-info/METADATA\n")
                .file(SYSTEM + "yaml/__init__.py", module)
                .file(SYSTEM + "PyYAML-6.0.dist-info/METADATA", YAML);
    }

    /** @param entries texts, a byte for each character */
    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> gaps(LayerBuilder... layers) throws Exception {
        return ScannedImage.of(directory, layers).gapPaths();
    }
}
