package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Optional;

/** Resources that call services of AWS, or hand the calls of others to what is in the VPC. */
final class CallResources {
    private static final String LATTICE = "AWS::VpcLattice::TargetGroup";
    private static final String DOCUMENT = "AWS::SSM::Document";
    private static final String DISTRIBUTION = "AWS::CloudFront::Distribution";

    private final Budget budget;
    private final Gathered gathered;
    private final LaunchResources launches;

    CallResources(Budget budget, Gathered gathered, LaunchResources launches) {
        this.budget = budget;
        this.gathered = gathered;
        this.launches = launches;
    }

    /** @param canonical as CloudFormation calls the type */
    static boolean reads(String canonical) {
        return canonical.startsWith("Custom::")
                || canonical.equals("AWS::CloudFormation::CustomResource")
                || canonical.equals(DOCUMENT)
                || canonical.equals(LATTICE)
                || canonical.equals(DISTRIBUTION)
                || isApi(canonical);
    }

    private static boolean isApi(String canonical) {
        return canonical.startsWith("AWS::ApiGateway")
                || canonical.equals("AWS::Serverless::Api")
                || canonical.equals("AWS::Serverless::HttpApi");
    }

    /**
     * @param canonical as CloudFormation calls the type
     * @param type as messages show it
     * @param place the account and region that it is in
     */
    void read(String canonical, String type, String name, Value resource, Place place) throws GateException {
        if (canonical.equals(LATTICE)) {
            lattice(type, name, resource);
        } else if (canonical.equals(DISTRIBUTION)) {
            distribution(type, name, resource);
        } else if (canonical.equals(CallsOfEcs.CALLER)
                && resource instanceof Mapping custom
                && CallsOfEcs.mayCall(custom, budget)) {
            unknown(
                    type,
                    name,
                    resource,
                    "what it calls, and whether that starts tasks, is not known before deployment");
        } else if (CallsOfEcs.intoVpc(resource, budget)) {
            gathered.undecided(
                    name,
                    type,
                    "it shows what is behind a VPC link to whoever may call the API, and this version does not evaluate"
                            + " APIs",
                    "check that only those who should can call the API (authorizers, resource policy, WAF), then waive"
                            + " this finding by its fingerprint",
                    resource.mark());
        } else if (CallsOfEcs.in(resource, budget)
                || canonical.equals(DOCUMENT) && documentStartsTasks(TextParts.of(resource, budget))) {
            gathered.undecided(
                    name,
                    type,
                    "it calls ECS, AWS Batch or what starts their tasks, or runs commands on instances, and this"
                            + " version does not evaluate what it starts or changes",
                    resource.mark());
        } else if (canonical.equals(DOCUMENT) && stepsMayStartOthers(type, name, resource, place)) {
            gathered.undecided(
                    name,
                    type,
                    "a step of it runs a runbook that the file does not declare, or takes the service, call or script"
                            + " from a parameter, and so can start tasks",
                    "declare the runbook in the same file, write the service, call and script into the step, or check"
                            + " what it can start and waive this finding by its fingerprint",
                    resource.mark());
        } else if (isApi(canonical) && new MachineApis(budget, launches.elsewhere()).startOthers(resource)) {
            gathered.undecided(name, type, MachineApis.REASON, MachineApis.REMEDY, resource.mark());
        } else if (isApi(canonical) && HiddenApi.is(resource)) {
            gathered.undecided(
                    name,
                    type,
                    "the file does not say what the API calls, so that may start tasks or be behind a VPC link",
                    "write the definition of the API into the file, give what it depends on (--parameter NAME=VALUE),"
                            + " or waive this finding by its fingerprint",
                    resource.mark());
        } else if (isApi(canonical) && launches.elsewhere().in(resource)) {
            gathered.undecided(name, type, StartedElsewhere.REASON, StartedElsewhere.remedy(type), resource.mark());
        } else if (resource instanceof Value.Unresolved later) {
            gathered.undecided(
                    name,
                    type,
                    "its properties are not known: " + later.reason(),
                    MissingValue.remedy(later.why(), "waive this finding by its fingerprint"),
                    resource.mark());
        } else {
            gathered.leftOut(type, "it does not say that it calls ECS");
        }
    }

    private boolean stepsMayStartOthers(String type, String name, Value resource, Place place) throws GateException {
        Optional<Value> content = NamedMembers.of(resource, "content");
        DocumentStarts starts = new DocumentStarts(gathered, launches.elsewhere());
        return content.isPresent()
                && new RunbookSteps(
                                budget,
                                (inputs, runbook) -> starts.isEvaluated(
                                        new DocumentStarts.Start(type, name, inputs, place), runbook))
                        .mayStartOthers(content.get());
    }

    private static boolean documentStartsTasks(List<String> texts) {
        return InlineCode.startsTasks(texts) || InstanceDocuments.runStarting(texts);
    }

    private void unknown(String type, String name, Value resource, String reason) throws GateException {
        gathered.undecided(
                name,
                type,
                reason,
                "give what it depends on (--parameter NAME=VALUE), or waive this finding by its fingerprint",
                resource.mark());
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

    private void lattice(String type, String name, Value resource) throws GateException {
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
