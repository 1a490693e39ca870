package io.jenkins.lib.containergate.report.learned;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.ecs.confinement.ConfinedBehaviour;
import io.jenkins.lib.containergate.ecs.confinement.ConfinementProposal;
import io.jenkins.lib.containergate.ecs.confinement.RuntimeFinding;
import io.jenkins.lib.containergate.report.json.JsonOutput;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A proposal to confine a container: a seccomp profile, and text for people. */
public final class ConfinementFiles {
    private static final int LINE = 4_000;

    private ConfinementFiles() {}

    /**
     * A profile as container runtimes take it.
     *
     * @see <a href="https://docs.docker.com/engine/security/seccomp/">Seccomp security profiles for Docker</a>
     */
    public static void seccomp(Set<String> calls, OutputStream out) throws IOException {
        JsonGenerator json = JsonOutput.open(out);
        json.writeStartObject();
        json.writeStringField("defaultAction", "SCMP_ACT_ERRNO");
        json.writeNumberField("defaultErrnoRet", 1);
        texts(json, "architectures", List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"));
        json.writeArrayFieldStart("syscalls");
        json.writeStartObject();
        texts(json, "names", calls.stream().sorted().toList());
        json.writeStringField("action", "SCMP_ACT_ALLOW");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        JsonOutput.finish(json);
    }

    /** @param patchNotes what the patch of the task definition leaves to people */
    public static String text(ConfinementProposal proposal, List<String> patchNotes) {
        StringBuilder text = new StringBuilder();
        ConfinedBehaviour behaviour = proposal.seen().behaviour();
        line(
                text,
                "Proposal for "
                        + proposal.seen()
                                .profile()
                                .map(name -> "programs of the profile " + name)
                                .orElse("a container"));
        line(
                text,
                "It rests on " + behaviour.records() + " audit records"
                        + (behaviour.from().isPresent() && behaviour.to().isPresent()
                                ? " from " + behaviour.from().get() + " to "
                                        + behaviour.to().get()
                                : "")
                        + ", " + behaviour.complaints() + " of them of complain mode, and on "
                        + proposal.seen().findings().size() + " findings of GuardDuty.");
        if (proposal.seen().unread() > 0) {
            line(
                    text,
                    proposal.seen().unread() + " lines could not be read: "
                            + String.join(", ", proposal.seen().places())
                            + (proposal.seen().unread()
                                            > proposal.seen().places().size()
                                    ? " and more"
                                    : ""));
        }
        line(text, "Read it before you use it: what the test run did not do is missing.");
        text.append('\n');
        line(
                text,
                "AppArmor: "
                        + proposal.appArmor()
                                .map(unused -> behaviour.files().size() + " paths, "
                                        + behaviour.capabilities().size() + " capabilities, "
                                        + behaviour.rules().size() + " other rules")
                                .orElse("no records"));
        line(
                text,
                "System calls: "
                        + proposal.systemCalls()
                                .map(calls -> behaviour.calls().size() + " recorded, " + calls.size() + " allowed")
                                .orElse("no seccomp profile"));
        line(
                text,
                "Capabilities: "
                        + proposal.capabilities()
                                .map(needed -> "drop ALL, " + (needed.isEmpty() ? "add none" : "add " + listed(needed)))
                                .orElse("not known"));
        line(
                text,
                "Root file system: "
                        + proposal.writable()
                                .map(written ->
                                        "read-only" + (written.isEmpty() ? "" : ", with volumes at " + listed(written)))
                                .orElse("not known"));
        section(
                text,
                "Named by findings, and denied",
                proposal.suspicious().stream().sorted().toList());
        Map<String, Long> types = new TreeMap<>();
        proposal.seen().findings().stream().map(RuntimeFinding::type).forEach(type -> types.merge(type, 1L, Long::sum));
        section(
                text,
                "Findings of GuardDuty",
                types.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .toList());
        section(text, "Notes", proposal.notes());
        section(text, "Task definition", patchNotes);
        return text.toString();
    }

    private static String listed(Collection<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append(":\n");
            lines.forEach(each -> line(text, "  " + each));
        }
    }

    private static void line(StringBuilder text, String content) {
        int indent = content.length() - content.stripLeading().length();
        text.append(" ".repeat(indent))
                .append(SafeText.visible(content.substring(indent), LINE))
                .append('\n');
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
