package io.jenkins.lib.containergate.inventory.text;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Blocks of {@code Name: value} fields separated by empty lines: Debian control files and Python core metadata. Keeps
 * only the fields asked for, and of a folded value only the first line; none of the fields wanted here is folded.
 */
public final class HeaderBlocks {
    private final BoundedLines lines;
    private final Set<String> wanted;
    private final boolean strict;
    private long lineNumber;

    /**
     * @param wanted field names in lower case
     * @param strict whether a line that is no field is an error; else it is ignored
     */
    public HeaderBlocks(BoundedLines lines, Set<String> wanted, boolean strict) {
        this.lines = lines;
        this.wanted = wanted;
        this.strict = strict;
    }

    /**
     * The wanted fields of the next block, by name in lower case, values in order; empty after the last block.
     *
     * @throws MalformedContentException when a line is neither field nor continuation
     */
    public Optional<Map<String, List<String>>> next()
            throws IOException, LimitExceededException, MalformedContentException {
        Map<String, List<String>> fields = new TreeMap<>();
        boolean inside = false;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            lineNumber++;
            String text = line.get();
            if (text.isBlank()) {
                if (inside) {
                    return Optional.of(fields);
                }
                continue;
            }
            boolean continuation = text.charAt(0) == ' ' || text.charAt(0) == '\t';
            int colon = text.indexOf(':');
            if (strict && (continuation ? !inside : colon < 1 || text.lastIndexOf(' ', colon) >= 0)) {
                throw new MalformedContentException(
                        Unreadable.DATABASE, "line " + lineNumber + " is neither a field nor the rest of one");
            }
            inside = true;
            if (!continuation && colon > 0) {
                String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
                if (wanted.contains(name)) {
                    fields.computeIfAbsent(name, n -> new ArrayList<>(1))
                            .add(text.substring(colon + 1).strip());
                }
            }
        }
        return inside ? Optional.of(fields) : Optional.empty();
    }
}
