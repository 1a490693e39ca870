package io.jenkins.plugins.containergate.ui;

import com.fasterxml.jackson.core.type.TypeReference;
import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The policy of a verdict, and which layer set which value of it, gzipped beside the {@link VerdictFile}. */
public final class PolicyFile {
    private static final int MAX_POLICY = 16 << 20;

    private final Path directory;
    private final String name;

    private PolicyFile(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** @param number of the verdict in its build, from 1 */
    public static PolicyFile of(Run<?, ?> run, int number) {
        return new PolicyFile(run.getRootDir().toPath().resolve("container-gate"), number + ".policy.json.gz");
    }

    public void write(EffectivePolicy policy) throws IOException {
        Files.createDirectories(directory);
        List<PolicyLine> lines =
                policy.explain().lines().stream().map(PolicyLine::of).toList();
        kept().write(lines);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole()))) {
            out.write(policy.canonical());
        }
    }

    private Path whole() {
        return directory.resolve(name.replace(".policy.", ".effective."));
    }

    /**
     * The whole policy in canonical JSON; empty when the build does not know any more.
     *
     * @throws GateException when what is stored is damaged
     */
    public Optional<String> effective() throws GateException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(whole()))) {
            byte[] bytes = in.readNBytes(MAX_POLICY + 1);
            if (bytes.length > MAX_POLICY) {
                throw new LimitExceededException("the policy of this build", "maxBytes", MAX_POLICY);
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new GateException(
                    "the policy of this build cannot be read", "evaluate the image again in a new build", e);
        }
    }

    /**
     * Every value, in the order of the documentation; none when the build does not know any more.
     *
     * @throws GateException when what is stored is damaged
     */
    public List<PolicyLine> read() throws GateException {
        return kept().read();
    }

    private StoredJson<PolicyLine> kept() {
        return new StoredJson<>(
                directory.resolve(name), "the policy of this build", new TypeReference<List<PolicyLine>>() {});
    }
}
