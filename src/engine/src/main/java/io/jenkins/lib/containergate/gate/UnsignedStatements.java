package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What BuildKit puts into the index beside an image. Whoever can push the image can write it, so it is named and never used: it
 * adds no package, and proves nothing.
 *
 * @param manifests that hold it
 * @param sboms in them
 * @param provenances in them
 * @param fault why it is not known what they hold
 */
public record UnsignedStatements(int manifests, int sboms, int provenances, Optional<String> fault) {
    private static final int SHOWN = 200;
    private static final String ATTEST = "not signed, so not used: attest it to use it";

    public UnsignedStatements {
        if (manifests < 0 || sboms < 0 || provenances < 0) {
            throw new IllegalArgumentException("there are no fewer statements than none");
        }
        fault = fault.map(why -> SafeText.oneLine(why, SHOWN));
    }

    /** Beside an image that was described elsewhere. */
    public static UnsignedStatements none() {
        return new UnsignedStatements(0, 0, 0, Optional.empty());
    }

    /** What cannot be read is said, and is no error: nothing counts either way. */
    public static UnsignedStatements of(Image image) throws InterruptedException {
        int manifests = image.documents().attestations();
        if (manifests == 0) {
            return none();
        }
        try {
            List<String> types = image.documents().statements();
            return new UnsignedStatements(
                    manifests,
                    count(types, AttestedSboms.PREDICATE_TYPES),
                    count(types, AttestedBases.PREDICATE_TYPES),
                    Optional.empty());
        } catch (GateException e) {
            return unread(manifests, e.problem());
        } catch (IOException e) {
            return unread(manifests, FileProblem.of(e));
        }
    }

    private static UnsignedStatements unread(int manifests, String why) {
        return new UnsignedStatements(manifests, 0, 0, Optional.of(why));
    }

    private static int count(List<String> types, Set<String> wanted) {
        return (int) types.stream().filter(wanted::contains).count();
    }

    Account addedTo(Account account) {
        return account.notEvaluated("unsigned SBOM of the build", sboms, ATTEST)
                .notEvaluated("unsigned provenance of the build", provenances, ATTEST)
                .notEvaluated(
                        "attestation manifest",
                        manifests,
                        "never run as a container"
                                + fault.map(why -> ", and what it states cannot be read: " + why)
                                        .orElse(""));
    }
}
