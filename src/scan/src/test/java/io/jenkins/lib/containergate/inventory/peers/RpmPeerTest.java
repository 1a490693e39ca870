package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages built with rpmbuild and installed with rpm, compared with what rpm lists. */
@Tag("peers")
class RpmPeerTest {
    private static final String OS_RELEASE = "ID=fedora\nVERSION_ID=40\nPRETTY_NAME=\"Fedora 40\"\n";
    private static final String QUERY = "%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE} %{ARCH} %{SOURCERPM}"
            + " %{LICENSE}|%{MODULARITYLABEL}\\n";

    /** Two packages of one source with an epoch, a long list of files, and a module label. */
    private static final String LIBRARY = """
        Name: shop-libs
        Epoch: 2
        Version: 1.4~rc1
        Release: 3%{?dist}
        Summary: Library of the shop
        License: MIT and GPLv2+
        ModularityLabel: shop:stable:1:abc
        BuildArch: noarch
        %description
        Library.
        %package -n shop-tools
        Summary: Tools of the shop
        %description -n shop-tools
        Tools.
        %install
        mkdir -p %{buildroot}/usr/share/shop %{buildroot}/opt/shop
        for i in $(seq 1 2000); do echo $i > %{buildroot}/usr/share/shop/one-of-many-files-$i; done
        echo > %{buildroot}/opt/shop/tool
        %files
        /usr/share/shop
        %files -n shop-tools
        /opt/shop
        """;

    @TempDir
    Path directory;

    @Test
    void anSqliteDatabaseHoldsWhatRpmSays() throws Exception {
        Path root = tree();
        assertThat(root.resolve("var/lib/rpm/rpmdb.sqlite")).isNotEmptyFile();
        assertSame(directory, root, "sqlite");
    }

    static Path tree() throws IOException, InterruptedException {
        Peer.needs("rpm", "rpmbuild");
        return Peer.tree("rpm", RpmPeerTest::install);
    }

    /** rpm no longer writes Berkeley DB, but still reads it; so the tools of Berkeley DB load what rpm wrote. */
    @Test
    void aBerkeleyDbDatabaseHoldsWhatRpmSays() throws Exception {
        Peer.needs("sqlite3", "db5.3_load");
        Path sqlite = tree();
        Path root = Peer.tree("rpm-bdb", directory -> berkeleyDb(sqlite, directory));
        assertThat(root.resolve("var/lib/rpm/Packages")).isNotEmptyFile();
        assertSame(directory, root, "bdb_ro");
    }

    private static void berkeleyDb(Path sqlite, Path root) throws IOException, InterruptedException {
        String rows = Peer.run(
                root,
                "sqlite3",
                "-separator",
                " ",
                sqlite.resolve("var/lib/rpm/rpmdb.sqlite").toString(),
                "SELECT hnum, lower(hex(blob)) FROM Packages");
        StringBuilder dump =
                new StringBuilder("VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=4096\nHEADER=END\n");
        dump.append(" 00000000\n ff000000\n");
        for (String row : rows.lines().toList()) {
            int space = row.indexOf(' ');
            int number = Integer.reverseBytes(Integer.parseInt(row.substring(0, space)));
            dump.append(String.format(Locale.ROOT, " %08x%n %s%n", number, row.substring(space + 1)));
        }
        Files.writeString(root.resolve("dump"), dump.append("DATA=END\n"));
        Files.createDirectories(root.resolve("var/lib/rpm"));
        Peer.run(root, "db5.3_load", "-f", "dump", "var/lib/rpm/Packages");
        Files.delete(root.resolve("dump"));
        Files.createDirectories(root.resolve("etc"));
        Files.copy(sqlite.resolve("etc/os-release"), root.resolve("etc/os-release"));
    }

    static void assertSame(Path directory, Path root, String storage) throws Exception {
        String path = root.resolve("var/lib/rpm").toString();
        List<String> expected = Peer.run(
                        root, "rpm", "--dbpath", path, "--define", "_db_backend " + storage, "-qa", "--qf", QUERY)
                .lines()
                // an epoch of zero is no epoch
                .map(line -> line.replaceFirst(" 0:", " "))
                .toList();

        ScannedImage scanned = ScannedImage.of(
                directory, LayerBuilder.layer().compression(Compression.NONE).tree(root, ""));

        assertThat(expected).hasSizeGreaterThan(60);
        assertThat(scanned.inventory().packages())
                .filteredOn(found -> found.ecosystem() == Ecosystem.RPM)
                .extracting(RpmPeerTest::asRpmSays)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(scanned.gapRules()).isEmpty();
    }

    private static String sourceFile(SourcePackage source) {
        return source.name() + "-" + source.version().replaceFirst("^[0-9]+:", "") + ".src.rpm";
    }

    private static String asRpmSays(InstalledPackage found) {
        // keys that signatures are checked with are kept as packages of no architecture and no source
        String architecture =
                found.purl().contains("arch=") ? found.purl().replaceAll(".*[?&]arch=([^&]+).*", "$1") : "(none)";
        String file = found.source().map(RpmPeerTest::sourceFile).orElse("(none)");
        return String.join(
                        " ",
                        found.name(),
                        found.version(),
                        architecture,
                        file,
                        found.licenses().get(0)) + "|" + found.module().orElse("(none)");
    }

    /** Many packages, so that the table has more than one page. */
    private static void install(Path root) throws IOException, InterruptedException {
        Path build = Files.createTempDirectory("rpm");
        Files.writeString(build.resolve("shop.spec"), LIBRARY);
        StringBuilder many = new StringBuilder("""
            Name: many
            Version: 1.0
            Release: 1
            Summary: Many packages
            License: MIT
            BuildArch: noarch
            %description
            Many.
            """);
        for (int i = 0; i < 60; i++) {
            many.append("%package part").append(i).append("\nSummary: Part\n");
            many.append("%description part")
                    .append(i)
                    .append("\nPart.\n%files part")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(build.resolve("many.spec"), many);
        for (String spec : List.of("shop.spec", "many.spec")) {
            Peer.run(build, "rpmbuild", "-bb", "--define", "_topdir " + build, "--define", "dist .fc40", spec);
        }
        List<String> install = new ArrayList<>(
                List.of("rpm", "--root", root.toString(), "--dbpath", "/var/lib/rpm", "-i", "--nodeps", "--noscripts"));
        try (var packages = Files.walk(build.resolve("RPMS"))) {
            packages.filter(path -> path.toString().endsWith(".rpm"))
                    .map(Path::toString)
                    .forEach(install::add);
        }
        Peer.run(build, install.toArray(String[]::new));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/os-release"), OS_RELEASE);
    }
}
