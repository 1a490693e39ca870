package io.jenkins.lib.containergate.secret.scan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * What gzip in base 64 holds, as cloud-init's {@code gz+b64} and values in manifests do.
 *
 * @param whole whether that is all of it
 */
record Gunzipped(byte[] bytes, boolean whole) {
    /** Bytes that are unpacked: such values are files of settings. */
    static final int MOST = 1 << 20;

    static boolean recognised(byte[] decoded) {
        return decoded.length > 18 && (decoded[0] & 0xff) == 0x1f && (decoded[1] & 0xff) == 0x8b && decoded[2] == 8;
    }

    /** As much as can be unpacked; of what is damaged, what stands before the damage. */
    static Gunzipped of(byte[] decoded) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        byte[] chunk = new byte[8 << 10];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(decoded))) {
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                if (unpacked.size() + read > MOST) {
                    return new Gunzipped(unpacked.toByteArray(), false);
                }
                unpacked.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // not gzip after all, or cut off: what came before is searched
        }
        return new Gunzipped(unpacked.toByteArray(), true);
    }
}
