package io.jenkins.lib.containergate.testkit.osv;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip of invented OSV records with the mixture and the sizes (about 5 KB each) of the published export: many
 * small ones, some with long lists of versions, several releases of each distribution.
 *
 * <p>{@code java SyntheticOsvExport FILE.zip [RECORDS]}
 */
public final class SyntheticOsvExport {
    private static final String[] LANGUAGES = {"npm", "PyPI", "Maven", "Go", "RubyGems", "NuGet", "crates.io"};
    private static final String[] WORDS = {
        "buffer",
        "overflow",
        "in",
        "the",
        "parser",
        "allows",
        "remote",
        "attackers",
        "to",
        "cause",
        "a",
        "denial",
        "of",
        "service",
        "or",
        "execute",
        "arbitrary",
        "code",
        "via",
        "crafted",
        "input",
        "header",
        "token",
        "request"
    };

    private final Random random;

    private SyntheticOsvExport(long seed) {
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        int records = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300_000;
        long bytes = write(Path.of(arguments[0]), records, 1);
        System.out.println(records + " records, " + bytes / 1_000_000 + " MB of JSON in " + arguments[0] + ", "
                + Files.size(Path.of(arguments[0])) / 1_000_000 + " MB");
    }

    /** @return bytes of JSON */
    public static long write(Path file, int records, long seed) throws IOException {
        SyntheticOsvExport export = new SyntheticOsvExport(seed);
        long bytes = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(3);
            for (int i = 0; i < records; i++) {
                String id = id(i);
                byte[] json = export.record(id, i).getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(id + ".json");
                CRC32 crc = new CRC32();
                crc.update(json);
                entry.setSize(json.length);
                entry.setCrc(crc.getValue());
                entry.setTime(1_700_000_000_000L);
                zip.putNextEntry(entry);
                zip.write(json);
                zip.closeEntry();
                bytes += json.length;
            }
        }
        return bytes;
    }

    private static String id(int i) {
        return switch (i % 4) {
            case 0 -> "DEBIAN-CVE-20" + (10 + i % 15) + "-" + (100_000 + i);
            case 1 -> "UBUNTU-CVE-20" + (10 + i % 15) + "-" + (100_000 + i);
            default -> "GHSA-syn" + Integer.toString(i, 36);
        };
    }

    private String record(String id, int i) {
        StringBuilder json = new StringBuilder(8_192);
        json.append("{\"schema_version\":\"1.7.3\",\"id\":\"").append(id).append("\",\"modified\":\"2025-0");
        json.append(1 + i % 9).append("-1").append(i % 10).append("T10:11:12.345678Z\",");
        json.append("\"published\":\"2024-05-06T07:08:09Z\",\"summary\":\"")
                .append(words(8))
                .append("\",\"details\":\"");
        json.append(words(100 + random.nextInt(200))).append("\",\"severity\":[{\"type\":\"CVSS_V3\",\"score\":");
        json.append("\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:")
                .append("HLN".charAt(i % 3))
                .append("\"}],");
        int dash = id.indexOf("CVE-");
        json.append(dash < 0 ? "\"aliases\"" : "\"upstream\"")
                .append(":[\"CVE-2024-")
                .append(100_000 + i)
                .append("\"],");
        json.append("\"references\":[");
        for (int k = 0; k < 6; k++) {
            json.append(k == 0 ? "" : ",")
                    .append("{\"type\":\"WEB\",\"url\":\"https://example.org/")
                    .append(words(3).replace(' ', '/'));
            json.append('/').append(i).append("\"}");
        }
        json.append("],\"affected\":[");
        switch (i % 4) {
            case 0 -> distribution(json, "Debian", new String[] {"11", "12", "13", "14"}, i);
            case 1 ->
                distribution(
                        json,
                        "Ubuntu",
                        new String[] {"Pro:16.04:LTS", "Pro:18.04:LTS", "20.04:LTS", "22.04:LTS", "24.04:LTS"},
                        i);
            default -> language(json, LANGUAGES[i % LANGUAGES.length], i);
        }
        return json.append("]}").toString();
    }

    private void distribution(StringBuilder json, String name, String[] releases, int i) {
        for (int r = 0; r < releases.length; r++) {
            json.append(r == 0 ? "" : ",")
                    .append("{\"package\":{\"ecosystem\":\"")
                    .append(name)
                    .append(':')
                    .append(releases[r]);
            json.append("\",\"name\":\"source")
                    .append(i % 20_000)
                    .append("\",\"purl\":\"pkg:deb/source")
                    .append(i % 20_000);
            json.append("?arch=source\"},\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"}");
            json.append(",{\"fixed\":\"1.")
                    .append(i % 50)
                    .append(".2-1+deb")
                    .append(r)
                    .append("u1\"}]}],\"versions\":[");
            versions(json, random.nextInt(60), "-1+deb" + r + "u1");
            json.append("],\"ecosystem_specific\":{\"urgency\":\"not yet assigned\"}}");
        }
    }

    private void language(StringBuilder json, String ecosystem, int i) {
        json.append("{\"package\":{\"ecosystem\":\"")
                .append(ecosystem)
                .append("\",\"name\":\"package")
                .append(i % 60_000);
        json.append("\"},\"ranges\":[{\"type\":\"").append(ecosystem.equals("npm") ? "SEMVER" : "ECOSYSTEM");
        json.append("\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"2.")
                .append(i % 30)
                .append(".1\"}]}],\"versions\":[");
        versions(json, random.nextInt(120), "");
        json.append("]}");
    }

    private static void versions(StringBuilder json, int count, String suffix) {
        for (int v = 0; v < count; v++) {
            json.append(v == 0 ? "" : ",")
                    .append("\"1.")
                    .append(v % 40)
                    .append('.')
                    .append(v)
                    .append(suffix)
                    .append('"');
        }
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < count; k++) {
            text.append(k == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
            if (k % 11 == 10) {
                text.append(random.nextInt(100_000));
            }
        }
        return text.toString();
    }
}
