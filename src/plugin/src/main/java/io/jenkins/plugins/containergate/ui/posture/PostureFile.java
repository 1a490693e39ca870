package io.jenkins.plugins.containergate.ui.posture;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Run;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.report.html.PostureHtml;
import io.jenkins.lib.containergate.report.posture.PostureCsv;
import io.jenkins.lib.containergate.report.posture.PostureJson;
import io.jenkins.plugins.containergate.ui.ReportPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A posture as its reports, gzipped beside the verdict of the build. */
public final class PostureFile {
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonBounds.depth(16).document(256L << 20).factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Names of the reports, of which the page reads the first. */
    private static final List<String> REPORTS =
            List.of(PostureJson.FILE_NAME, PostureHtml.FILE_NAME, PostureCsv.FILE_NAME);

    private final Path directory;
    private final int number;

    private PostureFile(Path directory, int number) {
        this.directory = directory;
        this.number = number;
    }

    /** @param number of the verdict in its build, from 1 */
    public static PostureFile of(Run<?, ?> run, int number) {
        return new PostureFile(run.getRootDir().toPath().resolve("container-gate"), number);
    }

    public void write(Posture posture) throws IOException {
        Files.createDirectories(directory);
        List<Posture> one = List.of(posture);
        keep(PostureJson.FILE_NAME, out -> PostureJson.write(one, out));
        keep(PostureHtml.FILE_NAME, out -> PostureHtml.write(one, out));
        keep(PostureCsv.FILE_NAME, out -> PostureCsv.write(one, out));
    }

    private void keep(String report, ReportPage.Content content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file(report)))) {
            content.write(out);
        }
    }

    private Path file(String report) {
        return directory.resolve(number + "." + report + ".gz");
    }

    /** File names of the reports there are: builds of earlier versions have the JSON only. */
    List<String> reports() {
        return REPORTS.stream().filter(report -> Files.exists(file(report))).toList();
    }

    /** A report as it is. */
    void write(String report, OutputStream out) throws IOException {
        try (InputStream in = open(report)) {
            in.transferTo(out);
        }
    }

    private InputStream open(String report) throws IOException {
        return new GZIPInputStream(Files.newInputStream(file(report)));
    }

    /** @throws GateException when it is gone or damaged */
    JsonNode read() throws GateException {
        try (InputStream in = open(PostureJson.FILE_NAME)) {
            JsonNode json = MAPPER.readTree(in);
            if (json.path("schemaVersion").asInt() != 1
                    || !json.at("/clusters/0").isObject()) {
                throw new IOException("it is not of a version that is read");
            }
            return json;
        } catch (IOException e) {
            throw new GateException(
                    "the posture of this build (" + file(PostureJson.FILE_NAME).getFileName()
                            + ") cannot be read: it is gone or damaged",
                    "run the build again",
                    e);
        }
    }
}
