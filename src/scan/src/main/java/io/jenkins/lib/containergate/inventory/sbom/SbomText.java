package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts of a document, which anybody may have written. */
public final class SbomText {
    /** What SPDX calls what is not there, or not said. */
    static final Set<String> NOTHING = Set.of("", "NONE", "NOASSERTION");

    private static final Pattern KIND = Pattern.compile("^(?:Person|Organization|Tool):\\s*");

    private SbomText() {}

    /** Of {@code sha256:...}, and of what ends with {@code @sha256:...}, such as a package URL of an image. */
    public static Optional<Digest> digest(String text) {
        int qualifiers = text.indexOf('?');
        String digest = (qualifiers < 0 ? text : text.substring(0, qualifiers)).replace("sha256%3A", "sha256:");
        try {
            return Optional.of(Digest.parse(digest.substring(digest.lastIndexOf('@') + 1)));
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    /**
     * Who built a component, as package managers write it: without SPDX's kind in front ({@code Organization: }), and with the
     * address in angle brackets.
     */
    static Optional<String> supplier(String text) {
        String name = KIND.matcher(text.strip()).replaceFirst("");
        return Optional.of(inBrackets(name)).filter(some -> !NOTHING.contains(some));
    }

    private static String inBrackets(String name) {
        int open = name.endsWith(")") ? name.lastIndexOf('(') : -1;
        if (open < 0) {
            return name;
        }
        String address = name.substring(open + 1, name.length() - 1).strip();
        boolean whole = address.indexOf(')') < 0 && address.chars().noneMatch(Character::isWhitespace);
        return whole && (address.contains("@") || address.contains("://"))
                ? (name.substring(0, open).strip() + " <" + address + ">").strip()
                : name;
    }

    /** Whether a package URL names an image. */
    static boolean ofImage(String purl) {
        return purl.startsWith("pkg:oci/") || purl.startsWith("pkg:docker/");
    }

    /** What is no count stands for more than is listed. */
    static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            return count < 0 ? Integer.MAX_VALUE : count;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }
}
