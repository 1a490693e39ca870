package io.jenkins.lib.containergate.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.bench.BenchReport.Result;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code docker-bench-security.log.json} of version 1.6. A file that the program would not have written is refused: one
 * without its end, with a check twice or in another section, or whose totals are not those of its results.
 *
 * @see <a href="https://github.com/docker/docker-bench-security/blob/master/functions/output_lib.sh">output_lib.sh</a>
 */
final class BenchReportReader {
    /** A report of a host with thousands of containers. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonBounds.depth(8).document(MAX_BYTES).uniqueNames())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern VERSION = Pattern.compile("1\\.6\\.[0-9]{1,3}");
    private static final Pattern ID = Pattern.compile("[0-9C](?:\\.[0-9]{1,3}){1,4}");
    private static final Pattern DOCKER = Pattern.compile("Using ([0-9][0-9A-Za-z.+~-]{0,40})");
    private static final Set<String> REPORT = Set.of("dockerbenchsecurity", "start", "tests", "checks", "score", "end");
    private static final Set<String> SECTION = Set.of("id", "desc", "results");
    private static final Set<String> CHECK =
            Set.of("id", "desc", "result", "details", "items", "remediation", "remediation-impact");
    private static final String DOCKER_VERSION = "1.2.2";
    /** Checks with a PASS that does not count for the score. */
    private static final Set<String> UNSCORED =
            Set.of(DOCKER_VERSION, "2.8", "2.17", "4.7", "4.9", "5.18", "5.19", "5.30", "7.4", "7.7", "C.1.1");
    /** Whose PASS counts in a swarm alone. */
    private static final Set<String> SCORED_IN_SWARM = Set.of("7.6", "7.8", "7.9");

    private static final String UNSCORED_WARNING = "C.1.1";

    private final String name;
    private final Map<String, Result> results = new HashMap<>();
    private int checks;
    private long score;
    private long ofSwarm;
    private Optional<String> docker = Optional.empty();

    private BenchReportReader(String name) {
        this.name = name;
    }

    /**
     * @param name for errors
     * @throws GateException when it is not a whole report of a version that is known
     */
    static BenchReport read(String name, byte[] content) throws GateException {
        return new BenchReportReader(name).report(content);
    }

    private BenchReport report(byte[] content) throws GateException {
        JsonNode root = tree(content);
        only(root, REPORT);
        if (!VERSION.matcher(text(root, "dockerbenchsecurity")).matches()) {
            throw refused("is of another version than 1.6, which numbers its checks in another way");
        }
        Set<String> sections = new HashSet<>();
        for (JsonNode section : list(root, "tests")) {
            only(section, SECTION);
            String id = text(section, "id");
            if (!sections.add(id)) {
                throw refused("has a section twice");
            }
            for (JsonNode check : list(section, "results")) {
                check(id, check);
            }
        }
        Instant started = time(root, "start");
        Instant ended = time(root, "end");
        if (ended.isBefore(started)) {
            throw refused("ends before it starts");
        }
        long written = number(root, "score");
        if (number(root, "checks") != checks || written != score && written != score + ofSwarm) {
            throw refused("has other totals than its results add up to");
        }
        return new BenchReport(started, ended, docker, results, Digest.of(content));
    }

    private void check(String section, JsonNode check) throws GateException {
        only(check, CHECK);
        String id = text(check, "id");
        if (!ID.matcher(id).matches() || !id.startsWith(section + ".")) {
            throw refused("has a check in a section that it does not belong to");
        }
        Result result = result(text(check, "result"));
        if (results.put(id, result) != null) {
            throw refused("has the check " + id + " twice");
        }
        checks++;
        if (result == Result.PASS && SCORED_IN_SWARM.contains(id)) {
            ofSwarm++;
        } else if (result == Result.PASS && !UNSCORED.contains(id)) {
            score++;
        } else if (result == Result.WARN && !id.equals(UNSCORED_WARNING)) {
            score--;
        }
        if (id.equals(DOCKER_VERSION)) {
            Matcher version = DOCKER.matcher(check.path("details").asText(""));
            docker = version.matches() ? Optional.of(version.group(1)) : Optional.empty();
        }
    }

    private Result result(String text) throws GateException {
        for (Result result : Result.values()) {
            if (result.name().equals(text)) {
                return result;
            }
        }
        throw refused("has a result that docker-bench-security does not write");
    }

    private JsonNode tree(byte[] content) throws GateException {
        if (content.length > MAX_BYTES) {
            throw refused("is larger than " + MAX_BYTES + " bytes");
        }
        try {
            JsonNode root = MAPPER.readTree(content);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            throw refused("is not JSON as docker-bench-security writes it when it comes to its end");
        }
        throw refused("is not a JSON object");
    }

    private void only(JsonNode object, Set<String> members) throws GateException {
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            if (!members.contains(names.next())) {
                throw refused("has a member that docker-bench-security does not write");
            }
        }
    }

    private List<JsonNode> list(JsonNode object, String member) throws GateException {
        JsonNode list = object.path(member);
        if (!list.isArray()) {
            throw refused("has no list " + member);
        }
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items;
    }

    private String text(JsonNode object, String member) throws GateException {
        JsonNode text = object.path(member);
        if (!text.isTextual()) {
            throw refused("has no text " + member);
        }
        return text.textValue();
    }

    private long number(JsonNode object, String member) throws GateException {
        JsonNode number = object.path(member);
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw refused("has no whole number " + member);
        }
        return number.longValue();
    }

    /** In seconds since 1970. */
    private Instant time(JsonNode object, String member) throws GateException {
        long seconds = number(object, member);
        if (seconds < 0 || seconds > Integer.MAX_VALUE * 2L) {
            throw refused("has a time " + member + " that is none");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private GateException refused(String problem) {
        return new GateException(
                name + " " + problem,
                "run docker-bench-security 1.6 on the host again, and give docker-bench-security.log.json as it is");
    }
}
