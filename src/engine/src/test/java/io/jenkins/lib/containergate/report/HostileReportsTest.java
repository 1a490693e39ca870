package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.console.ConsoleReport;
import io.jenkins.lib.containergate.report.console.ConsoleStyle;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport;
import io.jenkins.lib.containergate.report.files.ReportFiles;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.report.junit.JUnitReport;
import io.jenkins.lib.containergate.report.sarif.SarifReport;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Whatever attackers write into names and databases, each report stays a well-formed document of its format. */
class HostileReportsTest {
    private static final int SEEDS = Effort.rounds(15, 60);

    @Test
    void verdictJsonFollowsItsSchemaAndIsReadBack() throws Exception {
        JsonSchemas schema = JsonSchemas.verdict();
        forEachVerdict((seed, verdict) -> {
            String json = Rendered.text(new VerdictJson(), verdict);
            assertThat(schema.errors(json)).as("seed %d", seed).isEmpty();
            Verdict first = read(json);
            String again = Rendered.text(new VerdictJson(), first);
            assertThat(read(again)).as("seed %d", seed).isEqualTo(first);
            assertThat(first.outcome()).isEqualTo(verdict.outcome());
        });
    }

    @Test
    void sarifFollowsItsSchemaAndEveryUriIsOne() throws Exception {
        JsonSchemas schema = JsonSchemas.sarif();
        forEachVerdict((seed, verdict) -> {
            String json = Rendered.text(new SarifReport(Rendered.TOOL), verdict);
            assertThat(schema.errors(json)).as("seed %d", seed).isEmpty();
            for (JsonNode uri : new ObjectMapper().readTree(json).findValues("uri")) {
                URI parsed = new URI(uri.asText());
                assertThat(parsed.isAbsolute()).as("seed %d: %s", seed, uri).isFalse();
                assertThat(parsed.normalize().getPath())
                        .as("seed %d", seed)
                        .doesNotStartWith("..")
                        .doesNotStartWith("/");
            }
        });
    }

    @Test
    void junitXmlFollowsItsSchema() throws Exception {
        XmlDocuments schema = XmlDocuments.withSchema("/report/junit.xsd");
        forEachVerdict((seed, verdict) -> {
            String xml = Rendered.text(new JUnitReport(), verdict);
            assertThat(schema.errors(xml)).as("seed %d", seed).isEmpty();
        });
    }

    @Test
    void htmlHasOnlyOurElementsAttributesAndWebLinks() throws Exception {
        Set<String> elements = new TreeSet<>();
        Set<String> attributes = new TreeSet<>();
        forEachVerdict((seed, verdict) -> {
            Document page = XmlDocuments.parse(Rendered.text(new HtmlReport(Rendered.TOOL), verdict));
            NodeList all = page.getElementsByTagName("*");
            for (int i = 0; i < all.getLength(); i++) {
                Element element = (Element) all.item(i);
                elements.add(element.getTagName());
                for (int j = 0; j < element.getAttributes().getLength(); j++) {
                    attributes.add(element.getAttributes().item(j).getNodeName());
                }
                assertThat(element.getAttribute("href")).as("seed %d", seed).matches("|#gate-[a-zA-Z]+|https?://.+");
            }
        });
        assertThat(elements).doesNotContain("script", "img", "iframe", "link", "object", "form", "base");
        assertThat(attributes)
                .isSubsetOf(
                        "aria-hidden",
                        "aria-label",
                        "charset",
                        "class",
                        "content",
                        "datetime",
                        "href",
                        "http-equiv",
                        "id",
                        "lang",
                        "name",
                        "open",
                        "rel",
                        "role",
                        "scope",
                        "tabindex");
    }

    @Test
    void cycloneDxFollowsItsSchema() throws Exception {
        JsonSchemas schema = JsonSchemas.cycloneDx();
        for (long seed = 0; seed < SEEDS; seed++) {
            HostileVerdicts hostile = new HostileVerdicts(seed);
            PackageInventory inventory = hostile.inventory();
            ReportInput input = new ReportInput(hostile.verdict(), Optional.of(inventory));
            String json = Rendered.text(new CycloneDxReport(Rendered.TOOL), input);
            assertThat(schema.errors(json)).as("seed %d", seed).isEmpty();
            assertThat(new ObjectMapper().readTree(json).get("components"))
                    .as("seed %d", seed)
                    .hasSize(inventory.packages().size() + (inventory.os().isPresent() ? 1 : 0));
        }
    }

    @Test
    void noReportHoldsARawControlOrReorderingCharacter() throws Exception {
        forEachVerdict((seed, verdict) -> {
            for (Report report : ReportFiles.standard(Rendered.TOOL)) {
                if (report.appliesTo(ReportInput.of(verdict))) {
                    assertHarmless(Rendered.text(report, verdict), "seed " + seed + " " + report.fileName());
                }
            }
            StringBuilder console = new StringBuilder();
            new ConsoleReport(ConsoleStyle.PLAIN, 100, ConsoleReport.Detail.ALL).print(verdict, console);
            assertHarmless(console.toString(), "seed " + seed + " console");
        });
    }

    private static void assertHarmless(String text, String where) {
        assertThat(text.codePoints()
                        .filter(c -> c != '\n')
                        .filter(SafeText::isTreacherous)
                        .toArray())
                .as(where)
                .isEmpty();
    }

    private static Verdict read(String json) throws Exception {
        return new VerdictReader()
                .read("verdict.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                .verdict();
    }

    private interface Check {
        void check(long seed, Verdict verdict) throws Exception;
    }

    private static void forEachVerdict(Check check) throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            check.check(seed, new HostileVerdicts(seed).verdict());
        }
    }
}
