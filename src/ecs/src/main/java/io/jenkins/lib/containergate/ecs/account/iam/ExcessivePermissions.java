package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.ecs.account.iam.Escalations.Kind;
import io.jenkins.lib.containergate.ecs.account.iam.Grants.Grant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What no application needs: permissions that reach everything there is of a kind, and with which a role can become another. */
public final class ExcessivePermissions {
    /** Patterns of actions that tell what there is and not what is in it. */
    private static final Pattern LOOKING = Pattern.compile("[a-z0-9-]+:(?:describe|list)[a-z*?]*");

    /** What is too much wherever a pattern does not begin with a name. */
    private static final Set<Kind> RIGHTS = EnumSet.of(Kind.ROLE, Kind.ACCESS, Kind.CODE, Kind.POLICY);

    private static final String ASSUMES = "sts:";

    private ExcessivePermissions() {}

    /** What is too much about it; empty when nothing is. */
    public static Optional<String> of(Grant grant) {
        if (grant.action() instanceof Scope.AllBut) {
            return Optional.of("allows every action that NotAction does not name");
        }
        String action = ((Scope.Only) grant.action()).pattern();
        int colon = action.indexOf(':');
        if (colon < 0 || Wildcards.any(action.substring(0, colon))) {
            return Optional.of("allows " + action + ", actions of every service");
        }
        if (grant.conditions().stream().anyMatch(Condition::narrowsResources)) {
            return Optional.empty();
        }
        Set<Kind> kinds = Escalations.known().of(action);
        Reach reach = Reach.of(grant.resource());
        return excess(action, kinds, reach).map(why -> "allows " + grant + why);
    }

    private static Optional<String> excess(String action, Set<Kind> kinds, Reach reach) {
        if (kinds.contains(Kind.IDENTITY)) {
            return Optional.of(": " + Kind.IDENTITY.text());
        }
        if (kinds.contains(Kind.ROLE) && (reach.administrates() || reach.anyAccount() && action.startsWith(ASSUMES))) {
            return Optional.of(
                    reach.administrates()
                            ? ": by its name that is a role of administrators"
                            : ": that is a role of any account");
        }
        boolean wide = Wildcards.any(action) && !LOOKING.matcher(action).matches();
        if (reach.all() && (wide || !kinds.isEmpty()) || reach.unnamed() && !disjoint(kinds)) {
            return Optional.of(
                    kinds.size() == 1 && !kinds.contains(Kind.CONTENT)
                            ? ": " + kinds.iterator().next().text()
                            : "");
        }
        return Optional.empty();
    }

    private static boolean disjoint(Set<Kind> kinds) {
        return Collections.disjoint(kinds, RIGHTS);
    }
}
