package io.jenkins.lib.containergate.report.posture;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.report.console.ConsoleStyle;
import io.jenkins.lib.containergate.report.console.PostureConsole;
import io.jenkins.lib.containergate.report.html.PostureHtml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PostureReportsTest {
    private static final String HOSTILE = "=cmd|' /C calc'!A0\"><script>\u202Ealert(1)</script>\u001B[31m";

    private interface Report {
        void write(List<Posture> postures, OutputStream out) throws IOException;
    }

    private static String written(Report report, Posture... postures) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.write(List.of(postures), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String console(Posture posture) throws IOException {
        StringBuilder text = new StringBuilder();
        new PostureConsole(ConsoleStyle.PLAIN).print(posture, text);
        return text.toString();
    }

    private static Posture hostile() {
        return SamplePostures.of(List.of(SamplePostures.row(HOSTILE, 1)));
    }

    private static Posture unreadable() {
        Posture some = SamplePostures.of(0);
        return new Posture(
                some.subject(),
                some.judgedAt(),
                some.policy(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new GateError("ECS does not answer", "try again")));
    }

    private static List<String> schemaErrors(String json) throws IOException {
        String schema = Files.readString(Path.of("..", "..", "docs", "posture.schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void theJsonFollowsItsSchema() throws IOException {
        for (Posture posture : List.of(SamplePostures.of(0), SamplePostures.of(30), hostile(), unreadable())) {
            assertThat(schemaErrors(written(PostureJson::write, posture))).isEmpty();
        }
        assertThat(schemaErrors(written(PostureJson::write, SamplePostures.of(1))
                        .replace("\"outcome\": \"PASS\"", "\"outcome\": \"FINE\"")))
                .isNotEmpty();
    }

    @Test
    void noLineOnAConsoleIsWiderThanEightyColumns() throws IOException {
        for (Posture posture : List.of(SamplePostures.of(30), hostile(), unreadable())) {
            assertThat(console(posture).lines())
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        }
        assertThat(console(SamplePostures.of(30)).lines().filter(line -> line.startsWith("service ")))
                .hasSize(30);
    }

    @Test
    void theConsoleSaysWhatDoesNotCountInSmallLetters() throws IOException {
        assertThat(console(SamplePostures.of(1)))
                .containsPattern("service checkout +PASS PASS PASS PASS fail PASS PASS err  - +err  PASS\n")
                .contains("WARN  7 pass, 1 fail, 2 error, 1 n/a  cluster prod");
        assertThat(console(SamplePostures.of(2)))
                .containsPattern("service payments-api +PASS PASS PASS PASS PASS PASS FAIL err  - +PASS FAIL\n")
                .contains(
                        " 1 FAIL HIGH running-exec-disabled, reachable from the internet:\n   prod/service/payments-api\n");
        assertThat(console(unreadable())).contains("ERROR  cluster prod  ECS does not answer");
    }

    @Test
    void hostileNamesNeitherSteerATerminalNorBecomeMarkupOrAFormula() throws Exception {
        assertThat(console(hostile())).doesNotContain("\u202E", "\u001B");
        String html = written(PostureHtml::write, hostile());
        assertThat(html).doesNotContain("<script", "\u202E", "\u001B");
        assertThat(parsed(html).getElementsByTagName("script").getLength()).isZero();
        assertThat(written(PostureJson::write, hostile())).doesNotContain("\u202E", "\u001B");
    }

    @Test
    void cellsThatASpreadsheetWouldRunBeginWithAnApostrophe() throws IOException {
        for (String start : List.of("=", "+", "-", "@")) {
            Posture posture = SamplePostures.of(List.of());
            Posture hostile = new Posture(
                    start + "SUM(1)\",\"x",
                    posture.judgedAt(),
                    posture.policy(),
                    List.of(SamplePostures.row("shop", 0)),
                    List.of(),
                    List.of(),
                    Optional.empty());
            assertThat(written(PostureCsv::write, hostile)
                            .lines()
                            .skip(1)
                            .findFirst()
                            .orElseThrow())
                    .startsWith("\"'" + start + "SUM(1)\"\",\"\"x\",\"service shop\",");
        }
    }

    @Test
    void theSpreadsheetHasAColumnForEachControl() throws IOException {
        List<String> lines = written(PostureCsv::write, SamplePostures.of(2), unreadable())
                .lines()
                .toList();
        assertThat(lines.get(0))
                .contains(
                        "\"scanned\",\"licences\",\"signed\",\"secrets\",\"hardened\",\"least privilege\",\"segmented\","
                                + "\"firewalled\",\"hosts patched\",\"watched\",\"drift\"");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).contains("segmented: sg-no-open-ingress; drift: running-exec-disabled");
        assertThat(lines.get(3)).contains("\"ERROR\",\"ERROR\"", "ECS does not answer");
    }

    @Test
    void everyCellOfThePageLinksToItsReason() throws Exception {
        Document page = parsed(written(PostureHtml::write, SamplePostures.of(12), SamplePostures.of(3)));
        NodeList links = page.getElementsByTagName("a");
        NodeList all = page.getElementsByTagName("*");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < all.getLength(); i++) {
            String id = all.item(i).getAttributes().getNamedItem("id") == null
                    ? ""
                    : all.item(i).getAttributes().getNamedItem("id").getNodeValue();
            assertThat(id.isEmpty() || ids.add(id)).as("twice: " + id).isTrue();
        }
        int inside = 0;
        for (int i = 0; i < links.getLength(); i++) {
            String target = links.item(i).getAttributes().getNamedItem("href").getNodeValue();
            if (target.startsWith("#")) {
                inside++;
                assertThat(ids).contains(target.substring(1));
            }
        }
        assertThat(inside).isEqualTo(15 * (Control.values().length + 1));
    }

    @Test
    void thePageHasNoScriptAndLoadsNothing() throws IOException {
        assertThat(written(PostureHtml::write, SamplePostures.of(3)))
                .contains("default-src &#39;none&#39;", "color-scheme")
                .doesNotContain("<script", "<img", "<link", "@import", "url(");
    }

    private static Document parsed(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        html.substring(html.indexOf("<html")).getBytes(StandardCharsets.UTF_8)));
    }
}
