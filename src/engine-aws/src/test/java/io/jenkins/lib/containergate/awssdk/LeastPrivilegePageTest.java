package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The policy in docs/aws.md allows each call that is made, what pulling an image takes, and nothing else. */
class LeastPrivilegePageTest {
    private static final Set<String> PULLING = Set.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");
    /** AWS WAF asks for it on the way to another call. */
    private static final String WEB_ACL = "wafv2:GetWebACL";

    @Test
    void thePolicyAllowsWhatIsAskedAndNothingElse() throws Exception {
        Set<String> allowed = new TreeSet<>();
        policy().get("Statement")
                .forEach(statement -> statement.get("Action").forEach(one -> allowed.add(one.asText())));

        Set<String> needed = new TreeSet<>(PULLING);
        needed.add(WEB_ACL);
        Arrays.stream(AwsAction.values())
                .filter(action -> action != AwsAction.STS_GET_CALLER_IDENTITY && action != AwsAction.S3_PUT_OBJECT)
                .map(AwsAction::permission)
                .forEach(needed::add);
        assertThat(allowed).containsExactlyElementsOf(needed);
    }

    @Test
    void theGuideSaysWhichRoleNeedsWhichStatement() throws Exception {
        Set<String> statements = new TreeSet<>();
        policy().get("Statement")
                .forEach(statement -> statements.add(statement.get("Sid").asText()));
        String guide = Files.readString(Path.of("../../docs/ecs.md"));
        Set<String> named = Pattern.compile("`((?:See|Read|Sign|Answer|Assume|Log)[A-Z]\\w+)`")
                .matcher(guide)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(statements);
    }

    @Test
    void everyCallOnlyReadsOrSignsButTheAnswerToADeploymentThatWaitsAndTheSharedCache() {
        assertThat(AwsAction.values())
                .filteredOn(action ->
                        action != AwsAction.ECS_CONTINUE_SERVICE_DEPLOYMENT && action != AwsAction.S3_PUT_OBJECT)
                .extracting(AwsAction::permission)
                .allMatch(
                        permission -> permission.matches(
                                "[a-z0-9-]+:(Get|List|Describe).+|iam:GenerateServiceLastAccessedDetails|logs:(FilterLogEvents|StartQuery|StopQuery)|sts:AssumeRole|kms:Sign"));
    }

    private static JsonNode policy() throws IOException {
        String page = Files.readString(Path.of("../../docs/aws.md"));
        int start = page.indexOf("```json\n") + "```json\n".length();
        return new ObjectMapper().readTree(page.substring(start, page.indexOf("```", start)));
    }
}
