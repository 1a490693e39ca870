package io.jenkins.lib.containergate.report.files;

import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.report.html.PostureHtml;
import io.jenkins.lib.containergate.report.posture.PostureCsv;
import io.jenkins.lib.containergate.report.posture.PostureJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All reports of the posture of clusters in one directory, {@code posture.json} last. */
public final class PostureFiles {
    private PostureFiles() {}

    /** What {@link #write} writes. */
    public static Set<String> fileNames() {
        return Set.of(PostureHtml.FILE_NAME, PostureCsv.FILE_NAME, PostureJson.FILE_NAME);
    }

    /**
     * @param postures one for each cluster
     * @throws GateException when one cannot be written; there is then none of them
     */
    public static void write(Path directory, List<Posture> postures) throws GateException {
        Map<String, Optional<WholeFiles.Content>> files = new LinkedHashMap<>();
        files.put(PostureHtml.FILE_NAME, Optional.of(out -> PostureHtml.write(postures, out)));
        files.put(PostureCsv.FILE_NAME, Optional.of(out -> PostureCsv.write(postures, out)));
        files.put(PostureJson.FILE_NAME, Optional.of(out -> PostureJson.write(postures, out)));
        WholeFiles.write(directory, files);
    }
}
