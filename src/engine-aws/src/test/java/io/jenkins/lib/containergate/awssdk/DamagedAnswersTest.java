package io.jenkins.lib.containergate.awssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.awssdk.AnswerForm.Protocol;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each operation is answered with something that is not its answer: no client takes that for an answer of nothing. */
class DamagedAnswersTest extends AwsFaults {
    private static final String HTML = "<html><head><title>Sign in</title></head><body>Proxy</body></html>";
    private static final String OTHER_JSON = "{\"requestId\": \"1\", \"listOfAnother\": [], \"another\": {}}";
    private static final String OTHER_XML = "<OtherResponse><OtherResult><Others/></OtherResult></OtherResponse>";

    /** Every member is there and has nothing in it. */
    private static String smallest(AwsAction action, List<String> members) {
        boolean json = action.answer().protocol() == Protocol.JSON;
        List<String> parts = new ArrayList<>();
        for (String member : members) {
            String name = member.replace("[]", "");
            parts.add(
                    json
                            ? "\"" + name + "\": " + (member.endsWith("[]") ? "[]" : "{}")
                            : "<" + name + ">" + (member.endsWith("[]") ? "" : "false") + "</" + name + ">");
        }
        if (json) {
            return "{" + String.join(", ", parts) + "}";
        }
        String all = String.join("", parts);
        String result = action.operation() + "Result";
        String inner =
                action.answer().protocol() == Protocol.QUERY ? "<" + result + ">" + all + "</" + result + ">" : all;
        return "<" + action.operation() + "Response><requestId>1</requestId>" + inner + "</" + action.operation()
                + "Response>";
    }

    private static Map<String, String> damages(AwsAction action) {
        List<String> members = action.answer().members();
        boolean json = action.answer().protocol() == Protocol.JSON;
        String right = smallest(action, members);
        Map<String, String> damages = new LinkedHashMap<>();
        damages.put("empty", "");
        damages.put("HTML", HTML);
        damages.put("HTML that is not XML", "<!doctype html><html><body><br></body></html>");
        damages.put("half", right.substring(0, right.length() / 2));
        damages.put("null", "null");
        damages.put("a list", "[]");
        if (!members.isEmpty()) {
            damages.put("nothing in it", json ? "{}" : "<" + action.operation() + "Response/>");
            damages.put("another operation", json ? OTHER_JSON : OTHER_XML);
        }
        for (String member : members) {
            List<String> others =
                    members.stream().filter(each -> !each.equals(member)).toList();
            damages.put("without " + member, smallest(action, others));
            if (json) {
                damages.put(
                        "null for " + member,
                        smallest(action, others)
                                .replaceFirst(
                                        "\\{",
                                        "{\"" + member.replace("[]", "") + "\": null"
                                                + (others.isEmpty() ? "" : ", ")));
            }
        }
        return damages;
    }

    @Test
    void noDamageOfAnyOperationIsAnAnswer() {
        List<String> taken = new ArrayList<>();
        for (AwsAction action : AwsAction.values()) {
            if (action.answer().protocol() == Protocol.CONTENT) {
                continue;
            }
            // the bucket's block has no member that is always there: its readers want each of four
            boolean bare = action == AwsAction.S3_GET_PUBLIC_ACCESS_BLOCK;
            damages(action).forEach((damage, body) -> {
                if (action.lacking(body.getBytes(StandardCharsets.UTF_8)).isEmpty()
                        && !(bare && damage.equals("HTML"))) {
                    taken.add(action.permission() + " answered with " + damage);
                }
            });
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void anAnswerWithNothingInItsListsIsOne() {
        for (AwsAction action : AwsAction.values()) {
            assertThat(action.lacking(
                            smallest(action, action.answer().members()).getBytes(StandardCharsets.UTF_8)))
                    .as(action.permission())
                    .isEmpty();
        }
    }

    @Test
    void everythingThatAWholeAccountAnswersIsAnAnswer() {
        WholeAccount.answers()
                .forEach((permission, body) -> assertThat(AwsAction.of(
                                        permission.substring(0, permission.indexOf(':')),
                                        permission.substring(permission.indexOf(':') + 1))
                                .lacking(body.getBytes(StandardCharsets.UTF_8)))
                        .as(permission)
                        .isEmpty());
    }

    @Test
    void anOperationWithoutARowIsNotCalled() {
        assertThatThrownBy(() -> AwsAction.of("ecs", "DeleteCluster")).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertUndecided(Lookup<?> lookup, String permission) {
        assertThat(lookup).isInstanceOf(Lookup.Failed.class);
        assertThat(((Lookup.Failed<?>) lookup).problem())
                .contains(permission + " answered with ")
                .contains("region eu-central-1")
                .doesNotContain("hidden-value");
    }

    @Test
    void clientsOfTheSdkTakeNoDamageForAnAnswerOfNothing() throws Exception {
        for (String body : List.of("", "{}", HTML, OTHER_JSON, OTHER_XML, "<R/>")) {
            for (String call : List.of(
                    "ListTasks",
                    "ListServices",
                    "ListContainerInstances",
                    "ListClusters",
                    "DescribeNetworkInterfaces")) {
                aws.on(call, exchange -> AwsServer.json(exchange, 200, body));
            }
            var ecs = session.lookups().ecs();
            assertUndecided(ecs.taskNames("prod", Optional.empty(), soon()), "ecs:ListTasks");
            assertUndecided(ecs.serviceNames("prod", soon()), "ecs:ListServices");
            assertUndecided(ecs.containerInstances("prod", soon()), "ecs:ListContainerInstances");
            assertUndecided(ecs.clusters(soon()), "ecs:ListClusters");
            assertUndecided(
                    session.lookups().network().publicAddresses(List.of("eni-1"), soon()),
                    "ec2:DescribeNetworkInterfaces");
        }
    }

    @Test
    void anAnswerThatIsWrongIsRequestedOnce() throws Exception {
        aws.on("ListTasks", "{}");
        session.lookups().ecs().taskNames("prod", Optional.empty(), soon());
        assertThat(aws.calls()).hasSize(1);
    }
}
