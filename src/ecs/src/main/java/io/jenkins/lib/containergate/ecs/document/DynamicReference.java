package io.jenkins.lib.containergate.ecs.document;

import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.List;

/**
 * Dynamic references of CloudFormation, <code>{{resolve:service:name}}</code>: texts that deployment replaces by what another service
 * holds. Wherever one stands, the value is not known before.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic references</a>
 */
public final class DynamicReference {
    private static final String OPEN = "{{resolve:";
    private static final String CLOSE = "}}";
    /** Parameter Store in plain text: any text. Everything else there is, or may be, holds secrets. */
    private static final String PLAIN = "ssm:";

    private DynamicReference() {}

    /** The value itself, or an unresolved one where it holds a reference. */
    public static Value in(Value value) {
        if (value instanceof Text text && text.value().contains(OPEN)) {
            Replaced replaced = replaced(text.value());
            return new Unresolved(replaced.why(), replaced.certainty(), replaced.shape(), "", text.mark());
        }
        if (value instanceof Unresolved unresolved && unresolved.shape().contains(OPEN)) {
            Replaced replaced = replaced(unresolved.shape());
            Certainty certainty = unresolved.certainty().and(replaced.certainty());
            List<String> ofReference = TextParts.ofShape(unresolved.shape());
            return new Unresolved(replaced.why(), certainty, replaced.shape(), "", unresolved.mark())
                    .holding(unresolved.parts().stream()
                            .filter(part -> !ofReference.contains(part))
                            .toList());
        }
        return value;
    }

    private record Replaced(Reason why, Certainty certainty, String shape) {}

    private static Replaced replaced(String text) {
        StringBuilder shape = new StringBuilder();
        Certainty certainty = Certainty.SET;
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            certainty = certainty.and(text.startsWith(PLAIN, open + OPEN.length()) ? Certainty.SOME : Certainty.SECRET);
            shape.append(text, from, open).append(Unresolved.GAP);
            int close = text.indexOf(CLOSE, open);
            from = close < 0 ? text.length() : close + CLOSE.length();
        }
        shape.append(text, from, text.length());
        String reason = certainty.secret()
                ? "deployment fills in a secret ({{resolve:...}})"
                : "it is read from Parameter Store at deployment ({{resolve:ssm:...}})";
        return new Replaced(new Reason.Deployment(reason), certainty, shape.length() == 1 ? "" : shape.toString());
    }
}
