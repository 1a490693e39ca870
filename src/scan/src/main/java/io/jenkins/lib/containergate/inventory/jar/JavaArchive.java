package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.inventory.zip.ZipMember;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one archive says of the Java libraries in it; what lies in the archives inside it is not its own. */
public final class JavaArchive {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String CLASS = ".class";
    private static final byte[] CLASS_FILE = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe};
    /** Nearly all are smaller. */
    private static final long USUAL_CLASS = 64 << 10;

    private final String file;
    private final String path;
    private final String fileName;
    private final PackageSink sink;
    private final ManifestIdentity identity;
    private final int maxPackages;
    private final JarContents contents = new JarContents();
    private boolean manifest;

    /**
     * @param file of the layer
     * @param path of the archive: the file, or a place inside it
     * @param fileName of the archive
     */
    JavaArchive(
            String file, String path, String fileName, PackageSink sink, ManifestIdentity identity, int maxPackages) {
        this.file = file;
        this.path = path;
        this.fileName = fileName;
        this.sink = sink;
        this.identity = identity;
        this.maxPackages = maxPackages;
    }

    /** Takes an entry of it. Returns whether it is one that describes a library, and needs no other reader. */
    public boolean take(ZipArchive archive, ZipMember member)
            throws IOException, LimitExceededException, MalformedContentException, InterruptedException {
        String entry = member.name();
        if (entry.endsWith(CLASS)) {
            contents.classFile(entry);
        } else if (PomProperties.isName(entry)) {
            pomProperties(archive, member);
            return true;
        } else if (PomFile.owner(entry).isPresent()) {
            pomFile(archive, member, PomFile.owner(entry).get());
            return true;
        } else if (entry.equalsIgnoreCase(MANIFEST)) {
            manifest = true;
            contents.manifest(JarManifest.parse(archive.head(member, JarManifest.MAX_BYTES)));
        }
        return false;
    }

    /**
     * Whether an entry is a class and nothing else, as most entries are. Looking into each takes time, so of one that is not large
     * only the name and the beginning are looked at.
     */
    public static boolean plainClass(ZipArchive archive, ZipMember member)
            throws IOException, LimitExceededException, MalformedContentException {
        return member.name().endsWith(CLASS)
                && Math.max(member.size(), member.compressedSize()) <= USUAL_CLASS
                && archive.begins(member, CLASS_FILE);
    }

    private void pomProperties(ZipArchive archive, ZipMember member)
            throws IOException, LimitExceededException, MalformedContentException {
        byte[] content = archive.head(member, PomProperties.MAX_BYTES + 1);
        String inside = path + "!/" + member.name();
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
    private void pomFile(ZipArchive archive, ZipMember member, String owner)
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

    /** Libraries of which only the project file is there: builds may leave out {@code pom.properties}. */
    private void projects(ArchiveName name) throws LimitExceededException {
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

    /** After its last entry. */
    public void report() throws LimitExceededException {
        if (contents.classes()
                || manifest
                || !contents.coordinates().isEmpty()
                || !contents.projects().isEmpty()
                || ArchiveName.isArchive(fileName)) {
            report(ArchiveName.parse(fileName));
        }
    }

    private void report(ArchiveName name) throws LimitExceededException {
        boolean listed = !contents.coordinates().isEmpty();
        projects(name);
        for (MavenCoordinates coordinates : contents.coordinates()) {
            sink.found(coordinates.found(file, path, contents.licensesOf(coordinates)));
        }
        List<MavenCoordinates> own = identity.candidates(contents.manifest(), name);
        if (contents.coordinates().isEmpty()) {
            for (MavenCoordinates coordinates : own) {
                sink.found(coordinates.found(file, path, contents.licensesOf(coordinates)));
            }
            if (contents.thirdParty() && !explained(own, name)) {
                sink.gap(Unreadable.LIBRARY.gap(
                        file, path, "no Maven coordinates, yet it holds " + contents.evidence()));
            } else if (own.isEmpty() && contents.classes()) {
                sink.unnamedArchive();
            }
        } else if ((name.version().isPresent() || !listed) && onlyShaded(name)) {
            for (MavenCoordinates coordinates : own) {
                sink.found(coordinates.found(file, path, contents.licensesOf(coordinates)));
            }
        }
    }

    /** Whether one has a group. One that is only made of the name of a bundle is that of the classes if it begins as their package. */
    private boolean explained(List<MavenCoordinates> own, ArchiveName name) {
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
    private boolean onlyShaded(ArchiveName name) {
        return contents.coordinates().stream()
                .noneMatch(coordinates ->
                        isNamed(name.artifactId(), coordinates.groupId().orElse(""), coordinates.artifactId()));
    }

    private static boolean isNamed(String name, String group, String artifact) {
        return name.equals(artifact) || name.equals(group + "." + artifact);
    }
}
