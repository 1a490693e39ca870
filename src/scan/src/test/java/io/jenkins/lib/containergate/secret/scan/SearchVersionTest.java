package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.testkit.secret.SecretEncoding;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Caches keep what a search finds under its id, so what it finds may only change together with the id. */
class SearchVersionTest {
    private static final List<String> PLACES = List.of("srv/app/.env", "srv/app/main.js", "usr/share/doc/readme");

    @Test
    void whatIsFoundChangesOnlyWithTheVersion() throws IOException {
        String current = SecretSearch.VERSION + " "
                + Digest.of(found().getBytes(StandardCharsets.UTF_8)).hex();
        try (InputStream known = SearchVersionTest.class.getResourceAsStream("search-versions.txt")) {
            List<String> versions = new String(known.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(versions.get(versions.size() - 1))
                    .as("the search finds something else: raise SecretSearch.VERSION and add a line to"
                            + " search-versions.txt")
                    .isEqualTo(current);
            assertThat(versions.stream().map(line -> line.split(" ")[0])).doesNotHaveDuplicates();
        }
    }

    @Test
    void theVersionIsPartOfTheId() {
        assertThat(SecretSearch.standard(Limits.defaults()).id()).startsWith(SecretSearch.VERSION + "-");
    }

    /** Everything reported of every rule's examples and near misses, in texts, programs and encodings. */
    private static String found() {
        List<String> found = new ArrayList<>();
        for (SecretRule rule : Searched.STANDARD.rules()) {
            List<String> templates = new ArrayList<>(rule.examples());
            templates.addAll(rule.near());
            for (String template : templates) {
                String text = new SecretTemplate(17).fill(template);
                for (String place : PLACES) {
                    found.add(shown(Searched.file(place, "first line\n" + text)));
                }
                found.add(shown(Searched.file("usr/bin/tool", "\0\1\2" + text + "\0")));
                found.add(shown(
                        Searched.file("app/tool.dll", ("\1\2\0" + text + "\0").getBytes(StandardCharsets.UTF_16LE))));
                for (SecretEncoding encoding : SecretEncoding.values()) {
                    found.add(shown(Searched.file("srv/app/state.yaml", encoding.encode(text))));
                }
            }
        }
        return String.join("\n", found);
    }

    private static String shown(Searched searched) {
        return searched.found() + " " + searched.unsearched();
    }
}
