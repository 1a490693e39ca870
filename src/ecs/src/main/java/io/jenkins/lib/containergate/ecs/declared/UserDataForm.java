package io.jenkins.lib.containergate.ecs.declared;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether user data is in a form whose lines are read here: scripts of shells, cloud-config, settings of Bottlerocket, and what a script
 * of PowerShell calls of the agent's module. In every other form a line that sets something may be a text, a comment or never carried out.
 */
final class UserDataForm {
    private static final Pattern INTERPRETER = Pattern.compile("(?m)^[ \\t]*#![ \\t]*(?<line>/\\S[^\\r\\n]*)");
    private static final Pattern SHELL = Pattern.compile("(?:/[\\w.-]+){0,6}/(?:env[ \\t]+)?(?:ba|da|a|z|k)?sh"
            + "(?:[ \\t]+-(?:[eufxvlEi]{1,8}|o[ \\t]+\\w{1,20})){0,6}[ \\t]*");
    private static final Pattern ENCODED =
            Pattern.compile("(?im)^[ \\t]*content-transfer-encoding[ \\t]*:[ \\t]*+(?!7bit|8bit|binary)"
                    + "|^[ \\t]*encoding[ \\t]*:[ \\t]*[\"']?(?:b64|base64|gz)");
    private static final Pattern PART = Pattern.compile("(?im)^[ \\t]*content-type[ \\t]*:[ \\t]*+(?!multipart/mixed"
            + "|text/(?:x-shellscript|cloud-config|cloud-boothook|plain|x-include(?:-once)?-url)\\b)|^#part-handler");
    private static final Pattern JINJA = Pattern.compile("(?m)^##[ \\t]*template[ \\t]*:");
    private static final Pattern POWERSHELL = Pattern.compile("(?is)<powershell>(?<script>.*?)(?:</powershell>|\\z)");
    /** Without branches, functions and texts of several lines; a line may go on after a backtick. */
    private static final Pattern POWERSHELL_LINE =
            Pattern.compile("(?i)\\s*(?:#.*|Import-Module\\s+\\S+|Initialize-ECSAgent\\b[^;{}|]*|-[\\w]+\\b[^;{}|]*"
                    + "|\\[(?:System\\.)?Environment\\]::SetEnvironmentVariable\\([^;{}|]*\\)\\s*;?)?\\s*`?\\s*");

    private UserDataForm() {}

    /** Whether a part of it is not written as it stands: it may do anything. */
    static boolean encoded(String text) {
        return ENCODED.matcher(text).find();
    }

    /** @return why it is not known what its lines do; empty where nothing speaks against it */
    static Optional<String> doubt(String text) {
        Matcher interpreter = INTERPRETER.matcher(text);
        while (interpreter.find()) {
            if (!SHELL.matcher(interpreter.group("line")).matches()) {
                return Optional.of("it holds a script in another language than that of shells");
            }
        }
        if (PART.matcher(text).find()) {
            return Optional.of("a part of it is of a type that is not read");
        }
        if (JINJA.matcher(text).find()) {
            return Optional.of("it is a template of Jinja");
        }
        Matcher powershell = POWERSHELL.matcher(text);
        while (powershell.find()) {
            if (!powershell
                    .group("script")
                    .lines()
                    .allMatch(line -> POWERSHELL_LINE.matcher(line).matches())) {
                return Optional.of("its PowerShell does more than call the module of the agent");
            }
        }
        return Optional.empty();
    }
}
