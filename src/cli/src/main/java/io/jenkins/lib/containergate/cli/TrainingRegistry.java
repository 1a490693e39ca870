package io.jenkins.lib.containergate.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A registry of one repository, on this machine, for as long as {@link ArchiveTraining} needs one. It knows no uploads. */
final class TrainingRegistry implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD) /v2/(\\S*) HTTP/1\\.1");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String BLOB = "application/octet-stream";

    private final ServerSocket server;
    private final String repository;
    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    private record Content(String type, byte[] bytes) {}

    private static final Content NOTHING = new Content("application/json", utf8("{\"errors\":[]}"));

    private TrainingRegistry(ServerSocket server, String repository) {
        this.server = server;
        this.repository = repository;
        contents.put("", new Content("application/json", utf8("{}")));
    }

    static TrainingRegistry start(String repository) throws IOException {
        TrainingRegistry registry =
                new TrainingRegistry(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), repository);
        daemon(registry::accept);
        return registry;
    }

    String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Whatever it is, it can be read as a blob and, as an image is no larger here, as a manifest. */
    ObjectNode put(String mediaType, byte[] content) {
        Digest digest = Digest.of(content);
        contents.put(repository + "/blobs/" + digest, new Content(BLOB, content));
        contents.put(repository + "/manifests/" + digest, new Content(mediaType, content));
        return JsonNodeFactory.instance
                .objectNode()
                .put("mediaType", mediaType)
                .put("digest", digest.toString())
                .put("size", content.length);
    }

    /**
     * Takes all of an OCI archive.
     *
     * @return the manifest of its image, which gets the tag
     */
    byte[] copy(Path archive, String tag) throws IOException {
        String index = "";
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                byte[] content = tar.readAllBytes();
                if (entry.getName().equals("index.json")) {
                    index = new String(content, StandardCharsets.UTF_8);
                }
                put(MediaType.OCI_MANIFEST, content);
            }
        }
        Matcher image = DIGEST.matcher(index);
        if (!image.find()) {
            throw new IOException(archive + " has no image");
        }
        Content manifest = contents.get(repository + "/manifests/" + image.group());
        contents.put(repository + "/manifests/" + tag, manifest);
        return manifest.bytes();
    }

    /** Attaches one document to a manifest. */
    void refer(byte[] manifest, String mediaType, byte[] document) {
        ObjectNode referrer = JsonNodeFactory.instance
                .objectNode()
                .put("schemaVersion", 2)
                .put("mediaType", MediaType.OCI_MANIFEST)
                .put("artifactType", mediaType);
        referrer.set("config", put("application/vnd.oci.empty.v1+json", utf8("{}")));
        referrer.putArray("layers").add(put(mediaType, document));
        referrer.set("subject", put(MediaType.OCI_MANIFEST, manifest));
        ObjectNode list =
                JsonNodeFactory.instance.objectNode().put("schemaVersion", 2).put("mediaType", MediaType.OCI_INDEX);
        list.putArray("manifests")
                .add(put(MediaType.OCI_MANIFEST, utf8(referrer.toString())).put("artifactType", mediaType));
        contents.put(
                repository + "/referrers/" + Digest.of(manifest),
                new Content(MediaType.OCI_INDEX, utf8(list.toString())));
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // closed: the training is over
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1)) {
            OutputStream out = client.getOutputStream();
            for (int first = in.read(); first >= 0; first = in.read()) {
                if (first != 'G' && first != 'H') {
                    // TLS: an answer that is none ends it at once, without another attempt
                    out.write(utf8("HTTP/1.1 400 Bad Request\r\n\r\n"));
                    return;
                }
                String request = (char) first + in.readLine();
                for (String head = in.readLine(); head != null && !head.isEmpty(); ) {
                    head = in.readLine();
                }
                answer(REQUEST.matcher(request), out);
            }
        } catch (IOException e) {
            // the client has what it wants
        }
    }

    private void answer(Matcher request, OutputStream out) throws IOException {
        Content content = request.matches() ? contents.get(request.group(2)) : null;
        String status = content == null ? "404 Not Found" : "200 OK";
        Content body = content == null ? NOTHING : content;
        out.write(utf8("HTTP/1.1 " + status + "\r\nContent-Type: " + body.type() + "\r\nContent-Length: "
                + body.bytes().length + "\r\n\r\n"));
        if (!request.matches() || request.group(1).equals("GET")) {
            out.write(body.bytes());
        }
        out.flush();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "training-registry");
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
