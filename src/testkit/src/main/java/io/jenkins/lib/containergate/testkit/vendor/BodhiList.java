package io.jenkins.lib.containergate.testkit.vendor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bodhi's answers about updates of one release of Fedora: small ones, with the members of real ones that matter and some that do not. */
public final class BodhiList {
    private final String release;
    private final List<String> updates = new ArrayList<>();

    /** @param release {@code F43} */
    public BodhiList(String release) {
        this.release = release;
    }

    /** What Bodhi says of the releases that are current. */
    public static byte[] releases(String... names) {
        return bytes("{\"releases\": ["
                + Stream.of(names)
                        .map(name -> "{\"name\": \"" + name + "\", \"state\": \"current\", \"composes\": []}")
                        .collect(Collectors.joining(", "))
                + "], \"page\": 1, \"pages\": 1, \"rows_per_page\": 100, \"total\": " + names.length + "}");
    }

    /** @param builds {@code openssl-3.2.4-1.fc43}, with {@code EPOCH:} in front if it has one */
    public BodhiList security(String id, String severity, String cve, String... builds) {
        return update(id, "security", "stable", severity, cve, builds);
    }

    public BodhiList update(String id, String type, String status, String severity, String cve, String... builds) {
        String all = Stream.of(builds)
                .map(build -> {
                    int colon = build.indexOf(':');
                    return "{\"nvr\": \"" + build.substring(colon + 1)
                            + "\", \"signed\": true, \"type\": \"rpm\", \"epoch\": "
                            + (colon < 0 ? "0" : build.substring(0, colon)) + "}";
                })
                .collect(Collectors.joining(", "));
        updates.add("""
                {"alias": "%s", "type": "%s", "status": "%s", "severity": "%s", "title": "an update",
                 "notes": "Security fix for %s", "date_stable": "2026-11-20 01:20:30", "date_modified": null,
                 "release": {"name": "%s", "version": "x", "composes": [{"alias": "none"}]},
                 "user": {"name": "ada"}, "comments": [{"text": "works", "bugs": []}],
                 "bugs": [{"bug_id": 1, "title": "%s x: y", "feedback": []}], "builds": [%s]}
                """.formatted(id, type, status, severity, cve, release, cve, all));
        return this;
    }

    /** One page of the list, two updates a page. */
    public byte[] page(int number) {
        int pages = (updates.size() + 1) / 2;
        List<String> shown =
                updates.subList(Math.min(updates.size(), 2 * (number - 1)), Math.min(updates.size(), 2 * number));
        return bytes("{\"updates\": [" + String.join(", ", shown) + "], \"page\": " + number + ", \"pages\": " + pages
                + ", \"rows_per_page\": 2, \"total\": " + updates.size() + ", \"display_user\": null}");
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
