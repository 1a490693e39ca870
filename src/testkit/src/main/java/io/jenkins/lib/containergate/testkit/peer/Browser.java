package io.jenkins.lib.containergate.testkit.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Chromium without a screen, one page at a time.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
public final class Browser implements AutoCloseable {
    private static final String PROGRAM = "chromium";
    private static final int SECONDS = 120;
    private static final int HEIGHT = 900;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param width of the window in pixels */
    public record View(int width, boolean dark) {
        @Override
        public String toString() {
            return width + " px, " + (dark ? "dark" : "light");
        }
    }

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers;
    private String session = "";
    private int sent;

    private Browser(Process process, WebSocket socket, BlockingQueue<JsonNode> answers) {
        this.process = process;
        this.socket = socket;
        this.answers = answers;
    }

    /** @param profile a directory of this browser alone */
    public static Browser start(Path profile) throws IOException, InterruptedException {
        Peer.needs(PROGRAM);
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--allow-file-access-from-files",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
            Browser browser = new Browser(process, connected(process, profile, answers), answers);
            browser.prepare();
            return browser;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            end(process);
            throw e;
        }
    }

    private static WebSocket connected(Process process, Path profile, BlockingQueue<JsonNode> answers)
            throws IOException, InterruptedException {
        Path address = profile.resolve("DevToolsActivePort");
        List<String> lines = List.of();
        for (int tries = 0; lines.size() < 2; tries++) {
            if (tries == SECONDS * 10 || !process.isAlive()) {
                Peer.missing(PROGRAM + " did not start");
            }
            TimeUnit.MILLISECONDS.sleep(100);
            lines = Files.exists(address) ? Files.readAllLines(address) : List.of();
        }
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), new Listener(answers))
                .join();
    }

    private void prepare() throws IOException, InterruptedException {
        String target = command("Target.createTarget", object().put("url", "about:blank"))
                .path("targetId")
                .asText();
        session = command(
                        "Target.attachToTarget",
                        object().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asText();
        command("Page.enable", object());
        // what a page forbids its scripts is tested elsewhere, and would keep ours out
        command("Page.setBypassCSP", object().put("enabled", true));
    }

    /** Opens a page and waits until it is loaded. */
    public void open(URI page, View view) throws IOException, InterruptedException {
        command(
                "Emulation.setDeviceMetricsOverride",
                object().put("width", view.width())
                        .put("height", HEIGHT)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode media = object();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", view.dark() ? "dark" : "light");
        command("Emulation.setEmulatedMedia", media);
        answers.clear();
        String error = command("Page.navigate", object().put("url", page.toString()))
                .path("errorText")
                .asText();
        if (!error.isEmpty()) {
            throw new IOException(page + " cannot be opened: " + error);
        }
        JsonNode event;
        do {
            event = next("the page " + page);
        } while (!event.path("method").asText().equals("Page.loadEventFired"));
    }

    /** What a script of the page ends with, as text; a promise is waited for. */
    public String evaluate(String script) throws IOException, InterruptedException {
        JsonNode answer = command(
                "Runtime.evaluate",
                object().put("expression", script).put("awaitPromise", true).put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException("a script failed: " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value").asText();
    }

    private JsonNode command(String method, ObjectNode parameters) throws IOException, InterruptedException {
        int id = ++sent;
        ObjectNode message = object().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(message.toString(), true).join();
        List<JsonNode> events = new ArrayList<>();
        JsonNode answer = next(method);
        while (answer.path("id").asInt() != id) {
            events.add(answer);
            answer = next(method);
        }
        answers.addAll(events);
        if (answer.has("error")) {
            throw new IOException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    private JsonNode next(String what) throws IOException, InterruptedException {
        @Nullable JsonNode answer = answers.poll(SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IOException(PROGRAM + " said nothing for " + SECONDS + " seconds: " + what);
        }
        return answer;
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        List<ProcessHandle> helpers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        // they write into the profile until they end
        for (ProcessHandle helper : helpers) {
            helper.destroyForcibly();
            helper.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> answers;
        private final StringBuilder text = new StringBuilder();

        Listener(BlockingQueue<JsonNode> answers) {
            this.answers = answers;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    answers.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    answers.add(object().put("unreadable", e.toString()));
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
