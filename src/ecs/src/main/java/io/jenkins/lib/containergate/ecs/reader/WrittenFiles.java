package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files as they are written, before anything of them is understood: one, or those of a directory such as CDK's and of its stages. */
final class WrittenFiles {
    /** How CDK calls the directory of a stage. */
    static final String ASSEMBLY = "assembly-";
    /** At the end of the name of a directory that is not read. */
    static final String DIRECTORY = "/";

    private static final int MAX_TEMPLATES = 1_000;
    private static final int MAX_DEPTH = 8;
    private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml", ".template");

    private final DocumentLimits limits;

    WrittenFiles(DocumentLimits limits) {
        this.limits = limits;
    }

    /** By the name of each file; nothing for a directory that is not read. */
    SortedMap<String, byte[]> of(Path file, String name) throws GateException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        if (!Files.isDirectory(file)) {
            contents.put(name, content(name, file));
            return contents;
        }
        directory(file, name, 0, contents);
        if (contents.keySet().stream().allMatch(each -> manifest(each) || each.endsWith(DIRECTORY))) {
            throw new GateException(
                    "the directory " + name + " holds no template or task definition",
                    "name the cdk.out directory, or one file");
        }
        return contents;
    }

    /** Whether CDK says in it what is deployed with what. */
    static boolean manifest(String file) {
        return file.substring(file.lastIndexOf('/') + 1).equals(CdkAssembly.FILE);
    }

    /** Templates and task definitions of a directory and, as CDK writes a stage, of the assemblies in it. */
    private void directory(Path directory, String name, int depth, SortedMap<String, byte[]> contents)
            throws GateException {
        try {
            for (Path each : FileTree.entries(directory)) {
                String file = String.valueOf(each.getFileName());
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) && file.startsWith(ASSEMBLY)) {
                    if (depth == MAX_DEPTH) {
                        throw new LimitExceededException(name, "maxDepth", MAX_DEPTH);
                    }
                    directory(each, name + "/" + file, depth + 1, contents);
                } else if (Files.isDirectory(each)) {
                    leftOut(name + "/" + file + DIRECTORY, contents);
                } else if (readable(file) && Files.isRegularFile(each) && !CdkNotes.isNote(each, file)) {
                    if (contents.keySet().stream()
                                    .filter(other -> !other.endsWith(DIRECTORY))
                                    .count()
                            == MAX_TEMPLATES) {
                        throw new LimitExceededException(name, "maxTemplates", MAX_TEMPLATES);
                    }
                    String template = name + "/" + file;
                    contents.put(template, content(template, each));
                }
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** As many as there is room for: a count of those that are left out decides nothing. */
    private static void leftOut(String directory, SortedMap<String, byte[]> contents) {
        long before = contents.keySet().stream()
                .filter(each -> each.endsWith(DIRECTORY))
                .count();
        if (before < MAX_TEMPLATES) {
            contents.put(directory, new byte[0]);
        }
    }

    /** What may declare something, or says where it is uploaded to. */
    private static boolean readable(String file) {
        return ENDINGS.stream().anyMatch(file.toLowerCase(Locale.ROOT)::endsWith);
    }

    private byte[] content(String name, Path file) throws GateException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(limits.maxBytes() + 1);
            if (content.length > limits.maxBytes()) {
                throw new LimitExceededException(name, "maxBytes", limits.maxBytes());
            }
            return content;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static GateException unreadable(String name, IOException cause) {
        return new GateException(
                "the task definition " + name + " cannot be read: " + FileProblem.of(cause),
                "check that it is there and readable",
                cause);
    }
}
