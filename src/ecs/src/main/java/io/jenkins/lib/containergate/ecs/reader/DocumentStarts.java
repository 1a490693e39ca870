package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What starts documents of Systems Manager. Those that run on instances matter where these can be container instances; runbooks call
 * the API of AWS themselves, and can start tasks wherever these run.
 */
final class DocumentStarts {
    private static final List<String> VERSIONS = List.of("documentversion", "targetversion");
    /** What the file declares becomes these versions; providers of Terraform write an empty text for none. */
    private static final Set<String> CURRENT = Set.of("$DEFAULT", "$LATEST", "");
    /** Other accounts and regions, in which names are those of other documents. */
    private static final String LOCATIONS = "targetlocations";
    /** Where a response plan for incidents runs its runbook: in its own account, or in that of the incident. */
    private static final String ACCOUNT = "targetaccount";

    private static final Set<String> OWN_ACCOUNT = Set.of("RESPONSE_PLAN_OWNER_ACCOUNT", "");

    /** Of a runbook that another one runs. */
    private static final String PARAMETERS = "runtimeparameters";

    private final Gathered gathered;
    private final StartedElsewhere elsewhere;

    DocumentStarts(Gathered gathered, StartedElsewhere elsewhere) {
        this.gathered = gathered;
        this.elsewhere = elsewhere;
    }

    /**
     * @param type as the file writes it
     * @param name its logical ID or address
     * @param properties in the shape of the API
     * @param place the account and region that it is in
     */
    record Start(String type, String name, Mapping properties, Place place) {}

    /**
     * @param runbooks that it starts, or may start
     * @param commands whether it may run commands on instances
     */
    void read(Start start, List<Value> runbooks, boolean commands) {
        if (!runbooks.stream().allMatch(runbook -> isEvaluated(start, runbook))) {
            undecided(start, InstanceDocuments.RUNBOOK_REASON, InstanceDocuments.RUNBOOK_REMEDY);
        } else if (commands) {
            undecided(start, InstanceDocuments.REASON, InstanceDocuments.REMEDY);
        } else {
            gathered.leftOut(start.type(), "it runs no commands of its own on instances");
        }
    }

    /** Whether a runbook starts no task, or is one that the file declares: its current version, in the account of the file. */
    boolean isEvaluated(Start start, Value runbook) {
        return InstanceDocuments.isHarmlessOfAws(runbook)
                || isCurrentAndHere(start.properties())
                        && (elsewhere.isDeclared(runbook)
                                || elsewhere.declares(
                                        Startable.Kind.DOCUMENT,
                                        runbook,
                                        start.place(),
                                        Addresses.module(start.name())));
    }

    private static boolean isCurrentAndHere(Mapping start) {
        Value properties = withoutParameters(start);
        boolean current = VERSIONS.stream()
                .flatMap(name -> NamedMembers.all(properties, name, Set.of()).stream())
                .allMatch(version -> isOneOf(CURRENT, version));
        boolean here = NamedMembers.all(properties, "ssmautomation", Set.of()).stream()
                .flatMap(runbook -> NamedMembers.all(runbook, ACCOUNT, Set.of()).stream())
                .allMatch(account -> isOneOf(OWN_ACCOUNT, account));
        return current
                && here
                && NamedMembers.all(properties, LOCATIONS, Set.of()).isEmpty();
    }

    /** What a runbook is given can be called like what says which one it is. */
    private static Value withoutParameters(Value value) {
        if (value instanceof Sequence list) {
            return new Sequence(
                    list.items().stream().map(DocumentStarts::withoutParameters).toList(), list.mark());
        }
        if (!(value instanceof Mapping mapping)) {
            return value;
        }
        Map<String, Value> members = new LinkedHashMap<>();
        mapping.members().forEach((name, inner) -> {
            if (!NamedMembers.plain(name).equals(PARAMETERS)) {
                members.put(name, withoutParameters(inner));
            }
        });
        return new Mapping(members, mapping.mark());
    }

    private static boolean isOneOf(Set<String> names, Value value) {
        return value instanceof Text text && names.contains(text.value().strip());
    }

    private void undecided(Start start, String reason, String remedy) {
        gathered.undecided(
                start.name(), start.type(), reason, remedy, start.properties().mark());
    }
}
