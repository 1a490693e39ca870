package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.ContentDigests;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.dpkg.DpkgFilesReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Files that packages of the operating system's package manager brought, whoever built them. These packages are in the inventory, so a
 * file that is as they brought it is evaluated with them, or undecided with them.
 */
final class SystemFiles {
    private final Map<String, Set<String>> digests = new HashMap<>();
    private final Map<Located<String>, ContentDigests> contents = new HashMap<>();

    SystemFiles(VisibleLayers layers) {
        for (Located<FileInventory> file : layers.files()) {
            FileInventory list = file.value();
            list.digests().ifPresent(found -> contents.put(new Located<>(file.layer(), list.path()), found));
            if (DpkgFilesReader.lists(list.path()) || list.database().isPresent()) {
                for (OwnedFile owned : list.owned()) {
                    digests.computeIfAbsent(owned.path(), unused -> new HashSet<>(1))
                            .add(owned.digest());
                }
            }
        }
    }

    boolean list(String path) {
        return digests.containsKey(path);
    }

    /** Whether a package brought the file as it is. apk's database is not compared: see {@link OwnedFile#digest}. */
    boolean brought(Located<FileSign> sign) {
        Set<String> listed = digests.getOrDefault(sign.value().path(), Set.of());
        ContentDigests content =
                contents.get(new Located<>(sign.layer(), sign.value().path()));
        return listed.contains("") || content != null && listed.stream().anyMatch(content::has);
    }
}
