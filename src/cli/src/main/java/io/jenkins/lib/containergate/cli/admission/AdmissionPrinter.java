package io.jenkins.lib.containergate.cli.admission;

import io.jenkins.lib.containergate.cli.image.JudgedImage;
import io.jenkins.lib.containergate.cli.image.VerdictPrinter;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.admission.Admission;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the verdicts on deployments: all at the end, or each as it comes where more are waited for. */
final class AdmissionPrinter {
    private final VerdictPrinter verdicts;
    private final boolean atOnce;
    private final List<JudgedImage> kept = new ArrayList<>();
    private int count;
    private Outcome worst = Outcome.PASS;

    /** @param atOnce whether each is shown as it comes, and none is kept */
    AdmissionPrinter(VerdictPrinter verdicts, boolean atOnce) {
        this.verdicts = verdicts;
        this.atOnce = atOnce;
    }

    void admitted(Admission admission) throws IOException, GateException {
        add(new JudgedImage(
                admission.verdict(),
                Optional.empty(),
                admission.taskDefinition().stream().toList()));
    }

    void add(Verdict verdict) throws IOException, GateException {
        add(new JudgedImage(verdict, Optional.empty()));
    }

    private void add(JudgedImage shown) throws IOException, GateException {
        worst = worst.worse(shown.verdict().outcome());
        count++;
        if (atOnce) {
            verdicts.print(shown, count);
        } else {
            kept.add(shown);
        }
    }

    /** @return the worst outcome */
    Outcome finish() throws IOException, GateException {
        if (!kept.isEmpty()) {
            verdicts.print(kept);
        }
        return worst;
    }
}
