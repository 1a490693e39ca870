package io.jenkins.lib.containergate.inventory.bitnami;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.json.JsonReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An element of {@code packages} in an SPDX document.
 *
 * @param version empty for one that only groups others
 * @see <a href="https://spdx.github.io/spdx-spec/v2.3/package-information/">SPDX 2.3, package information</a>
 */
record SpdxPackage(String name, String version, List<String> purls, List<String> licenses) {
    private static final Set<String> NOTHING = Set.of("", "NONE", "NOASSERTION");
    private static final int MAX_LICENSE = 200;

    SpdxPackage {
        purls = List.copyOf(purls);
        licenses = List.copyOf(licenses);
    }

    /** @param json stands at the element */
    static SpdxPackage read(JsonParser json) throws IOException, MalformedContentException, LimitExceededException {
        String[] identity = {"", "", ""};
        List<String> purls = new ArrayList<>(1);
        JsonReading.members(json, (member, value) -> {
            switch (member) {
                case "name" -> identity[0] = JsonReading.text(value);
                case "versionInfo" -> identity[1] = JsonReading.text(value);
                case "licenseDeclared" -> identity[2] = JsonReading.text(value).strip();
                case "externalRefs" -> JsonReading.elements(value, reference -> reference(reference, purls));
                default -> {
                    // where it was fetched, and what else it is called
                }
            }
        });
        boolean licensed = !NOTHING.contains(identity[2]) && identity[2].length() <= MAX_LICENSE;
        return new SpdxPackage(identity[0], identity[1], purls, licensed ? List.of(identity[2]) : List.of());
    }

    private static void reference(JsonParser json, List<String> purls)
            throws IOException, MalformedContentException, LimitExceededException {
        String[] reference = {"", ""};
        JsonReading.members(json, (member, value) -> {
            switch (member) {
                case "referenceType" -> reference[0] = JsonReading.text(value);
                case "referenceLocator" -> reference[1] = JsonReading.text(value);
                default -> {
                    // its category
                }
            }
        });
        if (reference[0].equals("purl")) {
            purls.add(reference[1]);
        }
    }
}
