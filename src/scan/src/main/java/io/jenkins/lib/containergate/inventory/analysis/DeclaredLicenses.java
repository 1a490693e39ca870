package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.LicenseNote;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import io.jenkins.lib.containergate.inventory.dpkg.DebianCopyrightReader;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Licences that files of an image declare for packages which other files list. Where several files speak of one package, what each
 * says applies.
 */
final class DeclaredLicenses {
    private record Key(Ecosystem ecosystem, String name, Optional<String> version) {
        private static final Pattern NUGET = Pattern.compile("([0-9]+\\.[0-9]+\\.[0-9]+)(?:\\.0)?(-[^+]*)?(?:\\+.*)?");

        static Key of(Ecosystem ecosystem, String name, Optional<String> version) {
            return new Key(
                    ecosystem,
                    ecosystem.names().normal(name),
                    ecosystem == Ecosystem.NUGET ? version.map(Key::ofNuget) : version);
        }

        /** NuGet takes a fourth number of zero for none, and pre-releases in any capitals. */
        private static String ofNuget(String version) {
            Matcher parts = NUGET.matcher(version);
            String plain = parts.matches() ? parts.group(1) + Objects.requireNonNullElse(parts.group(2), "") : version;
            return plain.toLowerCase(Locale.ROOT);
        }
    }

    private final VisibleLayers layers;
    private final Map<Key, List<LicenseNote>> byPackage = new HashMap<>();
    /** Files that a container may reach under another path than the one they were read by. */
    private final Map<Located<String>, List<LicenseNote>> byFile = new HashMap<>();

    DeclaredLicenses(VisibleLayers layers) {
        this.layers = layers;
        for (Located<FileInventory> file : layers.files()) {
            for (LicenseNote note : file.value().licenses()) {
                byPackage
                        .computeIfAbsent(
                                Key.of(note.ecosystem(), note.name(), note.version()), key -> new ArrayList<>(1))
                        .add(note);
                byFile.computeIfAbsent(new Located<>(file.layer(), file.value().path()), key -> new ArrayList<>(1))
                        .add(note);
            }
        }
    }

    /** What the package says itself, else what others say of it. */
    List<String> of(FoundPackage found) {
        if (!found.licenses().isEmpty() || byPackage.isEmpty()) {
            return found.licenses();
        }
        List<LicenseNote> notes = Stream.of(Optional.of(found.version()), Optional.<String>empty())
                .map(version -> Key.of(found.ecosystem(), found.name(), version))
                .flatMap(key -> byPackage.getOrDefault(key, List.of()).stream())
                .toList();
        if (notes.isEmpty() && found.ecosystem() == Ecosystem.DEB) {
            notes = linked(DebianCopyrightReader.path(found.name()));
        }
        return notes.stream()
                .flatMap(note -> note.licenses().stream())
                .distinct()
                .toList();
    }

    /** Packages of one source share the directory of their documents. */
    private List<LicenseNote> linked(String path) {
        return layers.reached(path).stream()
                .filter(found -> found.kind() == Reached.Kind.FILE)
                .flatMap(
                        found -> byFile.getOrDefault(new Located<>(found.layer(), found.written()), List.of()).stream())
                .toList();
    }
}
