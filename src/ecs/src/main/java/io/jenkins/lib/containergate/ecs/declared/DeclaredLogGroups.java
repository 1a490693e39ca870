package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.task.DeclaredResources;
import io.jenkins.lib.containergate.ecs.task.DeclaredResources.Declared;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The log groups of a file. */
public final class DeclaredLogGroups {
    private static final String NEVER = "0";
    private static final List<String> TASKS = List.of("aws_ecs_task_definition", "awscc_ecs_task_definition");

    private DeclaredLogGroups() {}

    /** @throws GateException when the template cannot be resolved at all */
    public static DeclaredResources<LogGroup> of(Template template) throws GateException {
        return of(DeclaredPart.of(template, "AWS::Logs::LogGroup"), template.region(), unused -> true);
    }

    public static DeclaredResources<LogGroup> of(TerraformPlan plan) {
        Set<Optional<String>> providers = TASKS.stream()
                .flatMap(type -> plan.resources(type).stream())
                .map(task -> task.where().provider())
                .collect(Collectors.toSet());
        return of(
                DeclaredPart.of(plan, "aws_cloudwatch_log_group"),
                Optional.empty(),
                group -> group.region().isPresent() || providers.stream().allMatch(group.provider()::equals));
    }

    /** @param nearby whether what a container calls by its name may be there */
    private static DeclaredResources<LogGroup> of(
            List<DeclaredPart> parts, Optional<String> region, Predicate<TerraformProviders.Place> nearby) {
        Map<String, Declared<LogGroup>> byReference = new HashMap<>();
        Map<String, Declared<LogGroup>> byName = new HashMap<>();
        for (DeclaredPart part : parts) {
            Optional<String> name = part.written().knownText("LogGroupName", "name");
            Lookup<LogGroup> group = nearby.test(part.where())
                    ? Written.lookup(
                            () -> new LogGroup(name.orElse(part.name()), days(part.written()), key(part.written())))
                    : new Lookup.Failed<>(
                            "the file does not say whether the log group " + part.name()
                                    + ", which has another provider, is in the region of the task definition",
                            "write the region of its provider as text, or evaluate what is deployed");
            Optional<String> where = part.where().region().or(() -> region);
            Declared<LogGroup> declared = new Declared<>(group, where);
            part.called().forEach(each -> byReference.merge(each, declared, DeclaredLogGroups::either));
            Declared<LogGroup> called = new Declared<>(part.surely(group), where);
            name.or(() -> composed(part)).ifPresent(known -> byName.merge(known, called, DeclaredLogGroups::either));
            parameter(part).ifPresent(known -> byReference.merge(known, called, DeclaredLogGroups::either));
        }
        return new DeclaredResources<>(byReference, byName);
    }

    /** What the whole name is known by: a parameter that names the group for the container, too. */
    private static Optional<String> parameter(DeclaredPart part) {
        return part.source().members().get("LogGroupName") instanceof Value.Unresolved later
                ? Optional.of(later.origin()).filter(origin -> !origin.isEmpty())
                : Optional.empty();
    }

    private static Optional<String> composed(DeclaredPart part) {
        return part.source().members().get("LogGroupName") instanceof Value.Unresolved later
                ? DeclaredResources.composed(later.shape(), later.gaps())
                : Optional.empty();
    }

    /** What all groups that are called the same have in common. */
    private static Declared<LogGroup> either(Declared<LogGroup> one, Declared<LogGroup> other) {
        boolean alike = one.answer() instanceof Lookup.Answered<LogGroup> first
                && other.answer() instanceof Lookup.Answered<LogGroup> second
                && first.value().days().equals(second.value().days())
                && first.value().key().equals(second.value().key());
        Lookup<LogGroup> answer = alike
                ? one.answer()
                : new Lookup.Failed<>(
                        "the file declares several log groups that are called the same, with different settings",
                        "give them the same retention and key, or evaluate what is deployed");
        return new Declared<>(answer, one.region().equals(other.region()) ? one.region() : Optional.empty());
    }

    /** Empty for ever, which Terraform writes as zero. */
    private static OptionalInt days(Written group) throws GateException {
        Optional<String> days =
                group.text("RetentionInDays", "retention_in_days").filter(text -> !text.equals(NEVER));
        return days.isPresent() && days.get().matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(days.get()))
                : OptionalInt.empty();
    }

    /** One that the file makes is a key as well. */
    private static Optional<String> key(Written group) throws GateException {
        return group.key("KmsKeyId", "kms_key_id");
    }
}
