package io.jenkins.lib.containergate.inventory.rpm;

import static io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import io.jenkins.lib.containergate.testkit.rpm.BerkeleyWriter;
import io.jenkins.lib.containergate.testkit.rpm.NdbWriter;
import io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder;
import io.jenkins.lib.containergate.testkit.rpm.SqliteWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpmDatabaseReaderTest {
    private static RpmHeaderBuilder openssl() {
        return header("openssl-libs", "3.0.7-16.el9").epoch(1).source("openssl-3.0.7-16.el9.src.rpm");
    }

    /** The storages rpm has had, each with the name rpm gives it. */
    enum Storage {
        SQLITE("var/lib/rpm/rpmdb.sqlite") {
            @Override
            byte[] write(List<byte[]> headers) {
                return SqliteWriter.write(512, headers);
            }
        },
        NDB("usr/lib/sysimage/rpm/Packages.db") {
            @Override
            byte[] write(List<byte[]> headers) {
                return NdbWriter.write(headers);
            }
        },
        BERKELEY_DB("var/lib/rpm/Packages") {
            @Override
            byte[] write(List<byte[]> headers) {
                return BerkeleyWriter.write(ByteOrder.LITTLE_ENDIAN, 4096, headers);
            }
        },
        BERKELEY_DB_OF_A_BIG_ENDIAN_MACHINE("var/lib/rpm/Packages") {
            @Override
            byte[] write(List<byte[]> headers) {
                return BerkeleyWriter.write(ByteOrder.BIG_ENDIAN, 512, headers);
            }
        };

        final String path;

        Storage(String path) {
            this.path = path;
        }

        abstract byte[] write(List<byte[]> headers);

        TestLayer layer(RpmHeaderBuilder... headers) {
            return TestLayer.file(
                    path,
                    write(Arrays.stream(headers).map(RpmHeaderBuilder::bytes).toList()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPackageIsReadWithEpochSourceModuleAndLicense(Storage storage) throws Exception {
        FoundPackage found =
                storage.layer(openssl().module("tls:3:900:f00")).packages().get(0);
        assertThat(found.name()).isEqualTo("openssl-libs");
        assertThat(found.version()).isEqualTo("1:3.0.7-16.el9");
        assertThat(found.architecture()).contains("x86_64");
        assertThat(found.source()).contains(new SourcePackage("openssl", "1:3.0.7-16.el9"));
        assertThat(found.licenses()).containsExactly("MIT");
        assertThat(found.module()).contains("tls:3:900:f00");
    }

    @ParameterizedTest
    @EnumSource
    void manyPackagesWithLongHeadersAreAllRead(Storage storage) throws Exception {
        Random random = new Random(7);
        List<RpmHeaderBuilder> headers = IntStream.range(0, 700)
                .mapToObj(i -> header("p" + i, "1." + i + "-1").padding(random.nextInt(i % 50 == 0 ? 200_000 : 900)))
                .toList();
        assertThat(storage.layer(headers.toArray(RpmHeaderBuilder[]::new)).names())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 700)
                        .mapToObj(i -> "p" + i + " 1." + i + "-1")
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseHasNoPackagesAndNoGap(Storage storage) throws Exception {
        assertThat(storage.layer().packages()).isEmpty();
        assertThat(storage.layer().gapRules()).isEmpty();
    }

    @Test
    void aPublicKeyAmongThePackagesHasNeitherArchitectureNorSource() throws Exception {
        RpmHeaderBuilder key = RpmHeaderBuilder.empty()
                .string(1000, "gpg-pubkey")
                .string(1001, "fd431d51")
                .string(1002, "4ae0493b")
                .source("(none)");
        FoundPackage found = Storage.SQLITE.layer(key).packages().get(0);
        assertThat(found.version()).isEqualTo("fd431d51-4ae0493b");
        assertThat(found.architecture()).isEmpty();
        assertThat(found.source()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4096, 65_536})
    void everyPageSizeIsRead(int pageSize) throws Exception {
        byte[] database = SqliteWriter.write(pageSize, List.of(openssl().bytes()));
        assertThat(TestLayer.file(Storage.SQLITE.path, database).names())
                .containsExactly("openssl-libs 1:3.0.7-16.el9");
    }

    @ParameterizedTest
    @EnumSource
    void noTruncationYieldsFewerPackagesWithoutAGap(Storage storage) throws Exception {
        List<byte[]> headers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            headers.add(header("p" + i, "1-1").padding(i * 100).bytes());
        }
        byte[] whole = storage.write(headers);
        for (int length = 1; length < whole.length; length += 331) {
            TestLayer layer = TestLayer.file(storage.path, Arrays.copyOf(whole, length));
            assertThat(layer.gapRules()).containsExactly("unreadable-package-database " + storage.path);
            assertThat(layer.packages()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedDatabaseNeitherCrashesNorRunsOn(Storage storage) throws Exception {
        byte[] whole = storage.write(List.of(
                openssl().bytes(),
                header("a", "1-1").padding(2_000).bytes(),
                header("b", "1-1").bytes()));
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= round % 4; i++) {
                damaged[random.nextInt(round % 2 == 0 ? 200 : damaged.length)] = (byte) random.nextInt();
            }
            TestLayer layer = TestLayer.file(storage.path, damaged);
            assertThat(layer.packages()).hasSizeLessThanOrEqualTo(3);
            assertThat(layer.packages().isEmpty() || layer.gaps().isEmpty()).isTrue();
        }
    }

    @Test
    void pagesThatPointInCirclesEnd() throws Exception {
        byte[] database = SqliteWriter.write(
                512, List.of(header("a", "1-1").padding(3_000).bytes()));
        // the chain of the row's overflow pages is written from its end: the third page leads to the second
        ByteBuffer.wrap(database).putInt(512 * 2, 3);
        assertThat(TestLayer.file(Storage.SQLITE.path, database).gapRules())
                .containsExactly("unreadable-package-database " + Storage.SQLITE.path);
    }

    @Test
    void aBerkeleyDbChainThatPointsInCirclesEnds() throws Exception {
        byte[] database = BerkeleyWriter.write(
                ByteOrder.LITTLE_ENDIAN,
                512,
                List.of(header("a", "1-1").padding(3_000).bytes()));
        // pages: description, bucket, chain; its second page comes to lead to the first
        ByteBuffer.wrap(database).order(ByteOrder.LITTLE_ENDIAN).putInt(512 * 3 + 16, 2);
        assertThat(TestLayer.file(Storage.BERKELEY_DB.path, database).gapRules())
                .containsExactly("unreadable-package-database " + Storage.BERKELEY_DB.path);
    }

    @Test
    void anNdbPackageThatIsNotWhatItsChecksumSaysIsAGap() throws Exception {
        byte[] database = NdbWriter.write(List.of(openssl().bytes()));
        database[4096 + 16 + 200] ^= 1;
        assertThat(TestLayer.file(Storage.NDB.path, database).gapRules())
                .containsExactly("unreadable-package-database " + Storage.NDB.path);
    }

    @Test
    void ndbSlotsThatAllNameTheSameBlocksAreAGap() throws Exception {
        byte[] database = NdbWriter.write(List.of(openssl().bytes()));
        byte[] slot = Arrays.copyOfRange(database, 48, 64);
        for (int at = 64; at < 4096; at += 16) {
            System.arraycopy(slot, 0, database, at, slot.length);
        }
        assertThat(TestLayer.file(Storage.NDB.path, database).gapRules())
                .containsExactly("unreadable-package-database " + Storage.NDB.path);
    }

    @Test
    void aDatabaseWithoutPackagesTableIsAGap() throws Exception {
        byte[] database = SqliteWriter.write(512, "Names", List.of(openssl().bytes()));
        assertThat(TestLayer.file(Storage.SQLITE.path, database).gapRules())
                .containsExactly("unreadable-package-database " + Storage.SQLITE.path);
    }

    @Test
    void transactionsBesideTheDatabaseAreAGapUnlessTheFileIsEmpty() throws Exception {
        String log = Storage.SQLITE.path + "-wal";
        assertThat(Storage.SQLITE.layer(openssl()).with(log, "").gapRules()).isEmpty();
        assertThat(Storage.SQLITE.layer(openssl()).with(log, "x").gapRules())
                .containsExactly("unreadable-package-database " + log);
    }

    @Test
    void whatIsNoDatabaseIsAGap() throws Exception {
        for (String name : List.of("rpmdb.sqlite", "Packages", "Packages.db")) {
            assertThat(TestLayer.file("usr/lib/sysimage/rpm/" + name, "no database")
                            .gapRules())
                    .containsExactly("unreadable-package-database usr/lib/sysimage/rpm/" + name);
        }
    }

    @Test
    void aHeaderThatIsNotWholeIsAGapForTheWholeDatabase() throws Exception {
        List<RpmHeaderBuilder> broken = List.of(
                RpmHeaderBuilder.empty().string(1000, "a").string(1001, "1"),
                header("a b", "1-1"),
                header("a", "1-1").string(1000, "b"),
                header("a", "1-1").number(RpmHeaderBuilder.SOURCE_RPM, 1),
                header("a", "1-1").source("nothing"),
                header("a", "1-1").string(RpmHeaderBuilder.EPOCH, "1"),
                header("a", "1-1").module("a\nb"),
                RpmHeaderBuilder.empty().entry(1000, 6, new byte[] {'a'}));
        for (RpmHeaderBuilder header : broken) {
            TestLayer layer = Storage.SQLITE.layer(openssl(), header);
            assertThat(layer.packages()).isEmpty();
            assertThat(layer.gapRules()).containsExactly("unreadable-package-database " + Storage.SQLITE.path);
        }
    }

    @Test
    void moreOrLargerPackagesThanAllowedAreAGap() throws Exception {
        InventoryLimits one = new InventoryLimits(1 << 20, 5_000, 1, 100);
        assertThat(Storage.SQLITE
                        .layer(openssl(), header("a", "1-1"))
                        .limits(one)
                        .gapRules())
                .containsExactly("package-data-limit " + Storage.SQLITE.path);
        assertThat(Storage.SQLITE
                        .layer(header("a", "1-1").padding(6_000))
                        .limits(one)
                        .gapRules())
                .containsExactly("package-data-limit " + Storage.SQLITE.path);
    }
}
