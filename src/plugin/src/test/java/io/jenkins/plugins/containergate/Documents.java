package io.jenkins.plugins.containergate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the project, and the code on them. */
public final class Documents {
    private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```");
    private static final Path REPOSITORY = repository();

    private Documents() {}

    /** @param page its path inside the repository */
    public record Block(Path page, String language, String text) {
        @Override
        public String toString() {
            return page + ":\n" + text;
        }
    }

    /** Both builds of the plugin run these tests, each in its own directory. */
    private static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/jenkins.md"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    public static Path file(String path) {
        return REPOSITORY.resolve(path);
    }

    /** @param path inside the repository */
    public static String read(String path) {
        try {
            return Files.readString(file(path)).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code in one language on all pages, in the order of the pages and on them. */
    public static List<Block> blocks(String language) throws IOException {
        try (Stream<Path> docs = Files.walk(file("docs"));
                Stream<Path> top = Files.list(REPOSITORY)) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(REPOSITORY::relativize)
                    .sorted()
                    .flatMap(page -> blocks(page.toString(), language).stream())
                    .toList();
        }
    }

    /** @param page its path inside the repository */
    public static List<Block> blocks(String page, String language) {
        return FENCE.matcher(read(page))
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> new Block(Path.of(page), language, block.group(3).stripIndent()))
                .toList();
    }
}
