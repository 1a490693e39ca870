package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.aws.elb.AclNode;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a web ACL as AWS WAF answers it.
 *
 * @param ipSets what is known of one, by its ARN
 */
record JsonAclNode(JsonNode node, Function<String, Share> ipSets) implements AclNode {
    @Override
    public boolean has(String member) {
        return node.hasNonNull(member);
    }

    @Override
    public List<AclNode> nodes(String member) {
        JsonNode found = node.path(member);
        List<AclNode> nodes = new ArrayList<>();
        if (found.isArray()) {
            found.forEach(each -> nodes.add(new JsonAclNode(each, ipSets)));
        } else if (found.isObject()) {
            nodes.add(new JsonAclNode(found, ipSets));
        }
        return nodes;
    }

    @Override
    public Optional<String> text(String member) {
        return has(member) ? Optional.of(node.path(member).asText()) : Optional.empty();
    }

    @Override
    public Share addresses() {
        return ipSets.apply(node.path("ARN").asText());
    }
}
