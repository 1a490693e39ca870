package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.CloudRules;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The task roles of a region are asked for once, however many task definitions are evaluated. */
class SharedRolesTest extends AwsFaults {
    private static final String ROLE = "arn:aws:iam::123456789012:role/";

    /** Every family but the first has a role of its own; the first has that of the second. */
    private void families(int count) {
        aws.on(
                "ListTaskDefinitionFamilies",
                IntStream.range(0, count)
                        .mapToObj(each -> "\"family-" + each + "\"")
                        .collect(Collectors.joining(",", "{\"families\": [", "]}")));
        aws.on("DescribeTaskDefinition", exchange -> {
            List<FakeAws.Call> calls = aws.calls();
            String body = calls.get(calls.size() - 1).body();
            String family = body.replaceFirst(".*\"taskDefinition\":\"([^\"]*)\".*", "$1");
            AwsServer.json(
                    exchange,
                    200,
                    "{\"taskDefinition\": {\"taskDefinitionArn\":"
                            + " \"arn:aws:ecs:eu-central-1:123456789012:task-definition/"
                            + family + ":1\", \"taskRoleArn\": \"" + ROLE
                            + (family.equals("family-0") ? "family-1" : family) + "\"}}");
        });
    }

    private static TaskDefinition task(int number) throws GateException {
        return new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                .read(
                        "task.json",
                        ("{\"family\": \"family-" + number + "\", \"taskRoleArn\": \"" + ROLE + "family-" + number
                                        + "\", \"containerDefinitions\": [{\"name\": \"web\"}]}")
                                .getBytes(StandardCharsets.UTF_8))
                .get(0);
    }

    private List<Finding> findings(int definitions) throws Exception {
        CloudRules<TaskDefinition> rules =
                CloudTaskRules.all().only(rule -> rule.id().value().equals("task-role-not-shared"));
        CloudSurvey survey =
                CloudSurvey.of(session.lookups(), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
        List<Finding> found = new ArrayList<>();
        for (int i = 0; i < definitions; i++) {
            found.addAll(rules.evaluate(survey.about(task(i), rules, MissingAnswers.ASKED))
                    .findings());
        }
        return found;
    }

    @Test
    void eachFamilyIsAskedForOnceInOneRun() throws Exception {
        families(10);
        assertThat(findings(12))
                .extracting(Finding::actual)
                .satisfiesExactly(shared -> assertThat(shared).contains("the family family-0 has the same task role"));
        assertThat(aws.calls()).hasSize(11);
    }

    @Test
    void oneFamilyThatMayNotBeReadMakesTheAnswerMissing() throws Exception {
        aws.on("ListTaskDefinitionFamilies", "{\"families\": [\"a\"]}")
                .refuses("DescribeTaskDefinition", 400, "AccessDeniedException");
        assertThat(session.lookups().ecs().taskRoles(soon()))
                .isEqualTo(new Lookup.Denied<>("ecs:DescribeTaskDefinition"));
    }

    @Test
    void tooManyFamiliesAreAFailureThatSaysSo() throws Exception {
        families(501);
        assertThat(session.lookups().ecs().taskRoles(soon())).isInstanceOf(Lookup.Failed.class);
    }
}
