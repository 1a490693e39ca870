package io.jenkins.lib.containergate.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {
    @TempDir
    private Path folder;

    @Test
    void saysInWordsWhatTheFileSystemSaysWithTheNameOfTheFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        Path missing = folder.resolve("missing");
        assertThat(problem(() -> Files.readAllBytes(missing))).isEqualTo("it does not exist");
        assertThat(problem(() -> new FileInputStream(missing.toFile()).close())).isEqualTo("it does not exist");
        assertThat(problem(() -> Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)))
                .isEqualTo("a file of that name exists already");
        assertThat(problem(() -> Files.readAllBytes(folder))).isEqualTo("it is a directory");
        assertThat(problem(() -> Files.list(file))).isEqualTo("it is not a directory");
        assertThat(problem(() -> Files.readAllBytes(file.resolve("below"))))
                .isEqualTo("a part of its path is not a directory");
        assertThat(FileProblem.of(new AccessDeniedException("file"))).isEqualTo("access to it is denied");
        assertThat(FileProblem.of(new MalformedInputException(1))).isEqualTo("it is not text in UTF-8");
        assertThat(problem(() -> new ZipFile(file.toFile()).close())).doesNotContain("file", "null");
    }

    @Test
    void namesTheFileWhereTheSentenceNamesADirectory() {
        Path missing = folder.resolve("missing");
        assertThat(FileProblem.within(fault(() -> Files.readAllBytes(missing))))
                .isEqualTo(missing + ": it does not exist");
        assertThat(FileProblem.within(new IOException("No space left on device")))
                .isEqualTo("no space is left on the device");
    }

    @Test
    void saysNothingOfWhatIsInTheFileAndLetsNothingSteerATerminal() {
        assertThat(problem(() -> JsonMapper.builder().build().readTree("{\"auth\": hunter2}")))
                .contains("line 1")
                .doesNotContain("hunter2");
        assertThat(FileProblem.of(new FileSystemException("f", null, "a\u001b[31m\nb")))
                .doesNotContain("\u001b", "\n");
        assertThat(FileProblem.of(new IOException())).isEqualTo("no reason is given");
        assertThat(FileProblem.of(new FileSystemException("f"))).isEqualTo("no reason is given");
        assertThat(FileProblem.of(new IOException("x".repeat(5_000)))).hasSizeLessThan(400);
    }

    private static String problem(ThrowingCallable action) {
        return FileProblem.of(fault(action));
    }

    private static IOException fault(ThrowingCallable action) {
        return catchThrowableOfType(IOException.class, action);
    }
}
