package io.jenkins.lib.containergate.secret.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What git tracks of a directory. Where nobody knows (no repository, an index that cannot be read, that is empty or
 * split, a {@code .git} file that leads to the repository of another directory), ignore files hide nothing.
 *
 * @param index empty when it is not known
 * @param base the directory's path in the search
 * @param prefix the directory's path in the repository, with a slash at its end unless it is the repository's root
 */
record Tracking(Optional<GitIndex> index, String base, String prefix) {
    private static final int MAX_TEXT = 1 << 16;
    private static final Pattern GITDIR = Pattern.compile("gitdir: ([^\\n]+?)\\s*");
    private static final Pattern WORKTREE = Pattern.compile("(?m)^\\s*worktree\\s*=\\s*(.+?)\\s*$");

    static Tracking unknown(String base) {
        return new Tracking(Optional.empty(), base, "");
    }

    /** Of the directory a search begins in: its own repository, or one above that tracks something in it. */
    static Tracking of(Path root) throws IOException {
        Path real = root.toRealPath();
        if (isRepository(real)) {
            return ofRepository(real, "");
        }
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            if (isRepository(above)) {
                String path = above.relativize(real).toString().replace('\\', '/');
                return new Tracking(
                        index(above).filter(index -> index.directories().contains(path)), "", path + "/");
            }
        }
        return unknown("");
    }

    /** Of a repository that lies in another or in no repository: a submodule, a clone. */
    static Tracking ofRepository(Path directory, String base) {
        return new Tracking(index(directory), base, "");
    }

    /** It holds a {@code .git} of whatever kind. */
    static boolean isRepository(Path directory) {
        return Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
    }

    boolean known() {
        return index.isPresent();
    }

    /** @param path in the search */
    boolean tracks(String path) {
        String inRepository = inRepository(path);
        return index.map(found -> found.files().contains(inRepository) || isSparse(found, inRepository))
                        .orElse(true)
                || !isComparable(inRepository);
    }

    /** Git tracks something in a directory, or the directory is a submodule. */
    boolean tracksBelow(String path) {
        return tracks(path)
                || index.map(found -> found.directories().contains(inRepository(path)))
                        .orElse(true);
    }

    /** Git writes bytes; how a file system and Java turn others than these into characters differs. */
    private static boolean isComparable(String path) {
        return path.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isSparse(GitIndex index, String path) {
        if (index.sparse().isEmpty()) {
            return false;
        }
        for (String above = path; !above.isEmpty(); ) {
            if (index.sparse().contains(above)) {
                return true;
            }
            int slash = above.lastIndexOf('/');
            above = slash < 0 ? "" : above.substring(0, slash);
        }
        return false;
    }

    private String inRepository(String path) {
        return prefix + (base.isEmpty() ? path : path.substring(base.length() + 1));
    }

    private static Optional<GitIndex> index(Path directory) {
        return gitDirectory(directory)
                .flatMap(git -> GitIndex.read(git.resolve("index")))
                .filter(index -> !index.files().isEmpty());
    }

    private static Optional<Path> gitDirectory(Path directory) {
        Path git = directory.resolve(".git");
        if (Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(git);
        }
        try {
            return text(git)
                    .map(GITDIR::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> directory.resolve(matcher.group(1)))
                    .filter(named -> belongsTo(named, directory));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A work tree's repository names the work tree's {@code .git} file, a submodule's names its directory. */
    private static boolean belongsTo(Path git, Path directory) {
        Optional<Path> worktree = text(git.resolve("gitdir"))
                .map(String::strip)
                .map(written -> git.resolve(written).getParent());
        Optional<Path> submodule = text(git.resolve("config"))
                .map(WORKTREE::matcher)
                .filter(Matcher::find)
                .map(matcher -> git.resolve(matcher.group(1)));
        return worktree.or(() -> submodule)
                .filter(named -> isSame(named, directory))
                .isPresent();
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return Files.isSameFile(a, b);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_TEXT
                    ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
