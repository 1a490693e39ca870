package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.EnvironmentFilesQuestion;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.secret.setting.Objection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whoever may read the file in S3 reads its variables. A finding names the line and never what stands in it: the file may be one that
 * the author of the task definition cannot read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html">files of environment
 *     variables</a>
 */
public final class NoSecretsInEnvFilesRule extends CloudRule<TaskDefinition, List<EnvironmentFilesQuestion.Answer>> {
    public static final RuleId ID = new RuleId("no-secrets-in-env-files");

    private static final Pattern SETTING =
            Pattern.compile("(?:- +)?([A-Za-z_@][A-Za-z0-9_.@-]{0,100})(?: *:[ \\t]+|[ \\t]+)(.+)");
    /** In an object of YAML that is written in one line. */
    private static final Pattern IN_OBJECT =
            Pattern.compile("[{,]\\s*+[\"']?([A-Za-z_@][A-Za-z0-9_.@-]{0,100}+)[\"']?\\s*+:\\s*+"
                    + "(\"[^\"]*+\"|'[^']*+'|(?:\\$\\{[^{}]*+}|[^,{}\\[\\]])++)");

    private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1");
    /** As Fluentd takes a value from the environment. */
    private static final Pattern FROM_ENVIRONMENT =
            Pattern.compile("#\\{ *ENV\\[ *[\"'][A-Za-z0-9_]+[\"'] *](?: *\\|\\| *use_(?:nil|default))? *}");

    private static final String KEY = "-----BEGIN ";

    private final PlaintextSecrets plaintext;

    public NoSecretsInEnvFilesRule(PlaintextSecrets plaintext) {
        super(
                new RuleMetadata(
                        ID.value(),
                        "no file that a container takes from S3 holds a secret",
                        Severity.CRITICAL,
                        List.of(),
                        "move the value to Secrets Manager or Parameter Store and name it in secrets"),
                "files without secrets, and secrets with valueFrom",
                new EnvironmentFilesQuestion());
        this.plaintext = plaintext;
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<EnvironmentFilesQuestion.Answer> answers) {
        CloudFindings findings = findings(facts);
        for (EnvironmentFilesQuestion.Answer answer : answers) {
            findings.answered(answer.content(), answer.place(), content -> file(content, answer, findings));
        }
        return findings.result();
    }

    private void file(byte[] content, EnvironmentFilesQuestion.Answer answer, CloudFindings findings) {
        Place place = answer.place();
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            findings.undecided(place, "the file is not UTF-8 text", "save it as UTF-8");
            return;
        }
        int number = 0;
        boolean found = false;
        for (String line : text.lines().toList()) {
            number++;
            found |= answer.router()
                    ? setting(line.strip(), number, place, findings)
                    : line(line.strip(), number, place, findings);
        }
        if (!found && text.contains(KEY)) { // it spans several lines, so it is no variable and can be read all the same
            plaintext
                    .in("", new Field.Known<>(text, place))
                    .ifPresent(objection ->
                            findings.broken(place, "file", "the file holds " + objection.kind(), Fix.none()));
        }
    }

    private boolean line(String line, int number, Place place, CloudFindings findings) {
        int equals = line.indexOf('=');
        boolean variable = equals > 0 && !line.startsWith("#");
        String name = variable ? line.substring(0, equals).strip() : "";
        String value = variable ? line.substring(equals + 1).strip() : line;
        return judge(name, value, number, place, findings);
    }

    /** Of FireLens: Fluent Bit and Fluentd write a name, and a value after spaces or tabs; YAML has a colon between them, and may write objects in one line. */
    private boolean setting(String line, int number, Place place, CloudFindings findings) {
        boolean found = false;
        for (MatchResult inside : IN_OBJECT.matcher(line).results().toList()) {
            found |= setting(inside.group(1), inside.group(2).strip(), number, place, findings);
        }
        if (found) {
            return true;
        }
        Matcher setting = SETTING.matcher(line);
        return setting.matches()
                ? setting(setting.group(1), setting.group(2), number, place, findings)
                : judge("", line, number, place, findings);
    }

    private boolean setting(String name, String written, int number, Place place, CloudFindings findings) {
        Matcher quoted = QUOTED.matcher(written);
        String value = quoted.matches() ? quoted.group(2) : written;
        boolean reference = FROM_ENVIRONMENT.matcher(value).matches();
        return judge(reference ? "" : name, value, number, place, findings);
    }

    private boolean judge(String name, String value, int number, Place place, CloudFindings findings) {
        Optional<Objection> objection =
                value.isEmpty() ? Optional.empty() : plaintext.in(name, new Field.Known<>(value, place));
        objection.ifPresent(wrong -> findings.broken(
                place, "line " + number, "line " + number + " of the file holds " + wrong.kind(), Fix.none()));
        return objection.isPresent();
    }
}
