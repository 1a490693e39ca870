package io.jenkins.lib.containergate.release;

import io.jenkins.lib.containergate.bounds.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the command line needs of an operating system, from Debian packages that are unpacked and not installed: no shell, no
 * package manager. Each package is recorded in {@code var/lib/dpkg/status.d}, where scanners look.
 */
final class RuntimeLayer {
    private static final String AUTHORITIES = "usr/share/ca-certificates/mozilla/";
    private static final String KEY_STORE = "etc/ssl/certs/java/cacerts";
    private static final Set<String> UNUSED =
            Set.of("usr/share/man/", "usr/share/locale/", "usr/share/lintian/", "usr/share/bug/", "usr/sbin/");

    private RuntimeLayer() {}

    /** @param packages directory of {@code .deb} files of one architecture */
    static ImageLayer of(Path packages, Instant time) throws IOException {
        ImageLayer layer = new ImageLayer();
        List<Path> debs = FileTree.entries(packages).stream()
                .filter(file -> file.toString().endsWith(".deb"))
                .toList();
        Map<String, byte[]> authorities = new TreeMap<>();
        for (Path deb : debs) {
            DebianPackage read = DebianPackage.read(deb);
            for (DebianPackage.Node node : read.files()) {
                if (node.path().startsWith(AUTHORITIES) && node.header().isFile()) {
                    authorities.put("debian:" + node.path().substring(AUTHORITIES.length()), node.content());
                }
                if (used(node.path())) {
                    layer.add(node);
                }
            }
            layer.file(
                    "var/lib/dpkg/status.d/" + read.field("Package"),
                    installed(read.control()).getBytes(StandardCharsets.UTF_8),
                    0644);
        }
        layer.file(KEY_STORE, TrustStore.jks(authorities, time), 0644);
        layer.file(
                "etc/passwd",
                text("root:x:0:0:root:/root:/sbin/nologin\ngate:x:65532:65532:gate:/home/gate:/sbin/nologin\n"),
                0644);
        layer.file("etc/group", text("root:x:0:\ngate:x:65532:\n"), 0644);
        layer.directory("tmp", 01777);
        layer.directory("home", 0755);
        return layer;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean used(String path) {
        boolean documentation = path.startsWith("usr/share/doc/") && path.contains("/") && !path.endsWith("/copyright");
        return !documentation && UNUSED.stream().noneMatch(path::startsWith);
    }

    /** A control file says nothing of the state of the package. */
    private static String installed(String control) {
        return control.replaceFirst("\n", "\nStatus: install ok installed\n");
    }
}
