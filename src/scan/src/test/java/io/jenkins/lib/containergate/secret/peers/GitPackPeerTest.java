package io.jenkins.lib.containergate.secret.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of a repository as git itself writes them: a secret that a later commit took out is found in them. */
@Tag("peers")
class GitPackPeerTest {
    private final SecretTemplate template = new SecretTemplate(91);

    @TempDir
    Path directory;

    @BeforeEach
    void commits() throws Exception {
        Peer.needs("git");
        git("init", "-q");
        StringBuilder settings = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            settings.append("setting.").append(i).append("=value ").append(i).append('\n');
        }
        Path file = directory.resolve("app.properties");
        Files.writeString(file, settings + "db.password=" + template.fill("{password}") + "\n");
        commit("first");
        Files.writeString(file, settings + "db.password=${DB_PASSWORD}\n");
        commit("token " + template.fill("{github:ghp_}"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(file, settings.append("more=").append(i).append('\n'));
            commit("change " + i);
        }
    }

    @Test
    void inPacksUnderTheNameOfTheFile() throws Exception {
        git("gc", "-q", "--aggressive", "--prune=now");
        Searched searched = Searched.file("app/.git/objects/pack/x.pack", Files.readAllBytes(only(".pack")));

        assertThat(searched.unsearched()).isEmpty();
        assertThat(searched.rules()).containsExactlyInAnyOrder("generic-password", "github-personal-access-token");
        assertThat(searched.found())
                .extracting(FoundSecret::path)
                .anyMatch(path -> path.equals("app/.git/objects/pack/x.pack!/app.properties"));
    }

    @Test
    void inPacksThatNameTheBasesOfDifferencesByTheirIds() throws Exception {
        git("repack", "-q", "-a", "-d", "-f");
        git("config", "repack.useDeltaBaseOffset", "false");
        git("repack", "-q", "-a", "-d", "-f");
        Searched searched = Searched.file("app/x.pack", Files.readAllBytes(only(".pack")));

        assertThat(searched.rules()).contains("github-personal-access-token");
    }

    @Test
    void inPacksOfARepositoryWithLongIds() throws Exception {
        Path other = directory.resolve("long");
        Files.createDirectories(other);
        git("init", "-q", "--object-format=sha256", "long");
        git("-C", "long", "config", "repack.useDeltaBaseOffset", "false");
        Files.writeString(other.resolve("app.properties"), "token=" + template.fill("{github:ghp_}") + "\n");
        git("-C", "long", "add", ".");
        git("-C", "long", "-c", "user.name=ci", "-c", "user.email=ci@acme.net", "commit", "-q", "-m", "token");
        git("-C", "long", "repack", "-q", "-a", "-d", "-f");
        try (Stream<Path> files = Files.walk(other.resolve(".git/objects/pack"))) {
            Path pack = files.filter(file -> file.toString().endsWith(".pack"))
                    .findFirst()
                    .orElseThrow();
            Searched searched = Searched.file("app/" + pack.getFileName(), Files.readAllBytes(pack));

            assertThat(searched.unsearched()).isEmpty();
            assertThat(searched.found())
                    .extracting(FoundSecret::path)
                    .containsExactly("app/" + pack.getFileName() + "!/app.properties");
        }
    }

    @Test
    void inObjectsByThemselves() throws Exception {
        long found = 0;
        try (Stream<Path> files = Files.walk(directory.resolve(".git/objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Searched searched = Searched.file(
                        "app/" + directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                assertThat(searched.unsearched()).isEmpty();
                found += searched.found().size();
            }
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void aDamagedPackIsUndecided() throws Exception {
        git("gc", "-q", "--prune=now");
        byte[] pack = Files.readAllBytes(only(".pack"));
        for (int at : List.of(13, pack.length / 2)) {
            byte[] damaged = pack.clone();
            java.util.Arrays.fill(damaged, at, at + 8, (byte) 0xff);
            assertThat(Searched.file("app/x.pack", damaged).unsearched()).isNotEmpty();
        }
    }

    private Path only(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(".git/objects"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void commit(String message) throws IOException, InterruptedException {
        git("add", ".");
        git("-c", "user.name=ci", "-c", "user.email=ci@acme.net", "commit", "-q", "-m", message);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Peer.run(directory, command);
    }
}
