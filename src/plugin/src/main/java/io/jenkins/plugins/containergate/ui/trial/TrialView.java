package io.jenkins.plugins.containergate.ui.trial;

import io.jenkins.lib.containergate.gate.trial.DecisionChange;
import io.jenkins.lib.containergate.gate.trial.TrialResult;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.plugins.containergate.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A trial as a page shows it. */
public final class TrialView {
    private static final int SHOWN = 200;

    private final TrialResult result;
    private final List<String> missingLayers;

    /** @param missingLayers that had their say in the verdict and none in the trial */
    TrialView(TrialResult result, List<String> missingLayers) {
        this.result = result;
        this.missingLayers = List.copyOf(missingLayers);
    }

    public String getReference() {
        return result.before().subject().reference();
    }

    public Step getOutcome() {
        return new Step("", result.before().outcome(), result.after().outcome(), "");
    }

    public List<Step> getGates() {
        List<Step> gates = new ArrayList<>();
        for (int i = 0; i < result.before().gates().size(); i++) {
            GateResult before = result.before().gates().get(i);
            GateResult after = result.after().gates().get(i);
            gates.add(new Step(before.gate().key(), before.outcome(), after.outcome(), after.reason()));
        }
        return gates;
    }

    /** The first of the decisions that change. */
    public List<Change> getChanges() {
        return result.changes().stream().limit(SHOWN).map(Change::new).toList();
    }

    public int getTotal() {
        return result.changes().size();
    }

    /** How far the result can be trusted. */
    public List<String> getCaveats() {
        List<String> caveats = new ArrayList<>(result.caveats());
        missingLayers.forEach(layer -> caveats.add(Messages.TrialView_missingLayer(layer)));
        return caveats;
    }

    /** An outcome then and now. */
    public static final class Step {
        private final String gate;
        private final Outcome before;
        private final Outcome after;
        private final String reason;

        Step(String gate, Outcome before, Outcome after, String reason) {
            this.gate = gate;
            this.before = before;
            this.after = after;
            this.reason = reason;
        }

        public String getGate() {
            return gate;
        }

        public String getBefore() {
            return before.name();
        }

        public String getAfter() {
            return after.name();
        }

        public String getReason() {
            return reason;
        }

        public boolean isChanged() {
            return before != after;
        }

        public String getBeforeClass() {
            return lower(before.name());
        }

        public String getAfterClass() {
            return lower(after.name());
        }
    }

    /** A decision then and now. */
    public static final class Change {
        private final DecisionChange change;

        Change(DecisionChange change) {
            this.change = change;
        }

        public String getGate() {
            return change.gate().key();
        }

        public String getSeverity() {
            return change.before().finding().severity().name();
        }

        public String getSeverityClass() {
            return change.before().finding().severity().key();
        }

        public String getRule() {
            return change.before().finding().rule().value();
        }

        public String getActual() {
            return change.before().finding().actual();
        }

        public String getBefore() {
            return change.before().decision().name();
        }

        public String getBeforeClass() {
            return lower(getBefore());
        }

        public String getBeforeBy() {
            return change.before().decidedBy();
        }

        public String getAfter() {
            return change.decision();
        }

        public String getAfterClass() {
            return lower(getAfter());
        }

        public String getAfterBy() {
            return change.after().map(DecidedFinding::decidedBy).orElseGet(Messages::TrialView_ruleOff);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
