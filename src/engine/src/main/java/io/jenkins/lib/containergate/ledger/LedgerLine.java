package io.jenkins.lib.containergate.ledger;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.ledger.LedgerEntry.Attached;
import io.jenkins.lib.containergate.ledger.LedgerEntry.UsedWaiver;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/** An entry as a line of JSON, and as a line of the ledger: with a checksum before it, so that a torn one is known. */
final class LedgerLine {
    private static final JsonMapper MAPPER =
            JsonMapper.builder(JsonBounds.depth(16).factory()).build();
    private static final int CHECKSUM = 8;
    /** A line that has more with its findings goes without them: what depends on them is then decided as if nothing were waived. */
    private static final int MAX_FINDINGS = 1 << 15;

    private LedgerLine() {}

    static byte[] sealed(LedgerEntry entry) {
        byte[] json = json(entry);
        return (checksum(json) + " " + new String(json, StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @param line without its line break */
    static LedgerEntry unsealed(byte[] line) throws GateException {
        if (line.length <= CHECKSUM || line[CHECKSUM] != ' ') {
            throw damaged();
        }
        byte[] json = Arrays.copyOfRange(line, CHECKSUM + 1, line.length);
        if (!checksum(json).equals(new String(line, 0, CHECKSUM, StandardCharsets.ISO_8859_1))) {
            throw damaged();
        }
        return parse(json);
    }

    /** @return empty for a damaged line */
    static Optional<LedgerEntry> readable(byte[] line) {
        try {
            return Optional.of(unsealed(line));
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    private static GateException damaged() {
        return new GateException("a line of the ledger is damaged", "restore the ledger from a copy or an export");
    }

    private static String checksum(byte[] json) {
        CRC32C sum = new CRC32C();
        sum.update(json);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    static byte[] json(LedgerEntry entry) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("at", entry.at().toString()).put("repository", entry.repository());
        entry.digest().ifPresent(digest -> node.put("digest", digest.toString()));
        entry.index().ifPresent(digest -> node.put("index", digest.toString()));
        node.put("outcome", entry.outcome().name());
        ObjectNode gates = node.putObject("gates");
        entry.gates().forEach((gate, outcome) -> gates.put(gate.key(), outcome.name()));
        node.put("policy", entry.policy().toString());
        ArrayNode layers = node.putArray("layers");
        entry.layers().forEach(layers::add);
        entry.mode().ifPresent(mode -> node.put("mode", mode));
        ArrayNode waivers = node.putArray("waivers");
        for (UsedWaiver waiver : entry.waivers()) {
            ObjectNode used = waivers.addObject().put("rule", waiver.rule());
            waiver.ends().ifPresent(end -> used.put("ends", end.toString()));
        }
        entry.decision().ifPresent(decision -> node.put("decision", decision));
        Attached attached = entry.attached();
        ArrayNode definitions = node.putArray("taskDefinitions");
        attached.taskDefinitions().forEach(digest -> definitions.add(digest.toString()));
        attached.attestation().ifPresent(digest -> node.put("attestation", digest.toString()));
        attached.sbom().ifPresent(digest -> node.put("sbom", digest.toString()));
        attached.buildUrl().ifPresent(url -> node.put("build", url));
        entry.findings().ifPresent(findings -> LedgerFindingsJson.write(findings, node.putObject("findings")));
        byte[] line = node.toString().getBytes(StandardCharsets.UTF_8);
        return line.length > MAX_FINDINGS && entry.findings().isPresent() ? json(entry.with(Optional.empty())) : line;
    }

    static LedgerEntry parse(byte[] json) throws GateException {
        StrictJson node = StrictJson.parse(json, "an entry of the ledger");
        try {
            Map<GateName, Outcome> gates = new EnumMap<>(GateName.class);
            StrictJson outcomes = node.required("gates");
            for (GateName gate : GateName.values()) {
                if (outcomes.has(gate.key())) {
                    gates.put(gate, Outcome.valueOf(outcomes.textOf(gate.key())));
                }
            }
            if (gates.size() != outcomes.names().size()) {
                throw new GateException("an entry of the ledger names a gate that is none", "use a newer version");
            }
            List<UsedWaiver> waivers = new ArrayList<>();
            for (StrictJson waiver : node.elementsOf("waivers")) {
                waivers.add(new UsedWaiver(
                        waiver.textOf("rule"), text(waiver, "ends").map(LocalDate::parse)));
            }
            return new LedgerEntry(
                    Instant.parse(node.required("at").text()),
                    node.required("repository").text(),
                    digest(node, "digest"),
                    digest(node, "index"),
                    Outcome.valueOf(node.required("outcome").text()),
                    gates,
                    Digest.parse(node.required("policy").text()),
                    node.textsOf("layers"),
                    text(node, "mode"),
                    waivers,
                    text(node, "decision"),
                    new Attached(
                            digests(node, "taskDefinitions"),
                            digest(node, "attestation"),
                            digest(node, "sbom"),
                            text(node, "build")),
                    findings(node));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new GateException("an entry of the ledger holds a value that is none", "restore it from a copy", e);
        }
    }

    private static Optional<LedgerFindings> findings(StrictJson node) throws GateException {
        Optional<StrictJson> findings = node.member("findings");
        return findings.isPresent() ? Optional.of(LedgerFindingsJson.parse(findings.get())) : Optional.empty();
    }

    static Optional<String> text(StrictJson node, String name) throws GateException {
        return node.has(name) ? Optional.of(node.textOf(name)) : Optional.empty();
    }

    private static List<Digest> digests(StrictJson node, String name) throws GateException {
        List<Digest> digests = new ArrayList<>();
        for (String text : node.has(name) ? node.textsOf(name) : List.<String>of()) {
            digests.add(Digest.parse(text));
        }
        return digests;
    }

    private static Optional<Digest> digest(StrictJson node, String name) throws GateException {
        return node.has(name) ? Optional.of(Digest.parse(node.textOf(name))) : Optional.empty();
    }
}
