package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.aws.elb.AclNode;
import io.jenkins.lib.containergate.aws.elb.Senders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a web ACL or a rule group as AWS WAF answers it.
 *
 * @param known what its rules refer to
 */
record JsonAclNode(JsonNode node, AclReferences known) implements AclNode {
    @Override
    public boolean has(String member) {
        return node.hasNonNull(member);
    }

    @Override
    public List<AclNode> nodes(String member) {
        JsonNode found = node.path(member);
        List<AclNode> nodes = new ArrayList<>();
        if (found.isArray()) {
            found.forEach(each -> nodes.add(new JsonAclNode(each, known)));
        } else if (found.isObject()) {
            nodes.add(new JsonAclNode(found, known));
        }
        return nodes;
    }

    @Override
    public Optional<String> text(String member) {
        return has(member) ? Optional.of(node.path(member).asText()) : Optional.empty();
    }

    @Override
    public Senders addresses() {
        return known.ipSet(node.path("ARN").asText());
    }

    @Override
    public Group group() {
        return known.group(node.path("ARN").asText());
    }
}
