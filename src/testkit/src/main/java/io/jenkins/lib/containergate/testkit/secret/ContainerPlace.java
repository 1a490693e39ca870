package io.jenkins.lib.containergate.testkit.secret;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as it lies in images, with a credential in it: {@code places.txt}.
 *
 * @param group what kind of place it is
 * @param path from the root of the image
 * @param template of the content; see {@link SecretTemplate}, and further {@code {encoded:base64:...}},
 *     {@code {encoded:hex:...}}, {@code {pem-escaped:...}}, {@code {pem-lines:...}}, {@code {pem-indented:...}} and bytes as
 *     {@code \x0d}
 */
public record ContainerPlace(String group, String path, String template) {
    private static final String FILE = "places.txt";
    private static final String HEAD = "=== ";
    private static final Pattern ENCODED = Pattern.compile("\\{encoded:(base64|hex):((?:[^{}]|\\{[^{}]*\\})*)\\}");
    private static final Pattern PEM = Pattern.compile("\\{pem-(escaped|lines|indented):([a-z0-9]+)\\}");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

    public static List<ContainerPlace> all() {
        List<ContainerPlace> places = new ArrayList<>();
        for (String section : read().split("(?m)^" + HEAD)) {
            String[] parts = section.split(" \\| |\n", 3);
            if (!section.startsWith("#")) {
                places.add(new ContainerPlace(parts[0], parts[1], parts[2]));
            }
        }
        return places;
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(ContainerPlace.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content with other values for each seed. */
    public byte[] content(long seed) {
        SecretTemplate values = new SecretTemplate(seed);
        String encoded = ENCODED.matcher(template)
                .replaceAll(field -> Matcher.quoteReplacement(encoded(field.group(1), values.fill(field.group(2)))));
        String keys = PEM.matcher(encoded)
                .replaceAll(field ->
                        Matcher.quoteReplacement(key(field.group(1), values.fill("{pem:" + field.group(2) + "}"))));
        return bytes(values.fill(keys));
    }

    private static String encoded(String how, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return how.equals("hex")
                ? HexFormat.of().formatHex(bytes)
                : Base64.getEncoder().encodeToString(bytes);
    }

    private static String key(String how, String pem) {
        return switch (how) {
            case "escaped" -> pem.replace("\n", "\\n");
            case "lines" -> pem.strip().replace("\n", "\\n\" +\n        \"");
            default -> pem.strip().indent(4);
        };
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher matcher = BYTE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            bytes.writeBytes(text.substring(from, matcher.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(HexFormat.fromHexDigits(matcher.group(1)));
            from = matcher.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
