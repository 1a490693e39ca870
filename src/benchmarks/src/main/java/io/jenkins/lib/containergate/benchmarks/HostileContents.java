package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Texts that are made to be slow to search when they are repeated: most of each is nearly a secret. */
final class HostileContents {
    private static final List<String> AROUND =
            List.of("", " ", "\n", "=", ":", "=\"", "\":\"", "(", "://", "a", "/", "\\");
    private static final int LONG = 4_000;
    /** Characters: a short piece is repeated more often within what a rule looks at. */
    private static final int[] BEGINNINGS = {8, 12, 16, 20, 24, 32, 48};

    private final Map<String, String> pieces = new LinkedHashMap<>();

    private HostileContents() {}

    /** What is repeated, by a name for it. */
    static Map<String, String> pieces(SecretCatalogue catalogue) {
        HostileContents contents = new HostileContents();
        contents.keywords(catalogue);
        for (SecretRule rule : catalogue.rules()) {
            contents.examples(rule);
        }
        contents.shapes();
        return contents.pieces;
    }

    private void keywords(SecretCatalogue catalogue) {
        for (String keyword : catalogue.finder().keywords()) {
            for (String after : AROUND) {
                add("keyword ", keyword + after);
                add("keyword ", after + keyword.toUpperCase(java.util.Locale.ROOT));
            }
        }
    }

    private void examples(SecretRule rule) {
        String name = rule.id() + " ";
        int number = 0;
        for (String example : rule.examples()) {
            number++;
            String filled = new SecretTemplate(5).fill(example);
            for (int length : new int[] {filled.length() / 2, filled.length() - 1, filled.length()}) {
                String begun = filled.substring(0, length);
                pieces.put(name + number + " cut to " + length, begun);
                pieces.put(name + number + " lines cut to " + length, begun + "\n");
                pieces.put(name + number + " marked cut to " + length, begun + "!");
            }
            for (int length : BEGINNINGS) {
                if (length < filled.length() / 2) {
                    pieces.put(name + number + " begun for " + length, filled.substring(0, length));
                    pieces.put(name + number + " lines begun for " + length, filled.substring(0, length) + "\n");
                }
            }
            char last = filled.charAt(filled.length() - 1);
            pieces.put(
                    name + number + " drawn out", filled + String.valueOf(last).repeat(LONG));
            pieces.put(name + number + " after a long word", "a".repeat(LONG) + filled);
        }
    }

    private void shapes() {
        for (String shape : List.of(
                "a",
                "A",
                "0",
                "=",
                ":",
                "\"",
                "\\",
                "\\u0041",
                "%41",
                "%2541",
                "%",
                "{",
                "[",
                "{\"a\":",
                "(",
                "<",
                "-",
                "_",
                ".",
                "/",
                "://",
                "a:b@",
                "\t",
                " ",
                "\n",
                "\\n",
                "\r\n",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "-----",
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
                "eyJ",
                "eyJ.",
                "eyJhbGciOiJIUzI1NiJ9.",
                "password=\"a",
                "password: ",
                "\"name\":\"password\",\"value\":",
                "<password>",
                "<password>a",
                "$2y$",
                "AKIA")) {
            add("shape ", shape);
        }
        encoded("base 64 ", () -> "password=\"");
        encoded("base 64 ", () -> "text that says nothing at all ");
    }

    private void encoded(String name, Supplier<String> text) {
        String inner = text.get();
        for (int depth = 1; depth <= 3; depth++) {
            inner = Base64.getEncoder().encodeToString(inner.repeat(60).getBytes(StandardCharsets.UTF_8));
            pieces.put(name + depth + " deep " + text.get(), inner);
            pieces.put(name + depth + " deep, lines " + text.get(), inner + "\n");
        }
    }

    private void add(String kind, String piece) {
        pieces.put(kind + piece.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"), piece);
    }

    /** The piece over and over. */
    static byte[] repeated(String piece, int size) {
        byte[] one = piece.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[size];
        for (int i = 0; i < size; i += one.length) {
            System.arraycopy(one, 0, all, i, Math.min(one.length, size - i));
        }
        return all;
    }
}
