package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Objects;

/** Holds an answer of an agent against the question. An agent that answers another one decides nothing. */
final class AnswerCheck {
    private static final String REMEDY = "look at the log of the agent, and check that nothing on it interferes";

    private AnswerCheck() {}

    /**
     * @param what of the answer: {@code digest of the image shop:1.4}
     * @throws GateException when the two differ
     */
    static void same(String what, Object asked, Object answered) throws GateException {
        if (!Objects.equals(asked, answered)) {
            throw new GateException(
                    "the agent answers another question: the " + what + " is " + shown(answered) + ", expected "
                            + shown(asked),
                    REMEDY);
        }
    }

    /** For values that may hold secrets. */
    static void sameUnshown(String what, Object asked, Object answered) throws GateException {
        if (!Objects.equals(asked, answered)) {
            throw contradicts(what);
        }
    }

    static void holds(String what, boolean holds) throws GateException {
        if (!holds) {
            throw contradicts(what);
        }
    }

    private static GateException contradicts(String what) {
        return new GateException("the agent contradicts itself: " + what, REMEDY);
    }

    private static String shown(Object value) {
        return SafeText.visible(String.valueOf(value));
    }
}
