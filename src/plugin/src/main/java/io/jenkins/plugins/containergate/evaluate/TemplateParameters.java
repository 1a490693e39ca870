package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters of a template as an option writes them: {@code NAME=VALUE}, one a line. */
final class TemplateParameters {
    private TemplateParameters() {}

    /** @throws GateException without the line, which may hold a secret */
    static Map<String, String> parse(@Nullable String text) throws GateException {
        Map<String, String> parameters = new TreeMap<>();
        int number = 0;
        for (String line : text == null ? new String[0] : text.split("\\R")) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new GateException("line " + number + " of parameters is not NAME=VALUE", "write one a line");
            }
            String name = line.substring(0, equals).strip();
            if (parameters.put(name, line.substring(equals + 1).strip()) != null) {
                throw new GateException("the parameter " + name + " is given twice", "keep one of them");
            }
        }
        return parameters;
    }
}
