package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.FlowLog;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;

/** The VPCs of a file with the flow logs that record the traffic of a whole VPC. */
record DeclaredFlowLogs(List<DeclaredPart> vpcs, List<DeclaredPart> logs) {
    static DeclaredFlowLogs of(Template template) throws GateException {
        return new DeclaredFlowLogs(
                DeclaredPart.of(template, "AWS::EC2::VPC"), DeclaredPart.of(template, "AWS::EC2::FlowLog"));
    }

    static DeclaredFlowLogs of(TerraformPlan plan) {
        return new DeclaredFlowLogs(
                DeclaredPart.of(plan, "aws_vpc", "aws_default_vpc"), DeclaredPart.of(plan, "aws_flow_log"));
    }

    /** Names of flow logs of something else, or of a VPC that the file does not declare. */
    List<String> apart() {
        return DeclaredPart.apart(logs, vpcs, "ResourceId", "vpc_id");
    }

    Lookup<List<FlowLog>> of(DeclaredPart vpc) {
        Lookup<List<FlowLog>> sure = Written.lookup(() -> {
            List<FlowLog> found = new ArrayList<>();
            for (DeclaredPart log : logs) {
                if (log.accompanies(vpc) && log.surelyRefersTo(vpc, vpcs, "ResourceId", "vpc_id") && whole(log)) {
                    String traffic =
                            log.written().text("TrafficType", "traffic_type").orElse("ALL");
                    found.add(new FlowLog(vpc.name(), traffic, true));
                }
            }
            return found;
        });
        return sure.flatMap(found -> found.isEmpty()
                ? new Lookup.NotAsked<>("the file declares no flow log that is surely of the VPC " + vpc.name()
                        + ": evaluate the service once it is deployed")
                : new Lookup.Answered<>(found));
    }

    /** A flow log of Terraform that names a subnet or an interface names no VPC. */
    private static boolean whole(DeclaredPart log) throws GateException {
        return log.written().terraform()
                ? log.written().has("", "vpc_id")
                : log.written().text("ResourceType", "").orElse("").equals("VPC");
    }
}
