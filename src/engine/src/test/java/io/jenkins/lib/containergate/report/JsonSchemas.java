package io.jenkins.lib.containergate.report;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The schemas the JSON reports promise to follow. */
public final class JsonSchemas {
    private final Schema schema;

    private JsonSchemas(Schema schema) {
        this.schema = schema;
    }

    public static JsonSchemas verdict() throws IOException {
        String text = Files.readString(Path.of("..", "..", "docs", "verdict.schema.json"));
        return new JsonSchemas(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON));
    }

    public static JsonSchemas sarif() throws IOException {
        return new JsonSchemas(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(resource("/schema/sarif-schema-2.1.0.json"), InputFormat.JSON));
    }

    public static JsonSchemas cycloneDx() throws IOException {
        Map<String, String> imports = Map.of(
                "http://cyclonedx.org/schema/spdx.schema.json", resource("/spdx.schema.json"),
                "http://cyclonedx.org/schema/jsf-0.82.schema.json", resource("/jsf-0.82.schema.json"));
        return new JsonSchemas(
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> builder.schemas(imports))
                        .getSchema(resource("/bom-1.6.schema.json"), InputFormat.JSON));
    }

    /** Formats such as date-time are checked too. */
    public List<String> errors(String json) {
        return schema
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    public static String resource(String name) throws IOException {
        try (InputStream in = JsonSchemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
