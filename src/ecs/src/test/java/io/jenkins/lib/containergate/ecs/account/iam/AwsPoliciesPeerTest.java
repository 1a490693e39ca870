package io.jenkins.lib.containergate.ecs.account.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.Grants.Grant;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What we know of AWS's own policies beside the copies that Moto has of all of them. */
@Tag("peers")
class AwsPoliciesPeerTest {
    private static final String VERSION = "moto==5.2.5";
    private static final String DOCUMENTS = """
        import json
        from moto.iam.aws_managed_policies import aws_managed_policies_data as data
        policies = json.loads(data) if isinstance(data, str) else data
        print(json.dumps({p.get('Path', '/')[1:] + n: json.dumps(p['Document']) for n, p in policies.items()}))
        """;

    private static final TreeMap<String, String> POLICIES = new TreeMap<>();

    @BeforeAll
    static void ask() throws Exception {
        JsonNode policies = new ObjectMapper().readTree(Peer.python("moto-policies", VERSION, DOCUMENTS));
        policies.properties()
                .forEach(each -> POLICIES.put(each.getKey(), each.getValue().asText()));
        assertThat(POLICIES).hasSizeGreaterThan(1_000);
    }

    private static Set<String> allowed(String document) throws Exception {
        Set<String> allowed = new HashSet<>();
        for (Statement statement : PolicyParser.parse("", document)) {
            for (Scope action : statement.actions()) {
                statement
                        .resources()
                        .forEach(resource -> allowed.add(
                                statement.allow() + " " + action + " " + resource + " " + statement.conditions()));
            }
        }
        return allowed;
    }

    @Test
    void theDocumentsThatAreBuiltInAreThoseOfAws() throws Exception {
        for (var known : AwsPolicies.documents().entrySet()) {
            assertThat(POLICIES).containsKey(known.getKey());
            assertThat(allowed(known.getValue()))
                    .as(known.getKey())
                    .containsExactlyInAnyOrderElementsOf(allowed(POLICIES.get(known.getKey())));
        }
    }

    @Test
    void whatIsCalledExcessiveIsExcessive() throws Exception {
        List<String> wrong = new ArrayList<>();
        int called = 0;
        for (var policy : POLICIES.entrySet()) {
            // full access to a service is everything of a kind, whatever the service
            if (policy.getKey().contains("FullAccess")
                    || AwsPolicies.excess("arn:aws:iam::aws:policy/" + policy.getKey())
                            .isEmpty()) {
                continue;
            }
            called++;
            IamRole role = new IamRole(
                    new Arn("aws", "iam", "", "", "role/r"),
                    "{}",
                    List.of(new IamPolicy(IamPolicy.Kind.MANAGED, policy.getKey(), policy.getValue())),
                    Optional.empty());
            List<Grant> grants = Grants.of(role);
            boolean excessive = grants.stream()
                    .anyMatch(grant -> ExcessivePermissions.of(grant).isPresent());
            if (!excessive && Combinations.excess(grants).isEmpty()) {
                wrong.add(policy.getKey());
            }
        }

        assertThat(called).isGreaterThan(20);
        assertThat(wrong).isEmpty();
    }
}
