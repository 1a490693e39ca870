package io.jenkins.lib.containergate.gate.posture;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.gate.KnownExposure;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads from {@code posture.json} which images the internet reaches. */
public final class PostureExposure {
    /** Of a fleet of some thousand workloads. */
    private static final int MAX_BYTES = 64 << 20;

    private static final long MAX_TOKENS = 20_000_000;
    private static final int MAX_TEXT = 300;
    private static final String REMEDY = "name an unchanged posture.json of this version of gate posture";

    private PostureExposure() {}

    /**
     * @param name of the file, for people
     * @param in read to its end, not closed
     * @throws GateException when it is not a posture, or too large
     */
    public static KnownExposure read(String name, InputStream in) throws GateException {
        Map<Digest, List<String>> reached = new HashMap<>();
        Instant at = Instant.MAX;
        try {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new LimitExceededException(name, "maxBytes", MAX_BYTES);
            }
            StrictJson posture = StrictJson.parse(bytes, name, MAX_TOKENS);
            if (posture.required("schemaVersion").number() != 1) {
                throw new GateException(name + " is a posture of another version", REMEDY);
            }
            for (StrictJson cluster : posture.required("clusters").elements()) {
                Instant judged = Instant.parse(cluster.required("judgedAt").text());
                at = judged.isBefore(at) ? judged : at;
                for (StrictJson workload : cluster.required("workloads").elements()) {
                    boolean reaches = workload.has("reachableFromInternet")
                            && workload.required("reachableFromInternet").bool();
                    for (String digest : reaches ? workload.textsOf("images") : List.<String>of()) {
                        reached.computeIfAbsent(Digest.parse(digest), unused -> new ArrayList<>())
                                .add(SafeText.visible(workload.required("path").text(), MAX_TEXT));
                    }
                }
            }
        } catch (IOException | DateTimeException e) {
            throw new GateException(
                    name + " is not a posture: " + SafeText.oneLine(String.valueOf(e.getMessage()), MAX_TEXT),
                    REMEDY,
                    e);
        }
        return new KnownExposure(reached, Optional.of(name), at.equals(Instant.MAX) ? Instant.EPOCH : at);
    }
}
