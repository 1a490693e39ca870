package io.jenkins.lib.containergate.signature.verdict;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the verdicts attested beside an image amount to now. */
public sealed interface VerdictStanding {

    /** How bad it is: of several requirements the worst counts. */
    enum Rank {
        PASSED,
        EXEMPT,
        TOO_OLD,
        LOOSER,
        DID_NOT_PASS,
        NEVER,
        NOBODY_TRUSTED,
        IMAGE_GONE,
        UNDECIDED
    }

    Rank rank();

    /**
     * It passed, and would count as passed today.
     *
     * @param beside others that it counts with: of further gates, of further signers, for further requirements
     */
    record Passed(SignedVerdict verdict, List<SignedVerdict> beside) implements VerdictStanding {
        public Passed {
            beside = List.copyOf(beside);
        }

        public Passed(SignedVerdict verdict) {
            this(verdict, List.of());
        }

        /** All without which the image would not have passed. */
        public List<SignedVerdict> all() {
            return Stream.concat(Stream.of(verdict), beside.stream()).distinct().toList();
        }

        /** For two requirements. */
        public Passed and(Passed other) {
            return new Passed(
                    verdict,
                    Stream.concat(beside.stream(), other.all().stream()).toList());
        }

        @Override
        public Rank rank() {
            return Rank.PASSED;
        }
    }

    /** The policy says that images of the repository need no signature, and so no signed verdict either. */
    record Exempt(String reason, String decidedBy) implements VerdictStanding {
        @Override
        public Rank rank() {
            return Rank.EXEMPT;
        }
    }

    /** It passed, but before the oldest moment that counts. */
    record TooOld(SignedVerdict verdict, Instant notBefore) implements VerdictStanding {
        @Override
        public Rank rank() {
            return Rank.TOO_OLD;
        }
    }

    /**
     * It passed, but not under a policy that is strict enough.
     *
     * @param reason in what it is looser
     */
    record Looser(SignedVerdict verdict, String reason) implements VerdictStanding {
        @Override
        public Rank rank() {
            return Rank.LOOSER;
        }
    }

    /**
     * A verdict on it did not pass, and nothing in the same place made it good.
     *
     * @param verdicts all such: the one to speak of first
     */
    record DidNotPass(List<SignedVerdict> verdicts) implements VerdictStanding {
        public DidNotPass {
            verdicts = List.copyOf(verdicts);
            if (verdicts.isEmpty()) {
                throw new IllegalArgumentException("no verdict that did not pass");
            }
        }

        public DidNotPass(SignedVerdict verdict) {
            this(List.of(verdict));
        }

        public SignedVerdict verdict() {
            return verdicts.get(0);
        }

        @Override
        public Rank rank() {
            return Rank.DID_NOT_PASS;
        }
    }

    /**
     * No verdict of a trusted signer counts.
     *
     * @param reason what was found, and why it does not count
     */
    record Never(String reason) implements VerdictStanding {
        @Override
        public Rank rank() {
            return Rank.NEVER;
        }
    }

    /** The policy trusts nobody with a verdict on images of the repository. */
    record NobodyTrusted(String repository) implements VerdictStanding {
        @Override
        public Rank rank() {
            return Rank.NOBODY_TRUSTED;
        }
    }

    /** The registry says that it does not hold the image. */
    record ImageGone(String image) implements VerdictStanding {
        @Override
        public Rank rank() {
            return Rank.IMAGE_GONE;
        }
    }

    /** Something is there, or may be, that could not be read or verified. */
    record Undecided(String problem, String remedy) implements VerdictStanding {
        @Override
        public Rank rank() {
            return Rank.UNDECIDED;
        }
    }
}
