package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.PackageSink;

/**
 * Java archives: libraries, web and enterprise archives, Spring Boot archives with libraries inside, Jenkins plugins. Any zip
 * archive may be one, whatever its name.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jar/jar.html">JAR file specification</a>
 */
public final class JavaArchives {
    private final int maxPackages;
    private final ManifestIdentity identity;

    public JavaArchives(InventoryLimits inventory) {
        this.maxPackages = inventory.maxPackages();
        this.identity = new ManifestIdentity(KnownGroups.load());
    }

    /** Whether a file of that path is called a Java archive. */
    public static boolean isNamedSo(String path) {
        return ArchiveName.isArchive(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * One of which nothing was read yet.
     *
     * @param file of the layer
     * @param path of the archive: the file, or a place inside it
     */
    public JavaArchive archive(String file, String path, PackageSink sink) {
        return new JavaArchive(file, path, path.substring(path.lastIndexOf('/') + 1), sink, identity, maxPackages);
    }
}
