package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.apk.ApkInstalledReader;
import io.jenkins.lib.containergate.inventory.archive.ArchivedPackagesReader;
import io.jenkins.lib.containergate.inventory.archive.AsarReader;
import io.jenkins.lib.containergate.inventory.bitnami.BitnamiSpdxReader;
import io.jenkins.lib.containergate.inventory.bundle.BundledProgramReader;
import io.jenkins.lib.containergate.inventory.bundle.ErlangArchiveReader;
import io.jenkins.lib.containergate.inventory.bundle.JavaImageReader;
import io.jenkins.lib.containergate.inventory.bundle.JavaReleaseReader;
import io.jenkins.lib.containergate.inventory.bundle.JmodReader;
import io.jenkins.lib.containergate.inventory.dart.PubReader;
import io.jenkins.lib.containergate.inventory.dotnet.DepsJsonReader;
import io.jenkins.lib.containergate.inventory.dotnet.NuspecReader;
import io.jenkins.lib.containergate.inventory.dotnet.PackagesLockReader;
import io.jenkins.lib.containergate.inventory.dotnet.SingleFileReader;
import io.jenkins.lib.containergate.inventory.dpkg.DebianCopyrightReader;
import io.jenkins.lib.containergate.inventory.dpkg.DpkgFilesReader;
import io.jenkins.lib.containergate.inventory.dpkg.DpkgStatusReader;
import io.jenkins.lib.containergate.inventory.golang.GoBinaryReader;
import io.jenkins.lib.containergate.inventory.jar.JavaArchives;
import io.jenkins.lib.containergate.inventory.jar.PomPropertiesReader;
import io.jenkins.lib.containergate.inventory.jar.QuarkusDependenciesReader;
import io.jenkins.lib.containergate.inventory.npm.NpmPackageReader;
import io.jenkins.lib.containergate.inventory.os.OsReleaseReader;
import io.jenkins.lib.containergate.inventory.php.ComposerInstalledReader;
import io.jenkins.lib.containergate.inventory.php.PearReader;
import io.jenkins.lib.containergate.inventory.php.PharReader;
import io.jenkins.lib.containergate.inventory.python.PythonFilesReader;
import io.jenkins.lib.containergate.inventory.python.PythonMetadataReader;
import io.jenkins.lib.containergate.inventory.rpm.RpmDatabaseReader;
import io.jenkins.lib.containergate.inventory.rpm.RpmManifestReader;
import io.jenkins.lib.containergate.inventory.ruby.GemspecReader;
import io.jenkins.lib.containergate.inventory.rust.CargoLockReader;
import io.jenkins.lib.containergate.inventory.rust.CargoManifestReader;
import io.jenkins.lib.containergate.inventory.rust.RustBinaryReader;
import io.jenkins.lib.containergate.inventory.sbom.SbomFileReader;
import io.jenkins.lib.containergate.layer.ImageScan;
import io.jenkins.lib.containergate.layer.LayerAnalyzer;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds installed packages: takes part in the pass over all layers, then makes one {@link PackageInventory} of what it
 * kept of each.
 */
public final class InventoryAnalyzer implements LayerAnalyzer<LayerInventory> {
    /** Raised whenever a reader would find something else in the same layer. */
    private static final int VERSION = 56;

    /** Where programs and archives that may carry packages inside are installed, and libraries. */
    private static final Pattern PROGRAM = Pattern.compile(
            "(?:.*/)?(?:s?bin|libexec|escript)/[^/]+|usr/lib(?:32|64)?/[^/]+/[^/.]+|.*\\.ez|.*\\.so(?:\\.[0-9.]+)?");

    private final List<PackageReader> readers;
    private final InventoryLimits inventoryLimits;
    private final String id;

    /** @param readers every one is asked about every file */
    public InventoryAnalyzer(List<PackageReader> readers, Limits limits, InventoryLimits inventoryLimits) {
        this.readers = List.copyOf(readers);
        this.inventoryLimits = inventoryLimits;
        String settings = readers.stream()
                        .map(reader -> reader.getClass().getSimpleName())
                        .toList() + " " + limits + " " + inventoryLimits;
        this.id = "inventory-" + VERSION + "-"
                + Digest.of(settings.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /** With every reader there is. */
    public static InventoryAnalyzer standard(Limits limits, InventoryLimits inventory) {
        Predicate<String> owned = path -> FileSign.ofLanguage(path)
                || JavaArchives.isNamedSo(path)
                || isProgram(path)
                || PythonMetadataReader.names(path)
                || path.endsWith("/__init__.py");
        List<PackageReader> packages = List.of(
                new PomPropertiesReader(),
                new QuarkusDependenciesReader(inventory),
                new NpmPackageReader(inventory),
                new PythonMetadataReader(inventory),
                new CargoLockReader(inventory),
                new PubReader(inventory),
                new GemspecReader(inventory),
                new ComposerInstalledReader(inventory),
                new PearReader(inventory),
                new DepsJsonReader(inventory),
                new PackagesLockReader(inventory),
                new SbomFileReader(inventory));
        List<PackageReader> programs = List.of(
                new GoBinaryReader(inventory),
                new RustBinaryReader(inventory),
                new PharReader(),
                new SingleFileReader(inventory),
                new BundledProgramReader(),
                new JavaImageReader(inventory),
                new JmodReader(limits, inventory));
        List<PackageReader> inAsars = new ArrayList<>(packages);
        inAsars.add(new ErlangArchiveReader());
        AsarReader asars = new AsarReader(inAsars, inventory);
        List<PackageReader> inArchives = new ArrayList<>(inAsars);
        inArchives.add(asars);
        inArchives.add(new PythonFilesReader(inventory));
        inArchives.addAll(programs);
        List<PackageReader> readers = new ArrayList<>(List.of(
                new ArchivedPackagesReader(
                        inArchives, FileSign::unreadInArchive, new JavaArchives(inventory), limits, inventory),
                asars,
                new OsReleaseReader(),
                new DpkgStatusReader(inventory),
                new DpkgFilesReader(inventory, owned),
                new DebianCopyrightReader(inventory),
                new ApkInstalledReader(inventory, owned),
                new RpmDatabaseReader(inventory, owned),
                new RpmManifestReader(inventory),
                new PythonFilesReader(inventory),
                new NuspecReader(inventory),
                new CargoManifestReader(inventory),
                new BitnamiSpdxReader(inventory),
                new JavaReleaseReader()));
        readers.addAll(packages);
        readers.addAll(programs);
        return new InventoryAnalyzer(readers, limits, inventory);
    }

    /** Asked of each line of each list of files: the pattern sees only paths that have what each of its kinds needs. */
    private static boolean isProgram(String path) {
        boolean possible = path.contains("bin/")
                || path.contains("libexec/")
                || path.contains("escript/")
                || path.startsWith("usr/lib")
                || path.contains(".so")
                || path.endsWith(".ez");
        return possible && PROGRAM.matcher(path).matches();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Class<LayerInventory>> keptAs() {
        return Optional.of(LayerInventory.class);
    }

    @Override
    public Optional<Class<FileReading>> keptOfFilesAs() {
        return Optional.of(FileReading.class);
    }

    @Override
    public LayerVisitor<LayerInventory> visitor(Layer layer) {
        return new InventoryVisitor(readers, new LayerBudget(inventoryLimits, layer.diffId()));
    }

    /** @param scan a pass over all layers of {@code image} that this analyser took part in */
    public PackageInventory inventory(ImageScan scan, Image image) {
        List<Digest> diffIds = image.layers().stream().map(Layer::diffId).toList();
        return new InventoryAssembler(scan.of(this), diffIds, scan.visibility(), readers).assemble();
    }
}
