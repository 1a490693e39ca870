package io.jenkins.lib.containergate.cli;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that an attacker chose looks the same wherever it is read. */
class HostileNamesTest {
    /** Turns the text around, rings the bell, and holds a hyphen that nobody sees. */
    private static final String NAME = "lib\u202Egpj.exe\u0007\u00AD x";

    private static final String SHOWN = "lib\\u{202E}gpj.exe\\u{0007}\\u{00AD} x";

    @TempDir
    private Path folder;

    @Test
    void oneNameLooksTheSameInEveryReportAndMessage() throws Exception {
        Path archive = OciLayout.of(
                        Fixtures.debian()
                                .layer(layer().file("bin/" + NAME, "#!/bin/sh", 04755)
                                        .file("opt/" + NAME + ".jar", "PK no archive"))
                                .build(),
                        "1.0")
                .writeArchive(folder.resolve("app.tar"));
        Path out = folder.resolve("out");
        Gate scan = Gate.run(
                "scan", "oci-archive:" + archive, "--osv", Fixtures.osv(folder, "LOW"), "--no-cache", "--out", out);
        assertShown(scan.out(), "the console");
        assertShown(Files.readString(out.resolve("report.html")), "report.html");
        assertShown(Files.readString(out.resolve("junit.xml")), "junit.xml");
        assertShown(Files.readString(out.resolve("report.sarif")).replace("\\\\", "\\"), "report.sarif");

        Gate absent = Gate.run("scan", "docker-archive:" + folder.resolve(NAME), "--no-cache");
        assertShown(absent.err() + absent.out(), "an error");
        Gate unusable = Gate.run("scan", "registry.example/" + NAME, "--no-cache");
        assertShown(unusable.err() + unusable.out(), "a refused reference");
    }

    private static void assertShown(String text, String where) {
        assertThat(text).as(where).contains(SHOWN).doesNotContain("\u202E", "\u0007", "\u00AD");
    }
}
