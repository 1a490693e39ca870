package io.jenkins.lib.containergate.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The policy and the vulnerability data of the example. */
final class ExampleData {
    private static final List<String> FILES = List.of(
            "policy.yaml",
            "kev.json",
            "osv/GHSA-jfh8-c2jp-5v3r.json",
            "osv/GHSA-7rjr-3q55-vv33.json",
            "osv/GHSA-p6xc-xr62-6r2g.json",
            "osv/GHSA-8489-44mv-ggj8.json",
            "osv/GHSA-xvch-5gv4-984h.json",
            "osv/DEBIAN-CVE-2023-5363.json",
            "osv/DEBIAN-CVE-2023-45853.json",
            "osv/DEBIAN-CVE-2023-31486.json");

    private ExampleData() {}

    static void write(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("osv"));
        for (String name : FILES) {
            Files.write(directory.resolve(name), Shop.resource(name));
        }
    }
}
