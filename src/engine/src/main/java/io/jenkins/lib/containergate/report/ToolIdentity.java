package io.jenkins.lib.containergate.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Who made a report, as SARIF's tool driver and CycloneDX's tool.
 *
 * @param version of this build, such as {@code 1.0.0}
 */
public record ToolIdentity(String name, String version) {
    /** Where a reader learns more; also the address SARIF viewers show. */
    public static final String HOME = "https://github.com/jenkinsci/container-gate-plugin";

    /** Name and version this jar was built with. */
    public static ToolIdentity ofThisBuild() {
        Properties build = new Properties();
        try (InputStream in = ToolIdentity.class.getResourceAsStream("tool.properties")) {
            if (in == null) {
                throw new IllegalStateException("tool.properties is missing from the jar");
            }
            build.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("tool.properties cannot be read from the jar", e);
        }
        return new ToolIdentity("container-gate", build.getProperty("version"));
    }
}
