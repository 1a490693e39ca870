package io.jenkins.plugins.containergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.plugins.containergate.ui.Verdicts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** How long the page of a verdict of 20,000 findings takes, and what such a build takes on disk. Prints; run by name only. */
@WithJenkins
class VerdictPageBenchmark {
    private static final int FINDINGS = 20_000;
    private static final int ROUNDS = 3;
    private static final String PAGE = "container-gate/";
    /** Whether the page of the verdict is the first one of a build. */
    private static final String WITHOUT_BUILD = "container-gate.withoutBuild";

    private static final List<String> ADDRESSES = List.of("", "?group=package", "?text=cve-2026-10");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void pageOfManyFindings(JenkinsRule jenkins) throws Exception {
        Verdict verdict = Verdicts.failing(FINDINGS);
        FreeStyleProject project = jenkins.createFreeStyleProject("shop");
        FreeStyleBuild first = VerdictPagesTest.build(project, verdict);
        disk(first);
        time(jenkins, project.getUrl(), "the first page of all, of the job");
        if (!Boolean.getBoolean(WITHOUT_BUILD)) {
            time(jenkins, first.getUrl(), "the first page of a build");
        }
        time(jenkins, first.getUrl() + PAGE, "the first page of a verdict");
        for (int round = 0; round < ROUNDS; round++) {
            for (String address : ADDRESSES) {
                String page = VerdictPagesTest.build(project, verdict).getUrl() + PAGE + address;
                time(jenkins, page, "verdict not in memory");
                time(jenkins, page, "verdict in memory");
            }
            FreeStyleBuild earlier = VerdictPagesTest.build(project, verdict);
            Files.delete(earlier.getRootDir().toPath().resolve("container-gate/1.page.json.gz"));
            time(jenkins, earlier.getUrl() + PAGE, "of a version that kept no page");
        }
    }

    private void time(JenkinsRule jenkins, String page, String what) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(jenkins.getURL() + page)).build();
        long start = System.nanoTime();
        long used = processor();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        used = processor() - used;
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(answer.statusCode()).isEqualTo(200);
        print(String.format(
                Locale.ROOT,
                "%-34s %-52s %5d ms by clock, %5d ms processor time",
                what,
                page,
                millis,
                used / 1_000_000));
    }

    /** Nanoseconds of this process, Jenkins and client together. */
    private static long processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void disk(FreeStyleBuild build) throws IOException {
        try (Stream<Path> files = Files.walk(build.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                print(String.format(
                        Locale.ROOT,
                        "%-34s %,12d bytes",
                        build.getRootDir().toPath().relativize(file),
                        Files.size(file)));
            }
        }
    }

    private static void print(String line) {
        System.out.println("BENCHMARK " + line);
    }
}
