package io.jenkins.lib.containergate.inventory.os;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code os-release} format: shell assignments without expansion. A line that is no assignment is ignored, as every
 * shell-like reader does; a value that matters and is not well formed is an error.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>
 */
final class OsReleaseParser {
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z][A-Z0-9_]*=.*");
    private static final Pattern ID = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._~+-]{1,64}");
    private static final int MAX_PRETTY_NAME = 200;

    private OsReleaseParser() {}

    static OsRelease parse(BoundedLines lines) throws IOException, LimitExceededException, MalformedContentException {
        Map<String, String> values = new HashMap<>();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            String text = line.get().strip();
            if (ASSIGNMENT.matcher(text).matches()) {
                int equals = text.indexOf('=');
                keep(values, text.substring(0, equals), text.substring(equals + 1));
            }
        }
        String id = checked(values, "ID", ID).orElse("linux");
        String idLike = values.getOrDefault("ID_LIKE", "").toLowerCase(Locale.ROOT);
        String pretty = values.getOrDefault("PRETTY_NAME", values.getOrDefault("NAME", id));
        return new OsRelease(
                id,
                idLike.isBlank() ? List.of() : List.of(idLike.strip().split("\\s+")),
                checked(values, "VERSION_ID", VERSION),
                checked(values, "VERSION_CODENAME", VERSION),
                pretty.length() > MAX_PRETTY_NAME ? pretty.substring(0, MAX_PRETTY_NAME) : pretty);
    }

    private static void keep(Map<String, String> values, String name, String raw) {
        switch (name) {
            case "ID" -> values.put(name, unquote(raw).toLowerCase(Locale.ROOT));
            case "ID_LIKE", "VERSION_ID", "VERSION_CODENAME", "NAME", "PRETTY_NAME" -> values.put(name, unquote(raw));
            default -> {
                // the other assignments do not identify the distribution
            }
        }
    }

    private static Optional<String> checked(Map<String, String> values, String name, Pattern shape)
            throws MalformedContentException {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!shape.matcher(value).matches()) {
            throw new MalformedContentException(Unreadable.METADATA, name + " is not a plain word");
        }
        return Optional.of(value);
    }

    private static String unquote(String raw) {
        int last = raw.length() - 1;
        if (last > 0 && raw.charAt(0) == '\'' && raw.charAt(last) == '\'') {
            return raw.substring(1, last);
        }
        boolean quoted = last > 0 && raw.charAt(0) == '"' && raw.charAt(last) == '"';
        String inner = quoted ? raw.substring(1, last) : raw;
        StringBuilder plain = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            boolean escape = c == '\\' && i + 1 < inner.length();
            plain.append(escape ? inner.charAt(++i) : c);
        }
        return plain.toString();
    }
}
