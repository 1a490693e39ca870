package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian 12, whose LTS ends with 2028-06-30, before and after. */
class EndOfLifeScanTest {
    private static final Instant LAST_DAY = Instant.parse("2028-06-30T23:59:59Z");
    private static final Instant AFTER = Instant.parse("2028-07-01T00:00:00Z");

    @TempDir
    private Path folder;

    private String archive;
    private Path osv;

    @BeforeEach
    void prepare() {
        archive = "docker-archive:"
                + DockerArchive.of(Fixtures.debian().build(), "shop:1.4").writeTo(folder.resolve("docker.tar"));
        osv = Fixtures.osv(folder, "LOW");
    }

    private Gate scan(Instant now, String endOfLife, Object... more) {
        Path policy = Fixtures.write(
                folder.resolve("org.yaml"), "version: 1\nvulnerabilities: {endOfLife: {" + endOfLife + "}}\n");
        Object[] all = new Object[more.length + 6];
        System.arraycopy(new Object[] {"scan", archive, "--osv", osv, "--policy", policy}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Gate.runAt(now, all);
    }

    @Test
    void aReleasePastItsSupportIsAnErrorWhereThePolicyDeniesIt() {
        assertThat(scan(LAST_DAY, "deny: true").exit()).isEqualTo(ExitCode.PASSED);
        Gate ended = scan(AFTER, "deny: true");
        assertThat(ended.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(ended.out()).contains("end-of-life-operating-system", "Debian 12 is past the end of its support");
    }

    @Test
    void theGraceOfThePolicyBeginsAfterTheLastDay() {
        assertThat(scan(Instant.parse("2028-09-28T23:59:59Z"), "deny: true, grace: 90d")
                        .exit())
                .isEqualTo(ExitCode.PASSED);
        assertThat(scan(Instant.parse("2028-09-29T00:00:00Z"), "deny: true, grace: 90d")
                        .exit())
                .isEqualTo(ExitCode.ERROR);
    }

    @Test
    void withoutThePolicysWordItIsAWarning() {
        Gate ended = scan(AFTER, "deny: false");
        assertThat(ended.exit()).isEqualTo(ExitCode.PASSED);
        assertThat(ended.out())
                .contains("WARN", "Debian 12 is past the end of its support")
                .contains("not evaluated", "Debian 12 supported until 2028-06-30", "https://wiki.debian.org/LTS");
        assertThat(scan(LAST_DAY, "deny: false").out()).doesNotContain("2028-06-30");
    }

    @Test
    void aTableOfEndoflifeDateReplacesTheOneThatComesAlong() {
        Path earlier = Fixtures.write(folder.resolve("full.json"), """
            {"schema_version": "1.2.0", "result": [{"name": "debian", "links": {"releasePolicy": null}, "releases": [
              {"name": "12", "isEol": true, "eolFrom": "2026-06-10", "eoesFrom": "2026-11-01", "latest": {"name": "12.9"}}]}]}
            """);
        assertThat(scan(Gate.NOW, "deny: true", "--end-of-life", earlier).exit())
                .isEqualTo(ExitCode.ERROR);
        Path undated = Fixtures.write(folder.resolve("undated.json"), """
            {"result": [{"name": "debian", "releases": [{"name": "12", "isEol": true, "eolFrom": null}]}]}
            """);
        assertThat(scan(Gate.NOW, "deny: true, grace: 3650d", "--end-of-life", undated)
                        .exit())
                .isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aReleaseThatTheTableDoesNotListIsUndecidedAndNotSupported() {
        Path other = Fixtures.write(folder.resolve("full.json"), """
            {"result": [{"name": "debian", "releases": [{"name": "1", "eolFrom": "2099-01-01"}]}]}
            """);
        Gate unknown = scan(Gate.NOW, "deny: true", "--end-of-life", other);
        assertThat(unknown.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(unknown.out()).contains("end-of-life-unknown");
    }

    @Test
    void whatIsNoTableIsAnError() {
        for (String text : new String[] {
            "",
            "[]",
            "{}",
            "{\"result\": []}",
            "{\"result\": [{\"name\": \"debian\", \"releases\": [{\"name\": \"12\", \"eolFrom\": \"soon\"}]}]}"
        }) {
            Path file = Fixtures.write(folder.resolve("full.json"), text);
            assertThat(scan(Gate.NOW, "deny: false", "--end-of-life", file).exit())
                    .as(text)
                    .isEqualTo(ExitCode.ERROR);
        }
    }

    @Test
    void anInnerLayerCanDemandSupportAndNotWaiveTheDemand() {
        Path team =
                Fixtures.write(folder.resolve("team.yaml"), "version: 1\nvulnerabilities: {endOfLife: {deny: true}}\n");
        assertThat(scan(AFTER, "deny: false", "--policy", team).exit()).isEqualTo(ExitCode.ERROR);
        Path loose = Fixtures.write(
                folder.resolve("loose.yaml"), "version: 1\nvulnerabilities: {endOfLife: {deny: false}}\n");
        assertThat(scan(AFTER, "deny: true", "--policy", loose).exit()).isNotEqualTo(ExitCode.PASSED);
    }
}
