package io.jenkins.lib.containergate.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.WaivableFinding;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.ledger.LedgerFindings.Waived;
import io.jenkins.lib.containergate.policy.GateName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The findings of an entry in its line. */
final class LedgerFindingsJson {
    private LedgerFindingsJson() {}

    static void write(LedgerFindings findings, ObjectNode node) {
        node.put("reference", findings.reference());
        ObjectNode failed = node.putObject("failed");
        findings.failed().forEach((gate, prints) -> {
            ArrayNode list = failed.putArray(gate.key());
            Set<String> sorted = new TreeSet<>();
            prints.forEach(print -> sorted.add(print.value()));
            sorted.forEach(list::add);
        });
        ArrayNode waived = node.putArray("waived");
        findings.waived().forEach(each -> write(each, waived.addObject()));
    }

    private static void write(Waived waived, ObjectNode node) {
        WaivableFinding.Kept finding = waived.finding();
        node.put("gate", waived.gate().key()).put("rule", finding.rule().value());
        waived.ends().ifPresent(end -> node.put("ends", end.toString()));
        ArrayNode aliases = node.putArray("aliases");
        finding.aliases().forEach(alias -> aliases.add(alias.value()));
        node.put("severity", finding.severity().key());
        finding.purl().ifPresent(purl -> node.put("package", purl));
        finding.path().ifPresent(path -> node.put("path", path));
        node.put("fingerprint", finding.fingerprint().value());
        finding.fixedVersion().ifPresent(version -> node.put("fixedVersion", version));
        node.put("undecided", finding.undecided());
    }

    /** @throws IllegalArgumentException when a value is none */
    static LedgerFindings parse(StrictJson node) throws GateException {
        Map<GateName, Set<Fingerprint>> failed = new EnumMap<>(GateName.class);
        StrictJson gates = node.required("failed");
        for (String gate : gates.names()) {
            Set<Fingerprint> prints = new HashSet<>();
            gates.textsOf(gate).forEach(text -> prints.add(new Fingerprint(text)));
            failed.put(gate(gate), prints);
        }
        List<Waived> waived = new ArrayList<>();
        for (StrictJson each : node.elementsOf("waived")) {
            waived.add(new Waived(
                    gate(each.required("gate").text()),
                    LedgerLine.text(each, "ends").map(LocalDate::parse),
                    finding(each)));
        }
        return new LedgerFindings(node.required("reference").text(), failed, waived);
    }

    private static WaivableFinding.Kept finding(StrictJson node) throws GateException {
        return new WaivableFinding.Kept(
                new RuleId(node.required("rule").text()),
                node.textsOf("aliases").stream().map(RuleId::new).toList(),
                Severity.ofKey(node.required("severity").text()).orElseThrow(IllegalArgumentException::new),
                LedgerLine.text(node, "package"),
                LedgerLine.text(node, "path"),
                new Fingerprint(node.required("fingerprint").text()),
                LedgerLine.text(node, "fixedVersion"),
                node.required("undecided").bool());
    }

    private static GateName gate(String key) {
        return GateName.ofKey(key).orElseThrow(IllegalArgumentException::new);
    }
}
