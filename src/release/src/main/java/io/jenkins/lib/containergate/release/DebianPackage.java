package io.jenkins.lib.containergate.release;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * What is in a Debian package.
 *
 * @param control its control file
 * @param files in the order of the package
 */
record DebianPackage(String control, List<Node> files) {
    /** A file, directory or link; paths without {@code ./} at the start and {@code /} at the end. */
    record Node(String path, TarArchiveEntry header, byte[] content) {}

    static DebianPackage read(Path deb) throws IOException {
        String control = "";
        List<Node> files = List.of();
        try (ArArchiveInputStream ar = new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(deb)))) {
            for (ArArchiveEntry member = ar.getNextEntry(); member != null; member = ar.getNextEntry()) {
                String name = member.getName();
                if (name.startsWith("control.tar")) {
                    control = nodes(name, ar.readAllBytes()).stream()
                            .filter(node -> node.path().equals("control"))
                            .map(node -> new String(node.content(), StandardCharsets.UTF_8))
                            .findFirst()
                            .orElseThrow(() -> new IOException(deb + " has no control file"));
                } else if (name.startsWith("data.tar")) {
                    files = nodes(name, ar.readAllBytes());
                }
            }
        }
        return new DebianPackage(control, files);
    }

    private static List<Node> nodes(String name, byte[] compressed) throws IOException {
        List<Node> nodes = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(decompressed(name, compressed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = entry.getName().replaceFirst("^\\./", "").replaceFirst("/$", "");
                if (!path.isEmpty()) {
                    nodes.add(new Node(path, entry, entry.isFile() ? tar.readAllBytes() : new byte[0]));
                }
            }
        }
        return nodes;
    }

    private static InputStream decompressed(String name, byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        if (name.endsWith(".xz")) {
            return new XZInputStream(in);
        }
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(in);
        }
        throw new IOException(name + " is compressed in a way that is not known here");
    }

    /** A field of the control file. */
    String field(String name) throws IOException {
        return control.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow(() -> new IOException("a package has no field " + name));
    }
}
