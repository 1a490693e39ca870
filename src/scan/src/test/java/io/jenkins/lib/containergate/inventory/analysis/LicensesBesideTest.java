package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Licences that lie in other files than those that list the packages. */
class LicensesBesideTest {
    private static final String NUGET_LOCK = """
            {"version": 1, "dependencies": {"net8.0": {"Newtonsoft.Json": {"type": "Direct", "resolved": "12.0.3"}}}}
            """;
    private static final String CARGO_LOCK = """
            [[package]]
            name = "memchr"
            version = "2.7.4"
            source = "registry+https://example.org/index"
            """;

    @TempDir
    Path directory;

    private List<String> licenses(LayerBuilder layer) throws Exception {
        ScannedImage scanned = ScannedImage.of(directory, layer);
        assertThat(scanned.inventory().packages()).hasSize(1);
        return scanned.inventory().packages().get(0).licenses();
    }

    private List<String> ofNuget(String version, String license) throws Exception {
        return licenses(layer().file("app/packages.lock.json", NUGET_LOCK)
                .file("root/.nuget/packages/newtonsoft.json/12.0.3/newtonsoft.json.nuspec", """
                        <?xml version="1.0" encoding="utf-8"?>
                        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                          <metadata><id>newtonsoft.json</id><version>%s</version>%s</metadata>
                        </package>
                        """.formatted(
                                version, license)));
    }

    private List<String> ofCrate(String manifest) throws Exception {
        return licenses(layer().file("app/Cargo.lock", CARGO_LOCK).file("app/vendor/memchr/Cargo.toml", manifest));
    }

    @Test
    void aNugetPackageHasTheLicenceOfItsNuspec() throws Exception {
        assertThat(ofNuget("12.0.3", "<license type=\"expression\">MIT</license>"))
                .containsExactly("MIT");
        assertThat(ofNuget("12.0.3.0+build.5", "<license type=\"expression\">MIT</license>"))
                .containsExactly("MIT");
        assertThat(ofNuget("12.0.3", "<licenseUrl>https://licenses.nuget.org/MIT%20OR%20Apache-2.0</licenseUrl>"))
                .containsExactly("MIT OR Apache-2.0");
        assertThat(ofNuget("12.0.3", "<licenseUrl>https://example.org/license</licenseUrl>"))
                .containsExactly("https://example.org/license");
    }

    @Test
    void aTextInTheNugetPackageIsALicenceNobodyKnows() throws Exception {
        assertThat(ofNuget(
                        "12.0.3",
                        "<license type=\"file\">x or MIT</license>"
                                + "<licenseUrl>https://licenses.nuget.org/MIT</licenseUrl>"))
                .containsExactly("text in the package");
    }

    @Test
    void theNuspecOfAnotherVersionOrAMalformedOneSaysNothing() throws Exception {
        assertThat(ofNuget("12.0.2", "<license type=\"expression\">MIT</license>"))
                .isEmpty();
        assertThat(ofNuget("12.0.3", "<license type=\"expression\">MIT")).isEmpty();
        assertThat(ofNuget("12.0.3", "")).isEmpty();
    }

    @Test
    void aCrateHasTheLicenceOfItsManifest() throws Exception {
        String crate = "[package]\nname = \"memchr\"\nversion = \"2.7.4\"\n";
        assertThat(ofCrate(crate + "license = \"Unlicense OR MIT\"\n[dependencies]\nlicense = \"9\"\n"))
                .containsExactly("Unlicense OR MIT");
        assertThat(ofCrate(crate + "license = \"MIT/Apache-2.0\"\n")).containsExactly("MIT OR Apache-2.0");
        assertThat(ofCrate(crate + "license = \"MIT/Apache-2.0 AND ISC\"\n")).containsExactly("MIT/Apache-2.0 AND ISC");
        assertThat(ofCrate(crate + "license-file = \"x or MIT\"\n")).containsExactly("text in the crate");
        assertThat(ofCrate(crate + "license.workspace = true\n")).isEmpty();
        assertThat(ofCrate(crate.replace("2.7.4", "2.7.3") + "license = \"MIT\"\n"))
                .isEmpty();
    }

    @Test
    void theManifestOfACrateIsReadAsToml() throws Exception {
        String crate = "name = 'memchr'\nversion = \"2.7.4\"\n";
        assertThat(ofCrate("[ package ]\n" + crate + "license = 'Unlicense OR MIT' # both\n"))
                .containsExactly("Unlicense OR MIT");
        assertThat(ofCrate("[package]\n" + crate + "license = \"\"\"\nMIT\"\"\"\n"))
                .containsExactly("MIT");
        assertThat(ofCrate("package.license = \"MIT\"\npackage.name = \"memchr\"\npackage.version = \"2.7.4\"\n"))
                .containsExactly("MIT");
        // a text that looks like the file it is in
        assertThat(ofCrate("[package]\n" + crate + "description = \"\"\"\n[package]\nlicense = \"MIT\"\n\"\"\"\n"
                        + "license = 'GPL-3.0-only'\n"))
                .containsExactly("GPL-3.0-only");
        assertThat(ofCrate("[package]\n" + crate + "license = \"MIT\"\nlicense = \"ISC\"\n"))
                .isEmpty();
        assertThat(ofCrate("[package]\n" + crate + "license = \"MIT\"\nx = " + "[".repeat(1_000) + "\n"))
                .isEmpty();
    }

    @Test
    void whatSeveralFilesSayOfOnePackageApplies() throws Exception {
        String manifest = "[package]\nname = \"memchr\"\nversion = \"2.7.4\"\nlicense = \"%s\"\n";
        assertThat(licenses(layer().file("app/Cargo.lock", CARGO_LOCK)
                        .file("a/Cargo.toml", manifest.formatted("MIT"))
                        .file("b/Cargo.toml", manifest.formatted("GPL-3.0-only"))))
                .containsExactlyInAnyOrder("MIT", "GPL-3.0-only");
    }
}
