package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.image.Digest;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that nobody can change any more. */
public final class Bytes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes of(byte[] content) {
        return new Bytes(content.clone());
    }

    public static Bytes ofText(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] toArray() {
        return content.clone();
    }

    public int size() {
        return content.length;
    }

    public Digest digest() {
        return Digest.of(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(bytes.content, content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Never the content. */
    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
