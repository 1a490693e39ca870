package io.jenkins.lib.containergate.inventory.python;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which import packages an installed Python distribution brought, and which parts of namespaces: {@code RECORD} lists all files,
 * {@code top_level.txt} of setuptools the names. What no distribution lists is a package whose metadata was removed.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/recording-installed-packages/#the-record-file">the RECORD
 *     file</a>
 */
public final class PythonFilesReader implements PackageReader {
    private static final String RECORD = ".dist-info/RECORD";
    /** Stands for a module in any form: a package, a file of source or byte code, a shared library. */
    private static final String PACKAGE = "/__init__.py";

    private static final String TOP_LEVEL = ".egg-info/top_level.txt";
    private static final Pattern MODULE =
            Pattern.compile("\"?([^/,\".]+)(?:/__init__\\.pyc?|\\.pyc?|(?:\\.[^/,\"]*)?\\.so)\"?(?:,.*)?");
    private static final Pattern NAME = Pattern.compile("\\w{1,255}");

    private final InventoryLimits limits;

    public PythonFilesReader(InventoryLimits limits) {
        this.limits = limits;
    }

    /** Where the distribution that a list is of says what it is. */
    public static String metadata(String list) {
        return list.substring(0, list.lastIndexOf('/') + 1) + (list.endsWith(RECORD) ? "METADATA" : "PKG-INFO");
    }

    /**
     * As a list names the module of a file directly below a directory of Python packages, or of a package there that is a link.
     *
     * @param directory with a slash at its end
     */
    public static String module(String directory, String path) {
        String name = path.substring(directory.length());
        int end = name.indexOf('/') < 0 ? name.indexOf('.') : name.indexOf('/');
        return directory + (end < 0 ? name : name.substring(0, end)) + PACKAGE;
    }

    /** Whether a file of that path lists what a distribution brought. */
    public static boolean lists(String path) {
        return path.endsWith(RECORD) || path.endsWith(TOP_LEVEL);
    }

    /** The first field of a line, which has quotes where it has a comma. */
    private static String file(String line) {
        int start = line.startsWith("\"") ? 1 : 0;
        int end = line.indexOf(start == 1 ? '"' : ',', start);
        return end < 0 ? line : line.substring(start, end);
    }

    /** Whether a list names files, and not only what can be imported. */
    public static boolean listsParts(String list) {
        return list.endsWith(RECORD);
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.kind() == LayerEntry.Kind.FILE && lists(entry.path());
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws LimitExceededException, IOException {
        String path = entry.path();
        int metadata = path.lastIndexOf('/');
        String owner = path.substring(path.lastIndexOf('/', metadata - 1) + 1, metadata);
        String directory = path.substring(0, metadata - owner.length());
        boolean record = path.endsWith(RECORD);
        Set<String> parts = new HashSet<>();
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, path, limits.maxMetadataBytes());
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                Matcher listed = MODULE.matcher(line.get());
                String name = line.get().strip();
                if (record && listed.matches()) {
                    sink.owns(new OwnedFile(owner, directory + listed.group(1) + PACKAGE, ""));
                }
                Optional<String> part = record ? PythonNamespaces.listedPart(file(line.get())) : Optional.empty();
                if (part.isPresent() && parts.add(part.get())) {
                    sink.owns(new OwnedFile(owner, directory + part.get(), ""));
                }
                if (!record && NAME.matcher(name).matches()) {
                    sink.owns(new OwnedFile(owner, directory + name + PACKAGE, ""));
                }
            }
        }
    }
}
