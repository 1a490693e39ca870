package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whoever can write the file decides the environment of the process, {@code LD_PRELOAD} included, or what FireLens runs and where the
 * logs go.
 */
public final class EnvFileScopeRule extends AllowListed {
    private static final Pattern S3 = Pattern.compile("arn:aws[a-z-]*:s3:::([^/]+/.+)", Pattern.DOTALL);

    private static final String TYPE = "config-file-type";
    private static final String FILE = "config-file-value";
    /** The type of a configuration that is in the image. */
    private static final String LOCAL = "file";

    /** @param trusted files as {@code BUCKET/KEY} */
    public EnvFileScopeRule(Optional<AllowList> trusted) {
        super(
                new RuleMetadata(
                        "env-file-scope",
                        "every file that a container takes from S3 is one that the policy trusts",
                        Severity.MEDIUM,
                        List.of(),
                        "move the file to a trusted bucket, or have taskDefinition.environmentFiles name its own"),
                "taskDefinition.environmentFiles",
                trusted);
    }

    @Override
    void judge(ContainerDefinition container, AllowList allowed, TaskFindings findings) {
        findings.each(container.variables().environmentFiles(), file -> judge(file.value(), allowed, findings));
        Items<Option> router = container.log().routerOptions();
        if (named(router, TYPE)
                .noneMatch(type -> type.known().filter(LOCAL::equals).isPresent())) {
            router.unresolved().forEach(findings::undecided);
            named(router, FILE).forEach(file -> judge(file, allowed, findings));
        }
    }

    /** Options of FireLens, which reads its configuration from S3 or from a file of its image. */
    private static Stream<Field<String>> named(Items<Option> options, String name) {
        return options.values().stream()
                .filter(option -> option.key().equals(name))
                .map(Option::value);
    }

    private static void judge(Field<String> file, AllowList trusted, TaskFindings findings) {
        if (file instanceof Unresolved<String> later) {
            findings.undecided(later);
            return;
        }
        Matcher arn = S3.matcher(file.known().orElse(""));
        if (!arn.matches()) {
            findings.broken(file.place(), "the file is not named by the ARN of an object in S3", Fix.none());
        } else if (!trusted.allows().test(arn.group(1))) {
            findings.broken(file.place(), "the file is " + SafeText.visible(arn.group(1)), Fix.none());
        }
    }
}
