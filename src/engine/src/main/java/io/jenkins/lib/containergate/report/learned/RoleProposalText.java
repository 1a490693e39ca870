package io.jenkins.lib.containergate.report.learned;

import io.jenkins.lib.containergate.ecs.account.iam.learn.LearnedCalls.Basis;
import io.jenkins.lib.containergate.ecs.account.iam.learn.LearnedCalls.SeenCall;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.MappedCall;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Proposed;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Relation;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Removed;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Unproven;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A proposal for a role as text for people. */
public final class RoleProposalText {
    private static final int LINE = 4_000;
    private static final Pattern PATTERN = Pattern.compile("[*?]");

    private RoleProposalText() {}

    /** Several lines, each with a line feed at its end. */
    public static String of(RoleProposal proposal) {
        StringBuilder text = new StringBuilder();
        Basis basis = proposal.basis();
        text.append("Proposal for ").append(shown(proposal.role().toString())).append('\n');
        text.append("It rests on ")
                .append(rests(basis))
                .append(", in ")
                .append(basis.regions().isEmpty() ? "no region" : String.join(", ", basis.regions()))
                .append(".\n");
        if (basis.unread() > 0) {
            text.append(basis.unread())
                    .append(" events could not be read: ")
                    .append(shown(String.join(", ", basis.places())))
                    .append(basis.unread() > basis.places().size() ? " and more" : "")
                    .append('\n');
        }
        text.append("Read it before you use it: what the role did not need in this time is missing.\n");
        removed(text, proposal.removed());
        unproven(text, proposal.unproven());
        calls(text, "Calls that take actions of other names", proposal, Relation.OTHER_NAME);
        calls(
                text,
                "Calls that no policy of the role allows by name (allowed by the resource, or an action of another name)",
                proposal,
                Relation.NOT_BY_ROLE);
        calls(text, "Calls that were denied", proposal, Relation.DENIED);
        calls(text, "Calls whose actions are not known", proposal, Relation.UNKNOWN_SERVICE);
        return text.toString();
    }

    private static String rests(Basis basis) {
        return basis.own() + " calls of the role among " + basis.events() + " events from " + basis.from() + " to "
                + basis.to();
    }

    /**
     * A policy of this program that lists the actions, for the rule {@code unused-permission}. A pattern that the role keeps because
     * nothing shows its use is not listed, or the rule would accept all that it matches: what was used of it is.
     */
    public static String policy(RoleProposal proposal) {
        StringBuilder text = new StringBuilder()
                .append(
                        "# A proposal of gate learn role. Read it before you use it: what the role did not need in this time is missing.\n")
                .append("# Actions of the role ")
                .append(shown(proposal.role().toString()))
                .append(",\n# from ")
                .append(rests(proposal.basis()))
                .append(", ")
                .append(proposal.basis().unread())
                .append(" events not read\n");
        Set<String> actions = new TreeSet<>();
        Set<String> patterns = new TreeSet<>();
        for (Proposed each : proposal.policy()) {
            if (each.allow() && each.actions().except()) {
                text.append("# A statement with NotAction cannot be listed: write one with Action in its place.\n");
            } else if (each.allow()) {
                each.actions().names().forEach(name -> (PATTERN.matcher(name).find() ? patterns : actions).add(name));
            }
        }
        proposal.calls().stream()
                .filter(each -> each.relation() == Relation.SAME_NAME || each.relation() == Relation.OTHER_NAME)
                .forEach(each -> actions.addAll(each.actions()));
        patterns.forEach(each -> text.append("# Not listed, because no event shows what is used of it: ")
                .append(shown(each))
                .append(". Name the actions that the application needs.\n"));
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("version", 1);
        policy.put("taskDefinition", Map.of("permissions", List.copyOf(actions)));
        return text.append(YamlWriter.write(policy)).toString();
    }

    private static void removed(StringBuilder text, List<Removed> removed) {
        heading(text, "Removed", removed.size());
        for (Removed each : removed) {
            line(
                    text,
                    each.action() + " on " + String.join(", ", each.resources()) + " (policy " + each.policy() + ")"
                            + (each.left().isEmpty() ? "" : ": only these stay: " + String.join(", ", each.left())));
        }
    }

    /** One line for each reason and policy: a wildcard can leave dozens of actions. */
    private static void unproven(StringBuilder text, List<Unproven> unproven) {
        heading(text, "Kept, although no event shows their use", unproven.size());
        Map<String, List<Unproven>> groups = new LinkedHashMap<>();
        unproven.forEach(
                each -> groups.computeIfAbsent(each.policy() + "\n" + each.reason(), unused -> new ArrayList<>())
                        .add(each));
        for (List<Unproven> group : groups.values()) {
            line(
                    text,
                    group.stream().map(Unproven::action).distinct().collect(Collectors.joining(", ")) + " (policy "
                            + group.get(0).policy() + "): " + group.get(0).reason());
        }
    }

    private static void calls(StringBuilder text, String title, RoleProposal proposal, Relation relation) {
        List<MappedCall> calls = proposal.calls().stream()
                .filter(each -> each.relation() == relation)
                .toList();
        if (calls.isEmpty()) {
            return;
        }
        heading(text, title, calls.size());
        for (MappedCall each : calls) {
            SeenCall call = each.call();
            line(
                    text,
                    call.name() + " of " + call.source() + ", " + call.calls() + " calls"
                            + (call.refused() > 0 ? ", " + call.refused() + " denied" : "")
                            + (each.actions().isEmpty() ? "" : ": " + String.join(", ", each.actions())));
        }
    }

    private static void heading(StringBuilder text, String title, int count) {
        text.append('\n').append(title).append(": ").append(count).append('\n');
    }

    private static void line(StringBuilder text, String content) {
        text.append("  ").append(SafeText.visible(content, LINE)).append('\n');
    }

    private static String shown(String text) {
        return SafeText.visible(text, LINE);
    }
}
