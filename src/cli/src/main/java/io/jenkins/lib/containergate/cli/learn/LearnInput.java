package io.jenkins.lib.containergate.cli.learn;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of logs that an option names, and those in directories. */
final class LearnInput {
    private static final int FILES = 1_000_000;
    private static final int DEPTH = 32;

    private LearnInput() {}

    /** Takes one file; the stream is closed afterwards. */
    interface Reader {
        void read(String name, InputStream in) throws GateException, IOException, InterruptedException;
    }

    /**
     * @param option that names the files
     * @throws UsageException when one is not there
     */
    static void read(List<Path> paths, String option, Reader reader) throws GateException, InterruptedException {
        for (Path path : paths) {
            for (Path file : files(path, option)) {
                try (InputStream in = Files.newInputStream(file)) {
                    reader.read(file.toString(), in);
                } catch (IOException e) {
                    throw new UsageException("cannot read " + file, "name a file or directory for " + option);
                }
            }
        }
    }

    /** In the order of their names. Digests and insights, which CloudTrail keeps beside its logs, hold no events. */
    private static List<Path> files(Path path, String option) throws UsageException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path, DEPTH)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> Stream.of("CloudTrail-Digest", "CloudTrail-Insight")
                            .noneMatch(name -> path.relativize(file).toString().contains(name)))
                    .limit(FILES + 1L)
                    .sorted()
                    .toList();
            if (files.isEmpty() || files.size() > FILES) {
                throw new UsageException(
                        path + (files.isEmpty() ? " holds no file" : " holds more than " + FILES + " files"),
                        "name another directory for " + option);
            }
            return files;
        } catch (IOException e) {
            throw new UsageException("cannot read the directory " + path, "name another for " + option);
        }
    }
}
