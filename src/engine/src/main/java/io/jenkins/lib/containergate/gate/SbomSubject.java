package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Optional;

/** How verdicts name an SBOM: by its file. Which image it is about is its own word, and only told. */
final class SbomSubject {
    private static final int SHOWN = 200;

    private SbomSubject() {}

    static Subject of(Sbom sbom) {
        String image = sbom.image()
                .map(name -> " that says it is about " + SafeText.oneLine(name, SHOWN))
                .orElse("");
        return new Subject(
                "sbom:" + sbom.name(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("an SBOM (" + sbom.format() + ", " + sbom.digest() + ")" + image + "; no image was read"));
    }
}
