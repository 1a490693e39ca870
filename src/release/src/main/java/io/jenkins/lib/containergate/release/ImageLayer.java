package io.jenkins.lib.containergate.release;

import io.jenkins.lib.containergate.image.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A file system that becomes one layer, by path. */
final class ImageLayer {
    private final TreeMap<String, DebianPackage.Node> nodes = new TreeMap<>();

    /**
     * @param blob as it is in the image, gzip-compressed
     * @param diffId of the tar in it
     */
    record Built(byte[] blob, Digest digest, Digest diffId) {}

    /** What another package brought before is the same directory, or an error. */
    void add(DebianPackage.Node node) throws IOException {
        DebianPackage.Node before = nodes.putIfAbsent(node.path(), node);
        if (before != null && !(before.header().isDirectory() && node.header().isDirectory())) {
            throw new IOException("two packages bring " + node.path());
        }
    }

    void file(String path, byte[] content, int mode) {
        TarArchiveEntry header = new TarArchiveEntry(path);
        header.setMode(mode);
        header.setSize(content.length);
        nodes.put(path, new DebianPackage.Node(path, header, content));
    }

    void directory(String path, int mode) {
        TarArchiveEntry header = new TarArchiveEntry(path + "/");
        header.setMode(mode);
        nodes.put(path, new DebianPackage.Node(path, header, new byte[0]));
    }

    byte[] content(String path) throws IOException {
        DebianPackage.Node node = nodes.get(path);
        if (node == null) {
            throw new IOException("the image has no " + path);
        }
        return node.content();
    }

    Built build(Instant time) throws IOException {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        MessageDigest tarDigest = Digest.sha256();
        try (OutputStream gzip = Archives.gzip(blob);
                TarArchiveOutputStream tar = Archives.tar(new DigestOutputStream(gzip, tarDigest))) {
            for (DebianPackage.Node node : nodes.values()) {
                TarArchiveEntry header = header(node);
                Archives.put(
                        tar,
                        header,
                        ReleaseEntry.bytes(node.path(), node.content()).content(),
                        time);
            }
        }
        byte[] bytes = blob.toByteArray();
        return new Built(bytes, Digest.of(bytes), Digest.of(tarDigest));
    }

    private static TarArchiveEntry header(DebianPackage.Node node) throws IOException {
        TarArchiveEntry from = node.header();
        if (from.isSymbolicLink() || from.isLink()) {
            TarArchiveEntry link =
                    new TarArchiveEntry(node.path(), from.isLink() ? TarConstants.LF_LINK : TarConstants.LF_SYMLINK);
            link.setLinkName(from.isLink() ? from.getLinkName().replaceFirst("^\\./", "") : from.getLinkName());
            return link;
        }
        if (!from.isFile() && !from.isDirectory()) {
            throw new IOException(node.path() + " is neither a file nor a directory nor a link");
        }
        TarArchiveEntry header = new TarArchiveEntry(node.path() + (from.isDirectory() ? "/" : ""));
        // no bits that let a program run as somebody else
        header.setMode(from.getMode() & (from.isDirectory() ? 041777 : 0100755));
        header.setSize(from.isFile() ? node.content().length : 0);
        return header;
    }
}
