package io.jenkins.lib.containergate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsedVexRepositoriesTest {
    private final ParsedVexRepositories parsed = new ParsedVexRepositories(2);

    @TempDir
    private Path folder;

    private Path repository(String name, String status) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("repository.json", bytes("{\"address\": \"https://vex.example.org/" + name + "\"}"));
        entries.put("index.json", bytes("""
                {"updated_at": "2026-11-20T00:00:00Z", "packages": [{"id": "pkg:npm/lodash", "location": "vex.json"}]}"""));
        entries.put("vex.json", bytes("""
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/1", "author": "Acme", "version": 1,
                 "timestamp": "2026-11-20T10:00:00Z", "statements": [{"vulnerability": {"name": "CVE-2026-1"},
                  "products": [{"@id": "pkg:npm/lodash"}], "status": "%s"}]}""".formatted(status)));
        return Files.write(folder.resolve(name + ".zip"), OsvExportFiles.zip(entries));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsReadOnceForEachContentWhateverItsTimes() throws Exception {
        Path file = repository("acme", "fixed");
        var times = Files.getLastModifiedTime(file);
        VexRepository first = parsed.read(file);
        assertThat(parsed.read(file)).isSameAs(first);

        repository("acme", "affected");
        Files.setLastModifiedTime(file, times);
        VexRepository second = parsed.read(file);
        assertThat(second).isNotEqualTo(first);
        assertThat(second.documents().toString()).containsIgnoringCase("affected");
    }

    @Test
    void theOneThatWasNotNeededForTheLongestTimeIsReadAgain() throws Exception {
        Path[] files = {repository("a", "fixed"), repository("b", "fixed"), repository("c", "fixed")};
        VexRepository first = parsed.read(files[0]);
        VexRepository second = parsed.read(files[1]);
        assertThat(parsed.read(files[0])).isSameAs(first);
        parsed.read(files[2]);
        assertThat(parsed.read(files[0])).isSameAs(first);
        assertThat(parsed.read(files[1])).isEqualTo(second).isNotSameAs(second);
    }

    @Test
    void aFileThatWentOrIsDamagedIsAnErrorEachTime() throws Exception {
        Path file = repository("acme", "fixed");
        parsed.read(file);
        Files.write(file, new byte[] {'P', 'K', 3, 4});
        assertThatThrownBy(() -> parsed.read(file)).isInstanceOf(GateException.class);
        Files.delete(file);
        assertThatThrownBy(() -> parsed.read(file)).isInstanceOf(GateException.class);
    }
}
