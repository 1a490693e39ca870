package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.LogGroup;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The log groups of a file, by what it calls them and by their names. */
public final class DeclaredLogGroups {
    private static final String NEVER = "0";

    private DeclaredLogGroups() {}

    /** @throws GateException when the template cannot be resolved at all */
    public static Map<String, Lookup<LogGroup>> of(Template template) throws GateException {
        return of(DeclaredPart.of(template, "AWS::Logs::LogGroup"));
    }

    public static Map<String, Lookup<LogGroup>> of(TerraformPlan plan) {
        return of(DeclaredPart.of(plan, "aws_cloudwatch_log_group"));
    }

    private static Map<String, Lookup<LogGroup>> of(List<DeclaredPart> parts) {
        Map<String, Lookup<LogGroup>> groups = new HashMap<>();
        for (DeclaredPart part : parts) {
            Optional<String> name = name(part.written());
            Lookup<LogGroup> group = Written.lookup(
                    () -> new LogGroup(name.orElse(part.name()), days(part.written()), key(part.written())));
            part.called().forEach(called -> groups.put(called, group));
            name.ifPresent(known -> groups.put(known, group));
        }
        return Map.copyOf(groups);
    }

    /** Empty also when it is known only at deployment: then others refer to the resource. */
    private static Optional<String> name(Written group) {
        try {
            return group.text("LogGroupName", "name");
        } catch (GateException e) {
            return Optional.empty();
        }
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
