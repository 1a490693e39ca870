package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Resources that run a program or commands which a file can hold as a text: functions of Lambda, builds of CodeBuild and Amplify,
 * canaries and components of images. What they take from elsewhere is not in the file.
 */
final class CodeResources {
    /** The members with the text, as {@link NamedMembers} calls them. */
    private static final Map<String, String> TEXTS = Map.of(
            "AWS::Lambda::Function", "zipfile",
            "AWS::Serverless::Function", "inlinecode",
            "AWS::CodeBuild::Project", "buildspec",
            "AWS::Amplify::App", "buildspec",
            "AWS::Amplify::Branch", "buildspec",
            "AWS::Synthetics::Canary", "script",
            "AWS::ImageBuilder::Component", "data");

    /** What the members with the text are in. */
    private static final Set<String> AROUND = Set.of("code", "source", "secondarysources");

    private final Budget budget;
    private final Gathered gathered;

    CodeResources(Budget budget, Gathered gathered) {
        this.budget = budget;
        this.gathered = gathered;
    }

    /** @param canonical as CloudFormation calls the type */
    static boolean reads(String canonical) {
        return TEXTS.containsKey(canonical);
    }

    /**
     * @param canonical as CloudFormation calls the type
     * @param type as messages show it
     */
    void read(String canonical, String type, String name, Value resource) throws GateException {
        for (Value text : NamedMembers.all(resource, TEXTS.get(canonical), AROUND)) {
            if (InlineCode.startsTasks(TextParts.of(text, budget))) {
                gathered.undecided(name, type, InlineCode.REASON, InlineCode.REMEDY, text.mark());
                return;
            }
        }
        Optional<Unresolved> hidden = NamedMembers.all(resource, TEXTS.get(canonical), Set.of()).stream()
                .flatMap(each -> each instanceof Sequence branches ? branches.items().stream() : Stream.of(each))
                .flatMap(each -> InlineCode.hidden(each).stream())
                .findFirst();
        if (hidden.isEmpty()) {
            gathered.leftOut(type, InlineCode.NO_TASK);
        } else if (type.startsWith(StartedElsewhere.TEMPLATES)) {
            gathered.undecided(
                    name,
                    type,
                    "its code or commands are not in the file, so they may start tasks",
                    MissingValue.remedy(hidden.get().why(), "waive this finding by its fingerprint"),
                    hidden.get().mark());
        } else {
            gathered.leftOut(type, "its code or commands are known only after apply");
        }
    }
}
