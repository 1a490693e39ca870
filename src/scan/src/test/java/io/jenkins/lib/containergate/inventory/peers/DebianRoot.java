package io.jenkins.lib.containergate.inventory.peers;

import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;

/** A root file system made by debootstrap from the archive this machine's apt uses. */
public final class DebianRoot {
    private DebianRoot() {}

    public static Path build() throws IOException, InterruptedException {
        Peer.needs("debootstrap", "apt-get");
        if (!"root".equals(System.getProperty("user.name"))) {
            Peer.missing("debootstrap needs root");
        }
        return Peer.tree("debian", DebianRoot::debootstrap);
    }

    private static void debootstrap(Path root) throws IOException, InterruptedException {
        String[] archive = Peer.run(
                        root, "apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)", "Created-By: Packages")
                .lines()
                .filter(line -> !line.contains("-"))
                .findFirst()
                .map(line -> line.split(" "))
                .orElse(new String[0]);
        if (archive.length != 2) {
            Peer.missing("apt has no package list to take the archive from");
        }
        Peer.run(
                root,
                "debootstrap",
                "--variant=minbase",
                "--include=python3-six",
                archive[1],
                root.toString(),
                archive[0]);
    }
}
