package io.jenkins.lib.containergate.policy.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one file, so that its author sees all of it at once. Not for use by several threads. */
public final class Problems {
    /** A hostile file must not make an endless message. */
    private static final int KEPT = 50;

    private final String file;
    private final List<PolicyProblem> kept = new ArrayList<>();
    private int count;

    public Problems(String file) {
        this.file = file;
    }

    public void report(int line, String text) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(new PolicyProblem(file, line, text));
        }
    }

    /** All that were reported, also those beyond the ones kept: compare before and after to learn of new ones. */
    public int count() {
        return count;
    }

    /** The first ones, in the order reported. */
    public List<PolicyProblem> list() {
        return List.copyOf(kept);
    }
}
