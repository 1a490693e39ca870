package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.FilesOfS3;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whoever can write the file decides the environment of the process, {@code LD_PRELOAD} included, or what FireLens runs and where the
 * logs go.
 */
public final class EnvFileScopeRule extends AllowListed {
    private static final Pattern S3 = Pattern.compile("arn:aws[a-z-]*:s3:::([^/]+/.+)", Pattern.DOTALL);

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
        FilesOfS3 taken = FilesOfS3.of(container);
        taken.unknown().forEach(findings::undecided);
        taken.files().forEach(file -> judge(file.name(), allowed, findings));
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
