package io.jenkins.lib.containergate.ecs.confinement;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A finding of GuardDuty Runtime Monitoring: something that a container should not have done.
 *
 * @param type such as {@code Execution:Runtime/NewBinaryExecuted}
 * @param program path of the program that did it
 * @param context what it did it to, by name, such as {@code modifiedProcess} or {@code socketPath}
 * @see <a href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_RuntimeContext.html">RuntimeContext</a>
 */
public record RuntimeFinding(String type, Optional<String> program, Map<String, String> context) {
    private static final int VALUES = 500;
    private static final int LONGEST = 4_096;
    private static final String RUNTIME = "/service/runtimedetails";

    public RuntimeFinding {
        context = Map.copyOf(context);
    }

    /** Takes what an object is; empty when it is no finding of Runtime Monitoring. */
    interface Sink {
        void take(Optional<RuntimeFinding> finding) throws GateException;
    }

    /** Reads an object from its first brace to its last, whatever its size: a finding, or an answer with a list of them. */
    static void read(JsonParser json, Sink sink) throws IOException, GateException {
        Map<String, String> values = new TreeMap<>();
        boolean list = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String member = "/" + json.currentName().toLowerCase(Locale.ROOT);
            JsonToken value = json.nextToken();
            if (member.equals("/findings") && value == JsonToken.START_ARRAY) {
                list = true;
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    read(json, sink);
                }
            } else {
                value(json, member, values);
            }
        }
        if (!list) {
            sink.take(of(values));
        }
    }

    private static Optional<RuntimeFinding> of(Map<String, String> values) {
        // EventBridge wraps the finding
        String root = values.containsKey("/detail/type") ? "/detail" : "";
        String type = values.getOrDefault(root + "/type", "");
        if (!type.contains(":Runtime/")) {
            return Optional.empty();
        }
        Map<String, String> context = new TreeMap<>();
        String prefix = root + RUNTIME + "/context/";
        values.forEach((path, value) -> {
            if (path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0) {
                context.put(path.substring(prefix.length()), value);
            }
        });
        return Optional.of(new RuntimeFinding(
                type, Optional.ofNullable(values.get(root + RUNTIME + "/process/executablepath")), context));
    }

    /** Texts by path; the API and EventBridge write the names of members with other first letters. */
    private static void value(JsonParser json, String path, Map<String, String> values) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT && path.length() < LONGEST) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = path + "/" + json.currentName().toLowerCase(Locale.ROOT);
                json.nextToken();
                value(json, member, values);
            }
        } else if (json.currentToken() == JsonToken.VALUE_STRING
                && values.size() < VALUES
                && json.getTextLength() <= LONGEST
                && path.length() < LONGEST) {
            values.putIfAbsent(path, json.getText());
        } else {
            json.skipChildren();
        }
    }
}
