package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.zip.ArchiveBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.inventory.zip.ZipMember;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one archive that is a file of a layer, and the archives inside it. */
final class JarScanner {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** Of most entries; looking into each takes time. */
    private static final String CLASS = ".class";

    private final String file;
    private final PackageSink sink;
    private final ManifestIdentity identity;
    private final Limits limits;
    private final int maxPackages;
    private final ArchiveBudget budget;

    JarScanner(String file, PackageSink sink, ManifestIdentity identity, Limits limits, InventoryLimits inventory) {
        this.file = file;
        this.sink = sink;
        this.identity = identity;
        this.limits = limits;
        this.maxPackages = inventory.maxPackages();
        this.budget = new ArchiveBudget(limits, file);
    }

    /**
     * @param path of this archive: the file, or a place inside it
     * @param name the archive's file name
     * @param depth 1 for the file itself
     */
    void scan(SeekableByteChannel channel, String path, String name, int depth)
            throws IOException, LimitExceededException, MalformedContentException, InterruptedException {
        budget.descend(depth);
        JarContents contents = new JarContents();
        try (ZipArchive archive = ZipArchive.open(channel, budget)) {
            archive.forEach(member -> look(archive, member, contents, path, depth));
        }
        report(contents, path, ArchiveName.parse(name));
    }

    private void look(ZipArchive archive, ZipMember member, JarContents contents, String path, int depth)
            throws IOException, LimitExceededException, MalformedContentException, InterruptedException {
        String name = member.name();
        if (name.endsWith(CLASS)) {
            contents.classFile(name);
        } else if (PomProperties.isName(name)) {
            pomProperties(archive, member, contents, path);
        } else if (PomFile.owner(name).isPresent()) {
            pomFile(archive, member, PomFile.owner(name).get(), contents, path);
        } else if (name.equalsIgnoreCase(MANIFEST)) {
            contents.manifest(JarManifest.parse(archive.head(member, JarManifest.MAX_BYTES)));
        } else if (!member.directory()
                && !member.empty()
                && (ArchiveName.isArchive(name) || archive.isArchive(member))) {
            nested(archive, member, path, depth);
        }
    }

    private void pomProperties(ZipArchive archive, ZipMember member, JarContents contents, String path)
            throws IOException, LimitExceededException, MalformedContentException {
        byte[] content = archive.head(member, PomProperties.MAX_BYTES + 1);
        String inside = inside(path, member);
        if (content.length > PomProperties.MAX_BYTES) {
            throw new LimitExceededException(inside, "maxBytes", PomProperties.MAX_BYTES);
        }
        try {
            contents.add(PomProperties.parse(content));
        } catch (MalformedContentException e) {
            sink.gap(e.gap(file, inside));
        }
        if (contents.coordinates().size() > maxPackages) {
            throw new LimitExceededException(path, "maxPackages", maxPackages);
        }
    }

    /** A project file that cannot be read says nothing: its place names the library all the same. */
    private void pomFile(ZipArchive archive, ZipMember member, String owner, JarContents contents, String path)
            throws IOException, LimitExceededException, InterruptedException {
        try {
            byte[] content = archive.head(member, PomFile.MAX_BYTES + 1);
            contents.project(owner, content.length > PomFile.MAX_BYTES ? PomFile.UNREADABLE : PomFile.parse(content));
        } catch (MalformedContentException e) {
            contents.project(owner, PomFile.UNREADABLE);
        }
        if (contents.projects().size() > maxPackages) {
            throw new LimitExceededException(path, "maxPackages", maxPackages);
        }
    }

    private void nested(ZipArchive archive, ZipMember member, String path, int depth)
            throws IOException, LimitExceededException, InterruptedException {
        String inside = inside(path, member);
        String name = member.name().substring(member.name().lastIndexOf('/') + 1);
        try (SeekableByteChannel channel = archive.channel(member)) {
            scan(channel, inside, name, depth + 1);
        } catch (MalformedContentException e) {
            sink.gap(e.gap(file, inside));
        }
    }

    private String inside(String path, ZipMember member) throws LimitExceededException {
        if (member.name().length() > limits.maxPathLength()) {
            throw new LimitExceededException("an entry name in " + path, "maxPathLength", limits.maxPathLength());
        }
        return path + "!/" + member.name();
    }

    /** Libraries of which only the project file is there: builds may leave out {@code pom.properties}. */
    private void projects(JarContents contents, String path, ArchiveName name) throws LimitExceededException {
        Optional<MavenCoordinates> own = identity.of(contents.manifest(), name);
        Set<String> named =
                contents.coordinates().stream().map(MavenCoordinates::name).collect(Collectors.toSet());
        for (Map.Entry<String, PomFile> each : contents.projects().entrySet()) {
            String[] id = each.getKey().split(":", 2);
            if (named.contains(each.getKey()) || !MavenCoordinates.isId(id[0]) || !MavenCoordinates.isId(id[1])) {
                continue;
            }
            // others in the archive have versions of their own
            Optional<String> version = each.getValue()
                    .version()
                    .or(() -> own.filter(self -> isNamed(self.artifactId(), id[0], id[1]))
                            .map(MavenCoordinates::version));
            if (version.isPresent()) {
                contents.add(new MavenCoordinates(Optional.of(id[0]), id[1], version.get()));
            } else {
                sink.gap(Unreadable.METADATA.gap(
                        file,
                        path + "!/META-INF/maven/" + id[0] + "/" + id[1] + "/pom.xml",
                        "no version, and there is no pom.properties beside it"));
            }
        }
    }

    private void report(JarContents contents, String path, ArchiveName name) throws LimitExceededException {
        boolean listed = !contents.coordinates().isEmpty();
        projects(contents, path, name);
        for (MavenCoordinates coordinates : contents.coordinates()) {
            sink.found(coordinates.found(file, path, contents.licensesOf(coordinates)));
        }
        List<MavenCoordinates> own = identity.candidates(contents.manifest(), name);
        if (contents.coordinates().isEmpty()) {
            for (MavenCoordinates coordinates : own) {
                sink.found(coordinates.found(file, path, contents.licensesOf(coordinates)));
            }
            if (contents.thirdParty() && !explained(contents, own, name)) {
                sink.gap(Unreadable.LIBRARY.gap(
                        file, path, "no Maven coordinates, yet it holds " + contents.evidence()));
            } else if (own.isEmpty() && contents.classes()) {
                sink.unnamedArchive();
            }
        } else if ((name.version().isPresent() || !listed) && onlyShaded(contents, name)) {
            for (MavenCoordinates coordinates : own) {
                sink.found(coordinates.found(file, path, contents.licensesOf(coordinates)));
            }
        }
    }

    /** Whether one has a group. One that is only made of the name of a bundle is that of the classes if it begins as their package. */
    private boolean explained(JarContents contents, List<MavenCoordinates> own, ArchiveName name) {
        boolean guessed = name.version().isEmpty()
                && contents.manifest().symbolicName().isPresent()
                && identity.of(contents.manifest(), name)
                        .flatMap(MavenCoordinates::groupId)
                        .isEmpty();
        return own.stream()
                .flatMap(coordinates -> coordinates.groupId().stream())
                .anyMatch(group -> !guessed || contents.evidence().startsWith(firstWords(group)));
    }

    private static String firstWords(String group) {
        return Arrays.stream(group.split("\\.")).limit(2).collect(Collectors.joining("/", "", "/"));
    }

    /** All pom.properties are those of libraries taken in; the archive itself came from another build tool. */
    private static boolean onlyShaded(JarContents contents, ArchiveName name) {
        return contents.coordinates().stream()
                .noneMatch(coordinates ->
                        isNamed(name.artifactId(), coordinates.groupId().orElse(""), coordinates.artifactId()));
    }

    private static boolean isNamed(String name, String group, String artifact) {
        return name.equals(artifact) || name.equals(group + "." + artifact);
    }
}
