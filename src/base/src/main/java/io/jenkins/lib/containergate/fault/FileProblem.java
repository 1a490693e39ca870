package io.jenkins.lib.containergate.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a file could not be read or written, in words: the messages of Java are often the name of the file alone, or nothing. */
public final class FileProblem {
    private static final int MAX_TEXT = 300;
    private static final String UNKNOWN = "no reason is given";

    /** By the class itself, not by what it extends. */
    private static final Map<Class<? extends IOException>, String> WORDS = Map.of(
            NoSuchFileException.class, "it does not exist",
            AccessDeniedException.class, "access to it is denied",
            FileAlreadyExistsException.class, "a file of that name exists already",
            NotDirectoryException.class, "it is not a directory",
            DirectoryNotEmptyException.class, "it is a directory that is not empty",
            FileSystemLoopException.class, "its symbolic links form a loop",
            EOFException.class, "it ends too early");

    /** What operating systems and the zip library of Java say. */
    private static final Map<String, String> REASONS = Map.of(
            "No such file or directory", "it does not exist",
            "Permission denied", "access to it is denied",
            "Is a directory", "it is a directory",
            "Not a directory", "a part of its path is not a directory",
            "Too many levels of symbolic links", "its symbolic links form a loop",
            "No space left on device", "no space is left on the device",
            "Read-only file system", "the file system is read-only",
            "zip END header not found", "it is not a zip archive");

    private FileProblem() {}

    /** A sentence part that follows a colon, where the sentence names the file. */
    public static String of(IOException e) {
        String words = WORDS.get(e.getClass());
        if (words != null) {
            return words;
        }
        if (e instanceof JsonProcessingException json) {
            return JsonProblem.of(json);
        }
        if (e instanceof CharacterCodingException || e instanceof CharConversionException) {
            return "it is not text in UTF-8";
        }
        if (e instanceof FileSystemException fault) {
            return reason(fault.getReason());
        }
        return reason(e instanceof FileNotFoundException ? inParentheses(e.getMessage()) : e.getMessage());
    }

    /** The same where the sentence names a directory: the file in it, then what is wrong with it. */
    public static String within(IOException e) {
        return e instanceof FileSystemException fault && fault.getFile() != null
                ? SafeText.visible(fault.getFile()) + ": " + of(e)
                : of(e);
    }

    private static String reason(@Nullable String text) {
        return text == null || text.isBlank() ? UNKNOWN : REASONS.getOrDefault(text, SafeText.oneLine(text, MAX_TEXT));
    }

    /** {@code FILE (reason)}, as {@link FileNotFoundException} is worded. */
    private static @Nullable String inParentheses(@Nullable String text) {
        int open = text == null ? -1 : text.lastIndexOf(" (");
        return open >= 0 && text.endsWith(")") ? text.substring(open + 2, text.length() - 1) : text;
    }
}
