package io.jenkins.lib.containergate.inventory.ruby;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gem specification says, as RubyGems writes it on installation: Ruby code, one assignment a line. A specification
 * that computes its name or version cannot be read without running it and is malformed.
 *
 * @see <a href="https://guides.rubygems.org/specification-reference/">specification reference</a>
 */
record Gemspec(String name, String version, List<String> licenses) {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*[a-z_]+\\.(name|version|licenses?)\\s*=\\s*(?:Gem::Version\\.new\\(?\\s*)?(.*)");
    private static final Pattern STRING = Pattern.compile("\"([^\"#\\\\]*)\"|'([^'\\\\]*)'");
    private static final int MAX_LICENSES = 20;

    static Gemspec parse(BoundedLines lines) throws IOException, LimitExceededException, MalformedContentException {
        Optional<String> name = Optional.empty();
        Optional<String> version = Optional.empty();
        List<String> licenses = new ArrayList<>(1);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            Matcher assignment = ASSIGNMENT.matcher(line.get());
            if (assignment.matches()) {
                Matcher value = STRING.matcher(assignment.group(2));
                switch (assignment.group(1)) {
                    case "name" -> name = value.lookingAt() ? Optional.of(text(value)) : name;
                    case "version" -> version = value.lookingAt() ? Optional.of(text(value)) : version;
                    default -> licenses.addAll(licenses(assignment.group(2)));
                }
            }
        }
        if (name.isEmpty() || version.isEmpty()) {
            throw new MalformedContentException(
                    Unreadable.METADATA, "gem specification without a plain " + (name.isEmpty() ? "name" : "version"));
        }
        return new Gemspec(name.get(), version.get(), licenses);
    }

    /** Nothing where a text cannot be read without running it, or there are too many: those that remain would tell another tale. */
    private static List<String> licenses(String code) {
        Matcher value = STRING.matcher(code);
        List<String> found = new ArrayList<>(1);
        while (value.find()) {
            found.add(text(value));
        }
        String rest = value.replaceAll("");
        return found.size() > MAX_LICENSES || rest.contains("\"") || rest.contains("'") ? List.of() : found;
    }

    private static String text(Matcher string) {
        return string.group(1) == null ? string.group(2) : string.group(1);
    }
}
