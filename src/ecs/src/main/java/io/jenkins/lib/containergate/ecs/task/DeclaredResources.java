package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.document.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resources of one kind that a file declares beside its task definitions, as AWS would describe them.
 *
 * @param byReference by what the file calls them, such as {@code Logs} or {@code Logs.Arn}
 * @param byName by the names they have in AWS: a text that a task definition writes is never a reference
 */
public record DeclaredResources<T>(Map<String, Declared<T>> byReference, Map<String, Declared<T>> byName) {
    public DeclaredResources {
        byReference = Map.copyOf(byReference);
        byName = Map.copyOf(byName);
    }

    /**
     * One of them.
     *
     * @param answer a failure where something that decides is known only at deployment
     * @param region where it is; empty when the file does not say
     */
    public record Declared<T>(Lookup<T> answer, Optional<String> region) {}

    public static <T> DeclaredResources<T> none() {
        return new DeclaredResources<>(Map.of(), Map.of());
    }

    /** The one that a field names or refers to, when the file declares it; empty also where a condition decides which it is. */
    public Optional<Declared<T>> of(Field<String> field) {
        if (field instanceof Field.Unresolved<String> later) {
            return Optional.ofNullable(byReference.get(later.origin()))
                    .or(() -> composed(later.shape(), later.gaps()).map(byName::get));
        }
        return field.known().map(byName::get);
    }

    /**
     * How a name is called that a template puts together, as {@code /ecs/${AWS::StackName}}: equal ones are one name. Empty where
     * something in it is not known.
     *
     * @param shape see {@link Value.Unresolved#shape}
     * @param gaps what each gap refers to
     */
    public static Optional<String> composed(String shape, List<String> gaps) {
        long unknown =
                shape.chars().filter(each -> each == Value.Unresolved.GAP).count();
        return unknown > 0 && gaps.size() == unknown && gaps.stream().noneMatch(String::isEmpty)
                ? Optional.of(shape + String.join(String.valueOf(Value.Unresolved.GAP), gaps))
                : Optional.empty();
    }

    /** Whether a condition decides at deployment whether the field means one of them. */
    public boolean perhaps(Field<String> field) {
        return field instanceof Field.Unresolved<String> later
                && later.alternatives().stream()
                        .anyMatch(each -> byReference.containsKey(each) || byName.containsKey(each));
    }
}
