package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;

/** Why what is attested beside an image does not let it run. */
public final class StandingText {
    private StandingText() {}

    /** @param image with its digest */
    public static String problem(ImageReference image, VerdictStanding standing) {
        if (standing instanceof VerdictStanding.TooOld old) {
            return "its verdict is of " + old.verdict().summary().timeVerified() + ", before " + old.notBefore();
        }
        if (standing instanceof VerdictStanding.Looser looser) {
            return "its verdict of " + looser.verdict().summary().timeVerified()
                    + " was given under a policy that is not strict enough: " + looser.reason();
        }
        if (standing instanceof VerdictStanding.DidNotPass failed) {
            return "its newest verdict, of " + failed.verdict().summary().timeVerified() + ", did not pass"
                    + image.digest()
                            .flatMap(digest -> failed.verdict().elsewhere(image.repository(), digest))
                            .map(place -> ": the verdict is on " + place + " ("
                                    + failed.verdict().origin() + ")")
                            .orElse("");
        }
        if (standing instanceof VerdictStanding.NobodyTrusted nobody) {
            return "the policy trusts no verifier with verdicts on " + nobody.repository();
        }
        return standing instanceof VerdictStanding.Never never ? never.reason() : "its verdict does not count";
    }
}
