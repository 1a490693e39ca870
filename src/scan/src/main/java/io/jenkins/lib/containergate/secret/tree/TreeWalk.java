package io.jenkins.lib.containergate.secret.tree;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the files of a tree that are to be searched. Symbolic links are not followed. */
final class TreeWalk {
    private static final String IGNORE_FILE = ".gitignore";
    private static final int MAX_IGNORE_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 200;

    /** @param path from the root, {@code /} between its segments */
    record TreeFile(Path file, String path, long size) {}

    /** Ignore rules of a directory and of those above it. */
    private record Rules(Optional<Rules> outer, String directory, IgnoreRules rules) {
        boolean ignored(String path, boolean isDirectory) {
            String relative = directory.isEmpty() ? path : path.substring(directory.length() + 1);
            return rules.ignored(relative, isDirectory)
                    .orElseGet(() ->
                            outer.map(above -> above.ignored(path, isDirectory)).orElse(false));
        }
    }

    private final int maxFiles;
    private final Deadline deadline;
    private final List<TreeFile> files = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private int ignored;
    private int repositories;

    TreeWalk(int maxFiles, Deadline deadline) {
        this.maxFiles = maxFiles;
        this.deadline = deadline;
    }

    /** In a fixed order. */
    List<TreeFile> files() {
        return files;
    }

    /** Directories that could not be listed. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Files and whole directories that git ignores and does not track. */
    int ignored() {
        return ignored;
    }

    /** The {@code .git} of repositories. */
    int repositories() {
        return repositories;
    }

    /** @throws IOException when there is no such directory */
    void walk(Path root) throws GateException, InterruptedException, IOException {
        directory(root, "", Tracking.of(root), Optional.empty(), 0);
    }

    private void directory(Path directory, String path, Tracking tracking, Optional<Rules> outer, int depth)
            throws GateException, InterruptedException {
        deadline.check("listing the files to search for secrets");
        if (depth > MAX_DEPTH) {
            throw new LimitExceededException("the source tree", "depth of directories", MAX_DEPTH);
        }
        List<Path> entries;
        Optional<Rules> rules;
        try {
            entries = FileTree.entries(directory);
            rules = tracking.known() ? rules(directory, path, outer) : Optional.empty();
        } catch (IOException e) {
            unreadable.add(path);
            return;
        }
        for (Path entry : entries) {
            String name = String.valueOf(entry.getFileName());
            visit(entry, path.isEmpty() ? name : path + "/" + name, tracking, rules, depth);
        }
    }

    private void visit(Path entry, String path, Tracking tracking, Optional<Rules> rules, int depth)
            throws GateException, InterruptedException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            unreadable.add(path);
            return;
        }
        boolean hidden = rules.isPresent() && rules.get().ignored(path, attributes.isDirectory());
        if (attributes.isDirectory()) {
            if (path.equals(".git") || path.endsWith("/.git")) {
                repositories++;
            } else if (Tracking.isRepository(entry)) {
                directory(entry, path, Tracking.ofRepository(entry, path), Optional.empty(), depth + 1);
            } else if (!hidden || tracking.tracksBelow(path)) {
                directory(entry, path, tracking, hidden ? Optional.of(everything(path)) : rules, depth + 1);
            } else {
                ignored++;
            }
        } else if (attributes.isRegularFile() && hidden && !tracking.tracks(path)) {
            ignored++;
        } else if (attributes.isRegularFile()) {
            if (files.size() == maxFiles) {
                throw new LimitExceededException("the source tree", "maxEntries", maxFiles);
            }
            files.add(new TreeFile(entry, path, attributes.size()));
        }
    }

    /** Below an ignored directory only tracked files count. */
    private static Rules everything(String directory) {
        return new Rules(Optional.empty(), directory, IgnoreRules.parse("*"));
    }

    private static Optional<Rules> rules(Path directory, String path, Optional<Rules> outer) throws IOException {
        Path file = directory.resolve(IGNORE_FILE);
        boolean usable = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_IGNORE_BYTES;
        if (!usable) {
            return outer;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return Optional.of(new Rules(outer, path, IgnoreRules.parse(text)));
    }
}
