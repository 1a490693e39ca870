package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.EncodedText;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.regex.Pattern;

/** User data of instances, launch templates and launch configurations: scripts that run wherever the tasks of the file do. */
final class HostScripts {
    static final String REASON =
            "its user data starts or changes tasks, or what starts them, and this version does not evaluate what";

    static final String INIT_REASON = "the commands or files of its AWS::CloudFormation::Init start or change tasks, or"
            + " what starts them, and this version does not evaluate what";

    /** Before a file of {@code cfn-init}, as the texts of an object have the names of members before them. */
    private static final String FILE = "content=";

    /** Scripts for container instances speak of ECS in their comments. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#(?!!).*$");

    /** Where a shell does not read on, nor a list of words of cloud-init: {@code start ecs} ends there. */
    private static final Pattern END = Pattern.compile("(?<![\\\\^`,\\r])\\r?\\n(?![ \\t]*- )");

    private HostScripts() {}

    static boolean startTasks(Wall wall, Budget budget) throws GateException {
        if (!(wall.facts() instanceof Wall.HostTemplate)) {
            return false;
        }
        return InlineCode.startsTasks(scripts(TextParts.of(wall.source(), budget)));
    }

    /** @param texts that {@code cfn-init} carries out: many, each of which is a command, a file or a word of a command */
    static boolean initStartsTasks(List<String> texts) {
        List<String> plain = texts.stream()
                .map(text -> text.startsWith(FILE) ? text.substring(FILE.length()) : text)
                .toList();
        return InlineCode.startsTasks(List.of(String.join("\n", scripts(EncodedText.withDecoded(plain)))));
    }

    private static List<String> scripts(List<String> texts) {
        return texts.stream()
                .map(text -> END.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("\n;\n"))
                .toList();
    }
}
