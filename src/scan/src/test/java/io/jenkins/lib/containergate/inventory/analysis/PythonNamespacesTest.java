package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.base;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespaces of Python hold parts of several distributions, and no module that one of them lists. */
class PythonNamespacesTest {
    private static final String SITE = "usr/local/lib/python3.11/site-packages/";

    @TempDir
    Path directory;

    @Test
    void partsOfANamespaceThatDistributionsListAreNone() throws Exception {
        assertThat(gapRules(installed())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "google/cloud/storage/blob.py",
                "google/cloud/storage/__init__.pyc",
                "google/cloud/storage/v1/types/__init__.py",
                "google/api/http_pb2.py",
                "google/_upb.so",
                "backports/tarfile.py"
            })
    void aPartThatNoDistributionListsIsUndecided(String file) throws Exception {
        assertThat(gaps(installed().file(SITE + file, "x"))).containsExactly(SITE + file);
        assertThat(gapRules(base().file(SITE + file, "x"))).containsExactly("unread-ecosystem");
    }

    @Test
    void partsWhoseMetadataALaterLayerDeletedAreUndecided() throws Exception {
        assertThat(gaps(installed(), layer().whiteout(SITE + "google_cloud_kms-1.0.dist-info")))
                .containsExactly(SITE + "google/cloud/kms/__init__.py");
        assertThat(gaps(
                        installed(),
                        layer().whiteout(SITE + "google_cloud_kms-1.0.dist-info")
                                .whiteout(SITE + "google/cloud/kms")
                                .whiteout(SITE + "google/cloud/kms_v1")))
                .isEmpty();
    }

    @Test
    void aPartWhoseFirstFileALaterLayerDeletedIsStillThere() throws Exception {
        LayerBuilder part = installed()
                .file(SITE + "google/cloud/storage/__init__.py", "x")
                .file(SITE + "google/cloud/storage/blob.py", "x");

        assertThat(gapRules(part, layer().whiteout(SITE + "google/cloud/storage/__init__.py")))
                .containsExactly("unread-ecosystem");
        assertThat(gapRules(part, layer().whiteout(SITE + "google/cloud/storage")))
                .isEmpty();
    }

    @Test
    void aPackageThatSeveralDistributionsShareIsANamespaceToo() throws Exception {
        LayerBuilder shared = installed()
                .file(SITE + "airflow/__init__.py", "x")
                .file(SITE + "airflow/providers/ftp/__init__.py", "x");
        distribution(shared, "airflow", "airflow/__init__.py", "airflow/models/__init__.py");
        assertThat(gapRules(shared)).isEmpty();

        distribution(shared, "airflow_http", "\"airflow/providers/http/__init__.py\"");
        assertThat(gaps(shared)).containsExactly(SITE + "airflow/providers/ftp/__init__.py");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests/adapters/own.py",
                "google/cloud/kms/own.py",
                "google/cloud/kms/__pycache__/x.cpython-311.pyc",
                "__pycache__/six.cpython-311.pyc",
                "google/cloud/README.txt",
                "dnf-plugins/copr.py",
                "zope/interface/adapter.py"
            })
    void whatALibraryHoldsThatIsListedAndWhatIsNoModuleIsNone(String file) throws Exception {
        assertThat(gapRules(installed().file(SITE + file, "x"))).isEmpty();
    }

    @Test
    void anUnpackedEggSaysWhatItIs() throws Exception {
        LayerBuilder egg = installed().file(SITE + "flask-3.0-py3.11.egg/flask/views.py", "x");
        assertThat(gaps(egg)).containsExactly(SITE + "flask-3.0-py3.11.egg/flask/views.py");
        assertThat(gapRules(egg.file(SITE + "flask-3.0-py3.11.egg/EGG-INFO/PKG-INFO", "Name: flask\nVersion: 3.0\n")))
                .isEmpty();
    }

    @Test
    void scriptsThatPipMovedIntoTheDirectoryOfPackagesAreListed() throws Exception {
        assertThat(gapRules(installed().file(SITE + "bin/x.py", "x"))).isEmpty();
        assertThat(gaps(installed().file(SITE + "sbin/x.py", "x"))).containsExactly(SITE + "sbin/x.py");
    }

    @Test
    void whereADistributionHasNoListPartsAreNotToldApart() throws Exception {
        LayerBuilder some = installed().file(SITE + "six-1.0.dist-info/METADATA", "Name: six\nVersion: 1.0\n");
        assertThat(gapRules(some.file(SITE + "google/api/http_pb2.py", "x"))).isEmpty();
    }

    @Test
    void whatPackagesOfDebianBringIsEvaluatedWithThem() throws Exception {
        assertThat(gapRules(base().file("usr/lib/python3/dist-packages/softwareproperties/dbus/x.py", "x")))
                .isEmpty();
    }

    private static LayerBuilder installed() {
        LayerBuilder installed = base().file(SITE + "requests/__init__.py", "x")
                .file(SITE + "google/cloud/kms/__init__.py", "x")
                .file(SITE + "google/cloud/kms_v1/types/service.py", "x")
                .file(SITE + "google/cloud/obsolete.py", "x")
                .file(SITE + "zope.interface-5.0.egg-info/PKG-INFO", "Name: zope.interface\nVersion: 5.0\n")
                .file(SITE + "zope.interface-5.0.egg-info/top_level.txt", "zope\n");
        distribution(installed, "requests", "requests/__init__.py", "requests/adapters.py", "../../../bin/x.py");
        distribution(
                installed,
                "google_cloud_kms",
                "google/cloud/kms/__init__.py",
                "google/cloud/kms_v1/types/service.py",
                "google/cloud/kms_v1/types/other.py");
        distribution(installed, "google_cloud_core", "google/cloud/obsolete.py");
        return installed;
    }

    private static void distribution(LayerBuilder layer, String name, String... files) {
        String metadata = SITE + name + "-1.0.dist-info/";
        layer.file(metadata + "METADATA", "Name: " + name + "\nVersion: 1.0\n")
                .file(
                        metadata + "RECORD",
                        String.join(",sha256=x,1\n", files) + ",,\n" + name + "-1.0.dist-info/RECORD,,\n");
    }

    private List<String> gapRules(LayerBuilder... layers) throws Exception {
        return ScannedImage.of(directory, layers).gapRules();
    }

    private List<String> gaps(LayerBuilder... layers) throws Exception {
        return ScannedImage.of(directory, layers).gapPaths();
    }
}
