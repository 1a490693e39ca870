package io.jenkins.plugins.containergate.ui;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.AccountText;
import io.jenkins.lib.containergate.report.BaseUpgrades;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.JenkinsWords;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A verdict without its findings, as its page says it.
 *
 * @param policyLayers names of the policy layers that were merged, outermost first
 * @param notes what an owner should do something about but does not fail the gate
 * @param facts how the verdict was reached: who signed, what it was compared with
 * @param judgedAt in ISO 8601, to the second
 * @param subjectNote empty for none
 */
record VerdictHead(
        @JsonProperty(required = true) List<String> policyLayers,
        @JsonProperty(required = true) List<String> notes,
        @JsonProperty(required = true) List<String> facts,
        @JsonProperty(required = true) List<GateDetail> gates,
        @JsonProperty(required = true) String judgedAt,
        @JsonProperty(required = true) String subjectNote) {
    VerdictHead {
        policyLayers = List.copyOf(policyLayers);
        notes = List.copyOf(notes);
        facts = List.copyOf(facts);
        gates = List.copyOf(gates);
    }

    static VerdictHead of(Verdict verdict) {
        return new VerdictHead(
                verdict.policy().layers(),
                notes(verdict, true),
                notes(verdict, false),
                verdict.gates().stream().map(GateDetail::of).toList(),
                verdict.judgedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                verdict.subject().note().orElse(""));
    }

    /** Without the newer base images that are shown above them. */
    private static List<String> notes(Verdict verdict, boolean warn) {
        List<String> upgrades = BaseUpgrades.of(verdict).stream()
                .limit(VerdictAction.MAX_UPGRADES)
                .toList();
        return verdict.notes().stream()
                .filter(note -> note.warns() == warn && !upgrades.contains(note.text()))
                .map(PolicyNote::text)
                .map(JenkinsWords::of)
                .toList();
    }

    /** A gate with what only its stored result knows; a text that says nothing is empty. */
    public static final class GateDetail {
        private static final int MAX_KINDS = 40;
        private static final int MAX_ACCOUNT = 4_000;

        private final String gate;
        private final String source;
        private final String evaluated;
        private final String notEvaluated;
        private final String problem;
        private final String remedy;

        @JsonCreator
        GateDetail(
                @JsonProperty(value = "gate", required = true) String gate,
                @JsonProperty(value = "source", required = true) String source,
                @JsonProperty(value = "evaluated", required = true) String evaluated,
                @JsonProperty(value = "notEvaluated", required = true) String notEvaluated,
                @JsonProperty(value = "problem", required = true) String problem,
                @JsonProperty(value = "remedy", required = true) String remedy) {
            this.gate = gate;
            this.source = source;
            this.evaluated = evaluated;
            this.notEvaluated = notEvaluated;
            this.problem = problem;
            this.remedy = remedy;
        }

        static GateDetail of(GateResult result) {
            return new GateDetail(
                    result.gate().key(),
                    result.source()
                            .map(s -> s.name() + " " + s.version()
                                    + s.databaseUpdatedAt()
                                            .map(at -> ", data of " + at.truncatedTo(ChronoUnit.SECONDS))
                                            .orElse(""))
                            .orElse(""),
                    shown(AccountText.evaluated(result.account(), MAX_KINDS)),
                    shown(AccountText.notEvaluated(result.account(), MAX_KINDS)),
                    result.error().map(e -> JenkinsWords.of(e.problem())).orElse(""),
                    result.error().map(e -> JenkinsWords.of(e.remedy())).orElse(""));
        }

        private static String shown(Optional<String> account) {
            return account.map(text -> SafeText.visible(JenkinsWords.of(text), MAX_ACCOUNT))
                    .orElse("");
        }

        public String getGate() {
            return gate;
        }

        /** Who answered: name, version, date of the data. */
        public String getSource() {
            return source;
        }

        /** What the gate evaluated, with numbers. */
        public String getEvaluated() {
            return evaluated;
        }

        /** What the gate did not evaluate, with the reasons. */
        public String getNotEvaluated() {
            return notEvaluated;
        }

        public String getProblem() {
            return problem;
        }

        public String getRemedy() {
            return remedy;
        }
    }
}
