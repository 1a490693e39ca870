package io.jenkins.lib.containergate.ecs.account.iam;

import java.util.List;
import java.util.Optional;

/** Actions or resources that a statement speaks of. */
public sealed interface Scope {

    /** What one pattern matches. */
    record Only(String pattern) implements Scope {
        @Override
        public boolean covers(Scope other) {
            return other instanceof Only only ? Wildcards.covers(pattern, only.pattern) : Wildcards.everything(pattern);
        }

        @Override
        public Optional<Scope> meet(Scope other) {
            if (other instanceof AllBut rest) {
                return rest.patterns().stream().anyMatch(out -> Wildcards.covers(out, pattern))
                        ? Optional.empty()
                        : Optional.of(this);
            }
            String theirs = ((Only) other).pattern;
            if (Wildcards.covers(pattern, theirs)) {
                return Optional.of(other);
            }
            // where they overlap in part, all of this one: more than the truth, never less
            return Wildcards.overlap(pattern, theirs) ? Optional.of(this) : Optional.empty();
        }

        @Override
        public String toString() {
            return pattern;
        }
    }

    /** {@code NotAction}, {@code NotResource}: all that none of the patterns matches. */
    record AllBut(List<String> patterns) implements Scope {
        public AllBut {
            patterns = List.copyOf(patterns);
        }

        @Override
        public boolean covers(Scope other) {
            if (other instanceof Only only) {
                return patterns.stream().noneMatch(out -> Wildcards.overlap(out, only.pattern()));
            }
            // leaves out no more than the other does
            List<String> theirs = ((AllBut) other).patterns;
            return patterns.stream().allMatch(out -> theirs.stream().anyMatch(each -> Wildcards.covers(each, out)));
        }

        @Override
        public Optional<Scope> meet(Scope other) {
            return other instanceof Only ? other.meet(this) : Optional.of(this);
        }

        @Override
        public String toString() {
            return "everything but " + String.join(", ", patterns);
        }
    }

    /** Whether it holds all of the other. False when that cannot be told. */
    boolean covers(Scope other);

    /** What is in both, or more than that when it cannot be told; empty when there is surely nothing. */
    Optional<Scope> meet(Scope other);
}
