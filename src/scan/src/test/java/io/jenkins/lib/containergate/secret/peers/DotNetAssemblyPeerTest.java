package io.jenkins.lib.containergate.secret.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of a program that Mono's C# compiler made: .NET keeps them as UTF-16, ECMA-335 section II.24.2.4. */
@Tag("peers")
class DotNetAssemblyPeerTest {
    private final SecretTemplate template = new SecretTemplate(51);

    @TempDir
    Path directory;

    @Test
    void textsOfACompiledAssemblyAreSearched() throws Exception {
        Peer.needs("mcs");
        String token = template.fill("{github:ghp_}");
        String database = template.fill("postgres://shop:{password}@db.acme.net/shop");
        String source =
                "using System;\nclass Program {\n  static string unused = \"\u043f\u0430\u0440\u043e\u043b\u044c\";\n"
                        + "  static void Main() {\n    Console.WriteLine(\"" + token
                        + "\");\n    Console.WriteLine(unused);\n"
                        + "    Console.WriteLine(@\"connects to " + database + " once\");\n  }\n}\n";
        byte[] assembly = compiled(source);

        assertThat(new String(assembly, StandardCharsets.ISO_8859_1)).doesNotContain(token);
        assertThat(Searched.file("app/bin/Shop.exe", assembly).rules())
                .containsExactly("github-personal-access-token", "database-url");
    }

    private byte[] compiled(String source) throws Exception {
        Path file = Files.writeString(directory.resolve("Shop.cs"), source);
        Path assembly = directory.resolve("Shop.exe");
        Process compiler = new ProcessBuilder(List.of("mcs", "-out:" + assembly, file.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(compiler.waitFor()).as(said).isZero();
        return Files.readAllBytes(assembly);
    }
}
