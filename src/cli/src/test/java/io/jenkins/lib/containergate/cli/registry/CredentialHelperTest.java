package io.jenkins.lib.containergate.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the helpers of this test are shell scripts")
class CredentialHelperTest {
    @TempDir
    private Path folder;

    private RegistryLogin get(String script, Duration allowed) throws Exception {
        return new CredentialHelper(helper(script)).get("r.example", Deadline.after(allowed, Clock.systemUTC()));
    }

    private RegistryLogin get(String script) throws Exception {
        return get(script, Duration.ofMinutes(1));
    }

    private Path helper(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("docker-credential-test"), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theHelperIsAskedForTheServer() throws Exception {
        assertThat(get("read server; echo \"{\\\"Username\\\":\\\"$1-$server\\\",\\\"Secret\\\":\\\"s\\\"}\""))
                .isEqualTo(new RegistryLogin.Password("get-r.example", "s"));
    }

    @Test
    void aTokenIsKnownByItsUser() throws Exception {
        assertThat(get("cat >/dev/null; echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'"))
                .isEqualTo(new RegistryLogin.RefreshToken("t"));
    }

    @Test
    void aHelperThatKnowsNothingIsNoFault() throws Exception {
        assertThat(get("echo 'credentials not found in native keychain'; exit 1"))
                .isEqualTo(new RegistryLogin.Anonymous());
    }

    @Test
    void aHelperThatFailsIsAFaultWithoutItsWords() {
        assertThatThrownBy(() -> get("echo s3cret; echo s3cret >&2; exit 1"))
                .hasMessageContaining("failed for r.example (exit code 1)")
                .hasMessageContaining("run it by hand")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> get("echo s3cret")).hasMessageNotContaining("s3cret");
    }

    @Test
    void aHelperThatNeverEndsIsStoppedAtTheDeadline() {
        assertThatThrownBy(() -> get("sleep 600", Duration.ofMillis(300)))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("asking");
    }

    @Test
    void aHelperThatNeverStopsTalkingIsCutOff() {
        assertThatThrownBy(() -> get("yes s3cret"))
                .hasMessageContaining("broke off")
                .hasMessageNotContaining("s3cret");
    }
}
