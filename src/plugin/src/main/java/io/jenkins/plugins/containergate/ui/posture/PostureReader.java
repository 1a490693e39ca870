package io.jenkins.plugins.containergate.ui.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.text.FirstFew;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.ui.posture.PostureView.Action;
import io.jenkins.plugins.containergate.ui.posture.PostureView.Cell;
import io.jenkins.plugins.containergate.ui.posture.PostureView.Reason;
import io.jenkins.plugins.containergate.ui.posture.PostureView.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a posture with a build, read for the page. */
final class PostureReader {
    private static final int ACTIONS = 10;
    private static final int REASONS = 10;
    private static final int WORKLOADS = 5;
    private static final int MAX_TEXT = 1_000;

    private PostureReader() {}

    static PostureView unreadable(GateException cause) {
        return new PostureView(text(JenkinsWords.of(cause.getMessage())), "", List.of(), List.of(), List.of());
    }

    static PostureView of(JsonNode json) {
        JsonNode cluster = json.at("/clusters/0");
        JsonNode error = cluster.path("error");
        List<String> titles = new ArrayList<>();
        json.path("controls").forEach(each -> titles.add(text(each, "title")));
        List<Row> rows = new ArrayList<>();
        cluster.path("workloads").forEach(each -> rows.add(row(each, rows.size() + 1, json.path("controls"))));
        List<Action> actions = new ArrayList<>();
        cluster.path("actions").forEach(each -> {
            if (actions.size() < ACTIONS) {
                actions.add(action(each));
            }
        });
        return new PostureView(
                error.isObject() ? JenkinsWords.of(text(error, "problem") + "; " + text(error, "remedy")) : "",
                text(cluster, "judgedAt"),
                titles,
                rows,
                actions);
    }

    private static Row row(JsonNode json, int number, JsonNode controls) {
        List<Cell> cells = new ArrayList<>();
        for (JsonNode control : controls) {
            cells.add(cell(
                    json.path("controls").path(text(control, "key")),
                    text(control, "title"),
                    "r" + number + "-" + text(control, "key")));
        }
        List<String> types = new ArrayList<>();
        json.path("launchTypes").forEach(each -> types.add(text(each.asText())));
        String kind = text(json, "kind");
        String word = kind.equals("standalone") ? "tasks of" : kind.equals("other") ? "group" : kind;
        int tasks = json.path("tasks").asInt();
        return new Row(
                "r" + number,
                word + " " + text(json, "name"),
                (tasks == 1 ? "1 task" : tasks + " tasks") + (types.isEmpty() ? "" : " on " + String.join(", ", types)),
                json.path("exposed").asBoolean(),
                cells);
    }

    private static Cell cell(JsonNode json, String title, String id) {
        List<Reason> reasons = new ArrayList<>();
        for (JsonNode each : json.path("reasons")) {
            if (reasons.size() < REASONS) {
                reasons.add(new Reason(
                        text(each, "rule"),
                        page(each),
                        text(each, "text"),
                        JenkinsWords.of(text(each, "remedy")),
                        each.path("counts").asBoolean() ? "" : text(each, "decidedBy")));
            }
        }
        JsonNode responsible = json.path("responsible");
        return new Cell(
                id,
                title,
                text(json, "outcome"),
                json.path("counts").asBoolean(),
                reasons,
                text(responsible, "party"),
                text(responsible, "why"));
    }

    private static Action action(JsonNode json) {
        List<String> workloads = new ArrayList<>();
        json.path("workloads").forEach(each -> workloads.add(text(each.asText())));
        return new Action(
                text(json, "severity"),
                text(json, "outcome"),
                text(json, "what"),
                new Reason(text(json, "rule"), page(json), text(json, "example"), "", ""),
                json.path("exposed").asBoolean(),
                FirstFew.of(workloads, WORKLOADS));
    }

    private static @Nullable String page(JsonNode json) {
        String page = json.path("page").asText("");
        return page.matches("docs/rules/[a-z0-9-]+\\.md") ? ToolIdentity.HOME + "/blob/main/" + page : null;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isNull() ? "" : text(value.asText(""));
    }

    private static String text(String text) {
        return SafeText.visible(text, MAX_TEXT);
    }
}
