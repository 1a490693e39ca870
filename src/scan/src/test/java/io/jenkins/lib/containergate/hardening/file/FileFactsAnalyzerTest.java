package io.jenkins.lib.containergate.hardening.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.hardening.file.FileFactsVisitor.CacheCollector;
import io.jenkins.lib.containergate.hardening.file.FileFactsVisitor.NotedFilesCollector;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.CacheUse;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFiles;
import org.junit.jupiter.api.Test;

class FileFactsAnalyzerTest {
    @Test
    void pathsAreBoundedInNumberAndTheRestIsCounted() {
        TestLayer layer = new TestLayer();
        for (int i = 0; i < 10_000; i++) {
            layer.file("f" + i, 04777, "");
        }
        NotedFiles setuid = layer.facts().files(FileTrait.SETUID_OR_SETGID);
        assertThat(setuid.files()).hasSize(NotedFilesCollector.MAX_FILES);
        assertThat(setuid.omitted()).isEqualTo(10_000 - NotedFilesCollector.MAX_FILES);
        assertThat(layer.facts().files(FileTrait.WORLD_WRITABLE).files()).hasSize(NotedFilesCollector.MAX_FILES);
    }

    @Test
    void pathsAreBoundedInLengthAndTheRestIsCounted() {
        TestLayer layer = new TestLayer();
        for (int i = 0; i < 100; i++) {
            layer.file("d/".repeat(2_000) + i, 04755, "");
        }
        NotedFiles setuid = layer.facts().files(FileTrait.SETUID_OR_SETGID);
        assertThat(setuid.files()).hasSize(4);
        assertThat(setuid.omitted()).isEqualTo(96);
    }

    @Test
    void cacheDirectoriesAreBoundedAndTheRestIsAddedUp() {
        TestLayer layer = new TestLayer();
        for (int i = 0; i < 1_000; i++) {
            layer.file("home/u" + i + "/.cache/pip/x", "12345");
        }
        assertThat(layer.facts().caches())
                .hasSize(CacheCollector.MAX_DIRECTORIES + 1)
                .last()
                .isEqualTo(new CacheUse(PackageCache.PIP, CacheCollector.ELSEWHERE, 950, 4_750));
    }

    @Test
    void theSameLayerGivesTheSameFacts() {
        TestLayer layer = new TestLayer()
                .file("etc/passwd", "root:x:0:0\n")
                .file("b", 04755)
                .file("a", 0666)
                .file("var/cache/apk/x", "1");
        assertThat(layer.facts())
                .isEqualTo(layer.facts())
                .hasToString(layer.facts().toString());
    }

    @Test
    void everyTraitHasAnAnswerEvenInAnEmptyLayer() {
        assertThat(new TestLayer().facts().files()).containsOnlyKeys(FileTrait.values());
    }
}
