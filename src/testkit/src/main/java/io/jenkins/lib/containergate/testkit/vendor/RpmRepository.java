package io.jenkins.lib.containergate.testkit.vendor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The advisories of an rpm repository as Amazon publishes them: {@code updateinfo.xml.gz} and the {@code repomd.xml} that names
 * it.
 */
public final class RpmRepository {
    private static final Pattern PACKAGE = Pattern.compile("([^ ]+)-(?:([0-9]+):)?([^- ]+)-([^- ]+)\\.([a-z0-9_]+)");

    private final List<String> updates = new ArrayList<>();
    private String updated = "2026-11-20 18:49";

    /** When the advisories that follow were updated. */
    public RpmRepository updated(String time) {
        updated = time;
        return this;
    }

    /**
     * @param cves separated by blanks
     * @param packages {@code openssl-libs-1:3.0.8-1.amzn2023.0.4.x86_64}
     */
    public RpmRepository advisory(String id, String severity, String cves, String... packages) {
        StringBuilder xml = new StringBuilder(
                        "<update author=\"security@vendor.example\" status=\"final\" type=\"security\">")
                .append("<id>" + id + "</id><title>Security update " + id + "</title>")
                .append("<issued date=\"2026-11-01 10:00\" /><updated date=\"" + updated + "\" />")
                .append("<severity>" + severity + "</severity><description>What &amp; why</description><references>");
        for (String cve : cves.isEmpty() ? new String[0] : cves.split(" ")) {
            xml.append("<reference href=\"https://cve.example/" + cve + "\" id=\"" + cve
                    + "\" title=\"\" type=\"cve\" />");
        }
        xml.append("</references><pkglist><collection short=\"vendor\"><name>Vendor</name>");
        for (String each : packages) {
            Matcher parts = PACKAGE.matcher(each);
            if (!parts.matches()) {
                throw new IllegalArgumentException(each);
            }
            xml.append("<package name=\"" + parts.group(1) + "\""
                    + (parts.group(2) == null ? "" : " epoch=\"" + parts.group(2) + "\"")
                    + " version=\"" + parts.group(3) + "\" release=\"" + parts.group(4) + "\" arch=\"" + parts.group(5)
                    + "\"><filename>Packages/" + parts.group(1) + ".rpm</filename></package>");
        }
        return update(xml.append("</collection></pkglist></update>").toString());
    }

    /** An element of any shape. */
    public RpmRepository update(String xml) {
        updates.add(xml);
        return this;
    }

    public String updateInfo() {
        return "<?xml version=\"1.0\" ?>\n<updates>" + String.join("\n", updates) + "</updates>\n";
    }

    /** Its files by their paths below the address of the repository. */
    public Map<String, byte[]> files() {
        byte[] packed = gzip(updateInfo());
        Map<String, byte[]> files = new TreeMap<>();
        files.put("repodata/updateinfo.xml.gz", packed);
        files.put("repodata/repomd.xml", repomd("repodata/updateinfo.xml.gz", sha256(packed)));
        return files;
    }

    /** Of a repository whose files of advisories may be another. */
    public static byte[] repomd(String path, String sha256) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <repomd xmlns="http://linux.duke.edu/metadata/repo" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
                  <revision>1569972356</revision>
                  <data type="primary">
                    <checksum type="sha256">8508e3ed25587c08ec66683d13963e39f51a56f3450b5493516bf8421cd47bff</checksum>
                    <location href="repodata/primary.xml.gz" />
                  </data>
                  <data type="updateinfo">
                    <checksum type="sha256">%s</checksum>
                    <location href="%s" />
                    <timestamp>1569972326</timestamp>
                  </data>
                </repomd>
                """.formatted(sha256, path).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("nothing fails in memory", e);
        }
        return bytes.toByteArray();
    }

    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
