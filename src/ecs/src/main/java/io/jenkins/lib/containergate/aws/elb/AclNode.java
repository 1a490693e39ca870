package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.Share;
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

    /** Of an {@code IPSetReferenceStatement}: how much of the internet the addresses of the set are. */
    Share addresses() throws GateException;
}
