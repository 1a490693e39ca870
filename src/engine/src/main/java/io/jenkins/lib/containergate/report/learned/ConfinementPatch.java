package io.jenkins.lib.containergate.report.learned;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.ecs.confinement.ConfinementProposal;
import io.jenkins.lib.containergate.ecs.task.DefaultCapabilities;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.report.json.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a proposal means for one container of a task definition, as a JSON Patch (RFC 6902) of the JSON that was read.
 *
 * @param notes what it leaves to people
 */
public record ConfinementPatch(ArrayNode operations, List<String> notes) {
    private static final ObjectMapper JSON = new ObjectMapper(
            JsonBounds.depth(64).document(2 << 20).tokens(200_000).uniqueNames());
    private static final String FARGATE = "FARGATE";
    private static final String SYS_PTRACE = "SYS_PTRACE";
    private static final String APPARMOR = "apparmor:";

    public ConfinementPatch {
        operations = operations.deepCopy();
        notes = List.copyOf(notes);
    }

    /**
     * @param document as {@code register-task-definition} takes it, or {@code describe-task-definition} answers it
     * @param container empty for the only one
     * @param profile name of the AppArmor profile that is proposed
     * @throws GateException when it is no task definition, or does not have the container
     */
    public static ConfinementPatch of(
            byte[] document, Optional<String> container, ConfinementProposal proposal, String profile)
            throws GateException {
        return new Builder(task(document), container).patch(proposal, profile);
    }

    /** Writes the operations alone, and leaves {@code out} open. */
    public void write(OutputStream out) throws IOException {
        JsonGenerator json = JsonOutput.open(out);
        json.setCodec(JSON);
        json.writeTree(operations);
        JsonOutput.finish(json);
    }

    private static JsonNode task(byte[] document) throws GateException {
        try {
            JsonNode root = JSON.readTree(document);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            // said below, without the text, which may hold secrets
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
        throw new GateException("the task definition is not a JSON object", "give it as it is registered");
    }

    private static final class Builder {
        private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        private final List<String> notes = new ArrayList<>();
        private final String root;
        private final JsonNode task;
        private final JsonNode container;
        private final String path;

        Builder(JsonNode document, Optional<String> name) throws GateException {
            boolean wrapped = document.path("taskDefinition").isObject();
            root = wrapped ? "/taskDefinition" : "";
            task = wrapped ? document.path("taskDefinition") : document;
            JsonNode containers = task.path("containerDefinitions");
            int found = -1;
            for (int i = 0; i < containers.size(); i++) {
                boolean meant = name.isPresent()
                        ? containers.get(i).path("name").asText().equals(name.get())
                        : containers.size() == 1;
                found = meant ? i : found;
            }
            if (found < 0 || !containers.isArray() || !containers.get(found).isObject()) {
                throw new GateException(
                        name.isPresent()
                                ? "the task definition does not have the container " + name.get()
                                : "the task definition has " + containers.size() + " containers",
                        "name one of its containers (--container)");
            }
            container = containers.get(found);
            path = root + "/containerDefinitions/" + found;
        }

        ConfinementPatch patch(ConfinementProposal proposal, String profile) {
            boolean fargate = false;
            for (JsonNode each : task.path("requiresCompatibilities")) {
                fargate |= each.asText().equals(FARGATE);
            }
            proposal.writable().ifPresent(this::readOnly);
            if (proposal.capabilities().isPresent()) {
                capabilities(proposal.capabilities().get(), fargate);
            }
            if (proposal.appArmor().isPresent() && proposal.seen().behaviour().complete()) {
                if (fargate) {
                    notes.add("Fargate takes no profiles of AppArmor");
                } else {
                    appArmor(profile);
                }
            }
            if (proposal.systemCalls().isPresent()) {
                notes.add(
                        "a task definition cannot name a seccomp profile: make it the default of the container runtime"
                                + " on your container instances; Fargate takes none");
            }
            if (container.path("privileged").asBoolean()) {
                notes.add(
                        "the container is privileged: it has every capability and no seccomp profile, whatever is proposed."
                                + " Take privileged out of the task definition");
            }
            return new ConfinementPatch(operations, notes);
        }

        private void add(String pointer, JsonNode value) {
            operations.addObject().put("op", "add").put("path", pointer).set("value", value);
        }

        private void readOnly(Set<String> written) {
            if (written.contains("/")) {
                notes.add("the program writes files in /: the root file system cannot be read-only");
                return;
            }
            add(path + "/readonlyRootFilesystem", JsonNodeFactory.instance.booleanNode(true));
            Set<String> mounted = new HashSet<>();
            container
                    .path("mountPoints")
                    .forEach(each -> mounted.add(each.path("containerPath").asText()));
            container
                    .path("linuxParameters")
                    .path("tmpfs")
                    .forEach(each -> mounted.add(each.path("containerPath").asText()));
            Set<String> names = new HashSet<>();
            task.path("volumes").forEach(each -> names.add(each.path("name").asText()));
            ArrayNode volumes = list(task.path("volumes"));
            ArrayNode mounts = list(container.path("mountPoints"));
            int number = 1;
            for (String directory : new TreeSet<>(written)) {
                if (mounted.stream().anyMatch(each -> directory.equals(each) || directory.startsWith(each + "/"))) {
                    continue;
                }
                while (names.contains("writable-" + number)) {
                    number++;
                }
                String name = "writable-" + number++;
                volumes.addObject().put("name", name);
                mounts.addObject().put("sourceVolume", name).put("containerPath", directory);
                notes.add(
                        "the volume " + name + " at " + directory
                                + " can hide files that the image has there, and must be writable by the user of the container");
            }
            if (mounts.size() > container.path("mountPoints").size()) {
                add(root + "/volumes", volumes);
                add(path + "/mountPoints", mounts);
            }
        }

        private static ArrayNode list(JsonNode node) {
            return node.isArray() ? (ArrayNode) node.deepCopy() : JsonNodeFactory.instance.arrayNode();
        }

        private void capabilities(Set<String> needed, boolean fargate) {
            ObjectNode capabilities = JsonNodeFactory.instance.objectNode();
            ArrayNode drop = capabilities.putArray("drop");
            ArrayNode add = JsonNodeFactory.instance.arrayNode();
            if (fargate) {
                // Fargate adds nothing but SYS_PTRACE: what is needed is not dropped
                DefaultCapabilities.NAMES.stream()
                        .filter(each -> !needed.contains(each))
                        .forEach(drop::add);
                needed.stream().filter(SYS_PTRACE::equals).forEach(add::add);
                needed.stream()
                        .filter(each -> !DefaultCapabilities.NAMES.contains(each) && !each.equals(SYS_PTRACE))
                        .sorted()
                        .forEach(each -> notes.add("Fargate does not give the capability " + each));
            } else {
                drop.add("ALL");
                needed.stream().sorted().forEach(add::add);
            }
            if (!add.isEmpty()) {
                capabilities.set("add", add);
            }
            if (container.path("linuxParameters").isObject()) {
                add(path + "/linuxParameters/capabilities", capabilities);
            } else {
                add(
                        path + "/linuxParameters",
                        JsonNodeFactory.instance.objectNode().set("capabilities", capabilities));
            }
        }

        private void appArmor(String profile) {
            ArrayNode options = JsonNodeFactory.instance.arrayNode();
            for (JsonNode each : container.path("dockerSecurityOptions")) {
                if (!each.asText().startsWith(APPARMOR)) {
                    options.add(each);
                }
            }
            add(path + "/dockerSecurityOptions", options.add(APPARMOR + profile));
            notes.add("load the profile on every container instance before a task names it (apparmor_parser -r)");
        }
    }
}
