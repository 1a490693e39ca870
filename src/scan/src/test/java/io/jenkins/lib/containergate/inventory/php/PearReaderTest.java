package io.jenkins.lib.containergate.inventory.php;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PearReaderTest {
    private static final String PATH = "usr/local/lib/php/.registry/archive_tar.reg";
    private static final String ENTRY =
            "a:6:{s:7:\"attribs\";a:2:{s:7:\"version\";s:3:\"2.0\";i:0;a:1:{s:4:\"name\";s:1:\"x\";}}s:4:\"name\";s:11:\"Archive_Tar\";"
                    + "s:7:\"summary\";s:12:\"\u00fc\"; a:1:{ }\";s:5:\"files\";N;"
                    + "s:7:\"version\";a:2:{s:7:\"release\";s:5:\"1.4.0\";s:3:\"api\";s:5:\"1.9.0\";}s:6:\"signed\";b:0;}";

    @Test
    void aPackageHasTheNameThatPackagistGivesIt() throws Exception {
        assertThat(TestLayer.file(PATH, ENTRY).names()).containsExactly("pear/archive_tar 1.4.0");
    }

    @Test
    void anEntryInTheFirstFormatIsRead() throws Exception {
        assertThat(TestLayer.file(PATH, "a:2:{s:7:\"package\";s:4:\"Mail\";s:7:\"version\";s:5:\"1.1.9\";}")
                        .names())
                .containsExactly("pear/mail 1.1.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a:0:{}",
                "a:1:{s:4:\"name\";s:4:\"Mail\";}",
                "a:1:{s:4:\"name\";s:999999999:\"Mail\";}",
                "a:1:{s:4:\"name\";s:9999999999:\"Mail\";}",
                "a:1:{s:4:\"name\";s:-1:\"Mail\";}",
                "a:999999999:{s:4:\"name\";s:4:\"Mail\";}",
                "a:1:{s:4:\"name\";O:4:\"Mail\":0:{}}",
                "a:2:{s:4:\"name\";s:4:\"Mail\";s:7:\"version\";s:5:\"1.1.9\";}x"
            })
    void whatIsNoEntryOfAPackageIsAGap(String text) throws Exception {
        assertThat(TestLayer.file(PATH, text).gapRules()).containsExactly("unreadable-package-metadata " + PATH);
    }

    @Test
    void deepAndCutEntriesAreGaps() throws Exception {
        for (int length = 1; length < ENTRY.length(); length++) {
            assertThat(TestLayer.file(PATH, ENTRY.substring(0, length)).gapRules())
                    .as(ENTRY.substring(0, length))
                    .hasSize(1);
        }
        assertThat(TestLayer.file(PATH, "a:1:{i:0;".repeat(100_000)).gapRules()).hasSize(1);
    }

    @Test
    void packagesOfOtherChannelsAreNotRead() throws Exception {
        String path = "usr/local/lib/php/.registry/.channel.pecl.php.net/redis.reg";
        assertThat(TestLayer.file(path, ENTRY).names()).isEmpty();
    }
}
