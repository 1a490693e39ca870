package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.EncodedText;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Resources that run a program or commands which a file can hold as a text: functions of Lambda, builds of CodeBuild and Amplify,
 * canaries, components of images, lifecycle scripts of SageMaker and activities of Data Pipeline. What they take from elsewhere is not in the file.
 */
final class CodeResources {
    /** The members with the text, which can be Base64, as {@link NamedMembers} calls them. */
    private static final Map<String, Set<String>> TEXTS = Map.of(
            "AWS::Lambda::Function", Set.of("zipfile"),
            "AWS::Serverless::Function", Set.of("inlinecode"),
            "AWS::CodeBuild::Project", Set.of("buildspec"),
            "AWS::Amplify::App", Set.of("buildspec"),
            "AWS::Amplify::Branch", Set.of("buildspec"),
            "AWS::Synthetics::Canary", Set.of("script"),
            "AWS::ImageBuilder::Component", Set.of("data"),
            "AWS::SageMaker::NotebookInstanceLifecycleConfig", Set.of("oncreate", "onstart"),
            "AWS::SageMaker::StudioLifecycleConfig", Set.of("studiolifecycleconfigcontent"),
            "AWS::DataPipeline::Pipeline", Set.of("stringvalue"));

    /** Types whose members with commands hold all their other settings as well, most of which are parameters. */
    private static final Set<String> OF_EVERYTHING = Set.of("AWS::DataPipeline::Pipeline");

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
        for (Value text : texts(canonical, resource, AROUND)) {
            if (InlineCode.startsTasks(EncodedText.withDecoded(TextParts.of(text, budget)))) {
                gathered.undecided(name, type, InlineCode.REASON, InlineCode.REMEDY, text.mark());
                return;
            }
        }
        Optional<Unresolved> hidden = texts(canonical, resource, Set.of()).stream()
                .flatMap(CodeResources::each)
                .flatMap(each -> InlineCode.hidden(each).stream())
                .findFirst();
        if (hidden.isEmpty() || OF_EVERYTHING.contains(canonical)) {
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

    private static List<Value> texts(String canonical, Value resource, Set<String> around) {
        return TEXTS.getOrDefault(canonical, Set.of()).stream()
                .flatMap(member -> NamedMembers.all(resource, member, around).stream())
                .toList();
    }

    /** Several scripts, or what a condition can choose. */
    private static Stream<Value> each(Value text) {
        if (text instanceof Sequence list) {
            return list.items().stream().flatMap(CodeResources::each);
        }
        return text instanceof Mapping script
                ? script.members().values().stream().flatMap(CodeResources::each)
                : Stream.of(text);
    }
}
