package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.policy.Outcome;

/** The symbol of an outcome. */
public final class OutcomeIcon {
    private OutcomeIcon() {}

    /** Name of a symbol that Jenkins knows. */
    public static String of(Outcome outcome) {
        String name =
                switch (outcome) {
                    case PASS -> "shield-checkmark";
                    case WARN -> "warning";
                    case FAIL -> "close-circle";
                    case ERROR -> "help-circle";
                };
        return "symbol-" + name + "-outline plugin-ionicons-api";
    }
}
