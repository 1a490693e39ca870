package io.jenkins.lib.containergate.testkit.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts a directory of this machine into a tar: hard links stay links, devices and sockets are left out. */
final class DirectoryTree {
    private DirectoryTree() {}

    static void write(Path root, String prefix, TarWriter tar) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            paths = walk.filter(path -> !path.equals(root)).sorted().toList();
        }
        boolean unixLike = Files.getFileStore(root).supportsFileAttributeView("unix");
        Map<Object, String> linked = new HashMap<>();
        for (Path path : paths) {
            String name = prefix + root.relativize(path).toString().replace('\\', '/');
            Map<String, Object> unix = unixLike
                    ? Files.readAttributes(path, "unix:mode,uid,gid,nlink,ino,dev", LinkOption.NOFOLLOW_LINKS)
                    : Map.of();
            TarEntry entry;
            if (Files.isSymbolicLink(path)) {
                entry = TarEntry.of('2', name)
                        .withLinkTarget(Files.readSymbolicLink(path).toString().replace('\\', '/'));
            } else if (Files.isDirectory(path)) {
                entry = TarEntry.of('5', name + "/");
            } else if (Files.isRegularFile(path)) {
                String first = unix.getOrDefault("nlink", 1).equals(1)
                        ? null
                        : linked.putIfAbsent(List.of(unix.get("dev"), unix.get("ino")), name);
                entry = first == null
                        ? TarEntry.file(name, Content.of(path))
                        : TarEntry.of('1', name).withLinkTarget(first);
            } else {
                continue;
            }
            tar.write(owned(entry, path, unix));
        }
    }

    private static TarEntry owned(TarEntry entry, Path path, Map<String, Object> unix) throws IOException {
        if (unix.isEmpty()) {
            return entry.withMode(Files.isExecutable(path) ? 0755 : 0644);
        }
        return entry.withMode((int) unix.get("mode") & 07777).withOwner((int) unix.get("uid"), (int) unix.get("gid"));
    }
}
