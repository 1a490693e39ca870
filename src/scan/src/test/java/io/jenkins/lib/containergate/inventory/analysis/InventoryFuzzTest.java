package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages a good file of each format in many seeded ways: the answer is always packages or a gap. */
class InventoryFuzzTest {
    private static final int ROUNDS = 400;
    private static final Limits LIMITS =
            new Limits(8 << 20, 512, 64L << 30, 2_000, 2_000_000, 4096, 40, 16 << 20, 4, 10_000);

    private record Sample(String path, byte[] content) {}

    static Stream<Arguments> samples() throws Exception {
        byte[] library = TestJar.jar()
                .manifest("Bundle-SymbolicName: g.x.a")
                .pom("g.x", "a", "1")
                .bytes();
        byte[] war = TestJar.jar()
                .manifest()
                .pom("g.x", "war", "2")
                .with("WEB-INF/lib/a-1.jar", library)
                .stored("WEB-INF/lib/b-1.jar", library)
                .classes("org/apache/x/", 12)
                .bytes();
        String modules = "path\tx\nmod\tx\t(devel)\ndep\ta.org/b\tv1.0.0\th1:x=\n=>\ta.org/c\tv2.0.0\n";
        String metadata = "Metadata-Version: 2.1\nName: Flask\nVersion: 3.0.2\nLicense: MIT\n\nbody\n";
        return Stream.of(
                        text("var/lib/dpkg/status", deb("a", "1:2-3", "Source: b (1)\n") + deb("c", "2", "")),
                        text("var/lib/dpkg/status.d/a", deb("a", "1:2-3", "Source: b (1)\n")),
                        text("lib/apk/db/installed", "C:Q1\nP:a\nV:1-r0\nA:x86_64\no:b\nL:MIT\n\nP:c\nV:2\n\n"),
                        text("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"a \\\"b\\\"\"\n"),
                        text(
                                "node_modules/a/package.json",
                                "{\"name\":\"a\",\"version\":\"1.0.0\",\"license\":[{\"type\":\"MIT\"}]}"),
                        text("a.dist-info/METADATA", metadata),
                        new Sample(
                                "a.egg",
                                TestJar.jar()
                                        .with("EGG-INFO/PKG-INFO", metadata)
                                        .bytes()),
                        new Sample("shop.war", war),
                        text("x/META-INF/maven/g/a/pom.properties", "groupId=g.x\nartifactId=a\nversion=1\n"),
                        new Sample(
                                "bin/app",
                                TestElf.elf().inline("go1.22.1", modules).bytes()))
                .map(sample -> Arguments.of(Named.of(sample.path, sample)));
    }

    private static Sample text(String path, String text) {
        return new Sample(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theUndamagedFileIsRead(Sample sample) throws Exception {
        LayerInventory inventory = TestLayer.file(sample.path, sample.content).inventory();
        assertThat(inventory.files()).hasSize(1);
        assertThat(inventory.files().get(0).gaps()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aDamagedFileGivesPackagesOrGapsAndNeverAFault(Sample sample) throws Exception {
        for (long seed = 0; seed < ROUNDS; seed++) {
            survive(sample, damaged(sample.content, new Random(seed)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aTruncatedFileGivesPackagesOrGapsAndNeverAFault(Sample sample) throws Exception {
        int step = Math.max(1, sample.content.length / ROUNDS);
        for (int length = 0; length < sample.content.length; length += step) {
            survive(sample, Arrays.copyOf(sample.content, length), "length " + length);
        }
    }

    /** JSON readers take what begins with zero bytes for UTF-32. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/node_modules/a/package.json",
                "app/package.json",
                "app/composer/installed.json",
                "app/shop.deps.json",
                "app/packages.lock.json",
                "app/Cargo.lock",
                "root/.cargo/registry/src/index/a-1.0.0/Cargo.toml",
                "opt/bitnami/a/.spdx-a.spdx",
                "usr/share/a.cdx.json",
                "usr/share/a.spdx.json",
                "app/.dart_tool/package_config.json",
                "app/pubspec.lock",
                "root/.nuget/packages/a/1.0.0/a.nuspec",
                "usr/lib/python3/dist-packages/a-1.0.dist-info/METADATA",
                "usr/share/doc/a/copyright",
                "usr/lib/ruby/specifications/a-1.0.gemspec",
                "usr/share/php/.registry/a.reg",
                "app/META-INF/maven/g/a/pom.properties",
                "usr/lib/jvm/java/release",
                "app/quarkus-app-dependencies.txt",
                "var/lib/rpm/rpmdb.sqlite",
                "var/lib/rpm/Packages",
                "var/lib/rpm/Packages.db",
                "var/lib/rpmmanifest/container-manifest-2",
                "app/a.asar",
                "app/a.jmod",
                "usr/lib/jvm/java/lib/modules"
            })
    void bytesThatAreNoTextGiveAGapOrNothingAndNeverAFault(String path) throws Exception {
        byte[] wide = "{\"name\": \"a\", \"version\": \"1\"}".getBytes(Charset.forName("UTF-32BE"));
        byte[] broken = wide.clone();
        broken[wide.length - 4] = 0x50;
        byte[] cut = Arrays.copyOf(wide, wide.length - 2);
        byte[] noUtf8 = "name = \"\u00ff\u00fe\"".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] content :
                new byte[][] {wide, broken, cut, noUtf8, new byte[5001], {0, 0, (byte) 0xfe, (byte) 0xff, 1}}) {
            survive(new Sample(path, content), content, Arrays.toString(Arrays.copyOf(content, 20)));
        }
    }

    private static void survive(Sample sample, byte[] content, String how) throws Exception {
        try {
            TestImage.of(TestLayer.file(sample.path, content).limits(LIMITS)).inventory();
        } catch (RuntimeException | StackOverflowError | java.io.IOException e) {
            throw new AssertionError(sample.path + ", " + how, e);
        }
    }

    private static byte[] damaged(byte[] content, Random random) {
        byte[] damaged = content.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt(256);
                case 2 -> damaged[at] = (byte) 0xff;
                default -> {
                    int length = Math.min(random.nextInt(16), damaged.length - at);
                    System.arraycopy(damaged, random.nextInt(damaged.length - length + 1), damaged, at, length);
                }
            }
        }
        return damaged;
    }
}
