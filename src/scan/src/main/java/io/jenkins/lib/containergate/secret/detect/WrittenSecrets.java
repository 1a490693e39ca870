package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.LatePattern;
import java.util.List;

/** What a shell writes to a file that is called like a secret. */
final class WrittenSecrets {
    private static final String VALUE = CommandPasswords.VALUE;
    /** A file that is called like a secret. */
    private static final String SECRET_FILE =
            "[\"']?[^\\s;&|\"'<]{0,120}?(?i:secret|passw|token|credential|api_?key)[^\\s;&|\"'<]{0,60}[\"']?";

    /** Of a here document, which is all of a file if it is one word between two lines. */
    private static final String MARK = "[-~]?\\s*[\\\\\"']?\\w{1,32}[\"']?";

    private static final String LINE_OF_DOCUMENT =
            "[ \\t]*\\r?\\n[ \\t]*([^\\s\"'`$<>|;&]{6,200})[ \\t]*\\r?\\n[ \\t]*\\w{1,32}[ \\t]*(?:\\r?\\n|\\)|$)";
    private static final String UNSEEN = "(?:\\s*>\\s*/dev/null)?";
    private static final String DOCUMENT = "\\s*<<" + MARK + UNSEEN + LINE_OF_DOCUMENT;
    private static final String TEE = "tee\\s+(?:-a\\s+)?" + SECRET_FILE + UNSEEN;

    static final List<PasswordArgument> ALL = List.of(
            PasswordArgument.after("echo ", written("echo")).ifAnyOf(">", "| tee", "sudo tee"),
            copied("cat >"),
            copied("cat>"),
            document("cat <<"),
            document("cat<<"),
            PasswordArgument.after(
                            "tee ", new LatePattern(TEE + DOCUMENT), new LatePattern(TEE + "\\s*<<<\\s*" + VALUE))
                    .ifAnyOf("<<"),
            PasswordArgument.after("printf ", written("printf")).ifAnyOf(">", "| tee", "sudo tee"));

    private WrittenSecrets() {}

    /** What {@code cat} copies to such a file from a document or a string behind its name. */
    private static PasswordArgument copied(String keyword) {
        String file = keyword + ">?\\s*" + SECRET_FILE;
        return PasswordArgument.after(
                        keyword, new LatePattern(file + DOCUMENT), new LatePattern(file + "\\s*<<<\\s*" + VALUE))
                .ifAnyOf("<<");
    }

    /** The same where the name of the file comes last. */
    private static PasswordArgument document(String keyword) {
        return PasswordArgument.after(
                        keyword,
                        new LatePattern(keyword + MARK + "\\s*>{1,2}\\s*" + SECRET_FILE + LINE_OF_DOCUMENT),
                        new LatePattern(keyword + MARK + "\\s*\\|\\s*(?:sudo\\s+)?" + TEE + LINE_OF_DOCUMENT),
                        new LatePattern(
                                keyword + "<\\s*[\"']?([^\\s\"'`$<>|;&]{6,200})[\"']?\\s*>{1,2}\\s*" + SECRET_FILE))
                .ifAnyOf(">", "tee ");
    }

    /** What a shell writes to a file that is called like a secret. */
    private static LatePattern written(String name) {
        return new LatePattern(name + "(?:\\s+-[neE]{1,3})?(?:\\s+[\"']?%s(?:\\\\n"
                + ")?[\"']?)?\\s+[\"']?([^\\s\"'`$<>|;&]{6,200}?)(?:\\\\n"
                + ")?[\"']?\\s*(?:>{1,2}|\\|\\s*(?:sudo\\s+)?tee\\s(?:-a\\s)?)\\s*[\"']?[^\\s;&|\"']{0,120}?"
                + "(?i:secret|passw|token|credential|api_?key)");
    }
}
