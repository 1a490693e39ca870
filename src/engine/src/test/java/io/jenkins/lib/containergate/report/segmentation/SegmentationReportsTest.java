package io.jenkins.lib.containergate.report.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.GroupHolders;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.Traffic;
import io.jenkins.lib.containergate.ecs.segmentation.TrafficSet;
import io.jenkins.lib.containergate.gate.SegmentationGate;
import io.jenkins.lib.containergate.gate.SegmentationGate.Judged;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import io.jenkins.lib.containergate.report.html.SegmentsHtml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SegmentationReportsTest {
    private static final String POLICY = """
        version: 1
        taskDefinition:
          segments:
            - {service: shop, reachableFrom: [web]}
        """;

    private static SecurityGroupRule rule(int port, List<String> groups, List<String> ranges) {
        return new SecurityGroupRule(
                "tcp",
                OptionalInt.of(port),
                OptionalInt.of(port),
                ranges,
                groups.stream()
                        .map(id -> new GroupReference(id, Optional.empty()))
                        .toList(),
                List.of());
    }

    private static ServiceNetwork service(String name, String group) {
        return new ServiceNetwork(
                name,
                List.of(group),
                Optional.of(List.of("10.0.0.0/24")),
                false,
                Optional.of(new TrafficSet(List.of(Traffic.of("tcp", 8080, 8080)))),
                List.of(),
                List.of());
    }

    private static SecurityGroup group(String id, SecurityGroupRule... ingress) {
        SecurityGroupRule out = new SecurityGroupRule(
                "-1", OptionalInt.empty(), OptionalInt.empty(), List.of("0.0.0.0/0"), List.of(), List.of());
        return new SecurityGroup(id, id, "vpc-1", List.of(ingress), List.of(out));
    }

    private static Judged judged(ClusterNetwork network) throws Exception {
        Clock clock = Clock.systemUTC();
        return new SegmentationGate(PolicyMerge.merge(List.of(PolicyParser.parse("p", "p.yaml", POLICY)), clock))
                .judge(network, Deadline.after(Duration.ofMinutes(1), clock));
    }

    private static ClusterNetwork shop(String odd) {
        return new ClusterNetwork(
                "prod",
                List.of(
                        service("web", "sg-web"),
                        service("shop", "sg-shop"),
                        service("cron", "sg-cron"),
                        service(odd, "sg-gone")),
                Map.of(
                        "sg-web",
                        group("sg-web", rule(8080, List.of("sg-alb"), List.of())),
                        "sg-shop",
                        group("sg-shop", rule(8080, List.of("sg-web", "sg-cron"), List.of())),
                        "sg-cron",
                        group("sg-cron", rule(22, List.of(), List.of("0.0.0.0/0")))),
                Map.of("sg-gone", "EC2 answered without it"),
                Map.of(),
                Map.of(
                        "sg-alb",
                        new GroupHolders(List.of(Source.of(SourceKind.ALB, "front")), false, false, Optional.empty()),
                        "sg-web",
                        GroupHolders.nobody(),
                        "sg-cron",
                        GroupHolders.nobody()));
    }

    private static String svg(Judged judged) throws Exception {
        StringWriter out = new StringWriter();
        SegmentationSvg.write(judged.map(), judged.violations(), out);
        return out.toString();
    }

    @Test
    void theJsonIsWhatTheSchemaSays() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Judged judged = judged(shop("lost"));
        SegmentationJson.write(judged.map(), judged.violations(), out);
        String json = out.toString(StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../../docs/segmentation.schema.json")))
                        .validate(json, InputFormat.JSON))
                .isEmpty();
        assertThat(json).contains("\"alb:front\"", "\"source\": \"cron\"", "EC2 answered without it");
        assertThat(judged.outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void namesCannotBecomeMarkupOfThePicture() throws Exception {
        String picture = svg(judged(shop("</text><script>alert(1)</script>\u202e")));
        assertThat(picture).doesNotContain("<script", "\u202e");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).contains("prod");
        assertThat(picture).contains("line bad", "prefers-color-scheme:dark", "more may reach it");
    }

    @Test
    void aMapOnWhichSomebodyIsAStrangerIsAnErrorWithoutAnyPolicy() throws Exception {
        ClusterNetwork network = new ClusterNetwork(
                "prod",
                List.of(service("web", "sg-web")),
                Map.of("sg-web", group("sg-web", rule(8080, List.of("sg-alb"), List.of()))),
                Map.of(),
                Map.of(),
                Map.of("sg-alb", GroupHolders.unknown("no permission")));
        assertThat(judged(network).outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void aPictureOfTwoThousandServicesStaysSmall() throws Exception {
        Map<String, SecurityGroup> groups = new HashMap<>();
        List<ServiceNetwork> services = IntStream.range(0, 2_000)
                .mapToObj(i -> {
                    groups.put("sg-" + i, group("sg-" + i, rule(8000 + i % 40, List.of(), List.of("10.0.0.0/16"))));
                    return service("s" + i, "sg-" + i);
                })
                .toList();
        String picture = svg(judged(new ClusterNetwork("prod", services, groups, Map.of(), Map.of(), Map.of())));
        assertThat(picture.length()).isLessThan(1_000_000);
        assertThat(picture).contains("and 44 more");
    }

    @Test
    void theMatrixHasEveryConnectionAndSaysWhatIsNotKnown() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Judged judged = judged(shop("<script>alert(1)</script>"));
        SegmentsHtml.write(judged.map(), judged.violations(), out);
        String html = out.toString(StandardCharsets.UTF_8);
        assertThat(html)
                .contains("alb:front", "class=\"bad\"", "Not allowed by the policy", "Not wholly known")
                .contains("EC2 answered without it")
                .doesNotContain("<script", "http:", "sg-web");
        assertThat(html.split("<td class=\"(?:yes|bad)\"", -1))
                .hasSize(AlikeGroups.of(judged.map(), judged.violations())
                                .traffic()
                                .size()
                        + 1);
    }

    @Test
    void aPageTooLargeToOpenIsAListWithTheSameConnections() throws Exception {
        List<ServiceNetwork> services = new ArrayList<>();
        Map<String, SecurityGroup> groups = new HashMap<>();
        for (int i = 0; i < 450; i++) {
            services.add(service("s" + i, "sg-" + i));
            groups.put("sg-" + i, group("sg-" + i, rule(8080, List.of("sg-" + (i + 1) % 450), List.of())));
        }
        Map<String, GroupHolders> nobody = new HashMap<>();
        groups.keySet().forEach(id -> nobody.put(id, GroupHolders.nobody()));
        Judged judged = judged(new ClusterNetwork("big", services, groups, Map.of(), Map.of(), nobody));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SegmentsHtml.write(judged.map(), judged.violations(), out);
        String html = out.toString(StandardCharsets.UTF_8);
        assertThat(html).contains("class=\"list\"").doesNotContain("class=\"map\"");
        assertThat(html.split("<td class=\"(?:bad )?ports\"", -1))
                .hasSize(AlikeGroups.of(judged.map(), judged.violations())
                                .traffic()
                                .size()
                        + 1)
                .hasSizeGreaterThan(450);
    }
}
