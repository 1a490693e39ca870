package io.jenkins.plugins.containergate.ui;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A list that is kept with a build beside its {@link VerdictFile}, as gzipped JSON.
 *
 * @param what it holds, for messages: "the policy of this build"
 * @param elements type of the whole list
 */
record StoredJson<T>(Path file, String what, TypeReference<List<T>> elements) {
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonBounds.depth(8).document(16L << 20).factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    void write(List<T> list) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent(), "the directory of a file"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            MAPPER.writeValue(out, list);
        }
    }

    /**
     * None when the build does not know any more, or never did.
     *
     * @throws GateException when what is stored is damaged
     */
    List<T> read() throws GateException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return MAPPER.readValue(in, elements);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new GateException(
                    what + " (" + file.getFileName() + ") cannot be read", "evaluate it again in a new build", e);
        }
    }
}
