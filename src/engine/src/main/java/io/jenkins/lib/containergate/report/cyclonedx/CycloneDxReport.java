package io.jenkins.lib.containergate.report.cyclonedx;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.sbom.SbomProperties;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.AccountText;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.json.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code sbom.cdx.json}: what is installed in the image, as CycloneDX 1.6. Byte-identical for the same image, tool
 * version and time. Says of itself that it is incomplete when the inventory has gaps; names no dependencies between
 * components, as an image does not tell them.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6 JSON</a>
 */
public final class CycloneDxReport implements Report {
    private static final String IMAGE_REF = "image";
    private static final int MAX_KINDS = 100;

    private final ToolIdentity tool;

    public CycloneDxReport(ToolIdentity tool) {
        this.tool = tool;
    }

    @Override
    public String fileName() {
        return "sbom.cdx.json";
    }

    @Override
    public boolean appliesTo(ReportInput input) {
        return input.inventory().isPresent();
    }

    /** @throws IllegalArgumentException when there is no inventory */
    @Override
    public void write(ReportInput input, OutputStream out) throws IOException {
        PackageInventory inventory =
                input.inventory().orElseThrow(() -> new IllegalArgumentException("no inventory to write"));
        Verdict verdict = input.verdict();
        write(verdict.subject(), inventory, verdict.gates(), verdict.judgedAt(), out);
    }

    /** @param timestamp when the inventory was taken */
    public void write(Subject subject, PackageInventory inventory, Instant timestamp, OutputStream out)
            throws IOException {
        write(subject, inventory, List.of(), timestamp, out);
    }

    private void write(
            Subject subject, PackageInventory inventory, List<GateResult> gates, Instant timestamp, OutputStream out)
            throws IOException {
        try (JsonGenerator json = JsonOutput.open(out)) {
            json.writeStartObject();
            json.writeStringField("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
            json.writeStringField("bomFormat", "CycloneDX");
            json.writeStringField("specVersion", "1.6");
            json.writeStringField("serialNumber", SerialNumber.of(subject, tool));
            json.writeNumberField("version", 1);
            metadata(subject, inventory, gates, timestamp, json);
            Components components = new Components(json);
            components.write(inventory);
            compositions(inventory, json);
            new Analyses(json).write(gates, components);
            json.writeEndObject();
            JsonOutput.finish(json);
        }
    }

    private void metadata(
            Subject subject, PackageInventory inventory, List<GateResult> gates, Instant timestamp, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField(
                "timestamp", timestamp.truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeObjectFieldStart("tools");
        json.writeArrayFieldStart("components");
        json.writeStartObject();
        json.writeStringField("type", "application");
        json.writeStringField("name", tool.name());
        json.writeStringField("version", tool.version());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        ImageComponent.write(IMAGE_REF, subject, json);
        json.writeArrayFieldStart("properties");
        Gaps.write(inventory.gaps(), json);
        accounts(gates, json);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What each gate evaluated and what it did not. */
    private static void accounts(List<GateResult> gates, JsonGenerator json) throws IOException {
        for (GateResult gate : gates) {
            String prefix = gate.gate().key() + ":";
            Optional<String> evaluated = AccountText.evaluated(gate.account(), MAX_KINDS);
            if (evaluated.isPresent()) {
                BomText.property(prefix + "evaluated", evaluated.get(), json);
            }
            Optional<String> notEvaluated = AccountText.notEvaluated(gate.account(), MAX_KINDS);
            if (notEvaluated.isPresent()) {
                BomText.property(prefix + "notEvaluated", notEvaluated.get(), json);
            }
        }
    }

    private static void compositions(PackageInventory inventory, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("compositions");
        json.writeStartObject();
        json.writeStringField("aggregate", inventory.gaps().isEmpty() ? "unknown" : "incomplete");
        json.writeArrayFieldStart("assemblies");
        json.writeString(IMAGE_REF);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    /**
     * A name-based UUID (version 5), so that the same image described by the same tool has the same serial number.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5">RFC 9562, UUID version 5</a>
     */
    static final class SerialNumber {
        /** Name space for addresses, RFC 9562 section 6.6. */
        static final UUID NAMESPACE_URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

        private SerialNumber() {}

        static String of(Subject subject, ToolIdentity tool) {
            String image = subject.digest().orElse(subject.reference());
            return "urn:uuid:" + version5(NAMESPACE_URL, ToolIdentity.HOME + "\n" + tool.version() + "\n" + image);
        }

        static UUID version5(UUID namespace, String name) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            byte[] hash = sha1().digest(ByteBuffer.allocate(16 + bytes.length)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .put(bytes)
                    .array());
            ByteBuffer buffer = ByteBuffer.wrap(hash);
            long high = buffer.getLong() & ~0xF000L | 0x5000L;
            long low = buffer.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        }

        /** What version 5 is defined with; it protects nothing here. */
        private static MessageDigest sha1() {
            try {
                return MessageDigest.getInstance("SHA-1");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-1", e);
            }
        }
    }

    /** What the inventory could not read, so that nobody takes the list for complete. */
    static final class Gaps {
        private static final int MAX_GAPS = 1_000;

        private Gaps() {}

        static void write(List<InventoryFinding> gaps, JsonGenerator json) throws IOException {
            BomText.property(SbomProperties.GAPS, String.valueOf(gaps.size()), json);
            for (InventoryFinding gap : gaps.subList(0, Math.min(MAX_GAPS, gaps.size()))) {
                String where =
                        gap.location().path().map(path -> " (" + path + ")").orElse("");
                BomText.property(SbomProperties.GAP, gap.rule() + ": " + gap.title() + where, json);
            }
        }
    }
}
