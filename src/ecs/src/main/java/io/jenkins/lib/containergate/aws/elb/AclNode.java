package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Optional;

/** An object in the rules of a web ACL, wherever it is written. Members are called as the API of AWS WAF calls them. */
public interface AclNode {
    /** Whether a member is there at all, as an empty object is. */
    boolean has(String member) throws GateException;

    /** The objects of a list, or one object as a list; none where there is no such member. */
    List<AclNode> nodes(String member) throws GateException;

    /** A number or truth value as text. */
    Optional<String> text(String member) throws GateException;

    /** Of an {@code IPSetReferenceStatement}: how many addresses the set has. */
    Senders addresses() throws GateException;

    /** Of a {@code RuleGroupReferenceStatement}: the rules of the group. */
    Group group() throws GateException;

    /** A rule group of the account. */
    sealed interface Group {
        record Read(List<AclNode> rules) implements Group {
            public Read {
                rules = List.copyOf(rules);
            }
        }

        /** @param reason a sentence why its rules are not known */
        record Unread(String reason) implements Group {}
    }
}
