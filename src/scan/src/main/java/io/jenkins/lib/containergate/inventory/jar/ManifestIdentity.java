package io.jenkins.lib.containergate.inventory.jar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Coordinates of an archive without {@code pom.properties}, from its manifest and its file name.
 *
 * <p>A group id is only taken from where it certainly stands: a known library, {@code Implementation-Vendor-Id} (which
 * Maven filled with it), and a {@code Bundle-SymbolicName} that is what the Maven bundle plugin derives from group and
 * artifact.
 *
 * @see <a href="https://felix.apache.org/documentation/subprojects/apache-felix-maven-bundle-plugin-bnd.html">default
 *     Bundle-SymbolicName</a>
 */
final class ManifestIdentity {
    private static final Pattern NUMBERED = Pattern.compile("\\d[A-Za-z0-9_.+-]{0,99}");
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)+");
    /** What Ant builds of Apache say; no library is published in this group. */
    private static final String VENDOR_OF_MANY = "org.apache";

    /** Top-level domains, in which nobody publishes. */
    private static final Set<String> NO_GROUPS = Set.of("com", "edu", "io", "net", "org");

    private static final String TOMCAT = "Apache Tomcat";

    private final KnownGroups known;

    ManifestIdentity(KnownGroups known) {
        this.known = known;
    }

    /**
     * Every identity that the archive may have. A file name such as {@code org.bouncycastle.bcprov-jdk15on-1.70.jar} may
     * be an artifact, or a group and an artifact, as Quarkus and sbt write them: unless the manifest or the table of
     * known groups tells where the group ends, each reading is given. A reading that does not exist matches no
     * vulnerability.
     */
    List<MavenCoordinates> candidates(JarManifest manifest, ArchiveName name) {
        Optional<MavenCoordinates> own = of(manifest, name);
        if (own.isEmpty()) {
            return List.of();
        }
        MavenCoordinates whole = own.get();
        List<MavenCoordinates> splits = splits(whole);
        if (name.version().isEmpty() && manifest.symbolicName().isPresent()) {
            // a file name without a version may be anything that somebody called the file
            Set<MavenCoordinates> all =
                    new LinkedHashSet<>(bundles(manifest.symbolicName().get(), whole.version()));
            all.addAll(splits);
            all.add(whole);
            return List.copyOf(all);
        }
        if (splits.isEmpty()
                || known.groupOf(whole.artifactId(), whole.version()).isPresent()) {
            return List.of(whole);
        }
        Optional<String> vendor = manifest.attribute("Implementation-Vendor-Id");
        for (MavenCoordinates split : splits) {
            if (split.groupId().equals(known.groupOf(split.artifactId(), split.version()))
                    || split.groupId().equals(vendor)) {
                return List.of(split);
            }
        }
        List<MavenCoordinates> all = new ArrayList<>(splits);
        all.add(whole);
        return all;
    }

    /**
     * What the bundle plugin makes this name of: {@code GROUP.ARTIFACT}, the group alone where its last word is the artifact, or the group
     * and what comes after that word in the artifact.
     */
    private static List<MavenCoordinates> bundles(String symbolic, String version) {
        List<MavenCoordinates> found = new ArrayList<>();
        for (int dot = symbolic.indexOf('.'); dot > 0; dot = symbolic.indexOf('.', dot + 1)) {
            String group = symbolic.substring(0, dot);
            String rest = symbolic.substring(dot + 1);
            String lastWord = group.substring(group.lastIndexOf('.') + 1);
            if (!NO_GROUPS.contains(group)) {
                for (String artifact : List.of(rest, lastWord + "-" + rest)) {
                    if (MavenCoordinates.isId(group) && MavenCoordinates.isId(artifact)) {
                        found.add(new MavenCoordinates(Optional.of(group), artifact, version));
                    }
                }
            }
        }
        String lastWord = symbolic.substring(symbolic.lastIndexOf('.') + 1);
        if (symbolic.length() > lastWord.length() && MavenCoordinates.isId(lastWord)) {
            found.add(new MavenCoordinates(Optional.of(symbolic), lastWord, version));
        }
        return found;
    }

    private static List<MavenCoordinates> splits(MavenCoordinates whole) {
        String name = whole.artifactId();
        List<MavenCoordinates> splits = new ArrayList<>();
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            String group = name.substring(0, dot);
            String artifact = name.substring(dot + 1);
            if (!NO_GROUPS.contains(group)
                    && MavenCoordinates.isId(group)
                    && MavenCoordinates.isId(artifact)
                    && Character.isLetter(artifact.charAt(0))) {
                splits.add(new MavenCoordinates(Optional.of(group), artifact, whole.version()));
            }
        }
        return splits;
    }

    /** Empty when no name or no version is to be found. */
    Optional<MavenCoordinates> of(JarManifest manifest, ArchiveName name) {
        Optional<String> version = version(manifest, name);
        Optional<String> artifact = artifact(manifest, name, version.isPresent());
        if (version.isEmpty() || artifact.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new MavenCoordinates(group(manifest, artifact.get(), version.get()), artifact.get(), version.get()));
    }

    /**
     * What the repository calls it, unless the manifest tells the same with more numbers: builds leave the versions of
     * others, of snapshots and of products in manifests.
     */
    private static Optional<String> version(JarManifest manifest, ArchiveName name) {
        Optional<String> named = name.version();
        return manifest.attribute("Implementation-Version")
                .filter(version -> NUMBERED.matcher(version).matches())
                .filter(version -> named.isEmpty() || refines(version, named.get()))
                .or(() -> named)
                .or(() -> manifest.attribute("Bundle-Version"))
                .or(() -> manifest.attribute("Specification-Version"))
                .filter(version -> NUMBERED.matcher(version).matches());
    }

    /** Not where a build only pads its version with zeros: it publishes under the short one. */
    private static boolean refines(String version, String shorter) {
        return version.startsWith(shorter)
                && version.substring(shorter.length()).matches("\\.\\d.*")
                && !version.substring(shorter.length()).matches("(\\.0)+");
    }

    private static Optional<String> artifact(JarManifest manifest, ArchiveName name, boolean versionKnown) {
        if (manifest.attribute("Implementation-Title").filter(TOMCAT::equals).isPresent()
                && name.version().isEmpty()) {
            // its own distribution has catalina.jar, its Maven repository tomcat-catalina
            String stem = name.artifactId();
            return Optional.of(stem.startsWith("tomcat-") ? stem : "tomcat-" + stem);
        }
        if (name.version().isPresent()) {
            return Optional.of(name.artifactId());
        }
        return manifest.attribute("Implementation-Title")
                .filter(title -> title.contains("-") && MavenCoordinates.isId(title))
                .or(() -> Optional.of(name.artifactId()).filter(a -> versionKnown && MavenCoordinates.isId(a)));
    }

    private Optional<String> group(JarManifest manifest, String artifact, String version) {
        return known.groupOf(artifact, version)
                .or(() -> manifest.symbolicName().flatMap(symbolic -> groupOfBundle(symbolic, artifact)))
                .or(() -> manifest.attribute("Implementation-Vendor-Id")
                        .filter(id -> GROUP.matcher(id).matches() && !id.equals(VENDOR_OF_MANY)));
    }

    /**
     * Inverts the bundle plugin's rules: GROUP.ARTIFACT, or with the word they share only once. A one-word artifact is
     * left open: org.example.tool is both org.example:tool and org.example.tool:tool.
     */
    private static Optional<String> groupOfBundle(String symbolic, String artifact) {
        if (symbolic.endsWith("." + artifact)) {
            String before = symbolic.substring(0, symbolic.length() - artifact.length() - 1);
            return Optional.of(before).filter(group -> artifact.contains("-"));
        }
        for (int dot = symbolic.lastIndexOf('.'); dot > 0; dot = symbolic.lastIndexOf('.', dot - 1)) {
            String group = symbolic.substring(0, dot);
            String lastWord = group.substring(group.lastIndexOf('.') + 1);
            String rest = symbolic.substring(dot + 1);
            if (artifact.equals(lastWord + "-" + rest)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }
}
