package io.jenkins.lib.containergate.report.copa;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.json.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code copa.json}: the packages of the distribution that have fixed versions, as Copacetic takes them from a scanner of one's own to
 * patch the image. Written where newer base images were looked for.
 *
 * @see <a href="https://project-copacetic.github.io/copacetic/website/scanner-plugins">Copacetic, scanner plugins</a>
 */
public final class CopaReport implements Report {
    public static final String FILE_NAME = "copa.json";

    private record Update(String name, String installed, String fixed, String id) {}

    @Override
    public String fileName() {
        return FILE_NAME;
    }

    @Override
    public boolean appliesTo(ReportInput input) {
        return input.verdict().notes().stream().map(PolicyNote::kind).anyMatch(PolicyNote.BASE_IMAGE_UPGRADE::equals)
                && distribution(input).isPresent();
    }

    private static Optional<OsRelease> os(ReportInput input) {
        return input.inventory().flatMap(PackageInventory::os);
    }

    private static Optional<Distribution> distribution(ReportInput input) {
        return os(input).flatMap(Distribution::of);
    }

    @Override
    public void write(ReportInput input, OutputStream out) throws IOException {
        Distribution distribution = distribution(input).orElseThrow();
        try (JsonGenerator json = JsonOutput.open(out)) {
            json.writeStartObject();
            json.writeStringField("apiVersion", "v1alpha1");
            json.writeObjectFieldStart("metadata");
            json.writeObjectFieldStart("os");
            json.writeStringField("type", distribution.trivyFamily().orElse(distribution.id()));
            json.writeStringField(
                    "version", os(input).flatMap(OsRelease::versionId).orElse(""));
            json.writeEndObject();
            json.writeObjectFieldStart("config");
            json.writeStringField("arch", architecture(input));
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayFieldStart("updates");
            for (Update update :
                    updates(input, "pkg:" + distribution.ecosystem().purlType() + "/")) {
                json.writeStartObject();
                json.writeStringField("name", update.name());
                json.writeStringField("installedVersion", update.installed());
                json.writeStringField("fixedVersion", update.fixed());
                json.writeStringField("vulnerabilityID", update.id());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            JsonOutput.finish(json);
        }
    }

    /** Of {@code linux/arm64/v8}. */
    private static String architecture(ReportInput input) {
        String[] parts = input.verdict().subject().platform().orElse("").split("/");
        return parts.length < 2 ? "" : parts[1];
    }

    private static List<Update> updates(ReportInput input, String type) {
        return input.verdict().gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .map(DecidedFinding::finding)
                .filter(VulnerabilityFinding.class::isInstance)
                .map(VulnerabilityFinding.class::cast)
                .filter(finding -> finding.affected().purl().startsWith(type))
                .flatMap(finding -> update(finding).stream())
                .distinct()
                .sorted(Comparator.comparing(Update::name).thenComparing(Update::id))
                .toList();
    }

    private static Optional<Update> update(VulnerabilityFinding finding) {
        AffectedPackage affected = finding.affected();
        return affected.fixedVersion()
                .map(fixed -> new Update(
                        affected.name(),
                        affected.version(),
                        fixed,
                        finding.rule().value()));
    }
}
