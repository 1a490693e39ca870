package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Optional;

/** Other SBOMs that a document refers to. They are not read, and packages that they alone name are not evaluated. */
final class OtherSboms {
    private static final int SHOWN = 100;

    private OtherSboms() {}

    /** @param addresses as the document writes them */
    static Optional<String> clause(List<String> addresses) {
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "it refers to " + (addresses.size() == 1 ? "another SBOM" : addresses.size() + " other SBOMs")
                                + ", not read: " + SafeText.oneLine(addresses.get(0), SHOWN)
                                + (addresses.size() == 1 ? "" : ", ..."));
    }
}
