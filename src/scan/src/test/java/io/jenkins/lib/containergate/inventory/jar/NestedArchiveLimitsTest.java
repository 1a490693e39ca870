package io.jenkins.lib.containergate.inventory.jar;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NestedArchiveLimitsTest {
    private static final String GAP = "package-data-limit bomb.jar";

    private static Limits limits(int pathLength, int depth, int entries) {
        return new Limits(8 << 20, 512, 64L << 30, 2_000, 2_000_000, pathLength, 40, 64 << 20, depth, entries);
    }

    private static byte[] nested(int depth) throws Exception {
        byte[] jar = TestJar.jar().pom("g.x", "innermost", "1").bytes();
        for (int i = 1; i < depth; i++) {
            jar = TestJar.jar().with("x.jar", jar).bytes();
        }
        return jar;
    }

    @Test
    void archivesNestedDeeperThanAllowedAreAGap() throws Exception {
        TestLayer allowed = TestLayer.file("bomb.jar", nested(4)).limits(limits(100, 4, 100));
        assertThat(allowed.names()).containsExactly("g.x:innermost 1");
        assertThat(allowed.gaps()).isEmpty();
        TestLayer tooDeep = TestLayer.file("bomb.jar", nested(5)).limits(limits(100, 4, 100));
        assertThat(tooDeep.gapRules()).containsExactly(GAP);
    }

    @Test
    void entriesOfNestedArchivesCountTogether() throws Exception {
        TestJar jar = TestJar.jar();
        for (int i = 0; i < 10; i++) {
            jar.with(i + ".jar", TestJar.jar().classes("x/", 10).bytes());
        }
        byte[] bytes = jar.bytes();
        assertThat(TestLayer.file("bomb.jar", bytes).limits(limits(100, 4, 110)).gaps())
                .isEmpty();
        assertThat(TestLayer.file("bomb.jar", bytes).limits(limits(100, 4, 109)).gapRules())
                .containsExactly(GAP);
    }

    @Test
    void aNestedArchiveIsUnpackedOnce() throws Exception {
        byte[] data = new byte[100_000];
        new Random(1).nextBytes(data);
        byte[] library =
                TestJar.jar().pom("g.x", "library", "1").with("data.bin", data).bytes();
        byte[] war = TestJar.jar().with("WEB-INF/lib/library.jar", library).bytes();
        Limits enough = new Limits(8 << 20, 512, 64L << 30, 2_000, 2_000_000, 100, 40, 250_000, 4, 100);

        TestLayer layer = TestLayer.file("app.war", war).limits(enough);

        assertThat(layer.names()).containsExactly("g.x:library 1");
        assertThat(layer.gaps()).isEmpty();
    }

    @Test
    void aLongNameOfANestedArchiveIsAGap() throws Exception {
        byte[] jar = TestJar.jar().with("x".repeat(200) + ".jar", nested(1)).bytes();
        assertThat(TestLayer.file("bomb.jar", jar).limits(limits(100, 4, 100)).gapRules())
                .containsExactly(GAP);
    }

    @Test
    void aHugePomPropertiesIsAGap() throws Exception {
        byte[] jar = TestJar.jar()
                .with("META-INF/maven/g/a/pom.properties", "#".repeat(70_000))
                .bytes();
        assertThat(TestLayer.file("bomb.jar", jar).gapRules()).containsExactly(GAP);
    }
}
