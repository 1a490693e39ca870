package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.secret.setting.Objection;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Map;

/** Overrides, options of logs and labels are shown to whoever may describe services, schedules and rules. */
public final class NoSecretsInDeploymentsRule extends DeploymentRule {
    private final PlaintextSecrets plaintext;

    public NoSecretsInDeploymentsRule(PlaintextSecrets plaintext) {
        super(new RuleMetadata(
                "no-secrets-in-deployments",
                "no setting of a service, schedule or cluster holds a secret",
                Severity.CRITICAL,
                List.of(),
                "name the secret in secrets of the task definition, or in secretOptions"));
        this.plaintext = plaintext;
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (deployment instanceof Unevaluated) {
            return RuleResult.notApplicable("it is not evaluated");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), deployment, "no secret in plain text");
        search("", deployment.source(), deployment.place(), findings);
        return findings.result();
    }

    private void search(String name, Value value, Place place, DefinitionFindings findings) {
        if (value instanceof Mapping mapping) {
            String called = pair(mapping, "name", pair(mapping, "key", ""));
            for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                boolean paired = !called.isEmpty() && member.getKey().equalsIgnoreCase("value");
                search(
                        paired ? called : member.getKey(),
                        member.getValue(),
                        place.member(member.getKey(), member.getValue().mark()),
                        findings);
            }
        } else if (value instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                Value item = sequence.items().get(i);
                search(name, item, place.member(Integer.toString(i), item.mark()), findings);
            }
        } else if (value instanceof Text text) {
            plaintext
                    .in(name, new Field.Known<>(text.value(), place))
                    .ifPresent(found -> report(place, found, findings));
        } else if (value instanceof Value.Unresolved later) {
            plaintext.in(name, Field.Unresolved.of(later, place)).ifPresent(found -> report(place, found, findings));
        }
    }

    private static String pair(Mapping mapping, String member, String otherwise) {
        return mapping.members().entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(member))
                .map(Map.Entry::getValue)
                .filter(Text.class::isInstance)
                .map(text -> ((Text) text).value())
                .findFirst()
                .orElse(otherwise);
    }

    private static void report(Place place, Objection objection, DefinitionFindings findings) {
        String shown = SafeText.visible(place.name());
        if (objection.decided()) {
            findings.broken(place, shown + " holds " + objection.kind(), Fix.none());
        } else {
            findings.undecided(
                    place,
                    shown + " may hold a secret: " + objection.kind(),
                    "give what it depends on (--parameter NAME=VALUE), or name a secret instead");
        }
    }
}
