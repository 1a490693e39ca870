package io.jenkins.lib.containergate.inventory.python;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;

/**
 * Installed Python distributions: {@code *.dist-info/METADATA} (pip), {@code *.egg-info/PKG-INFO} and the single file
 * {@code *.egg-info} (setuptools, distutils), {@code EGG-INFO/PKG-INFO} of an unpacked egg. Python itself finds either file in either
 * directory, in which case the name of the directory may be in any case.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/recording-installed-packages/">recording
 *     installed projects</a>
 */
public final class PythonMetadataReader implements PackageReader {
    private final InventoryLimits limits;

    public PythonMetadataReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return names(entry.path());
    }

    /** Whether a file of that path says what a distribution is. */
    public static boolean names(String path) {
        boolean inside = path.endsWith("/METADATA") || path.endsWith("/PKG-INFO");
        String distribution = inside ? path.substring(0, path.lastIndexOf('/')) : path;
        return endsWith(distribution, ".dist-info")
                || endsWith(distribution, ".egg-info")
                || path.endsWith("EGG-INFO/PKG-INFO");
    }

    private static boolean endsWith(String path, String ending) {
        return path.regionMatches(true, path.length() - ending.length(), ending, 0, ending.length());
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, entry.path(), limits.maxMetadataBytes());
            sink.found(CoreMetadata.parse(lines).found(entry.path(), entry.path()));
        }
    }
}
