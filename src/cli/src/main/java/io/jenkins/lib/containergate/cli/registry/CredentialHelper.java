package io.jenkins.lib.containergate.cli.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.registry.auth.SecretJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A program that knows logins: {@code docker-credential-NAME}.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers">Docker credential helpers</a>
 */
final class CredentialHelper {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MAX_BYTES = 256 << 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String TOKEN_USER = "<token>";
    private static final String NOT_FOUND = "credentials not found";

    private final String program;

    CredentialHelper(Path program) {
        this.program = program.toString();
    }

    /** @param name without {@code docker-credential-} */
    static CredentialHelper named(String name) throws GateException {
        if (!NAME.matcher(name).matches()) {
            throw new GateException(
                    "Docker's configuration names a credential helper that is not a program name",
                    "correct credsStore or credHelpers in it");
        }
        return new CredentialHelper(Path.of("docker-credential-" + name));
    }

    private record Output(String text, int exit) {}

    /** @param server as {@code docker login} calls it */
    RegistryLogin get(String server, Deadline deadline) throws GateException, InterruptedException {
        Output output = run(server, deadline);
        if (output.exit() != 0) {
            if (output.text().contains(NOT_FOUND)) {
                return new RegistryLogin.Anonymous();
            }
            // its words are not repeated: they may hold what it should keep to itself
            throw new GateException(
                    program + " failed for " + server + " (exit code " + output.exit() + ")",
                    "run it by hand: echo " + server + " | " + program + " get");
        }
        StrictJson json = SecretJson.parse(
                output.text().getBytes(StandardCharsets.UTF_8), "the answer of " + program + " for " + server);
        String user = json.textOf("Username");
        String secret = json.textOf("Secret");
        if (user.equals(TOKEN_USER)) {
            return new RegistryLogin.RefreshToken(secret);
        }
        return user.isEmpty() ? new RegistryLogin.Anonymous() : new RegistryLogin.Password(user, secret);
    }

    private Output run(String server, Deadline deadline) throws GateException, InterruptedException {
        deadline.check("asking " + program);
        Duration left = deadline.remaining();
        Duration allowed = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        Process process = start();
        try {
            FutureTask<Output> output = new FutureTask<>(() -> talk(process, server));
            Thread talker = new Thread(output, program);
            talker.setDaemon(true);
            talker.start();
            return output.get(allowed.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            deadline.check("asking " + program);
            throw new GateException(
                    program + " did not answer within " + allowed.toSeconds() + " s",
                    "run it by hand: echo " + server + " | " + program + " get");
        } catch (ExecutionException e) {
            throw new GateException(program + " broke off", "run it by hand", e.getCause());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start() throws GateException {
        try {
            return new ProcessBuilder(program, "get")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new GateException(
                    program + ", named in Docker's configuration, cannot be run",
                    "install it, or log in with --registry-user and --registry-password-file",
                    e);
        }
    }

    private Output talk(Process process, String server) throws IOException, InterruptedException, GateException {
        try (OutputStream out = process.getOutputStream()) {
            out.write((server + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a helper need not read its input to the end
        }
        try (InputStream in = process.getInputStream()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("its answer is too long");
            }
            return new Output(new String(bytes, StandardCharsets.UTF_8), process.waitFor());
        }
    }
}
