package io.jenkins.lib.containergate.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes reports as docker-bench-security does: every check passes unless a test says otherwise. */
public final class BenchReports {
    private static final Map<String, String> SECTIONS = Map.of(
            "1", "Host Configuration", "2", "Docker daemon configuration", "3", "Docker daemon configuration files");

    /** The program's calls without {@code -s}. */
    private static final List<String> UNSCORED = List.of("1.2.2", "2.8", "2.17");

    private final Map<String, String> results = new LinkedHashMap<>();
    private final Instant end;
    private String docker = "25.0.8";

    public BenchReports(Instant end) {
        this.end = end;
        BenchCheck.all().forEach(check -> results.put(check.id(), "PASS"));
        with("1.2.1", "INFO").with("2.1", "INFO");
    }

    public BenchReports with(String check, String result) {
        results.put(check, result);
        return this;
    }

    public BenchReports without(String check) {
        results.remove(check);
        return this;
    }

    public BenchReports docker(String version) {
        docker = version;
        return this;
    }

    public String json() {
        List<String> sections = new ArrayList<>();
        for (String section : new TreeSet<>(SECTIONS.keySet())) {
            List<String> checks = new ArrayList<>();
            results.forEach((id, result) -> {
                if (id.startsWith(section + ".")) {
                    checks.add("{\"id\": \"" + id + "\", \"desc\": \"a check\", \"result\": \"" + result + "\""
                            + (id.equals("1.2.2") ? ", \"details\": \"Using " + docker + "\"" : "") + "}");
                }
            });
            sections.add("{\"id\": \"" + section + "\", \"desc\": \"" + SECTIONS.get(section) + "\", \"results\": ["
                    + String.join(",", checks) + "]}");
        }
        long score = results.entrySet().stream()
                        .filter(each -> each.getValue().equals("PASS") && !UNSCORED.contains(each.getKey()))
                        .count()
                - results.values().stream().filter("WARN"::equals).count();
        return "{\"dockerbenchsecurity\": \"1.6.0\", \"start\": " + (end.getEpochSecond() - 5) + ", \"tests\": ["
                + String.join(",", sections) + "], \"checks\": " + results.size() + ", \"score\": " + score
                + ", \"end\": " + end.getEpochSecond() + "}";
    }

    public byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }
}
