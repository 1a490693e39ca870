package io.jenkins.lib.containergate.gate.posture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.JsonProblem;
import io.jenkins.lib.containergate.gate.KnownExposure;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.json.JsonBounds;
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

/**
 * Reads from {@code posture.json} which images the internet reaches. It is read as it comes, and only that is kept: most of such a file
 * is about other things, and whoever writes it chooses its size.
 */
public final class PostureExposure {
    /** Of a fleet of some thousand workloads. */
    private static final long MAX_BYTES = 64L << 20;

    private static final int MAX_DEPTH = 64;
    /** Images of workloads that the internet reaches, each as often as it is named. */
    private static final int MAX_REACHED = 100_000;

    private static final int MAX_IMAGES = 1_000;
    private static final int MAX_TEXT = 300;
    private static final String REMEDY = "name an unchanged posture.json of this version of gate posture";
    private static final JsonFactory FACTORY =
            JsonBounds.depth(MAX_DEPTH).document(MAX_BYTES).uniqueNames();

    private final String name;
    private final JsonParser json;
    private final Map<Digest, List<String>> reached = new HashMap<>();
    private int entries;
    private int clusters;
    private boolean version;
    private Instant at = Instant.MAX;

    private PostureExposure(String name, JsonParser json) {
        this.name = name;
        this.json = json;
    }

    /**
     * @param name of the file, for people
     * @param in read to its end, not closed
     * @throws GateException when it is not a posture, names no cluster, or is too large
     */
    public static KnownExposure read(String name, InputStream in) throws GateException {
        try (JsonParser json = FACTORY.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            return new PostureExposure(name, json).read();
        } catch (StreamConstraintsException e) {
            throw new GateException(name + " is larger than a posture can be: " + JsonProblem.of(e), REMEDY, e);
        } catch (JsonProcessingException e) {
            throw new GateException(name + " is not a posture: it is not valid JSON: " + JsonProblem.of(e), REMEDY, e);
        } catch (IOException | DateTimeException e) {
            throw new GateException(
                    name + " is not a posture: " + SafeText.oneLine(String.valueOf(e.getMessage()), MAX_TEXT),
                    REMEDY,
                    e);
        }
    }

    private KnownExposure read() throws GateException, IOException {
        json.nextToken();
        members("", member -> {
            switch (member) {
                case "schemaVersion" -> {
                    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                            || !json.getText().equals("1")) {
                        throw new GateException(name + " is a posture of another version", REMEDY);
                    }
                    version = true;
                }
                case "clusters" -> elements(member, this::cluster);
                default -> json.skipChildren();
            }
        });
        if (json.nextToken() != null) {
            throw wrong("something follows the document");
        }
        if (!version) {
            throw wrong("schemaVersion is missing");
        }
        if (clusters == 0) {
            throw new GateException(
                    name + " is a posture of no cluster, so it says nothing of what the internet reaches",
                    "name the posture.json of a check that has read clusters");
        }
        return new KnownExposure(reached, Optional.of(name), at);
    }

    private void cluster() throws GateException, IOException {
        clusters++;
        boolean[] complete = new boolean[2];
        members("a cluster", member -> {
            switch (member) {
                case "judgedAt" -> {
                    Instant judged = Instant.parse(text(member));
                    at = judged.isBefore(at) ? judged : at;
                    complete[0] = true;
                }
                case "workloads" -> {
                    elements(member, this::workload);
                    complete[1] = true;
                }
                default -> json.skipChildren();
            }
        });
        if (!complete[0] || !complete[1]) {
            throw wrong("a cluster has no judgedAt or no workloads");
        }
    }

    private void workload() throws GateException, IOException {
        List<Digest> images = new ArrayList<>();
        String[] path = new String[1];
        boolean[] reaches = new boolean[1];
        members("a workload", member -> {
            switch (member) {
                case "path" -> path[0] = SafeText.visible(text(member), MAX_TEXT);
                case "reachableFromInternet" -> {
                    JsonToken value = json.currentToken();
                    if (!value.isBoolean() && value != JsonToken.VALUE_NULL) {
                        throw wrong("reachableFromInternet is neither true nor null");
                    }
                    reaches[0] = value == JsonToken.VALUE_TRUE;
                }
                case "images" ->
                    elements(member, () -> {
                        if (images.size() == MAX_IMAGES) {
                            throw new GateException(
                                    name + " names more than " + MAX_IMAGES + " images of one workload", REMEDY);
                        }
                        images.add(Digest.parse(text("images")));
                    });
                default -> json.skipChildren();
            }
        });
        if (!reaches[0]) {
            return;
        }
        if (path[0] == null) {
            throw wrong("a workload has no path");
        }
        for (Digest image : images) {
            if (++entries > MAX_REACHED) {
                throw new GateException(
                        name + " names more than " + MAX_REACHED + " images that the internet reaches",
                        "name the posture of fewer clusters");
            }
            reached.computeIfAbsent(image, unused -> new ArrayList<>()).add(path[0]);
        }
    }

    @FunctionalInterface
    private interface Member {
        /** The parser is at its value, and at the end of the value afterwards. */
        void read(String member) throws GateException, IOException;
    }

    @FunctionalInterface
    private interface Element {
        void read() throws GateException, IOException;
    }

    private void members(String what, Member each) throws GateException, IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(what.isEmpty() ? "it is not an object" : what + " is not an object");
        }
        for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
            json.nextToken();
            each.read(member);
        }
    }

    private void elements(String what, Element each) throws GateException, IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(what + " is not a list");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            each.read();
        }
    }

    private String text(String what) throws GateException, IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(what + " is not a text");
        }
        return json.getText();
    }

    private GateException wrong(String problem) {
        return new GateException(name + " is not a posture: " + problem, REMEDY);
    }
}
