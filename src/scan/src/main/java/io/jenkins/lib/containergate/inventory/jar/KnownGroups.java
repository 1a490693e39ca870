package io.jenkins.lib.containergate.inventory.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Group ids of libraries whose archives do not carry them, from the resource {@code maven-groups.txt}. */
final class KnownGroups {
    private static final String RESOURCE = "maven-groups.txt";

    private record Rule(String artifact, boolean prefix, int majorFrom, int majorTo, String group) {
        static Rule parse(String line) {
            String[] columns = line.split("\\s+");
            boolean prefix = columns[0].endsWith("*");
            String artifact = prefix ? columns[0].substring(0, columns[0].length() - 1) : columns[0];
            String[] majors = (columns[1].equals("*") ? "0-" : columns[1]).split("-", -1);
            int to = majors[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(majors[1]);
            return new Rule(artifact, prefix, Integer.parseInt(majors[0]), to, columns[2]);
        }

        boolean fits(String artifactId, int major) {
            return (prefix ? artifactId.startsWith(artifact) : artifactId.equals(artifact))
                    && majorFrom <= major
                    && major <= majorTo;
        }
    }

    private final List<Rule> rules;

    private KnownGroups(List<Rule> rules) {
        this.rules = rules;
    }

    static KnownGroups load() {
        try (InputStream in = KnownGroups.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new KnownGroups(text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Rule::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> groupOf(String artifactId, String version) {
        int major = major(version);
        return rules.stream()
                .filter(rule -> rule.fits(artifactId, major))
                .map(Rule::group)
                .findFirst();
    }

    private static int major(String version) {
        int end = 0;
        while (end < version.length() && end < 8 && Character.digit(version.charAt(end), 10) >= 0) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
    }
}
