package io.jenkins.lib.containergate.inventory.php;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that are archives of PHP, as {@code COPY --from=composer /usr/bin/composer /usr/bin/} brings one. */
class PharReaderTest {
    private static final String COMPOSER = "usr/bin/composer";
    private static final String STUB = "#!/usr/bin/env php\n<?php\nPhar::mapPhar('composer.phar');\n"
            + "require 'phar://composer.phar/bin/composer';\n";
    private static final String END = "__HALT_COMPILER();";
    private static final String RULE = "unread-ecosystem " + COMPOSER;

    @ParameterizedTest
    @ValueSource(strings = {" ?>\r\n", " ?>\n", "\n?>\n", " ?>", ""})
    void isUndecidedWhateverItsName(String behind) throws Exception {
        assertThat(TestLayer.file(COMPOSER, phar(STUB + END + behind)).gapRules())
                .containsExactly(RULE);
    }

    @Test
    void isUndecidedBehindALongScriptAndWithoutAnInterpreter() throws Exception {
        String classes =
                "// 'symfony\\\\console\\\\application' => '/symfony/console/Application.php',\n".repeat(100_000);

        assertThat(TestLayer.file(COMPOSER, phar(STUB + classes + END + " ?>\r\n"))
                        .gapRules())
                .containsExactly(RULE);
        assertThat(TestLayer.file(COMPOSER, phar("<?php Phar::mapPhar('x');" + classes + END))
                        .gapRules())
                .containsExactly(RULE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STUB,
                STUB + END,
                STUB + END + " ?>\r\n",
                "<?php " + END + " ?>\nThese lines are data, which the script reads itself.\n",
                "<?php $stub = 'Phar::mapPhar();" + END + "';\n"
            })
    void aScriptWithoutListOfFilesIsNone(String script) throws Exception {
        assertThat(TestLayer.file(COMPOSER, script).gapRules()).isEmpty();
    }

    /** @param stub and the list of no files behind it */
    private static byte[] phar(String stub) throws Exception {
        ByteArrayOutputStream phar = new ByteArrayOutputStream();
        phar.write(stub.getBytes(StandardCharsets.US_ASCII));
        phar.write(ByteBuffer.allocate(18)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(14)
                .putInt(0)
                .putShort((short) 0x0011)
                .array());
        return phar.toByteArray();
    }
}
