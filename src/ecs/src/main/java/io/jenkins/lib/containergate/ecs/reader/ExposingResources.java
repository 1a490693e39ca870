package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Resources that may expose an internal load balancer: APIs, distributions and target groups of VPC Lattice. */
final class ExposingResources {
    private static final String LATTICE = "AWS::VpcLattice::TargetGroup";
    private static final String DISTRIBUTION = "AWS::CloudFront::Distribution";
    private static final Pattern LINK = Pattern.compile("(?i)connection_?type[\"']?\\s*[=:]\\s*[\"']?VPC_LINK");

    /** What may hold the type of a connection, as {@link NamedMembers} calls it. */
    private static final Set<String> AROUND_LINKS =
            Set.of("body", "definitionbody", "paths", "x-amazon-apigateway-integration");

    private static final String FINGERPRINT = "waive this finding by its fingerprint";

    private final Budget budget;
    private final Gathered gathered;

    ExposingResources(Budget budget, Gathered gathered) {
        this.budget = budget;
        this.gathered = gathered;
    }

    /** @param canonical as CloudFormation calls the type */
    static boolean reads(String canonical) {
        return canonical.equals(LATTICE)
                || canonical.equals(DISTRIBUTION)
                || canonical.startsWith("AWS::ApiGateway")
                || canonical.equals("AWS::Serverless::Api")
                || canonical.equals("AWS::Serverless::HttpApi");
    }

    /**
     * @param canonical as CloudFormation calls the type
     * @param type as messages show it
     */
    void read(String canonical, String type, String name, Value resource) throws GateException {
        switch (canonical) {
            case LATTICE -> lattice(type, name, resource);
            case DISTRIBUTION -> distribution(type, name, resource);
            default -> api(type, name, resource);
        }
    }

    private void api(String type, String name, Value api) throws GateException {
        if (api instanceof Unresolved later) {
            gathered.undecided(
                    name,
                    type,
                    "its properties are not known: " + later.reason(),
                    MissingValue.remedy(later.why(), FINGERPRINT),
                    api.mark());
        } else if (TextParts.of(api, budget).stream()
                .anyMatch(part -> LINK.matcher(part).find())) {
            gathered.undecided(
                    name,
                    type,
                    "it shows what is behind a VPC link to whoever may call the API, and this version does not evaluate"
                            + " APIs",
                    "check that only those who should can call the API (authorizers, resource policy, WAF), then "
                            + FINGERPRINT,
                    api.mark());
        } else if (mayLink(api)) {
            gathered.undecided(
                    name,
                    type,
                    "the file does not say what the API shows, so that may be behind a VPC link",
                    "write the definition of the API into the file, give what it depends on (--parameter NAME=VALUE),"
                            + " or " + FINGERPRINT,
                    api.mark());
        } else {
            gathered.couldStart(name, type, "its integrations call other services", api.mark());
        }
    }

    /** Whether its definition, or the type of a connection, is known only at deployment or in another file. */
    private static boolean mayLink(Value api) {
        return Stream.of("bodys3location", "definitionuri")
                        .anyMatch(name -> NamedMembers.of(api, name).isPresent())
                || Stream.of("body", "definitionbody")
                        .flatMap(name -> NamedMembers.of(api, name).stream())
                        .anyMatch(Unresolved.class::isInstance)
                || NamedMembers.all(api, "connectiontype", AROUND_LINKS).stream()
                        .anyMatch(Unresolved.class::isInstance);
    }

    private void distribution(String type, String name, Value resource) {
        if (Distributions.mayHaveVpcOrigins(resource)) {
            gathered.undecided(
                    name,
                    type,
                    "an origin of it is in a VPC, or may be: it shows an internal load balancer to the internet, and"
                            + " this version does not evaluate distributions",
                    "check what protects the distribution (web ACL, signed URLs), then waive this finding by its"
                            + " fingerprint",
                    resource.mark());
        } else {
            gathered.leftOut(type, "its origins are on the internet");
        }
    }

    private void lattice(String type, String name, Value resource) {
        boolean functions = resource instanceof Mapping mapping
                && mapping.members().getOrDefault("Type", mapping.members().get("type")) instanceof Text kind
                && kind.value().equals("LAMBDA");
        if (functions) {
            gathered.leftOut(type, "its target is a function of Lambda");
        } else {
            gathered.undecided(
                    name,
                    type,
                    "it shows its targets through VPC Lattice, an internal load balancer as well, and this version does"
                            + " not evaluate who reaches them",
                    "check which networks and accounts reach it, and waive this finding by its fingerprint",
                    resource.mark());
        }
    }
}
