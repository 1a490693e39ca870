package io.jenkins.lib.containergate.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an SBOM says beside an image, nothing that was seen in the image goes. */
class SbomAddsTest {
    private static final Digest LAYER = Digest.of("layer".getBytes(StandardCharsets.UTF_8));
    private static final Digest IMAGE = Digest.of("image".getBytes(StandardCharsets.UTF_8));
    private static final List<String> TYPES = List.of("npm", "maven", "deb", "apk", "golang", "conan", "oci");
    private static final List<String> KINDS =
            List.of("library", "file", "application", "container", "operating-system", "data", "");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasSeenStays(long seed) throws GateException {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            PackageInventory seen = seen(random);
            Sbom sbom = new SbomReader().read("a.json", document(random).getBytes(StandardCharsets.UTF_8));
            PackageInventory merged = sbom.addedTo(seen, Set.of(IMAGE));

            assertThat(merged.packages()).containsAll(seen.packages());
            assertThat(merged.gaps()).containsAll(seen.gaps()).containsAll(sbom.gaps());
            assertThat(merged.os()).isEqualTo(seen.os().or(sbom::os));
            assertThat(merged.fileCount()).isEqualTo(seen.fileCount());
            assertThat(merged.packages().stream()
                            .filter(each -> !seen.packages().contains(each)))
                    .allMatch(each -> each.layer().equals(sbom.digest()));
            assertThat(names(merged))
                    .as("every package of the SBOM is compared")
                    .containsAll(names(sbom.inventory()));
        }
    }

    private static Set<String> names(PackageInventory inventory) {
        return inventory.packages().stream()
                .map(each -> each.ecosystem() + " " + each.name() + " " + each.version())
                .collect(Collectors.toSet());
    }

    private static PackageInventory seen(Random random) {
        List<InstalledPackage> packages = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = "p" + random.nextInt(4);
            packages.add(new InstalledPackage(
                    Ecosystem.NPM,
                    name,
                    "1." + random.nextInt(3),
                    "pkg:npm/" + name,
                    Optional.empty(),
                    LAYER,
                    "app/" + i,
                    List.of()));
        }
        List<InventoryFinding> gaps = random.nextBoolean()
                ? List.of()
                : List.of(new InventoryFinding(new RuleId("unreadable-archive"), "t", Location.none(), "a", "e", "h"));
        Optional<OsRelease> os = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new OsRelease("debian", List.of(), Optional.of("12"), Optional.empty(), "Debian 12"));
        return new PackageInventory(os, packages, random.nextInt(3), gaps);
    }

    private static String document(Random random) {
        List<String> components = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = "p" + random.nextInt(4);
            String version = random.nextInt(5) == 0 ? "" : "1." + random.nextInt(3);
            String type = TYPES.get(random.nextInt(TYPES.size()));
            String purl = random.nextInt(4) == 0
                    ? ""
                    : "pkg:" + type + "/" + (type.equals("deb") ? "debian/" : "") + name
                            + (version.isEmpty() ? "" : "@1." + random.nextInt(3));
            components.add("{\"type\": \"%s\", \"name\": \"%s\", \"version\": \"%s\", \"purl\": \"%s\"}"
                    .formatted(KINDS.get(random.nextInt(KINDS.size())), name, version, purl));
        }
        String image = random.nextBoolean() ? IMAGE.toString() : LAYER.toString();
        return """
            {"bomFormat": "CycloneDX", "specVersion": "1.6",
             "metadata": {"component": {"type": "container", "name": "a", "version": "%s"}}, "components": [%s]}
            """.formatted(image, String.join(", ", components));
    }
}
