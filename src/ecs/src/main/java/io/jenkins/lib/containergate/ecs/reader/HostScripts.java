package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.regex.Pattern;

/** User data of instances, launch templates and launch configurations: scripts that run wherever the tasks of the file do. */
final class HostScripts {
    static final String REASON =
            "its user data starts or changes tasks, or what starts them, and this version does not evaluate what";

    /** Scripts for container instances speak of ECS in their comments. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#(?!!).*$");

    /** Where a shell does not read on, nor a list of words of cloud-init: {@code start ecs} ends there. */
    private static final Pattern END = Pattern.compile("(?<![\\\\^`,\\r])\\r?\\n(?![ \\t]*- )");

    private HostScripts() {}

    static boolean startTasks(Wall wall, Budget budget) throws GateException {
        if (!(wall.facts() instanceof Wall.HostTemplate)) {
            return false;
        }
        List<String> scripts = TextParts.of(wall.source(), budget).stream()
                .map(text -> END.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("\n;\n"))
                .toList();
        return InlineCode.startsTasks(scripts);
    }
}
