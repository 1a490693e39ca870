package io.jenkins.lib.containergate.inventory.dpkg;

import io.jenkins.lib.containergate.inventory.LicenseChoice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The licences in one {@code copyright} file. In the machine-readable format they are those of its {@code Files} paragraphs and its
 * header, all of which apply. A paragraph of a licence alone is the text of one that others name, and counts when none does. What is
 * free text is one more licence, which nobody knows: those it refers to in {@code /usr/share/common-licenses} apply, and there may be
 * others.
 *
 * @see <a href="https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/">machine-readable copyright files</a>
 */
final class DebianCopyright {
    /** More than these are not a list that anybody wrote for people to read. */
    private static final int MOST = 60;

    private static final Pattern FORMAT =
            Pattern.compile("Format(?:-Specification)?\\s*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)\\s*:(.*)", Pattern.DOTALL);
    private static final Pattern COMMON =
            Pattern.compile("/usr/share/common-licenses/([0-9A-Za-z_.+-]{0,63}[0-9A-Za-z+])");
    private static final Pattern AND = Pattern.compile("and\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern OR = Pattern.compile("or\\s+", Pattern.CASE_INSENSITIVE);

    private final String path;
    private final Set<String> applied = new LinkedHashSet<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private final List<String> inParagraph = new ArrayList<>(1);
    private boolean begun;
    private boolean machineReadable;
    private boolean free;
    private boolean files;
    private boolean ofFiles;

    DebianCopyright(String path) {
        this.path = path;
    }

    /** Stands for licences of which nothing but the file is known. */
    static String text(String path) {
        return "see " + path;
    }

    void add(String line) {
        if (line.isBlank()) {
            endParagraph();
            return;
        }
        if (!begun) {
            begun = true;
            machineReadable = FORMAT.matcher(line).matches();
            ofFiles = machineReadable;
        }
        if (!machineReadable) {
            common(line);
            return;
        }
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            return; // the text of a field
        }
        Matcher field = FIELD.matcher(line);
        if (field.matches()) {
            field(field.group(1).toLowerCase(Locale.ROOT), field.group(2).strip());
        } else if (line.charAt(0) != '#') {
            free = true;
            common(line);
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "files" -> {
                ofFiles = true;
                files = true;
            }
            case "copyright" -> ofFiles = true;
            case "license", "licence" -> inParagraph.add(value);
            default -> {
                // names, addresses and comments
            }
        }
    }

    private void common(String line) {
        free = true;
        Matcher matcher = COMMON.matcher(line);
        while (matcher.find() && applied.size() <= MOST) {
            applied.add(matcher.group(1));
        }
    }

    /** The header need not have a licence; files without one have one that is not said. */
    private void endParagraph() {
        free |= files && inParagraph.isEmpty();
        for (String license : inParagraph) {
            Set<String> kind = ofFiles ? applied : texts;
            if (license.isEmpty() || license.length() > LicenseChoice.LONGEST) {
                free |= ofFiles;
            } else if (kind.size() <= MOST) {
                kind.add(expression(license));
            } else {
                free = true;
            }
        }
        inParagraph.clear();
        files = false;
        ofFiles = false;
    }

    /** None is left out: where there are more than a list holds, nothing is known of the package. */
    List<String> licenses() {
        endParagraph();
        List<String> all = new ArrayList<>(applied);
        texts.stream()
                .filter(text -> all.stream().noneMatch(named -> names(named, text)))
                .forEach(all::add);
        if (all.size() > MOST) {
            return List.of(text(path));
        }
        if (free || all.isEmpty()) {
            all.add(text(path));
        }
        return List.copyOf(all);
    }

    /** Whether an expression has a licence of that name in it. */
    private static boolean names(String expression, String license) {
        String all = expression.toLowerCase(Locale.ROOT);
        String one = license.toLowerCase(Locale.ROOT);
        for (int at = all.indexOf(one); at >= 0; at = all.indexOf(one, at + 1)) {
            int end = at + one.length();
            if ((at == 0 || !ofName(all.charAt(at - 1))) && (end == all.length() || !ofName(all.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofName(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "+-._".indexOf(c) >= 0;
    }

    /**
     * A comma binds less than "and" and "or", which SPDX has no sign for: {@code A or B, and C}. Where commas come before both, it is not
     * plain what is meant, and all are taken to apply.
     */
    private static String expression(String license) {
        String[] parts = license.split(",");
        if (parts.length < 2) {
            return license;
        }
        boolean choice = true;
        List<String> bare = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            boolean or = OR.matcher(part).lookingAt();
            choice &= i == 0 || or;
            Matcher operator = (or ? OR : AND).matcher(part);
            bare.add("(" + (i > 0 && operator.lookingAt() ? part.substring(operator.end()) : part) + ")");
        }
        return String.join(choice ? " OR " : " AND ", bare);
    }
}
